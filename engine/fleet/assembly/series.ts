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

/** A quantity whose rounded values are counted: its row, a row to divide by or 0, where pairs go and how many they are, slot after slot, its scale, the largest value. */
@unmanaged class Quantity {
  row: usize; whole: usize; pairs: usize; found: usize; scale: f64; most: f64
}

/** Bytes of the pairs of a slot: one a lane, and one more, which is written and not counted. */
const SLOT: usize = 129 * 4

/** Added to a small number, it leaves that rounded to a whole one in the last bits. */
const WHOLE: f64 = 1.5 * 4503599627370496.0

/** One more at a place, if its lane counts: all bits set are -1. */
@inline function tell(at: usize, those: usize): void {
  store<u8>(at, load<u8>(at) - load<u8>(those))
}

/**
 * How many lanes have each rounded value of some quantities, times its scale and from 0 to the largest. Writes those values that some have, rising, each
 * with how many, as pairs of whole numbers of two bytes, into a slot. `tally` is room for a word a value, all 0 before and after; four lanes in turn have a
 * byte of it each, so that neighbours, whose values are mostly the same, do not wait for each other.
 */
export function count(list: usize, quantities: i32, counted: usize, to: i32, slot: i32, tally: usize): void {
  const whole = sp(WHOLE), zero = i32x4.splat(0), places = i32x4.splat(<i32>tally)
  for (; quantities > 0; quantities--, list += 32) {
    const q = changetype<Quantity>(list)
    const scale = sp(q.scale), most = i32x4.splat(<i32>q.most), divisor = q.whole
    let low = most, high = zero
    for (let o: usize = 0, end = <usize>to << 3; o < end; o += 32) {
      const at = q.row + o, those = counted + o
      let a = ld(at), b = v128.load(at, 16)
      if (divisor != 0) {
        a = div(a, ld(divisor + o))
        b = div(b, v128.load(divisor + o, 16))
      }
      a = add(mul(a, scale), whole)
      b = add(mul(b, scale), whole)
      const four = i32x4.min_s(most, i32x4.max_s(zero, v128.shuffle<i32>(a, b, 0, 2, 4, 6)))
      low = i32x4.min_s(low, four)
      high = i32x4.max_s(high, four)
      const words = i32x4.add(places, i32x4.shl(four, 2))
      tell(i32x4.extract_lane(words, 0), those)
      tell(i32x4.extract_lane(words, 1) + 1, those + 8)
      tell(i32x4.extract_lane(words, 2) + 2, those + 16)
      tell(i32x4.extract_lane(words, 3) + 3, those + 24)
    }
    low = i32x4.min_s(low, v128.shuffle<i32>(low, low, 2, 3, 0, 1))
    high = i32x4.max_s(high, v128.shuffle<i32>(high, high, 2, 3, 0, 1))
    const first = min(i32x4.extract_lane(low, 0), i32x4.extract_lane(low, 1))
    const last = max(i32x4.extract_lane(high, 0), i32x4.extract_lane(high, 1))
    const pairs = q.pairs + <usize>slot * SLOT
    let at = pairs
    for (let value = first; value <= last; value++) {
      const word = tally + (<usize>value << 2)
      const four = load<u32>(word)
      store<u32>(word, 0)
      store<u32>(at, <u32>value | (((four * 0x01010101) >> 24) << 16))
      at += four == 0 ? 0 : 4
    }
    store<i32>(q.found + (<usize>slot << 2), <i32>(at - pairs) >> 2)
  }
}
