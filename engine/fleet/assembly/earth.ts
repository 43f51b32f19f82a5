import { EARTH_RADIUS_km, GLOW, LAST, POSITION, ROW, Tile, add, div, int, ld, mul, sp, st, sub } from './lanes'

// The tables of earth-table.ts: slabs by the horizon's dip; in each the view by the cosine of tilt, then albedo by the Sun's half angle from
// the zenith: on a side at the Sun, one away from it, and one edge-on to it, this also by the direction of the zenith about the Sun.
const SLABS: f64 = 64, COSINES: f64 = 128, HALVES: f64 = 128, TURNS: f64 = 32
const VIEW: usize = 8, SUNWARD = VIEW + 129 * 8, AWAY = SUNWARD + 129 * 8, EDGEWISE = AWAY + 129 * 8, SLAB = EDGEWISE + 129 * 33 * 8
/** A little less than 1. */
const SHORT: f64 = 1 - 1e-12
// Rows of a face.
const ALBEDO_m2: usize = 0, INFRARED_m2 = ROW, FACE = 2 * ROW

/** Straight between two neighbours in a table and between two neighbouring slabs; `x` and `y` (1 - y, y) are the shares of the farther ones. */
// @ts-ignore
@inline function line(p: usize, x: v128, y: v128): f64 {
  const a = ld(p), b = v128.load(p, SLAB)
  return both(mul(add(a, mul(x, sub(b, a))), y))
}
// @ts-ignore
@inline function both(v: v128): f64 { return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1) }
// @ts-ignore
@inline function shares(y: f64): v128 { return f64x2.replace_lane(sp(1 - y), 1, y) }

/** What one axis and the opposite one receive: `c` the cosine of the axis to nadir. */
// @ts-ignore
@inline function viewPair(glow: usize, slab: usize, x: v128, c: f64, infrared: f64): void {
  const place = (c + 1) * (0.5 * COSINES)
  const j = <i32>place
  const y = place - <f64>j
  store<f64>(glow, infrared * line(slab + VIEW + (<usize>j << 3), x, shares(y)), ROW)
  store<f64>(glow, infrared * line(slab + VIEW + (<usize>(<i32>COSINES - 1 - j) << 3), x, shares(1 - y)), 3 * ROW)
}
// @ts-ignore
@inline function edgewise(slab: usize, x: v128, j: i32, y: f64, w: f64): f64 {
  const place = (w + 1) * (0.5 * TURNS)
  const l = <i32>place
  const p = slab + EDGEWISE + <usize>(j * 33 + l) * 8
  const near = ld(p), far = v128.load(p, 33 * 8)
  const nearUp = v128.load(p, SLAB), farUp = v128.load(p, SLAB + 33 * 8)
  const yy = sp(y)
  const low = add(near, mul(yy, sub(far, near))), up = add(nearUp, mul(yy, sub(farUp, nearUp)))
  return both(mul(add(low, mul(x, sub(up, low))), shares(place - <f64>l)))
}

// Rows of scratch, one number a lane: places among the slabs and the half angles, the zenith's cosine to the Sun, to the other axes and about the Sun.
const DIP: usize = 0, HALF_ANGLE = ROW, ZENITH = 2 * ROW, COSINE_X = 3 * ROW, ABOUT_X = 4 * ROW, COSINE_Y = 5 * ROW, ABOUT_Y = 6 * ROW
// @ts-ignore
@inline function within(v: v128): v128 { return f64x2.pmax(sp(-SHORT), f64x2.pmin(sp(SHORT), v)) }

/** Where the Earth stands in the middle of the tick for each lane, as places in the tables; they stop short of a table's end, so that there is a neighbour. */
function whereEarthStands(
  d: Tile, to: i32, xx: f64, xy: f64, yx: f64, yy: f64, yz: f64, zx: f64, zy: f64, zz: f64,
): void {
  const zero = sp(0), one = sp(1), short = sp(SHORT)
  for (let lane = d.lane, told = d.scratch, end = d.lane + (<usize>to << 3); lane < end; lane += 16, told += 16) {
    const ax = v128.load(lane, LAST), ay = v128.load(lane, LAST + ROW), az = v128.load(lane, LAST + 2 * ROW)
    const bx = v128.load(lane, POSITION), by = v128.load(lane, POSITION + ROW), bz = v128.load(lane, POSITION + 2 * ROW)
    const cx = add(ax, bx), cy = add(ay, by), cz = add(az, bz)
    const inverse = div(one, f64x2.sqrt(add(add(mul(cx, cx), mul(cy, cy)), mul(cz, cz))))
    const twice = add(
      f64x2.sqrt(add(add(mul(ax, ax), mul(ay, ay)), mul(az, az))),
      f64x2.sqrt(add(add(mul(bx, bx), mul(by, by)), mul(bz, bz))),
    )
    const cosine = f64x2.pmin(one, div(sp(2 * EARTH_RADIUS_km), twice))
    // The sine of the horizon's dip.
    v128.store(told, mul(f64x2.pmin(f64x2.sqrt(sub(one, mul(cosine, cosine))), short), sp(SLABS)), DIP)
    const zenith = mul(add(add(mul(cx, sp(zx)), mul(cy, sp(zy))), mul(cz, sp(zz))), inverse)
    v128.store(told, zenith, ZENITH)
    const half = f64x2.sqrt(f64x2.pmax(zero, mul(sp(0.5), sub(one, zenith))))
    v128.store(told, mul(f64x2.pmin(short, half), sp(HALVES)), HALF_ANGLE)
    const level = div(one, f64x2.pmax(sp(1e-9), f64x2.sqrt(f64x2.pmax(zero, sub(one, mul(zenith, zenith))))))
    const x = mul(add(mul(cx, sp(xx)), mul(cy, sp(xy))), inverse)
    v128.store(told, x, COSINE_X)
    v128.store(told, within(mul(x, level)), ABOUT_X)
    const y = mul(add(add(mul(cx, sp(yx)), mul(cy, sp(yy))), mul(cz, sp(yz))), inverse)
    v128.store(told, y, COSINE_Y)
    v128.store(told, within(mul(y, level)), ABOUT_Y)
  }
}

