import { ROW, add, div, ld, mul, sp } from './lanes'

/**
 * Sums of `rows` rows over their first `to` lanes, of those whose bits are set in the row `counted`; always in the same order. `to` is a multiple
 * of eight.
 */
export function sum(row: usize, rows: i32, counted: usize, to: i32, sums: usize): void {
  for (; rows > 0; rows--, row += ROW, sums += 8) {
    let a = sp(0), b = sp(0), c = sp(0), d = sp(0)
    for (let o: usize = 0, end = <usize>to << 3; o < end; o += 64) {
      const values = row + o, those = counted + o
      a = add(a, v128.and(ld(values), ld(those)))
      b = add(b, v128.and(v128.load(values, 16), v128.load(those, 16)))
      c = add(c, v128.and(v128.load(values, 32), v128.load(those, 32)))
      d = add(d, v128.and(v128.load(values, 48), v128.load(those, 48)))
    }
    const all = add(add(a, b), add(c, d))
    store<f64>(sums, f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1))
  }
}

/** A quantity whose rounded values are counted: its row, a row to divide by or 0, where pairs go, how many were found, its scale, the largest value. */
@unmanaged class Quantity {
  row: usize; whole: usize; pairs: usize; found: i32; scale: f64; most: f64
}

/** Added to a small number, it leaves that rounded to a whole one in the last bits. */
const WHOLE: f64 = 1.5 * 4503599627370496.0

/** One more of a value, if its lane counts: all bits set are -1. */
// @ts-ignore
@inline function tell(tally: usize, value: i32, those: usize): void {
  const at = tally + (<usize>value << 2)
  store<u8>(at, load<u8>(at) - load<u8>(those))
}

/**
 * How many lanes have each rounded value of some quantities, times its scale and from 0 to the largest. Writes those values that some have, rising, each
 * with how many, as pairs of whole numbers of two bytes. `tally` is room for a word a value, all 0
 * before and after; four lanes in turn have a byte of it each, so that neighbours, whose values are mostly the same, do not wait for each other.
 */
export function count(list: usize, quantities: i32, counted: usize, to: i32, tally: usize): void {
  const zero = sp(0), whole = sp(WHOLE)
  for (; quantities > 0; quantities--, list += 32) {
    const q = changetype<Quantity>(list)
    const scale = sp(q.scale), most = sp(q.most), row = q.row, divisor = q.whole
    let low = most, high = zero
    for (let lane: usize = 0; lane < <usize>to; lane += 4) {
      const at = row + (lane << 3)
      let a = ld(at), b = v128.load(at, 16)
      if (divisor != 0) {
        a = div(a, ld(divisor + (lane << 3)))
        b = div(b, v128.load(divisor + (lane << 3), 16))
      }
      a = f64x2.pmin(most, f64x2.pmax(zero, mul(a, scale)))
      b = f64x2.pmin(most, f64x2.pmax(zero, mul(b, scale)))
      low = f64x2.pmin(low, f64x2.pmin(a, b))
      high = f64x2.pmax(high, f64x2.pmax(a, b))
      const those = counted + (lane << 3)
      a = add(a, whole)
      b = add(b, whole)
      tell(tally, i32x4.extract_lane(a, 0), those)
      tell(tally + 1, i32x4.extract_lane(a, 2), those + 8)
      tell(tally + 2, i32x4.extract_lane(b, 0), those + 16)
      tell(tally + 3, i32x4.extract_lane(b, 2), those + 24)
    }
    const first = <i32>nearest(min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)))
    const last = <i32>nearest(max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)))
    let at = q.pairs
    for (let value = first; value <= last; value++) {
      const word = tally + (<usize>value << 2)
      const four = load<u32>(word)
      store<u32>(word, 0)
      store<u32>(at, <u32>value | (((four * 0x01010101) >> 24) << 16))
      at += four == 0 ? 0 : 4
    }
    q.found = <i32>(at - q.pairs) >> 2
  }
}
