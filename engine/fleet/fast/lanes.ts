import { meanEarth } from '../../environment/earth.ts'
import { OrbitError } from '../../environment/orbit.ts'
import { type Elements, makePropagator, sgp4ErrorText } from '../../physics/orbit/orbit.ts'
import type { FleetRows } from '../../results/fleet-rows.ts'
import type { FleetWatch } from '../../results/fleet-series.ts'
import type { FleetGroup } from '../../scenario/fleet-group.ts'
import type { Limit, Scenario } from '../../scenario/scenario.ts'
import { formatUtc } from '../../scenario/time.ts'
import { namingTick } from '../../tick/failure.ts'
import type { Fit } from '../design/fit.ts'
import { ROW, type Tile } from '../tile/tile.ts'
import { type BlockOptions, beginBlock } from './block.ts'
import { checkLedger, rowsOf } from './rows.ts'
import { tellSeries } from './series.ts'
import { turningBodies } from './turning-faces.ts'
import { makeWorkMeter, rowOf, type WorkMeter } from './work.ts'

/** What a run of neighbours on the fast path needs. */
export interface FastLanes {
  readonly scenario: Scenario
  readonly group: FleetGroup
  readonly groupIndex: number
  readonly fit: Fit
  readonly tile: Tile
  readonly series: FleetWatch
  /** Limits on columns that this group has. */
  readonly limits: readonly Limit[]
  /** The Sun at the ends of the scenario's ticks. */
  readonly sun_km: Float64Array
  /** The fleet's nodes, by place. */
  readonly nodes: readonly string[]
  /** The last tick, where it may come earlier than the scenario says; known before it begins. */
  readonly lastTick?: () => number
}

export interface FastResult {
  readonly rows: FleetRows
  readonly positionError_km: number
  /** Lanes whose accelerators came so hot that they would have throttled, which the fast path does not: they are in no series. */
  readonly throttled: readonly number[]
}

/** A piece of a cut tick may be this much hotter than its end. */
const UNSEEN_K = 0.5

/** Which satellites of a group go through a tile, at most as many as that has lanes: `first` to `first + count`, all of which begin at tick `begin`. */
export interface Neighbours {
  readonly first: number
  readonly count: number
  readonly begin: number
}

/** Neighbours in a tile, tick by tick. */
export interface FastRun {
  /** Takes them through a tick of the fleet, the one after the last, and tells the series. */
  advance(tick: number): void
  readonly work: WorkMeter
  /** Whether accelerators came so hot that they would have throttled, in these lanes or in any. */
  isHot(from?: number, to?: number): boolean
  /** After the last tick: what became of them. Throws where SGP4 has lost one, or a ledger does not close. */
  end(): Omit<FastResult, 'throttled'>
}

/** The series is told of these lanes, or what it was told of them is taken back. */
export function beginFastLanes(
  o: FastLanes,
  { first, count, begin }: Neighbours,
  lanes: readonly number[] = lanesTo(count),
  times: 1 | -1 = 1,
): FastRun {
  const { scenario, group, fit, tile, series } = o
  const { step_s } = scenario
  const { table } = tile
  fit.prepare(first, count)
  const orbits = Array.from({ length: count }, (_, i) => {
    const elements = group.constellation.elements(first + i)
    return { elements, propagator: makePropagator(elements) }
  })
  const start_us = scenario.start_us + begin * step_s * 1e6
  const work = makeWorkMeter(fit, tile, first, count, step_s)
  const bearing = fit.computing
    .filter(c => c.node >= 0)
    .map(c => ({ at: c.node * ROW, most_K: rowOf(c.unthrottled_K, first, count) }))
  function isHot(from = 0, to = count): boolean {
    const { hottest } = table
    for (const { at, most_K } of bearing)
      for (let lane = from; lane < to; lane++) if (hottest[at + lane] > most_K[lane] - UNSEEN_K) return true
    return false
  }
  const sun_km = o.sun_km.subarray(3 * begin)
  const { lastTick = () => scenario.ticks } = o
  const tell = tellSeries({ tile, fit, series, work, lanes, times, step_s, lastTick })
  const { turning } = fit.design
  const nameOf = (lane: number) => `satellite ${group.first + first + lane}`
  const block = beginBlock({
    tile,
    orbits,
    first,
    nameOf,
    start_us,
    step_s,
    ticks: scenario.ticks - begin,
    sun_km,
    ...earthOf(scenario),
    ...(turning && { turning: turningBodies(scenario, group, turning, start_us) }),
  })
  let ticks = 0
  return {
    work,
    advance(tick) {
      ticks = tick - begin
      namingTick(
        tick,
        () => formatUtc(scenario.start_us + tick * step_s * 1e6),
        () => block.advance(ticks),
      )
      tell(tick)
    },
    isHot,
    end() {
      const { positionError_km, lost } = block.end()
      const [gone] = lost
      if (gone !== undefined)
        throw new OrbitError(
          `Satellite ${group.first + first + gone.lane}${published(orbits[gone.lane].elements)} cannot be followed at ${formatUtc(start_us + gone.time_s * 1e6)}: ${sgp4ErrorText(gone.code)}.`,
        )
      for (let i = 0; i < count; i++) checkLedger(tile, i, ticks, formatUtc(start_us + ticks * step_s * 1e6))
      return { rows: rowsOf(o, first, count, ticks, lane => work.total_TFLOP_s(lane, ticks)), positionError_km }
    },
  }
}

/** The name and the catalogue number of elements that have them, to find them in their file. */
function published({ name, noradId }: Elements): string {
  const words = [...(name === undefined ? [] : [name]), ...(noradId > 0 ? [noradId] : [])]
  return words.length === 0 ? '' : ` (${words.join(' ')})`
}

/** Runs neighbours on the fast path to the end. */
export function runFastLanes(o: FastLanes, neighbours: Neighbours): FastResult {
  const { begin, count } = neighbours
  function follow(lanes: readonly number[], times: 1 | -1): FastRun {
    const run = beginFastLanes(o, neighbours, lanes, times)
    for (let tick = begin + 1; tick <= o.scenario.ticks; tick++) run.advance(tick)
    return run
  }
  const run = follow(lanesTo(count), 1)
  const ended = run.end()
  const throttled = lanesTo(count).filter(lane => run.isHot(lane, lane + 1))
  if (throttled.length > 0) follow(throttled, -1)
  return { ...ended, throttled }
}

/** All lanes of a tile of so many. */
const lanesTo = (count: number) => Array.from({ length: count }, (_, lane) => lane)

/** What the Earth reflects and radiates; nothing where the scenario says so. */
const earthOf = ({ environment }: Scenario): Pick<BlockOptions, 'earth'> =>
  environment.earth_radiation === 'none' ? {} : { earth: meanEarth(environment) }
