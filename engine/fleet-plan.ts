import { assemble } from './assemble.ts'
import { type Fit, fitDesign } from './fleet/design/fit.ts'
import { satelliteScenario } from './fleet/design/satellite.ts'
import { TILE_LANES } from './fleet/tile/tile.ts'
import { type SeriesShape, seriesBytes } from './results/fleet-series.ts'
import { checkLimitColumns } from './results/limits.ts'
import type { Fleet } from './scenario/fleet.ts'
import type { FleetGroup } from './scenario/fleet-group.ts'
import type { Limit, Scenario } from './scenario/scenario.ts'

/** Neighbours of a group that run together: what one worker does at a time. */
export interface FleetTask {
  readonly group: number
  readonly first: number
  readonly count: number
  readonly begin: number
}

export interface PlannedGroup {
  readonly group: FleetGroup
  /** Without it the group takes the plain path, and `why` says why. */
  readonly fit?: Fit
  readonly why?: string
  /** Limits on columns that this group has. */
  readonly limits: readonly Limit[]
}

/** How a fleet is run: the same on every worker, for it follows from the scenario alone. */
export interface FleetPlan {
  readonly scenario: Scenario
  readonly fleet: Fleet
  readonly groups: readonly PlannedGroup[]
  readonly tasks: readonly FleetTask[]
  /** The nodes of all designs. */
  readonly nodes: readonly string[]
  readonly every: number
  readonly notBegun: number
}

/** What the series of one thread may take where nobody says how many rows it has. */
const SERIES_bytes = 2 ** 28

/** The fewest ticks a row with which a thread's series keeps to its memory, however long the run. */
function leastEvery({ ticks, step_s }: Scenario, nodes: readonly string[]): number {
  const bytes = (every: number) => seriesBytes({ ticks, step_s, every, nodes })
  return Math.min(ticks, Math.ceil(bytes(1) / SERIES_bytes))
}

/** One satellite where a fleet is wanted. */
export class NoFleetError extends Error {
  constructor() {
    super('This scenario is one satellite and no fleet. Run it with simulate.')
    this.name = 'NoFleetError'
  }
}

/**
 * Chooses each group's path and cuts the fleet into tasks. Throws ScenarioError for limits on columns that no group has, NoFleetError without a fleet, and
 * RangeError where `every` is no number of ticks.
 */
export function planFleet(scenario: Scenario, every?: number): FleetPlan {
  const { fleet, ticks } = scenario
  if (fleet === undefined) throw new NoFleetError()
  if (every !== undefined && !(Number.isInteger(every) && every >= 1 && every <= ticks))
    throw new RangeError(`every is ${every}: write a whole number of ticks, 1 to ${ticks}.`)
  const columns = fleet.groups.map(g => assemble([satelliteScenario(scenario, g, 0)]).program.info.map(c => c.name))
  checkLimitColumns([scenario], columns.flat())
  const groups = fleet.groups.map((group, k): PlannedGroup => {
    const limits = scenario.limits.filter(l => !('column' in l) || columns[k].includes(l.column))
    const fit = whyPlain(fleet) ?? fitDesign(scenario, group)
    return typeof fit === 'string' ? { group, why: fit, limits } : { group, fit, limits }
  })
  const temps = columns.flat().filter(c => c.endsWith('.temp_K'))
  // Satellites that share jobs wait for each other at every tick: they are one task.
  const tasks =
    fleet.jobs === undefined ? fleet.groups.flatMap((g, k) => tasksOf(g, k, scenario.ticks)) : [wholeOf(fleet)]
  const nodes = [...new Set(temps)].map(c => c.slice(0, -'.temp_K'.length))
  return {
    scenario,
    fleet,
    groups,
    tasks,
    nodes,
    every: every ?? leastEvery(scenario, nodes),
    notBegun: fleet.satellites - tasks.reduce((sum, t) => sum + t.count, 0),
  }
}

function whyPlain({ method }: Fleet): string | undefined {
  return method === 'plain' ? 'method: plain was asked for' : undefined
}

const wholeOf = (fleet: Fleet): FleetTask => ({ group: 0, first: 0, count: fleet.satellites, begin: 0 })

/** Tiles of neighbours that begin together; those whose launch lies beyond the end are in none. */
function tasksOf(group: FleetGroup, index: number, ticks: number): FleetTask[] {
  const tasks: FleetTask[] = []
  const { satellites } = group.constellation
  for (let first = 0; first < satellites; ) {
    const begin = group.beginTick(first)
    let count = 1
    while (count < TILE_LANES && first + count < satellites && group.beginTick(first + count) === begin) count++
    if (begin < ticks) tasks.push({ group: index, first, count, begin })
    first += count
  }
  return tasks
}

export const seriesShape = ({ scenario, every, nodes }: FleetPlan): SeriesShape => ({
  ticks: scenario.ticks,
  step_s: scenario.step_s,
  every,
  nodes,
})

/**
 * Satellites that share jobs on the fast path, cut into shares for so many threads at most, which run at the same time and meet at every tick
 * (Coupling); undefined where tasks know nothing of each other.
 */
export function sharesOf({ fleet, groups, tasks }: FleetPlan, threads: number): FleetTask[] | undefined {
  if (fleet.jobs === undefined || groups[0].fit === undefined) return undefined
  const [{ count, ...whole }] = tasks
  const tiles = Math.ceil(count / TILE_LANES)
  const most = Math.ceil(tiles / Math.max(1, threads)) * TILE_LANES
  return Array.from({ length: Math.ceil(count / most) }, (_, k) => ({
    ...whole,
    first: k * most,
    count: Math.min(most, count - k * most),
  }))
}
