import { add4, firsts, lower, mul4, sub4, upper } from './fours'
import { KNOT, ROW, add, div, int, ld, mul, sel, sp, sub } from './lanes'

/**
 * Of each function of the phase (turns.ts: 1, and cosine and sine of up to five harmonics) stand x, y and z, each by four powers, in single precision. What is
 * large of it, the constants of 1 and of the first harmonic, stands apart in double.
 */
const TERM: usize = 12 * 4, MOST_TERMS: i32 = 11, LARGE: usize = 9 * 8
const HALF_PI: f64 = 1.57079632679489661923

/** The satellites of a tile that are followed from turn to turn (turns.ts): a row of each lane. */
@unmanaged class Turns {
  // Seconds of a turn, and by how much the node moves in it, rad.
  turn: usize; drift: usize
  stride: usize; stretch: usize; terms: usize; large: usize; series: usize
  // Room for five numbers of each knot.
  scratch: usize
}

/** A coordinate's part in a term: a cubic of which the four coefficients stand at an address. */
@inline function cubic(p: usize, x: v128): v128 {
  const high = add4(mul4(v128.load32_splat(p, 12), x), v128.load32_splat(p, 8))
  return add4(mul4(add4(mul4(high, x), v128.load32_splat(p, 4)), x), v128.load32_splat(p))
}
/** Writes two knots, or the first of them: the large part, from three numbers at `p` and after, and the small one, turned with the node. */
@inline function put(from: usize, p: usize, x: v128, y: v128, z: v128, at: usize, isLast: bool): void {
  const cos = v128.load(from), sin = v128.load(from, 16), nodeCos = v128.load(from, 48), nodeSin = v128.load(from, 64)
  const px = add(x, add(v128.load64_splat(p), add(mul(cos, v128.load64_splat(p, 24)), mul(sin, v128.load64_splat(p, 48)))))
  const py = add(y, add(v128.load64_splat(p, 8), add(mul(cos, v128.load64_splat(p, 32)), mul(sin, v128.load64_splat(p, 56)))))
  const pz = add(z, add(v128.load64_splat(p, 16), add(mul(cos, v128.load64_splat(p, 40)), mul(sin, v128.load64_splat(p, 64)))))
  const turnedX = sub(mul(px, nodeCos), mul(py, nodeSin)), turnedY = add(mul(px, nodeSin), mul(py, nodeCos))
  v128.store64_lane(at, turnedX, 0)
  v128.store64_lane(at, turnedY, 0, ROW)
  v128.store64_lane(at, pz, 0, 2 * ROW)
  if (isLast) return
  v128.store64_lane(at, turnedX, 1, 3 * ROW)
  v128.store64_lane(at, turnedY, 1, 4 * ROW)
  v128.store64_lane(at, pz, 1, 5 * ROW)
}
/** A number of four knots from where `phases` left it, in single precision. */
@inline function ofFour(from: usize): v128 { return firsts(f32x4.demote_f64x2_zero(ld(from)), f32x4.demote_f64x2_zero(v128.load(from, 80))) }
@inline function within(v: v128, low: f64, high: f64): v128 { return v128.and(f64x2.gt(v, sp(low)), f64x2.lt(v, sp(high))) }
@inline function flip(v: v128, mask: v128): v128 { return v128.xor(v, v128.and(mask, sp(-0.0))) }

/**
 * Writes up to `count` knots of a lane, from one at `time` on, into its column: a Fourier series in the phase, whose coefficients are cubics in the number
 * of the turn. Returns how many it wrote; where it stops before the last, the next turns must be sampled first.
 */
export function follow(t: Turns, lane: i32, time: f64, count: i32, at: usize): i32 {
  const known = phases(t, lane, time, count)
  const large = t.large + <usize>lane * LARGE
  const series = t.series + <usize>(lane * MOST_TERMS) * TERM, end = series + <usize>int(t.terms, lane) * TERM
  for (let k = 0, from = t.scratch; k < known; k += 4, from += 160, at += 12 * ROW) {
    const cos = ofFour(from), sin = ofFour(from + 16), x = ofFour(from + 32)
    let p = series
    let px = cubic(p, x), py = cubic(p + 16, x), pz = cubic(p + 32, x)
    p += TERM
    let c = cos, s = sin
    for (;;) {
      px = add4(px, add4(mul4(c, cubic(p, x)), mul4(s, cubic(p + TERM, x))))
      py = add4(py, add4(mul4(c, cubic(p + 16, x)), mul4(s, cubic(p + TERM + 16, x))))
      pz = add4(pz, add4(mul4(c, cubic(p + 32, x)), mul4(s, cubic(p + TERM + 32, x))))
      p += 2 * TERM
      if (p == end) break
      const next = sub4(mul4(c, cos), mul4(s, sin))
      s = add4(mul4(s, cos), mul4(c, sin))
      c = next
    }
    put(from, large, lower(px), lower(py), lower(pz), at, k + 1 == known)
    if (k + 2 < known) put(from + 80, large, upper(px), upper(py), upper(pz), at + 6 * ROW, k + 3 == known)
  }
  return known
}