/**
 * What the Earth reflects and radiates onto the sides, into the nodes' EARTH and the arrays' LIGHT, for a body with +z to the Sun. `reflected` and
 * `infrared`: what leaves the ground under the Sun, and the Earth, W/m2; then the body's axes in TEME, x of
 * which lies in the equator's plane. Returns -1, or the slab that must be filled
 * before it can be told.
 */
export function earthshine(
  d: Tile, to: i32, reflected: f64, infrared: f64,
  xx: f64, xy: f64, yx: f64, yy: f64, yz: f64, zx: f64, zy: f64, zz: f64,
): i32 {
  whereEarthStands(d, to, xx, xy, yx, yy, yz, zx, zy, zz)
  for (let i = 0; i < to; i++) {
    const told = d.scratch + (<usize>i << 3)
    const place = load<f64>(told, DIP)
    const k = <i32>place
    const x = sp(place - <f64>k)
    const slab = d.slabs + <usize>k * SLAB
    if (load<f64>(slab) == 0) return k
    if (load<f64>(slab, SLAB) == 0) return k + 1
    const zenith = load<f64>(told, ZENITH)
    const half = load<f64>(told, HALF_ANGLE)
    const j = <i32>half
    const y = half - <f64>j
    const isDay = zenith * SLABS > -(place + 1)
    const glow = d.lane + GLOW + (<usize>i << 3)
    if (d.axes & 4) {
      viewPair(glow + 8 * ROW, slab, x, SHORT * -zenith, infrared)
      const p = slab + (<usize>j << 3)
      store<f64>(glow, isDay ? reflected * line(p + SUNWARD, x, shares(y)) : 0, 8 * ROW)
      store<f64>(glow, isDay ? reflected * line(p + AWAY, x, shares(y)) : 0, 10 * ROW)
    }
    if (d.axes & 1) {
      const w = load<f64>(told, ABOUT_X)
      viewPair(glow, slab, x, SHORT * -load<f64>(told, COSINE_X), infrared)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, w) : 0)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, -w) : 0, 2 * ROW)
    }
    if (d.axes & 2) {
      const w = load<f64>(told, ABOUT_Y)
      viewPair(glow + 4 * ROW, slab, x, SHORT * -load<f64>(told, COSINE_Y), infrared)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, w) : 0, 4 * ROW)
      store<f64>(glow, isDay ? reflected * edgewise(slab, x, j, y, -w) : 0, 6 * ROW)
    }
  }
  const hi = <usize>to << 3
  for (let f: usize = 0; f < <usize>d.faces; f++) {
    const earth = d.earth + <usize>int(d.faceNode, f) * ROW
    for (let o: usize = 0; o < hi; o += 16) st(earth + o, sp(0))
  }
  for (let f: usize = 0; f < <usize>d.faces; f++) {
    const earth = d.earth + <usize>int(d.faceNode, f) * ROW
    const glow = d.lane + GLOW + <usize>int(d.faceAxis, f) * (2 * ROW)
    const face = d.face + f * FACE
    for (let o: usize = 0; o < hi; o += 16) {
      const taken = add(mul(ld(glow + o), v128.load(face + o, ALBEDO_m2)), mul(v128.load(glow + o, ROW), v128.load(face + o, INFRARED_m2)))
      st(earth + o, add(ld(earth + o), taken))
    }
    const index = int(d.faceArray, f)
    if (index < 0) continue
    const light = d.light + <usize>index * ROW
    for (let o: usize = 0; o < hi; o += 16) st(light + o, ld(glow + o))
  }
  return -1
}
