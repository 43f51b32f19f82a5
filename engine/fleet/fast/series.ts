import type { FleetSum, FleetWatch } from '../../results/fleet-series.ts'
import { CHARGE, tempOfNode } from '../../results/histogram.ts'
import type { Fit } from '../design/fit.ts'
import { SLOTS } from '../tile/series.ts'
import { ROW, TALLIES, TALLY, type Tile } from '../tile/tile.ts'
import type { WorkMeter } from './work.ts'

/** Sums of the series that are rows of the tally; joules of a tick, but for the seconds of sunlight. */
const TALLIED: readonly { readonly sum: FleetSum; readonly row: number }[] = [
  { sum: 'sunlit_count', row: TALLY.lit_s },
  { sum: 'generated_W', row: TALLY.generated_J },
  { sum: 'demanded_W', row: TALLY.demanded_J },
  { sum: 'served_W', row: TALLY.served_J },
  { sum: 'curtailed_W', row: TALLY.curtailed_J },
  { sum: 'unserved_W', row: TALLY.unserved_J },
  { sum: 'loss_W', row: TALLY.loss_J },
  { sum: 'absorbed_W', row: TALLY.absorbed_J },
  { sum: 'radiated_W', row: TALLY.radiated_J },
]

/** What is told of a tile, of which lanes, and how often: -1 takes back what was told before. */
export interface Told {
  readonly tile: Tile
  readonly fit: Fit
  readonly series: FleetWatch
  readonly work: WorkMeter
  readonly lanes: readonly number[]
  readonly times: 1 | -1
  readonly step_s: number
  /** The last tick, which closes a row. */
  readonly lastTick: () => number
}

/**
 * Tells the fleet's series of a tile after each tick. The kernel adds the lanes in the order of the tile, which follows from the scenario alone, so
 * that only tiles need exact sums; and it counts their states, of which a tile has few that are not alike.
 */
export function tellSeries({ tile, fit, series, work, lanes, times, step_s, lastTick }: Told): (tick: number) => void {
  const { code, table } = tile
  const { counted, countedAt, sums, sumsAt, quantities, quantitiesAt, roomAt } = tile.series
  const { nodes, battery } = fit.design
  // The kernel sums eight at a time.
  const to = Math.ceil((Math.max(...lanes) + 1) / 8) * 8
  counted.fill(0)
  for (const lane of lanes) counted.fill(-1, 2 * lane, 2 * lane + 2)

  const temps = nodes.map((n, k) => ({ rounding: tempOfNode(n.id), at: table.temp.byteOffset + 8 * ROW * k }))
  for (const [k, { rounding, at }] of temps.entries()) quantities[k].take(rounding, at)
  if (battery !== undefined) quantities[nodes.length].take(CHARGE, table.charge.byteOffset, table.full.byteOffset)
  const told = [...temps.map(t => t.rounding), ...(battery === undefined ? [] : [CHARGE])]

  function show(tick: number): void {
    if (times < 0) return
    series.show?.(tick, 'sunlight', lanes, i => table.tally[TALLY.lit_s * ROW + i] / step_s)
    if (battery !== undefined) series.show?.(tick, 'charge', lanes, i => table.charge[i] / table.full[i])
    for (let k = 0; k < nodes.length; k++) series.show?.(tick, 'temperature', lanes, i => table.temp[k * ROW + i])
  }

  /** Ticks that closed rows and whose states have been counted in the tile only. */
  const closed: number[] = []
  /** Some rows at once: they stand side by side in a histogram, and a tick of the kernel would drive them out of the cache. */
  function enter(): void {
    for (let k = 0; k < told.length; k++) {
      const { pairs, found } = quantities[k]
      for (let slot = 0; slot < closed.length; slot++)
        series.count(closed[slot], told[k], pairs[slot], found[slot], times)
    }
    closed.length = 0
  }

  let computed_TFLOP_s = 0
  return tick => {
    code.sum(table.tally.byteOffset, TALLIES, countedAt, to, sumsAt)
    for (let k = 0; k < TALLIED.length; k++) series.add(tick, TALLIED[k].sum, sums[TALLIED[k].row] / step_s, times)
    series.add(tick, 'satellites_count', lanes.length, times)
    work.ended(sums[TALLY.unserved_J])
    if (work.haveChanged()) computed_TFLOP_s = lanes.reduce((sum, lane) => sum + work.rate_TFLOP_s[lane], 0)
    series.add(tick, 'compute_TFLOP_s', computed_TFLOP_s, times)
    const isLast = tick === lastTick()
    if (!isLast && !series.closes(tick)) return
    code.count(quantitiesAt, told.length, countedAt, to, closed.length, roomAt)
    closed.push(tick)
    if (closed.length === SLOTS || isLast) enter()
    if (series.show !== undefined) show(tick)
  }
}