/**
 * Of up to `count` knots, two by two: cosine and sine of the phase, strides since the stretch began, and cosine and sine of how far the node moved since.
 * Returns of how many, which is up to where the sampled turns end.
 */
function phases(t: Turns, lane: i32, time: f64, count: i32): i32 {
  const period = sp(load<f64>(t.turn + (<usize>lane << 3)))
  const drift = sp(load<f64>(t.drift + (<usize>lane << 3)))
  const stride = int(t.stride, lane), span = <f64>(3 * stride)
  const begin = sp(<f64>int(t.stretch, lane) * span), perStride = sp(1.0 / <f64>stride)
  for (let k = 0, to = t.scratch; k < count; k += 2, to += 80, time += 2 * KNOT) {
    const turn = div(f64x2(time, time + KNOT), period)
    const since = sub(turn, begin)
    if (f64x2.extract_lane(since, 0) >= span) return k
    // Sine and cosine by their series within an eighth of a turn of the nearest quarter.
    const quarters = mul(sp(4), sub(turn, f64x2.floor(turn)))
    const quarter = f64x2.nearest(quarters)
    const angle = mul(sp(HALF_PI), sub(quarters, quarter))
    const square = mul(angle, angle)
    let s = sub(sp(1.0 / 1307674368000.0), mul(square, sp(1.0 / 355687428096000.0)))
    let c = sub(sp(1.0 / 87178291200.0), mul(square, sp(1.0 / 20922789888000.0)))
    s = sub(sp(1.0 / 6227020800.0), mul(square, s)); c = sub(sp(1.0 / 479001600.0), mul(square, c))
    s = sub(sp(1.0 / 39916800.0), mul(square, s)); c = sub(sp(1.0 / 3628800.0), mul(square, c))
    s = sub(sp(1.0 / 362880.0), mul(square, s)); c = sub(sp(1.0 / 40320.0), mul(square, c))
    s = sub(sp(1.0 / 5040.0), mul(square, s)); c = sub(sp(1.0 / 720.0), mul(square, c))
    s = sub(sp(1.0 / 120.0), mul(square, s)); c = sub(sp(1.0 / 24.0), mul(square, c))
    s = sub(sp(1.0 / 6.0), mul(square, s)); c = sub(sp(0.5), mul(square, c))
    s = mul(angle, sub(sp(1), mul(square, s))); c = sub(sp(1), mul(square, c))
    const isOdd = v128.or(f64x2.eq(quarter, sp(1)), f64x2.eq(quarter, sp(3)))
    v128.store(to, flip(sel(s, c, isOdd), within(quarter, 0.5, 2.5)))
    v128.store(to, flip(sel(c, s, isOdd), within(quarter, 1.5, 3.5)), 16)
    v128.store(to, mul(since, perStride), 32)
    // The node moves by a few tenths at most.
    const moved = mul(drift, since), moved2 = mul(moved, moved)
    s = sub(sp(1.0 / 120.0), mul(moved2, sub(sp(1.0 / 5040.0), mul(moved2, sp(1.0 / 362880.0)))))
    c = sub(sp(1.0 / 24.0), mul(moved2, sub(sp(1.0 / 720.0), mul(moved2, sp(1.0 / 40320.0)))))
    v128.store(to, sub(sp(1), mul(moved2, sub(sp(0.5), mul(moved2, c)))), 48)
    v128.store(to, mul(moved, sub(sp(1), mul(moved2, sub(sp(1.0 / 6.0), mul(moved2, s))))), 64)
    if (k + 1 < count && f64x2.extract_lane(since, 1) >= span) return k + 1
  }
  return count
}
