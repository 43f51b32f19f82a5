import { EARTH_RADIUS_km, GLOW, LAST, POSITION, ROW, Tile, add, div, int, ld, mul, sp, st, sub } from './lanes'

// The tables of earth-table.ts, in which H is the satellite's distance over the Earth's radius: slabs by 1 / H^2. In each stand whether it is filled, then the
// view by the square of H x the cosine of tilt, then records by the cosine of the Sun's angle from the zenith: albedo on a side at the Sun, on one
// away from it, and of those edge-on the odd part's factor and four coefficients of the even part.
const SLABS: f64 = 256, SQUARES: f64 = 32, COSINES: f64 = 128
const VIEW: usize = 8, RECORDS: usize = 40 * 8, RECORD: usize = 8 * 8, SLAB = RECORDS + 129 * RECORD
/** A little less than 1: places stop short of a table's end, so that there is a neighbour. */
const SHORT: f64 = 1 - 1e-12
/** Added to a whole number it leaves it in the low bits. */
const WHOLE: f64 = 6755399441055744
// Rows of a face.
const ALBEDO_m2: usize = 0, INFRARED_m2 = ROW, FACE = 2 * ROW

/** Pairs of lanes that are looked at together, one idea after the other, so that none waits for itself. Rows of scratch: a number of each of their lanes. */
const CHUNK: usize = 16 * 16
// H x the cosine of each axis to the zenith; the infrared that goes with it.
const STEEP_X: usize = 0, STEEP_Y = CHUNK, STEEP_Z = 2 * CHUNK, INFRARED = 3 * CHUNK
// Where the slab and the record lie, in the low bits, and the shares beyond.
const SLAB_AT = 4 * CHUNK, SLAB_SHARE = 5 * CHUNK, RECORD_AT = 6 * CHUNK, RECORD_SHARE = 7 * CHUNK
// What the records say of sides edge-on.
const SLOPE = 8 * CHUNK, EDGE = 9 * CHUNK

// @ts-ignore
@inline function firsts(a: v128, b: v128): v128 { return v128.shuffle<f64>(a, b, 0, 2) }
// @ts-ignore
@inline function seconds(a: v128, b: v128): v128 { return v128.shuffle<f64>(a, b, 1, 3) }
// @ts-ignore
@inline function first(a: v128): v128 { return v128.shuffle<f64>(a, a, 0, 0) }
// @ts-ignore
@inline function second(a: v128): v128 { return v128.shuffle<f64>(a, a, 1, 1) }

/** Two neighbours in a table, straight between two slabs. */
// @ts-ignore
@inline function line(p: usize, x: v128): v128 {
  const a = ld(p)
  return add(a, mul(x, sub(v128.load(p, SLAB), a)))
}
/** Two numbers of the records, flat over a triangle: the record at `p`, the one at `q` beside it, and the one across from `p`. */
// @ts-ignore
@inline function plane(p: usize, q: usize, wp: v128, wq: v128, wr: v128): v128 {
  return add(add(mul(wp, ld(p)), mul(wq, ld(q))), mul(wr, v128.load(p, SLAB + RECORD)))
}

/** Writes what one axis and the opposite one receive, from the even and the odd part of both. Where the horizon does not cut them, one sees nothing. */
// @ts-ignore
@inline function both(glow: usize, even: v128, odd: v128, flux: v128): void {
  const e = f64x2.pmax(even, f64x2.abs(odd))
  v128.store(glow, mul(flux, add(e, odd)))
  v128.store(glow, mul(flux, sub(e, odd)), 2 * ROW)
}

