import { addExact, type ExactSums, exactSum, exactSumBytes, makeExactSums, mergeExact } from './exact-sums.ts'
import type { FleetTable, TableColumn } from './fleet-table.ts'
import {
  CHARGE,
  count,
  type Histogram,
  histogramBytes,
  makeHistogram,
  mergeHistogram,
  percentiles,
  type Rounding,
  tempOfNode,
} from './histogram.ts'

/** What is summed over the fleet in each row: means over the row's ticks. */
const FLEET_SUMS = [
  'satellites_count',
  'sunlit_count',
  'generated_W',
  'demanded_W',
  'served_W',
  'curtailed_W',
  'unserved_W',
  'loss_W',
  'absorbed_W',
  'radiated_W',
  'compute_TFLOP_s',
] as const
export type FleetSum = (typeof FLEET_SUMS)[number]

const SUM_PLACE = Object.fromEntries(FLEET_SUMS.map((sum, k) => [sum, k])) as Record<FleetSum, number>

const SHARES = [0, 0.05, 0.5, 0.95, 1] as const
const SHARE_NAMES = ['min', 'p05', 'p50', 'p95', 'max'] as const

export interface SeriesShape {
  readonly ticks: number
  readonly step_s: number
  /** A row every so many ticks; the last may have fewer. */
  readonly every: number
  /** Nodes whose temperatures are counted. */
  readonly nodes: readonly string[]
}

/** The numbers behind a fleet's series: plain arrays, so that a worker can hand them over. */
export interface SeriesData {
  readonly sums: ExactSums
  readonly histograms: readonly Histogram[]
}

/** A fleet's power, compute, heat, shadow and percentiles over time, gathered block by block in any order. */
export interface FleetSeries {
  readonly rows: number
  readonly data: SeriesData
  /** Row of a tick, from 1 on. */
  rowOf(tick: number): number
  /** True for the last tick of a row: states are counted there. */
  closes(tick: number): boolean
  /** Adds what lanes have together to a sum of tick `tick`; here and below, `times` -1 takes out what was added before. */
  add(tick: number, sum: FleetSum, together: number, times?: 1 | -1): void
  /** Counts at a tick that closes a row how many lanes have some values (histogram.ts). */
  count(tick: number, quantity: Rounding, pairs: Uint16Array, found: number, times?: 1 | -1): void
  merge(other: SeriesData): void
}

/** What is shown of lanes: the part of the tick in sunlight, the least charge of its batteries, and the temperature of each node in turn. */
export type LaneValue = 'sunlight' | 'charge' | 'temperature'

/** What runs a fleet tells of it, tick by tick and lane by lane: whoever takes this may watch. */
export interface FleetWatch extends Pick<FleetSeries, 'closes' | 'add' | 'count'> {
  /** Which satellites, counted from 0, the lanes to come are. */
  lanesAre?(satellites: readonly number[]): void
  /** What was told of these no longer holds: they are run anew. */
  forget?(satellites: readonly number[]): void
  /** What lanes have one by one, at a tick that closes a row. */
  show?(tick: number, what: LaneValue, lanes: readonly number[], value: (lane: number) => number): void
}

/** Bytes that a series takes, whatever the number of satellites. */
export function seriesBytes(shape: SeriesShape): number {
  const rows = rowsOf(shape)
  return kindsOf(shape).reduce((sum, k) => sum + histogramBytes(k, rows), exactSumBytes(rows * FLEET_SUMS.length))
}

const rowsOf = ({ ticks, every }: Pick<SeriesShape, 'ticks' | 'every'>) => Math.ceil(ticks / every)
const kindsOf = ({ nodes }: SeriesShape) => [CHARGE, ...nodes.map(tempOfNode)]

/** A series in a buffer of `seriesBytes`, which may be shared between threads. */
export function makeFleetSeries(
  shape: SeriesShape,
  buffer: ArrayBufferLike = new ArrayBuffer(seriesBytes(shape)),
): FleetSeries {
  const { ticks, every } = shape
  const rows = rowsOf(shape)
  const size = rows * FLEET_SUMS.length
  const sums = makeExactSums(size, buffer, 0)
  let at = exactSumBytes(size)
  const histograms = kindsOf(shape).map(kind => {
    const made = makeHistogram(kind, rows, buffer, at)
    at += histogramBytes(kind, rows)
    return made
  })
  const byName = new Map(histograms.map(h => [h.name, h]))
  const rowOf = (tick: number) => Math.floor((tick - 1) / every)
  return {
    rows,
    data: { sums, histograms },
    rowOf,
    closes: tick => tick % every === 0 || tick === ticks,
    add(tick, sum, together, times = 1) {
      addExact(sums, rowOf(tick) * FLEET_SUMS.length + SUM_PLACE[sum], together, times)
    },
    count(tick, quantity, pairs, found, times = 1) {
      count(byName.get(quantity.name) as Histogram, rowOf(tick), pairs, found, times)
    },
    merge(other) {
      mergeExact(sums, other.sums)
      for (const [k, h] of histograms.entries()) mergeHistogram(h, other.histograms[k])
    },
  }
}

/** The series as a table, up to `ticks`, which may be fewer than it was made for; row k is the mean over its ticks, with percentiles at its end. */
export function seriesTable(
  series: FleetSeries,
  { ticks, every, step_s, start_us }: SeriesShape & { start_us: number },
): FleetTable {
  const { data } = series
  const rows = rowsOf({ ticks, every })
  const endTick = (row: number) => Math.min(ticks, (row + 1) * every)
  const mean = (row: number, sum: FleetSum) =>
    exactSum(data.sums, row * FLEET_SUMS.length + SUM_PLACE[sum]) / (endTick(row) - row * every)
  const column = (name: string, unit: string, value: (row: number) => number, sparse = false): TableColumn => ({
    name,
    unit,
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
    sparse,
  })
  const unitOfSum = (sum: FleetSum) => (sum.endsWith('_W') ? 'W' : sum.endsWith('_s') ? 'TFLOP/s' : '1')
  const counted = data.histograms.flatMap(h => {
    const found = Array.from({ length: rows }, (_, row) => percentiles(h, row, SHARES))
    return SHARE_NAMES.map((share, k) =>
      column(`${h.name}_${share}_${h.unit}`, h.unit === 'frac' ? '1' : h.unit, row => found[row][k], true),
    )
  })
  return {
    rows,
    columns: [
      column('utc', 'UTC', row => Math.round(start_us / 1e3 + endTick(row) * step_s * 1e3)),
      column('t_s', 's', row => endTick(row) * step_s),
      column('satellites_count', '1', row => mean(row, 'satellites_count')),
      column('in_shadow_count', '1', row => mean(row, 'satellites_count') - mean(row, 'sunlit_count')),
      ...FLEET_SUMS.slice(2).map(sum => column(sum, unitOfSum(sum), row => mean(row, sum))),
      ...counted,
    ],
  }
}
