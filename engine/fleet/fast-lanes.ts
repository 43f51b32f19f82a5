import { meanEarth } from '../environment/earth.ts'
import { OrbitError } from '../environment/orbit.ts'
import { makePropagator, sgp4ErrorText } from '../physics/orbit/orbit.ts'
import type { FleetRows } from '../results/fleet-rows.ts'
import type { FleetSum, FleetWatch } from '../results/fleet-series.ts'
import type { FleetGroup } from '../scenario/fleet-group.ts'
import type { Limit, Scenario } from '../scenario/scenario.ts'
import { formatUtc } from '../scenario/time.ts'
import { type BlockOptions, beginBlock } from './block.ts'
import { checkLedger, rowsOf } from './fast-rows.ts'
import { eachOf, makeWorkMeter, type WorkMeter } from './fast-work.ts'
import type { Fit } from './fit.ts'
import { ROW, TALLY, type Tile } from './tile.ts'

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
}

/** Sums of the series that are rows of the tally; joules of a tick, but for the seconds of sunlight. */
const TALLIED: readonly { readonly sum: FleetSum; readonly at: number }[] = [
  { sum: 'sunlit_count', at: TALLY.lit_s * ROW },
  { sum: 'generated_W', at: TALLY.generated_J * ROW },
  { sum: 'demanded_W', at: TALLY.demanded_J * ROW },
  { sum: 'served_W', at: TALLY.served_J * ROW },
  { sum: 'curtailed_W', at: TALLY.curtailed_J * ROW },
  { sum: 'unserved_W', at: TALLY.unserved_J * ROW },
  { sum: 'loss_W', at: TALLY.loss_J * ROW },
  { sum: 'absorbed_W', at: TALLY.absorbed_J * ROW },
  { sum: 'radiated_W', at: TALLY.radiated_J * ROW },
]

export interface FastResult {
  readonly rows: FleetRows
  readonly positionError_km: number
  /** Lanes whose accelerators came so hot that they would have throttled, which the fast path does not: they are in no series. */
  readonly throttled: readonly number[]
}

/** A piece of a cut tick may be this much hotter than its end. */
const UNSEEN_K = 0.5

/** Satellites `first` to `first + count` of a group in a tile, at most as many as that has lanes, tick by tick; all begin at tick `begin`. */
export interface FastRun {
  /** Takes them through a tick of the fleet, the one after the last. */
  advance(tick: number): void
  /** Adds the lanes of these spans to the series, as they are at that tick, or takes them out again. */
  tell(tick: number, spans: readonly Span[], times: 1 | -1): void
  readonly work: WorkMeter
  /** Whether accelerators came so hot that they would have throttled, in one lane or in any. */
  isHot(lane?: number): boolean
  /** After the last tick: what became of them. Throws where SGP4 has lost one, or a ledger does not close. */
  end(): Omit<FastResult, 'throttled'>
}

type Span = readonly [from: number, count: number]

export function beginFastLanes(o: FastLanes, first: number, count: number, begin: number): FastRun {
  const { scenario, group, fit, tile, series } = o
  const { step_s } = scenario
  const { table } = tile
  const ticks = scenario.ticks - begin
  const perStep = 1 / step_s
  fit.prepare(first, count)
  const orbits = Array.from({ length: count }, (_, i) => {
    const elements = group.constellation.elements(first + i)
    return { elements, propagator: makePropagator(elements) }
  })
  const start_us = scenario.start_us + begin * step_s * 1e6
  const charges = new Float64Array(count)
  const ones = new Float64Array(count).fill(1)
  const counted = fit.design.nodes.map((n, k) => ({ id: n.id, at: k * ROW }))
  const work = makeWorkMeter(fit, tile, first, count, step_s)
  const bearing = fit.computing
    .filter(c => c.node >= 0)
    .map(c => ({ at: c.node * ROW, most_K: eachOf(c.unthrottled_K, first, count) }))
  function isHot(one?: number): boolean {
    for (const { at, most_K } of bearing)
      for (let lane = one ?? 0, end = one ?? count - 1; lane <= end; lane++)
        if (table.hottest[at + lane] > most_K[lane] - UNSEEN_K) return true
    return false
  }
  const sun_km = o.sun_km.subarray(3 * begin)
  const block = beginBlock({ tile, orbits, first, start_us, step_s, ticks, sun_km, ...earthOf(scenario) })
  return {
    work,
    advance(tick) {
      block.advance(tick - begin)
      work.ended()
    },
    tell(tick, spans, times) {
      const closes = series.closes(tick)
      if (closes && fit.design.battery !== undefined)
        for (let i = 0; i < count; i++) charges[i] = table.charge[i] / table.full[i]
      for (const [from, n] of spans) {
        for (const { sum, at } of TALLIED) series.add(tick, sum, table.tally, at + from, n, perStep, times)
        series.add(tick, 'satellites_count', ones, from, n, 1, times)
        series.add(tick, 'compute_TFLOP_s', work.rate_TFLOP_s, from, n, 1, times)
        if (!closes) continue
        for (const { id, at } of counted) series.countTemps(tick, id, table.temp, at + from, n, times)
        if (fit.design.battery !== undefined) series.countCharges(tick, charges, from, n, times)
      }
    },
    isHot,
    end() {
      const { positionError_km, lost } = block.end()
      const [gone] = lost
      if (gone !== undefined)
        throw new OrbitError(
          `Satellite ${group.first + first + gone.lane} cannot be followed at ${formatUtc(start_us + gone.time_s * 1e6)}: ${sgp4ErrorText(gone.code)}.`,
        )
      for (let i = 0; i < count; i++) checkLedger(tile, i, ticks, formatUtc(start_us + ticks * step_s * 1e6))
      return { rows: rowsOf(o, first, count, ticks, work.total_TFLOP_s), positionError_km }
    },
  }
}

/** Runs satellites of a group on the fast path from tick `begin` to the end. */
export function runFastLanes(o: FastLanes, first: number, count: number, begin: number): FastResult {
  function follow(spans: readonly Span[], times: 1 | -1): FastRun {
    const run = beginFastLanes(o, first, count, begin)
    for (let tick = begin + 1; tick <= o.scenario.ticks; tick++) {
      run.advance(tick)
      run.tell(tick, spans, times)
    }
    return run
  }
  const run = follow([[0, count]], 1)
  const ended = run.end()
  const throttled = Array.from({ length: count }, (_, lane) => lane).filter(lane => run.isHot(lane))
  if (throttled.length > 0)
    follow(
      throttled.map(lane => [lane, 1]),
      -1,
    )
  return { ...ended, throttled }
}

/** What the Earth reflects and radiates; nothing where the scenario says so. */
const earthOf = ({ environment }: Scenario): Pick<BlockOptions, 'earth'> =>
  environment.earth_radiation === 'none' ? {} : { earth: meanEarth(environment) }
