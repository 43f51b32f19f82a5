import { add4, firsts, four, lower, mul4, seconds, sp4, sub4, upper } from './fours'
import { EARTH_RADIUS_km, LAST, POSITION, ROW, Tile, add, int, ld, mul, sp, st } from './lanes'

// Four satellites at a time, in single precision: light to 1e-6 of itself, where the tables are good to 1e-4.
//
// The tables of earth-table.ts, in which H is the satellite's distance over the Earth's radius: slabs by 1 / H^2. In each stand whether it is filled, then the
// view by the square of H x the cosine of tilt, then records by the cosine of the Sun's angle from the zenith: albedo on a side at the Sun, on one
// away from it, and of those edge-on the odd part's factor and four coefficients of the even part.
const SLABS: f32 = 256, SQUARES: f32 = 32, COSINES: f32 = 128
const VIEW: usize = 4, RECORDS: usize = 40 * 4, RECORD: usize = 8 * 4, SLAB = RECORDS + 129 * RECORD
/** A little less than 1: places stop short of a table's end, so that there is a neighbour. */
const SHORT: f32 = 1 - 1e-6
/** Added to a whole number it leaves it in the low bits, above its own. */
const WHOLE: f32 = 12582912
const WHOLE_BITS: i32 = 0x4b400000
// Rows of a face.
const ALBEDO_m2: usize = 0, INFRARED_m2 = ROW, FACE = 2 * ROW

/** Lanes that are looked at together, one idea after the other, so that none waits for itself: bytes of them in a row of the tile and in one of scratch. */
const CHUNK: usize = 32 * 8, WIDE: usize = 32 * 4
// H x the cosine of each axis to the zenith; the infrared that goes with it.
const STEEP_X: usize = 0, STEEP_Y = WIDE, STEEP_Z = 2 * WIDE, INFRARED = 3 * WIDE
// Where the slab and the record lie, and the shares beyond.
const SLAB_AT = 4 * WIDE, SLAB_SHARE = 5 * WIDE, RECORD_AT = 6 * WIDE, RECORD_SHARE = 7 * WIDE
// What the records say of sides edge-on; what each axis gets, albedo and infrared.
const SLOPE = 8 * WIDE, EDGE = 9 * WIDE, GLOW = 13 * WIDE

/** The whole part of a place, as a whole number. */
@inline function integer(floor: v128): v128 { return i32x4.sub(add4(floor, sp4(WHOLE)), i32x4.splat(WHOLE_BITS)) }
/** Four numbers of the records, flat over a triangle: the record at `p`, the one at `q` beside it, and the one across from `p`. */
@inline function plane(p: usize, q: usize, wp: v128, wq: v128, wr: v128): v128 {
  return add4(add4(mul4(wp, ld(p)), mul4(wq, ld(q))), mul4(wr, v128.load(p, SLAB + RECORD)))
}