/** Where the Earth stands in the middle of the tick, for the lanes from `lane` to `end`. */
// @ts-ignore
@inline function stand(
  d: Tile, lane: usize, end: usize, s: usize, infrared: f64,
  xx: f64, xy: f64, yx: f64, yy: f64, yz: f64, zx: f64, zy: f64, zz: f64,
): void {
  const one = sp(1), start = sp(WHOLE + <f64>d.slabs)
  const onX = d.axes & 1, onY = d.axes & 2
  for (; lane < end; lane += 16, s += 16) {
    const ax = v128.load(lane, LAST), ay = v128.load(lane, LAST + ROW), az = v128.load(lane, LAST + 2 * ROW)
    const bx = v128.load(lane, POSITION), by = v128.load(lane, POSITION + ROW), bz = v128.load(lane, POSITION + 2 * ROW)
    const cx = add(ax, bx), cy = add(ay, by), cz = add(az, bz)
    // The height is that of the mean of the squares: the middle of a chord would be too low.
    const squares = add(
      add(add(mul(ax, ax), mul(ay, ay)), mul(az, az)),
      add(add(mul(bx, bx), mul(by, by)), mul(bz, bz)),
    )
    // One division for two quotients.
    const length = f64x2.sqrt(add(add(mul(cx, cx), mul(cy, cy)), mul(cz, cz)))
    const product = div(one, mul(length, squares))
    const inverse = mul(squares, product)
    const low2 = f64x2.pmin(one, mul(mul(length, product), sp(2 * EARTH_RADIUS_km * EARTH_RADIUS_km)))
    const low = f64x2.sqrt(low2)
    const steep = mul(inverse, mul(low, mul(squares, sp(1 / (2 * EARTH_RADIUS_km * EARTH_RADIUS_km)))))
    v128.store(s, mul(mul(sp(infrared), low2), low), INFRARED)
    const up = add(add(mul(cx, sp(zx)), mul(cy, sp(zy))), mul(cz, sp(zz)))
    v128.store(s, mul(up, steep), STEEP_Z)
    if (onX) v128.store(s, mul(add(mul(cx, sp(xx)), mul(cy, sp(xy))), steep), STEEP_X)
    if (onY) v128.store(s, mul(add(add(mul(cx, sp(yx)), mul(cy, sp(yy))), mul(cz, sp(yz))), steep), STEEP_Y)
    const slab = mul(low2, sp(SLABS * SHORT)), k = f64x2.floor(slab)
    const slabAt = add(mul(k, sp(<f64>SLAB)), start)
    v128.store(s, slabAt, SLAB_AT)
    v128.store(s, sub(slab, k), SLAB_SHARE)
    const place = add(mul(mul(up, inverse), sp(0.5 * COSINES * SHORT)), sp(0.5 * COSINES)), j = f64x2.floor(place)
    v128.store(s, add(mul(j, sp(<f64>RECORD)), slabAt), RECORD_AT)
    v128.store(s, sub(place, j), RECORD_SHARE)
  }
}

/** Takes albedo from the tables: on the sides at the Sun and away from it, and what the records say of those edge-on. Returns -1, or a slab that is not filled. */
// @ts-ignore
@inline function gather(d: Tile, lane: usize, end: usize, s: usize, back: v128): i32 {
  const one = sp(1)
  const onEdge = d.axes & 3, onZ = d.axes & 4
  for (; lane < end; lane += 16, s += 16) {
    const slab0 = <usize>load<u32>(s, SLAB_AT), slab1 = <usize>load<u32>(s, SLAB_AT + 8)
    const filled = load<i32>(slab0, 4) & load<i32>(slab0, SLAB + 4) & load<i32>(slab1, 4) & load<i32>(slab1, SLAB + 4)
    if (filled == 0) return unfilled(d, slab0, slab1)
    const x = v128.load(s, SLAB_SHARE), y = v128.load(s, RECORD_SHARE)
    const most = f64x2.pmax(x, y), least = f64x2.pmin(x, y)
    const near = sub(one, most), beside = sub(most, least)
    const next = v128.and(f64x2.gt(x, y), i64x2.splat(SLAB - RECORD))
    const p0 = RECORDS + <usize>load<u32>(s, RECORD_AT), p1 = RECORDS + <usize>load<u32>(s, RECORD_AT + 8)
    const q0 = p0 + RECORD + <usize>i32x4.extract_lane(next, 0), q1 = p1 + RECORD + <usize>i32x4.extract_lane(next, 2)
    const near0 = first(near), near1 = second(near), beside0 = first(beside), beside1 = second(beside)
    const across0 = first(least), across1 = second(least)
    if (onZ) {
      const a = plane(p0, q0, near0, beside0, across0), b = plane(p1, q1, near1, beside1, across1)
      v128.store(lane, mul(back, firsts(a, b)), GLOW + 8 * ROW)
      v128.store(lane, mul(back, seconds(a, b)), GLOW + 10 * ROW)
    }
    if (onEdge) {
      const a = plane(p0 + 16, q0 + 16, near0, beside0, across0), b = plane(p1 + 16, q1 + 16, near1, beside1, across1)
      v128.store(s, firsts(a, b), SLOPE)
      v128.store(s, seconds(a, b), EDGE)
      const e = plane(p0 + 32, q0 + 32, near0, beside0, across0), f = plane(p1 + 32, q1 + 32, near1, beside1, across1)
      v128.store(s, firsts(e, f), EDGE + CHUNK)
      v128.store(s, seconds(e, f), EDGE + 2 * CHUNK)
      v128.store(s, firsts(plane(p0 + 48, q0 + 48, near0, beside0, across0), plane(p1 + 48, q1 + 48, near1, beside1, across1)), EDGE + 3 * CHUNK)
    }
  }
  return -1
}

