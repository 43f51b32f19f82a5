import { Edges } from './edges'
import { KNOT, ROW, add, ld, mul, sp, st } from './lanes'

/** Powers of the square of the time that are kept: the path is of degree 9, and what the twelve knots tell beyond is under a centimetre. */
const POWERS: usize = 5
/** Knots on each side of the moment. */
const HALF: usize = 6
/** How far from the middle between two knots a path is used, in knots: its tick, if it is a short one. */
const FAR: f64 = 0.75

// What is told of the moment: position, km, and velocity, km/s.
export let px: f64 = 0, py: f64 = 0, pz: f64 = 0
export let vx: f64 = 0, vy: f64 = 0, vz: f64 = 0

// The lane: its column of knots, the knot that the first row is, where its path is kept, the shares of the knots in it (LAGRANGE_SHARES in
// physics/numbers/lagrange.ts), and where JavaScript answers.
let lane: i32 = 0, isDirect = false, column: usize = 0, base: i32 = 0
let path: usize = 0, shares: usize = 0, point: usize = 0
let middle: f64 = 0

/** JavaScript's answer for a lane that has no knots, six numbers at `point`: `position` in sgp4-lanes.ts. */
@external("env", "position") declare function askPosition(lane: i32, time: f64): void

/** Turns to a lane, about a time; `first` is the knot that the first row is. */
export function turnTo(e: Edges, which: i32, first: i32, time: f64): void {
  lane = which
  isDirect = load<u8>(e.direct + which) != 0
  column = e.knots + (<usize>which << 3)
  base = first
  path = e.path
  shares = e.shares
  point = e.point
  if (!isDirect) fit(time)
}

/**
 * The polynomial through the twelve knots about a moment, by powers of the time since the middle between the sixth and the seventh. Of knots
 * as far before as after it the even powers take the sum, the odd ones the difference: so each axis has five pairs of coefficients.
 */
function fit(time: f64): void {
  const knot = Math.floor(time / KNOT)
  middle = (knot + 0.5) * KNOT
  let low = column + <usize>(<i32>knot - base) * (3 * ROW)
  for (let axis: usize = 0; axis < 3; axis++, low += ROW) {
    let c0 = sp(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0
    let before = low, after = low + 3 * ROW
    let share = shares
    let far: f64 = 0.5
    for (let k: usize = 0; k < HALF; k++) {
      const a = load<f64>(after), b = load<f64>(before)
      const pair = f64x2(far * (a + b), a - b)
      c0 = add(c0, mul(pair, v128.load64_splat(share)))
      c1 = add(c1, mul(pair, v128.load64_splat(share, 8)))
      c2 = add(c2, mul(pair, v128.load64_splat(share, 16)))
      c3 = add(c3, mul(pair, v128.load64_splat(share, 24)))
      c4 = add(c4, mul(pair, v128.load64_splat(share, 32)))
      before -= 3 * ROW
      after += 3 * ROW
      share += POWERS * 8
      far += 1
    }
    const to = path + axis * (POWERS * 16)
    st(to, c0)
    v128.store(to, c1, 16)
    v128.store(to, c2, 32)
    v128.store(to, c3, 48)
    v128.store(to, c4, 64)
  }
}

/** Value and slope by the pairs of coefficients: A + x B and B + 2 (x A' + z B'), A and B by powers of z, the square of x. */
// @ts-ignore
@inline function along(to: usize, x: f64, z: v128): v128 {
  let p = v128.load(to, 64)
  let d = p
  p = add(v128.load(to, 48), mul(z, p))
  d = add(p, mul(z, d))
  p = add(v128.load(to, 32), mul(z, p))
  d = add(p, mul(z, d))
  p = add(v128.load(to, 16), mul(z, p))
  d = add(p, mul(z, d))
  p = add(ld(to), mul(z, p))
  const a = f64x2.extract_lane(p, 0), b = f64x2.extract_lane(p, 1)
  return f64x2(a + x * b, (b + 2 * x * (f64x2.extract_lane(d, 0) + x * f64x2.extract_lane(d, 1))) * (1 / KNOT))
}

/** Where the lane is at a time of the tick, and how it moves. */
export function moveTo(time: f64): void {
  if (isDirect) {
    askPosition(lane, time)
    px = load<f64>(point), py = load<f64>(point, 8), pz = load<f64>(point, 16)
    vx = load<f64>(point, 24), vy = load<f64>(point, 32), vz = load<f64>(point, 40)
    return
  }
  let x = (time - middle) * (1 / KNOT)
  if (Math.abs(x) > FAR) {
    fit(time)
    x = (time - middle) * (1 / KNOT)
  }
  const z = sp(x * x)
  const ax = along(path, x, z), ay = along(path + POWERS * 16, x, z), az = along(path + 2 * (POWERS * 16), x, z)
  px = f64x2.extract_lane(ax, 0), py = f64x2.extract_lane(ay, 0), pz = f64x2.extract_lane(az, 0)
  vx = f64x2.extract_lane(ax, 1), vy = f64x2.extract_lane(ay, 1), vz = f64x2.extract_lane(az, 1)
}

/** Writes where a lane is at a time, and how it moves, where JavaScript's answers stand. */
export function place(e: Edges, which: i32, first: i32, time: f64): void {
  turnTo(e, which, first, time)
  moveTo(time)
  store<f64>(point, px), store<f64>(point, py, 8), store<f64>(point, pz, 16)
  store<f64>(point, vx, 24), store<f64>(point, vy, 32), store<f64>(point, vz, 40)
}

/** The position is known better: what a tick has at its end is what the next one begins with, to the bit. */
export function standAt(x: f64, y: f64, z: f64): void {
  px = x
  py = y
  pz = z
}