/** Where the Earth stands in the middle of the tick, for the lanes from `lane` to `end`. */
@inline function stand(
  d: Tile, lane: usize, end: usize, s: usize, infrared: f32,
  xx: f32, xy: f32, yx: f32, yy: f32, yz: f32, zx: f32, zy: f32, zz: f32,
): void {
  const one = sp4(1), zero = sp4(0), slabs = i32x4.splat(<i32>d.slabs)
  const onX = d.axes & 1, onY = d.axes & 2
  for (; lane < end; lane += 32, s += 16) {
    const ax = four(lane, LAST), ay = four(lane, LAST + ROW), az = four(lane, LAST + 2 * ROW)
    const bx = four(lane, POSITION), by = four(lane, POSITION + ROW), bz = four(lane, POSITION + 2 * ROW)
    const cx = add4(ax, bx), cy = add4(ay, by), cz = add4(az, bz)
    // The height is that of the mean of the squares: the middle of a chord would be too low.
    const squares = add4(
      add4(add4(mul4(ax, ax), mul4(ay, ay)), mul4(az, az)),
      add4(add4(mul4(bx, bx), mul4(by, by)), mul4(bz, bz)),
    )
    const inverse = f32x4.div(one, f32x4.sqrt(add4(add4(mul4(cx, cx), mul4(cy, cy)), mul4(cz, cz))))
    const low2 = f32x4.pmin(one, f32x4.div(sp4(2 * <f32>(EARTH_RADIUS_km * EARTH_RADIUS_km)), squares)), low = f32x4.sqrt(low2)
    const steep = f32x4.div(inverse, low)
    v128.store(s, mul4(mul4(sp4(infrared), low2), low), INFRARED)
    const up = add4(add4(mul4(cx, sp4(zx)), mul4(cy, sp4(zy))), mul4(cz, sp4(zz)))
    v128.store(s, mul4(up, steep), STEEP_Z)
    if (onX) v128.store(s, mul4(add4(mul4(cx, sp4(xx)), mul4(cy, sp4(xy))), steep), STEEP_X)
    if (onY) v128.store(s, mul4(add4(add4(mul4(cx, sp4(yx)), mul4(cy, sp4(yy))), mul4(cz, sp4(yz))), steep), STEEP_Y)
    const slab = mul4(low2, sp4(SLABS * SHORT)), k = f32x4.floor(slab)
    const slabAt = i32x4.add(i32x4.mul(integer(k), i32x4.splat(<i32>SLAB)), slabs)
    v128.store(s, slabAt, SLAB_AT)
    v128.store(s, sub4(slab, k), SLAB_SHARE)
    // A lane beyond the last satellite may be nowhere: that ends at the table's end too.
    const place = f32x4.pmax(zero, f32x4.pmin(sp4(COSINES * SHORT), mul4(add4(mul4(up, inverse), one), sp4(0.5 * COSINES)))), j = f32x4.floor(place)
    v128.store(s, i32x4.add(i32x4.shl(integer(j), 5), slabAt), RECORD_AT)
    v128.store(s, sub4(place, j), RECORD_SHARE)
  }
}

/** Takes albedo from the tables: on the sides at the Sun and away from it, and what the records say of those edge-on. Returns -1, or a slab that is not filled. */
@inline function gather(d: Tile, lane: usize, end: usize, s: usize, back: v128): i32 {
  const one = sp4(1), beyond = i32x4.splat(<i32>(SLAB - RECORD)), next = i32x4.splat(<i32>RECORD)
  const onEdge = d.axes & 3
  for (; lane < end; lane += 32, s += 16) {
    const slab0 = <usize>load<u32>(s, SLAB_AT), slab1 = <usize>load<u32>(s, SLAB_AT + 4)
    const slab2 = <usize>load<u32>(s, SLAB_AT + 8), slab3 = <usize>load<u32>(s, SLAB_AT + 12)
    const filled01 = load<i32>(slab0) & load<i32>(slab0, SLAB) & load<i32>(slab1) & load<i32>(slab1, SLAB)
    const filled23 = load<i32>(slab2) & load<i32>(slab2, SLAB) & load<i32>(slab3) & load<i32>(slab3, SLAB)
    if ((filled01 & filled23) == 0) return unfilled(d, s)
    const x = v128.load(s, SLAB_SHARE), y = v128.load(s, RECORD_SHARE), at = v128.load(s, RECORD_AT)
    const most = f32x4.pmax(x, y), least = f32x4.pmin(x, y)
    const near = sub4(one, most), beside = sub4(most, least)
    const side = i32x4.add(at, i32x4.add(next, v128.and(f32x4.gt(x, y), beyond)))
    const p0 = RECORDS + <usize>i32x4.extract_lane(at, 0), q0 = RECORDS + <usize>i32x4.extract_lane(side, 0)
    const p1 = RECORDS + <usize>i32x4.extract_lane(at, 1), q1 = RECORDS + <usize>i32x4.extract_lane(side, 1)
    const p2 = RECORDS + <usize>i32x4.extract_lane(at, 2), q2 = RECORDS + <usize>i32x4.extract_lane(side, 2)
    const p3 = RECORDS + <usize>i32x4.extract_lane(at, 3), q3 = RECORDS + <usize>i32x4.extract_lane(side, 3)
    const near0 = v128.shuffle<f32>(near, near, 0, 0, 0, 0), beside0 = v128.shuffle<f32>(beside, beside, 0, 0, 0, 0), across0 = v128.shuffle<f32>(least, least, 0, 0, 0, 0)
    const near1 = v128.shuffle<f32>(near, near, 1, 1, 1, 1), beside1 = v128.shuffle<f32>(beside, beside, 1, 1, 1, 1), across1 = v128.shuffle<f32>(least, least, 1, 1, 1, 1)
    const near2 = v128.shuffle<f32>(near, near, 2, 2, 2, 2), beside2 = v128.shuffle<f32>(beside, beside, 2, 2, 2, 2), across2 = v128.shuffle<f32>(least, least, 2, 2, 2, 2)
    const near3 = v128.shuffle<f32>(near, near, 3, 3, 3, 3), beside3 = v128.shuffle<f32>(beside, beside, 3, 3, 3, 3), across3 = v128.shuffle<f32>(least, least, 3, 3, 3, 3)
    const a = plane(p0, q0, near0, beside0, across0), b = plane(p1, q1, near1, beside1, across1)
    const c = plane(p2, q2, near2, beside2, across2), e = plane(p3, q3, near3, beside3, across3)
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ce = v128.shuffle<f32>(c, e, 0, 4, 1, 5)
    v128.store(s, mul4(back, firsts(ab, ce)), GLOW + 8 * WIDE)
    v128.store(s, mul4(back, seconds(ab, ce)), GLOW + 10 * WIDE)
    if (onEdge) {
      const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7), ce2 = v128.shuffle<f32>(c, e, 2, 6, 3, 7)
      v128.store(s, firsts(ab2, ce2), SLOPE)
      v128.store(s, seconds(ab2, ce2), EDGE)
      const f = plane(p0 + 16, q0 + 16, near0, beside0, across0), g = plane(p1 + 16, q1 + 16, near1, beside1, across1)
      const h = plane(p2 + 16, q2 + 16, near2, beside2, across2), i = plane(p3 + 16, q3 + 16, near3, beside3, across3)
      const fg = v128.shuffle<f32>(f, g, 0, 4, 1, 5), hi = v128.shuffle<f32>(h, i, 0, 4, 1, 5)
      v128.store(s, firsts(fg, hi), EDGE + WIDE)
      v128.store(s, seconds(fg, hi), EDGE + 2 * WIDE)
      v128.store(s, firsts(v128.shuffle<f32>(f, g, 2, 6, 3, 7), v128.shuffle<f32>(h, i, 2, 6, 3, 7)), EDGE + 3 * WIDE)
    }
  }
  return -1
}

