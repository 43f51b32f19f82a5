import { Edges } from './edges'
import { KNOT, ROW, add, ld, mul, sp, st } from './lanes'

/** Powers of the square of the time that are kept: the path is of degree 9, and what the twelve knots tell beyond is under a centimetre. */
const POWERS: usize = 5, AXIS: usize = POWERS * 16
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

/** JavaScript's answer for a lane that has no knots, six numbers at `point`: `moving` in knots.ts. */
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
  let before = column + <usize>(<i32>knot - base) * (3 * ROW), after = before + 3 * ROW
  let x0 = sp(0), x1 = x0, x2 = x0, x3 = x0, x4 = x0
  let y0 = x0, y1 = x0, y2 = x0, y3 = x0, y4 = x0
  let z0 = x0, z1 = x0, z2 = x0, z3 = x0, z4 = x0
  let share = shares
  let far: f64 = 0.5
  for (let k: usize = 0; k < HALF; k++) {
    const x = pair(before, after, far), y = pair(before + ROW, after + ROW, far), z = pair(before + 2 * ROW, after + 2 * ROW, far)
    let s = v128.load64_splat(share)
    x0 = add(x0, mul(x, s)), y0 = add(y0, mul(y, s)), z0 = add(z0, mul(z, s))
    s = v128.load64_splat(share, 8)
    x1 = add(x1, mul(x, s)), y1 = add(y1, mul(y, s)), z1 = add(z1, mul(z, s))
    s = v128.load64_splat(share, 16)
    x2 = add(x2, mul(x, s)), y2 = add(y2, mul(y, s)), z2 = add(z2, mul(z, s))
    s = v128.load64_splat(share, 24)
    x3 = add(x3, mul(x, s)), y3 = add(y3, mul(y, s)), z3 = add(z3, mul(z, s))
    s = v128.load64_splat(share, 32)
    x4 = add(x4, mul(x, s)), y4 = add(y4, mul(y, s)), z4 = add(z4, mul(z, s))
    before -= 3 * ROW
    after += 3 * ROW
    share += POWERS * 8
    far += 1
  }
  keep(path, x0, x1, x2, x3, x4)
  keep(path + AXIS, y0, y1, y2, y3, y4)
  keep(path + 2 * AXIS, z0, z1, z2, z3, z4)
}

/** Two knots as far before the middle as after it, as the even powers and the odd ones take them. */
@inline function pair(before: usize, after: usize, far: f64): v128 {
  const b = load<f64>(before), a = load<f64>(after)
  return f64x2(far * (a + b), a - b)
}
@inline function keep(to: usize, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128): void {
  st(to, c0)
  v128.store(to, c1, 16)
  v128.store(to, c2, 32)
  v128.store(to, c3, 48)
  v128.store(to, c4, 64)
}

/** Value and slope by the pairs of coefficients: A + x B and B + 2 (x A' + z B'), A and B by powers of z, the square of x. */
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
  const ax = along(path, x, z), ay = along(path + AXIS, x, z), az = along(path + 2 * AXIS, x, z)
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