function unfilled(d: Tile, slab0: usize, slab1: usize): i32 {
  const slab = load<f64>(slab0) * load<f64>(slab0, SLAB) > 0 ? slab1 : slab0
  return <i32>((slab - d.slabs) / SLAB) + (load<f64>(slab) > 0 ? 1 : 0)
}

/** Infrared on one axis and the opposite one, and if they are edge-on to the Sun what is reflected: `steep` is the row of their cosines. */
// @ts-ignore
@inline function receive(lane: usize, end: usize, s: usize, steep: usize, axis: usize, isEdge: bool, back: v128): void {
  for (; lane < end; lane += 16, s += 16) {
    const u = ld(s + steep)
    const v = f64x2.pmin(sp(SHORT), mul(u, u))
    const place = mul(v, sp(SQUARES)), j = f64x2.floor(place), y = sub(place, j)
    const x = v128.load(s, SLAB_SHARE), at = add(mul(j, sp(8)), v128.load(s, SLAB_AT))
    const a = line(VIEW + <usize>i32x4.extract_lane(at, 0), first(x)), b = line(VIEW + <usize>i32x4.extract_lane(at, 2), second(x))
    const before = firsts(a, b)
    const glow = lane + GLOW + axis * (2 * ROW)
    both(glow + ROW, add(before, mul(y, sub(seconds(a, b), before))), mul(u, sp(-0.5)), v128.load(s, INFRARED))
    if (!isEdge) continue
    let even = v128.load(s, EDGE + 3 * CHUNK)
    even = add(mul(even, v), v128.load(s, EDGE + 2 * CHUNK))
    even = add(mul(even, v), v128.load(s, EDGE + CHUNK))
    even = add(mul(even, v), v128.load(s, EDGE))
    both(glow, even, mul(u, v128.load(s, SLOPE)), back)
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
  const back = sp(reflected), s = d.scratch
  for (let lane = d.lane, last = d.lane + (<usize>to << 3); lane < last; lane += CHUNK) {
    const end = min(last, lane + CHUNK)
    stand(d, lane, end, s, infrared, xx, xy, yx, yy, yz, zx, zy, zz)
    const missing = gather(d, lane, end, s, back)
    if (missing >= 0) return missing
    if (d.axes & 1) receive(lane, end, s, STEEP_X, 0, true, back)
    if (d.axes & 2) receive(lane, end, s, STEEP_Y, 2, true, back)
    if (d.axes & 4) receive(lane, end, s, STEEP_Z, 4, false, back)
    take(d, lane - d.lane, end - d.lane)
  }
  return -1
}

/** What the faces take of it, for the places `from` to `to` of a row. Those of a node follow each other. */
// @ts-ignore
@inline function take(d: Tile, from: usize, to: usize): void {
  let before = -1
  for (let f: usize = 0; f < <usize>d.faces; f++) {
    const node = int(d.faceNode, f)
    const earth = d.earth + <usize>node * ROW
    const glow = d.lane + GLOW + <usize>int(d.faceAxis, f) * (2 * ROW)
    const face = d.face + f * FACE
    if (node != before) for (let o = from; o < to; o += 16) st(earth + o, sp(0))
    before = node
    for (let o = from; o < to; o += 16) {
      const taken = add(mul(ld(glow + o), v128.load(face + o, ALBEDO_m2)), mul(v128.load(glow + o, ROW), v128.load(face + o, INFRARED_m2)))
      st(earth + o, add(ld(earth + o), taken))
    }
    const index = int(d.faceArray, f)
    if (index < 0) continue
    const light = d.light + <usize>index * ROW
    for (let o = from; o < to; o += 16) st(light + o, ld(glow + o))
  }
}
