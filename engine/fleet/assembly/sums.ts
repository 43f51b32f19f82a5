import { CAPACITY, CHARGE, LOWEST, NODE, ROW, TALLIES, TALLY, TOTAL, Tile, add, ld, mul, sp, st } from './lanes'

/** Clears the tally of a tick. */
export function clear(d: Tile): void {
  memory.fill(d.lane + TALLY, 0, TALLIES * ROW)
}

/** Roundings of a store in one step, as in tick/ledger.ts. */
const ROUNDING: f64 = 4.0 * 2.220446049250313e-16

/** Closes a tick: adds the tally to the totals, keeps the extremes and the worst residuals beyond rounding. */
export function close(d: Tile, to: i32): void {
  const hi = <usize>to << 3
  const held = d.scratch
  for (let o: usize = 0; o < hi; o += 16) st(held + o, sp(0))
  for (let i: usize = 0; i < <usize>d.nodes; i++) {
    const row = i * ROW
    const temp = d.temp + row, cold = d.coldest + row, hot = d.hottest + row, capacity = d.node + i * NODE + CAPACITY
    for (let o: usize = 0; o < hi; o += 16) {
      const t = ld(temp + o)
      st(cold + o, f64x2.pmin(ld(cold + o), t))
      st(hot + o, f64x2.pmax(ld(hot + o), t))
      st(held + o, add(ld(held + o), mul(ld(capacity + o), t)))
    }
  }
  for (let k: usize = 0; k < TALLIES; k++) {
    if (k == 8 || k == 9) continue
    const from = d.lane + TALLY + k * ROW, into = d.lane + TOTAL + k * ROW
    for (let o: usize = 0; o < hi; o += 16) st(into + o, add(ld(into + o), ld(from + o)))
  }
  for (let o: usize = 0; o < hi; o += 16) {
    const lane = d.lane + o
    const c = v128.load(lane, CHARGE)
    v128.store(lane, f64x2.pmin(v128.load(lane, LOWEST), c), LOWEST)
    const e = f64x2.abs(v128.load(lane, TALLY + 8 * ROW))
    const t = f64x2.abs(v128.load(lane, TALLY + 9 * ROW))
    const beyondE = v128.andnot(e, f64x2.le(e, mul(sp(ROUNDING), c)))
    const beyondT = v128.andnot(t, f64x2.le(t, mul(sp(ROUNDING), ld(held + o))))
    v128.store(lane, f64x2.pmax(v128.load(lane, TOTAL + 8 * ROW), beyondE), TOTAL + 8 * ROW)
    v128.store(lane, f64x2.pmax(v128.load(lane, TOTAL + 9 * ROW), beyondT), TOTAL + 9 * ROW)
  }
}
