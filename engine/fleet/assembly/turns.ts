import { ROW, add, int, ld, mul, sp, sub } from './lanes'

/** Functions of the phase in turns.ts: 1, and cosine and sine of five harmonics. Of each stand x, y by four powers, then z by four. */
const SERIES: i32 = 11, TERM: usize = 12 * 8
const HALF_PI: f64 = 1.57079632679489661923

/** The satellites of a tile that are followed from turn to turn (turns.ts): a row of each lane. */
@unmanaged class Turns {
  turn: usize; stride: usize; stretch: usize; series: usize
}

/**
 * Writes the positions at a time of the lanes `from` to `to` that have a stride: a Fourier series in the phase, whose coefficients are cubics in the
 * number of the turn. Returns -1, or the lane whose next turns must be sampled before it can be followed.
 */
export function follow(t: Turns, from: i32, to: i32, time: f64, row: usize): i32 {
  for (let lane = from; lane < to; lane++) {
    const stride = int(t.stride, lane)
    if (stride == 0) continue
    const turn = time / load<f64>(t.turn + (<usize>lane << 3))
    const since = turn - <f64>(int(t.stretch, lane) * 3 * stride)
    if (since >= <f64>(3 * stride)) return lane
    // Sine and cosine of the phase: their series within an eighth of a turn of the nearest quarter.
    const quarters = 4 * (turn - Math.floor(turn))
    const quarter = nearest(quarters)
    const angle = HALF_PI * (quarters - quarter)
    const square = sp(angle * angle)
    let both = f64x2(1.0 / 355687428096000.0, 1.0 / 20922789888000.0)
    both = sub(f64x2(1.0 / 1307674368000.0, 1.0 / 87178291200.0), mul(square, both))
    both = sub(f64x2(1.0 / 6227020800.0, 1.0 / 479001600.0), mul(square, both))
    both = sub(f64x2(1.0 / 39916800.0, 1.0 / 3628800.0), mul(square, both))
    both = sub(f64x2(1.0 / 362880.0, 1.0 / 40320.0), mul(square, both))
    both = sub(f64x2(1.0 / 5040.0, 1.0 / 720.0), mul(square, both))
    both = sub(f64x2(1.0 / 120.0, 1.0 / 24.0), mul(square, both))
    both = sub(f64x2(1.0 / 6.0, 0.5), mul(square, both))
    both = sub(sp(1), mul(square, both))
    const s0 = angle * f64x2.extract_lane(both, 0), c0 = f64x2.extract_lane(both, 1)
    const side = <i32>quarter & 3
    const cos = side == 0 ? c0 : side == 1 ? -s0 : side == 2 ? -c0 : s0
    const sin = side == 0 ? s0 : side == 1 ? c0 : side == 2 ? -s0 : -c0
    let p = t.series + <usize>(lane * SERIES) * TERM
    let a0 = ld(p), a1 = v128.load(p, 16), a2 = v128.load(p, 32), a3 = v128.load(p, 48), z01 = v128.load(p, 64), z23 = v128.load(p, 80)
    p += TERM
    let c: f64 = 1, s: f64 = 0
    for (let k = 1; k < SERIES; k += 2) {
      const next = c * cos - s * sin
      s = s * cos + c * sin
      c = next
      const cc = sp(c), ss = sp(s)
      a0 = add(a0, add(mul(cc, ld(p)), mul(ss, v128.load(p, TERM))))
      a1 = add(a1, add(mul(cc, v128.load(p, 16)), mul(ss, v128.load(p, TERM + 16))))
      a2 = add(a2, add(mul(cc, v128.load(p, 32)), mul(ss, v128.load(p, TERM + 32))))
      a3 = add(a3, add(mul(cc, v128.load(p, 48)), mul(ss, v128.load(p, TERM + 48))))
      z01 = add(z01, add(mul(cc, v128.load(p, 64)), mul(ss, v128.load(p, TERM + 64))))
      z23 = add(z23, add(mul(cc, v128.load(p, 80)), mul(ss, v128.load(p, TERM + 80))))
      p += 2 * TERM
    }
    const x = since / <f64>stride, xx = sp(x)
    const xy = add(a0, mul(xx, add(a1, mul(xx, add(a2, mul(xx, a3))))))
    const zz = add(z01, mul(sp(x * x), z23))
    const at = row + (<usize>lane << 3)
    store<f64>(at, f64x2.extract_lane(xy, 0))
    store<f64>(at, f64x2.extract_lane(xy, 1), ROW)
    store<f64>(at, f64x2.extract_lane(zz, 0) + x * f64x2.extract_lane(zz, 1), 2 * ROW)
  }
  return -1
}
