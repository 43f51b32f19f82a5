import { assemble } from './assemble.ts'
import { type Dispatcher, makeDispatcher } from './fleet/dispatch.ts'
import { runFastLanes } from './fleet/fast-lanes.ts'
import { type Fit, fitDesign } from './fleet/fit.ts'
import { KNOTS } from './fleet/knots.ts'
import { partsOf, satelliteScenario } from './fleet/satellite.ts'
import { makeTile, TILE_LANES, type Tile } from './fleet/tile.ts'
import { runPlainLanes } from './fleet-plain.ts'
import { makeSun } from './physics/light/sun-nodes.ts'
import { type FleetRows, makeFleetRows } from './results/fleet-rows.ts'
import { type FleetWatch, type SeriesShape, seriesBytes } from './results/fleet-series.ts'
import type { JobsResult } from './results/fleet-summary.ts'
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

/** Chooses each group's path and cuts the fleet into tasks. Throws ScenarioError for limits on columns that no group has. */
export function planFleet(scenario: Scenario, every?: number): FleetPlan {
  const fleet = scenario.fleet as Fleet
  const columns = fleet.groups.map(g => assemble([satelliteScenario(scenario, g, 0)]).program.info.map(c => c.name))
  checkLimitColumns([scenario], columns.flat())
  const groups = fleet.groups.map((group, k): PlannedGroup => {
    const limits = scenario.limits.filter(l => !('column' in l) || columns[k].includes(l.column))
    const fit = whyPlain(fleet) ?? fitDesign(scenario, group)
    return typeof fit === 'string' ? { group, why: fit, limits } : { group, fit, limits }
  })
  const temps = columns.flat().filter(c => c.endsWith('.temp_K'))
  // Satellites that share jobs wait for each other at every tick: they run side by side, as one task.
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

function whyPlain({ method, jobs }: Fleet): string | undefined {
  if (jobs !== undefined) return 'its satellites share jobs, so they go side by side'
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

export interface TaskResult {
  readonly rows: FleetRows
  /** Undefined on the plain path, which asks SGP4 itself. */
  readonly positionError_km?: number
  /** Satellites of the fast path that were taken to the plain one because their accelerators would have throttled. */
  readonly throttled: number
  readonly jobs?: JobsResult
}

/** Runs tasks of a plan one by one and tells `series` of every tick. Every worker has one; their series are merged at the end. */
export function makeFleetRunner<S extends FleetWatch>(
  plan: FleetPlan,
  series: S,
): { run(task: FleetTask): TaskResult; readonly series: S } {
  const { scenario, nodes, groups } = plan
  const tiles = new Map<number, Tile>()
  let sun: Float64Array | undefined
  return {
    series,
    run(task) {
      const { group, fit, limits } = groups[task.group]
      const shared = { scenario, group, groupIndex: task.group, series, limits, nodes }
      const tell = (places: readonly number[]) => series.lanesAre?.(places.map(k => group.first - 1 + k))
      tell(placesOf(task))
      if (fit === undefined) {
        const rows = makeFleetRows(task.group, task.first, task.count, scenario.limits)
        const places = placesOf(task)
        const dispatcher = dispatcherOf(plan, places)
        runPlainLanes(shared, places, task.begin, rows, dispatcher)
        return { rows, throttled: 0, ...(dispatcher === undefined ? {} : { jobs: dispatcher.result() }) }
      }
      sun ??= sunOf(scenario)
      const tile = tiles.get(task.group) ?? makeTile(fit.design, KNOTS)
      tiles.set(task.group, tile)
      const fast = runFastLanes({ ...shared, fit, tile, sun_km: sun }, task.first, task.count, task.begin)
      const { rows, positionError_km, throttled } = fast
      const places = throttled.map(lane => task.first + lane)
      if (places.length > 0) {
        tell(places)
        runPlainLanes(shared, places, task.begin, rows)
      }
      return { rows, positionError_km, throttled: places.length }
    },
  }
}

function dispatcherOf({ fleet, scenario }: FleetPlan, places: readonly number[]): Dispatcher | undefined {
  const [group] = fleet.groups
  const parts = () => places.map(k => partsOf(group, k))
  return fleet.jobs && makeDispatcher(fleet.jobs, fleet.seed, parts(), scenario.step_s)
}

const placesOf = ({ first, count }: FleetTask) => Array.from({ length: count }, (_, i) => first + i)

/** The Sun at the ends of all ticks. */
function sunOf({ start_us, step_s, ticks }: Scenario): Float64Array {
  const sun_km = new Float64Array(3 * (ticks + 1))
  const sunAt = makeSun()
  for (let k = 0; k <= ticks; k++) sunAt(start_us / 1e6 + k * step_s, sun_km.subarray(3 * k))
  return sun_km
}
