import { meanEarth } from '../environment/earth.ts'
import { OrbitError } from '../environment/orbit.ts'
import { makePropagator, sgp4ErrorText } from '../physics/orbit/orbit.ts'
import type { FleetRows } from '../results/fleet-rows.ts'
import type { FleetSum, FleetWatch } from '../results/fleet-series.ts'
import type { FleetGroup } from '../scenario/fleet-group.ts'
import type { Limit, Scenario } from '../scenario/scenario.ts'
import { formatUtc } from '../scenario/time.ts'
import { type BlockOptions, runBlock } from './block.ts'
import { checkLedger, rowsOf } from './fast-rows.ts'
import { makeWorkMeter, numberOf } from './fast-work.ts'
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

/** Runs satellites `first` to `first + count` of a group (at most a tile, all beginning at tick `begin`) on the fast path. */
export function runFastLanes(o: FastLanes, first: number, count: number, begin: number): FastResult {
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

  /** Runs the tile and adds the lanes of these spans to the series, or takes them out again. */
  function follow(spans: readonly (readonly [from: number, count: number])[], times: 1 | -1) {
    const work = makeWorkMeter(fit, tile, first, count, step_s)
    const onTick = (ended: number) => {
      const tick = begin + ended
      const rates = work.ofTick()
      const closes = series.closes(tick)
      if (closes && fit.design.battery !== undefined)
        for (let i = 0; i < count; i++) charges[i] = table.charge[i] / table.full[i]
      for (const [from, n] of spans) {
        for (const { sum, at } of TALLIED) series.add(tick, sum, table.tally, at + from, n, perStep, times)
        series.add(tick, 'satellites_count', ones, from, n, 1, times)
        series.add(tick, 'compute_TFLOP_s', rates, from, n, 1, times)
        if (!closes) continue
        for (const { id, at } of counted) series.countTemps(tick, id, table.temp, at + from, n, times)
        if (fit.design.battery !== undefined) series.countCharges(tick, charges, from, n, times)
      }
    }
    const sun_km = o.sun_km.subarray(3 * begin)
    const result = runBlock({ tile, orbits, first, start_us, step_s, ticks, sun_km, ...earthOf(scenario), onTick })
    return { ...result, work_TFLOP_s: work.total_TFLOP_s() }
  }

  const { positionError_km, lost, work_TFLOP_s } = follow([[0, count]], 1)
  const [gone] = lost
  if (gone !== undefined)
    throw new OrbitError(
      `Satellite ${group.first + first + gone.lane} cannot be followed at ${formatUtc(start_us + gone.time_s * 1e6)}: ${sgp4ErrorText(gone.code)}.`,
    )
  for (let i = 0; i < count; i++) checkLedger(tile, i, ticks, formatUtc(start_us + ticks * step_s * 1e6))
  const rows = rowsOf(o, first, count, ticks, work_TFLOP_s)
  const throttled = throttledLanes(o, first, count)
  if (throttled.length > 0)
    follow(
      throttled.map(lane => [lane, 1]),
      -1,
    )
  return { rows, positionError_km, throttled }
}

function throttledLanes({ fit, tile: { table } }: FastLanes, first: number, count: number): number[] {
  const hot = (lane: number) =>
    fit.computing.some(
      c => c.node >= 0 && table.hottest[c.node * ROW + lane] > numberOf(c.unthrottled_K, first + lane) - UNSEEN_K,
    )
  return Array.from({ length: count }, (_, lane) => lane).filter(hot)
}

/** What the Earth reflects and radiates; nothing where the scenario says so. */
const earthOf = ({ environment }: Scenario): Pick<BlockOptions, 'earth'> =>
  environment.earth_radiation === 'none' ? {} : { earth: meanEarth(environment) }