function unfilled(d: Tile, s: usize): i32 {
  let slab: usize
  do {
    slab = <usize>load<u32>(s, SLAB_AT)
    s += 4
  } while (load<i32>(slab) & load<i32>(slab, SLAB))
  return <i32>((slab - d.slabs) / SLAB) + (load<i32>(slab) ? 1 : 0)
}

/** Writes what one axis and the opposite one receive, from the even and the odd part of both. Where the horizon does not cut them, one sees nothing. */
@inline function both(glow: usize, even: v128, odd: v128, flux: v128): void {
  const e = f32x4.pmax(even, f32x4.abs(odd))
  v128.store(glow, mul4(flux, add4(e, odd)))
  v128.store(glow, mul4(flux, sub4(e, odd)), 2 * WIDE)
}

/** Infrared on one axis and the opposite one, and if they are edge-on to the Sun what is reflected: `steep` is the row of their cosines. */
@inline function receive(to: usize, s: usize, steep: usize, axis: usize, isEdge: bool, back: v128): void {
  for (; s < to; s += 16) {
    const u = ld(s + steep)
    const v = f32x4.pmin(sp4(SHORT), mul4(u, u))
    const place = mul4(v, sp4(SQUARES)), j = f32x4.floor(place), y = sub4(place, j)
    const at = i32x4.add(i32x4.shl(integer(j), 2), v128.load(s, SLAB_AT)), x = v128.load(s, SLAB_SHARE)
    const p0 = <usize>i32x4.extract_lane(at, 0), p1 = <usize>i32x4.extract_lane(at, 1), p2 = <usize>i32x4.extract_lane(at, 2), p3 = <usize>i32x4.extract_lane(at, 3)
    const a = v128.load64_lane(p1, v128.load64_zero(p0, VIEW), 1, VIEW), b = v128.load64_lane(p3, v128.load64_zero(p2, VIEW), 1, VIEW)
    const c = v128.load64_lane(p1, v128.load64_zero(p0, VIEW + SLAB), 1, VIEW + SLAB), d = v128.load64_lane(p3, v128.load64_zero(p2, VIEW + SLAB), 1, VIEW + SLAB)
    const farA = add4(a, mul4(v128.shuffle<f32>(x, x, 0, 0, 1, 1), sub4(c, a))), farB = add4(b, mul4(v128.shuffle<f32>(x, x, 2, 2, 3, 3), sub4(d, b)))
    const before = v128.shuffle<f32>(farA, farB, 0, 2, 4, 6), after = v128.shuffle<f32>(farA, farB, 1, 3, 5, 7)
    const glow = s + GLOW + axis * (2 * WIDE)
    both(glow + WIDE, add4(before, mul4(y, sub4(after, before))), mul4(u, sp4(-0.5)), v128.load(s, INFRARED))
    if (!isEdge) continue
    let even = v128.load(s, EDGE + 3 * WIDE)
    even = add4(mul4(even, v), v128.load(s, EDGE + 2 * WIDE))
    even = add4(mul4(even, v), v128.load(s, EDGE + WIDE))
    even = add4(mul4(even, v), v128.load(s, EDGE))
    both(glow, even, mul4(u, v128.load(s, SLOPE)), back)
  }
}

