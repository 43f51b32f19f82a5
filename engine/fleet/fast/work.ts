import type { Each } from '../design/design.ts'
import type { Fit } from '../design/fit.ts'
import { ROW, TALLY, TILE_LANES, type Tile } from '../tile/tile.ts'

/**
 * Compute done, TFLOP/s: all that was wanted, except in ticks in which the bus was short. Then loads are served in their priority out of
 * what the tick served, as parts/bus-dc.ts does in a step; where a tick is cut, its pieces are taken together.
 */
export function makeWorkMeter({ design, computing }: Fit, tile: Tile, first: number, count: number, step_s: number) {
  const { table } = tile
  const { loads } = design
  const rates = computing.map(c => Float64Array.from(rowOf(c.rate_TFLOP_s, first, count)))
  const [only] = rates
  const full = rates.length === 1 ? only : new Float64Array(count)
  if (full !== only) for (const r of rates) for (let i = 0; i < count; i++) full[i] += r[i]
  const counts = computing.map(c => rowOf(c.count, first, count))
  const peaks = computing.map(c => rowOf(c.peak_TFLOP_s, first, count))
  const now = new Float64Array(count)
  /** By lane, sums over the ticks: of what was asked for anew, and of what was left undone. */
  const asked = new Float64Array(count)
  const undone = new Float64Array(count)
  const unserved_J = table.tally.subarray(TALLY.unserved_J * ROW, TALLY.unserved_J * ROW + count)
  let areAsked = false
  let areFull = false
  let haveChanged = true
  const shares = new Float64Array(loads.length)

  function shareOut(lane: number): void {
    let left_J = table.tally[TALLY.served_J * ROW + lane]
    for (let k = 0; k < loads.length; ) {
      let group = k
      let wanted_J = 0
      for (; group < loads.length && loads[group].priority === loads[k].priority; group++)
        wanted_J += table.demand[group * ROW + lane] * step_s
      const share = wanted_J > left_J ? left_J / wanted_J : 1
      for (; k < group; k++) shares[k] = share
      left_J = Math.max(0, left_J - wanted_J * share)
    }
  }

  /** What is done of a lane's work when its bus is short. */
  function shorten(lane: number): void {
    shareOut(lane)
    now[lane] = 0
    for (let k = 0; k < rates.length; k++) now[lane] += rates[k][lane] * shares[computing[k].load]
  }

  return {
    /** By lane, in the tick that ended last. */
    rate_TFLOP_s: now,
    /** Whether any of them may not be what it was in the tick before. */
    haveChanged: () => haveChanged,
    /** The sum of `ticks` ticks, all there were. */
    total_TFLOP_s: (lane: number, ticks: number) => (areAsked ? asked[lane] : full[lane] * ticks) - undone[lane],
    /** The accelerators, of one part alone, are wanted for these shares of the next tick, by lane, in place of their utilisation. */
    ask(busy_frac: Float64Array): void {
      const [{ load, idle_W, swing_W }] = computing
      const demand_W = table.demand.subarray(load * ROW, load * ROW + count)
      const [number] = counts
      const [peak_TFLOP_s] = peaks
      for (let i = 0; i < count; i++) {
        demand_W[i] = number[i] * (idle_W + busy_frac[i] * swing_W)
        full[i] = peak_TFLOP_s[i] * busy_frac[i]
        asked[i] += full[i]
      }
      areAsked = true
    },
    /** At the end of a tick in which the lanes that count were not served so much. */
    ended(without_J: number): void {
      haveChanged = areAsked || !areFull
      if (haveChanged) now.set(full)
      areFull = true
      if (without_J === 0) return
      for (let i = 0; i < count; i++) {
        if (!(unserved_J[i] > 0)) continue
        shorten(i)
        undone[i] += full[i] - now[i]
        areFull = false
      }
      haveChanged = true
    },
  }
}

export type WorkMeter = ReturnType<typeof makeWorkMeter>

const sameRows = new Map<number, Float64Array>()

/** A number of satellites `first` on, to be read only: what is the same for all is one row for all tiles, which stays in the cache. */
export function rowOf(e: Each, first: number, count: number): Float64Array {
  if (typeof e !== 'number') return Float64Array.from({ length: count }, (_, i) => e(first + i))
  const row = sameRows.get(e) ?? new Float64Array(TILE_LANES).fill(e)
  sameRows.set(e, row)
  return row.subarray(0, count)
}