/**
 * What the Earth reflects and radiates onto the sides, into the nodes' EARTH and the arrays' LIGHT, for a body with +z to the Sun. `reflected` and
 * `infrared`: what leaves the ground under the Sun, and the Earth, W/m2; then the body's axes in TEME, x of
 * which lies in the equator's plane. Returns -1, or the slab that must be filled
 * before it can be told.
 */
export function earthshine(
  d: Tile, to: i32, reflected: f32, infrared: f32,
  xx: f32, xy: f32, yx: f32, yy: f32, yz: f32, zx: f32, zy: f32, zz: f32,
): i32 {
  const back = sp4(reflected), s = d.scratch
  for (let lane = d.lane, last = d.lane + (<usize>((to + 3) & ~3) << 3); lane < last; lane += CHUNK) {
    const end = min(last, lane + CHUNK), sEnd = s + ((end - lane) >> 1)
    stand(d, lane, end, s, infrared, xx, xy, yx, yy, yz, zx, zy, zz)
    const missing = gather(d, lane, end, s, back)
    if (missing >= 0) return missing
    if (d.axes & 1) receive(sEnd, s, STEEP_X, 0, true, back)
    if (d.axes & 2) receive(sEnd, s, STEEP_Y, 2, true, back)
    if (d.axes & 4) receive(sEnd, s, STEEP_Z, 4, false, back)
    take(d, lane - d.lane, end - d.lane)
  }
  return -1
}

/** What the faces take of it, for the places `from` to `to` of a row. Those of a node follow each other. */
@inline function take(d: Tile, from: usize, to: usize): void {
  let before = -1
  for (let f: usize = 0; f < <usize>d.faces; f++) {
    const node = int(d.faceNode, f)
    const earth = d.earth + <usize>node * ROW
    const row = d.scratch + GLOW + <usize>int(d.faceAxis, f) * (2 * WIDE)
    const face = d.face + f * FACE
    if (node != before) for (let o = from; o < to; o += 16) st(earth + o, sp(0))
    before = node
    for (let o = from, glow = row; o < to; o += 32, glow += 16) {
      const albedo = ld(glow), infrared = v128.load(glow, WIDE)
      const a = face + o, e = earth + o
      st(e, add(ld(e), add(mul(lower(albedo), v128.load(a, ALBEDO_m2)), mul(lower(infrared), v128.load(a, INFRARED_m2)))))
      v128.store(e, add(v128.load(e, 16), add(mul(upper(albedo), v128.load(a, ALBEDO_m2 + 16)), mul(upper(infrared), v128.load(a, INFRARED_m2 + 16)))), 16)
    }
    const index = int(d.faceArray, f)
    if (index < 0) continue
    const light = d.light + <usize>index * ROW
    for (let o = from, glow = row; o < to; o += 32, glow += 16) {
      st(light + o, lower(ld(glow)))
      v128.store(light + o, upper(ld(glow)), 16)
    }
  }
}
