import { BEFORE, CLEARANCE, DURATION, EARTH_RADIUS_km, JUMP, LAST, NEAR, POSITION, ROW, STRETCH, SUNLIGHT, TALLY, Tile, add, div, ld, mul, sp, sub } from './lanes'

/** Solar constant times the square of the astronomical unit. */
const SUN_W_km2_m2: f64 = 1361.0 * 149597870.7 * 149597870.7
/** Slope of the penumbra's cone: the Sun's largest angular radius, stretched and rounded up. */
const CONE: f64 = 0.0049
/** A distance from the shadow that changes by more than this many times what it can bend, from its chord, does not turn round. */
export const STEADY: f64 = 4.5

/** Whether a position at that distance from the shadow may be in the penumbra. */
export function isWithinReach(distance: f64, x: f64, y: f64, z: f64): bool {
  const rz = STRETCH * z
  const beyond = Math.abs(distance) - 1
  return beyond < 0 || beyond * beyond < CONE * CONE * (x * x + y * y + rz * rz - EARTH_RADIUS_km * EARTH_RADIUS_km)
}

/** Takes the lanes to the end of a tick: positions from twelve rows of knots with their weights. */
export function move(d: Tile, knots: usize, weights: usize, to: i32): void {
  const end = d.lane + (<usize>to << 3)
  for (let lane = d.lane, row0 = knots; lane < end; lane += 16, row0 += 16) {
    let x = sp(0), y = sp(0), z = sp(0)
    for (let k: usize = 0, row = row0; k < 96; k += 8, row += 3 * ROW) {
      const w = v128.load64_splat(weights + k)
      x = add(x, mul(w, ld(row)))
      y = add(y, mul(w, v128.load(row, ROW)))
      z = add(z, mul(w, v128.load(row, 2 * ROW)))
    }
    v128.store(lane, v128.load(lane, POSITION), LAST)
    v128.store(lane, v128.load(lane, POSITION + ROW), LAST + ROW)
    v128.store(lane, v128.load(lane, POSITION + 2 * ROW), LAST + 2 * ROW)
    v128.store(lane, x, POSITION)
    v128.store(lane, y, POSITION + ROW)
    v128.store(lane, z, POSITION + 2 * ROW)
  }
}

/**
 * How far the lanes are from the shadow at the end of a tick, km of the stretched space of physics/light/earth-limb.ts, and the tick's sunlight. Lanes that
 * may meet the shadow's edge in the tick (within `reach` of what both ends tell) are marked near: theirs is the whole sunlight, and their lit time
 * is not counted yet. Every lane's duration becomes the whole tick. `s` and `m`: the Sun at the end and in the middle of the tick. Lists those that are
 * near, or whose last jump was less than `graded` before the tick's `start`, and returns how many they are.
 */
export function look(
  d: Tile, to: i32, h: f64, reach: f64, start: f64, graded: f64,
  sx: f64, sy: f64, sz: f64, mx: f64, my: f64, mz: f64,
): i32 {
  const end = d.lane + (<usize>to << 3)
  const zs = STRETCH * sz
  const inverse = 1.0 / Math.sqrt(sx * sx + sy * sy + zs * zs)
  const ux = sp(sx * inverse), uy = sp(sy * inverse), uz = sp(zs * inverse)
  const zero = sp(0), half = sp(0.5), radius = sp(EARTH_RADIUS_km), radius2 = sp(EARTH_RADIUS_km * EARTH_RADIUS_km)
  const reaching = sp(reach), steady = sp(STEADY * reach), cone = sp(CONE)
  let listed = d.special
  for (let lane = d.lane; lane < end; lane += 16) {
    const x = v128.load(lane, POSITION), y = v128.load(lane, POSITION + ROW), z = v128.load(lane, POSITION + 2 * ROW)
    const dx = sub(sp(mx), mul(half, add(v128.load(lane, LAST), x)))
    const dy = sub(sp(my), mul(half, add(v128.load(lane, LAST + ROW), y)))
    const dz = sub(sp(mz), mul(half, add(v128.load(lane, LAST + 2 * ROW), z)))
    const square = add(add(mul(dx, dx), mul(dy, dy)), mul(dz, dz))
    const sz2 = mul(sp(STRETCH), z)
    const r2 = add(add(mul(x, x), mul(y, y)), mul(sz2, sz2))
    const behind = f64x2.pmin(add(add(mul(x, ux), mul(y, uy)), mul(sz2, uz)), zero)
    const before = v128.load(lane, CLEARANCE)
    const now = sub(f64x2.sqrt(sub(r2, mul(behind, behind))), radius)
    v128.store(lane, before, BEFORE)
    v128.store(lane, now, CLEARANCE)
    const low = f64x2.pmin(before, now), high = f64x2.pmax(before, now)
    // As wide as the Sun's disc is at the horizon. A distance that changes by more than it can bend goes one way and is least at an end.
    const width = add(mul(cone, f64x2.sqrt(f64x2.pmax(sub(r2, radius2), zero))), sp(1))
    const bend = v128.andnot(reaching, f64x2.gt(sub(high, low), steady))
    const near = v128.and(f64x2.lt(sub(low, bend), width), f64x2.gt(add(high, bend), sub(zero, width)))
    v128.store(lane, near, NEAR)
    const clear = v128.andnot(f64x2.gt(low, zero), near)
    v128.store(lane, v128.and(div(sp(SUN_W_km2_m2), square), v128.or(clear, near)), SUNLIGHT)
    v128.store(lane, v128.and(sp(h), clear), TALLY + 10 * ROW)
    v128.store(lane, sp(h), DURATION)
    const special = v128.or(near, f64x2.lt(sub(sp(start), v128.load(lane, JUMP)), sp(graded)))
    // Written at the list's end in any case, which moves on or not: a branch would be guessed wrong too often.
    const bits = i64x2.bitmask(special)
    const first = <i32>((lane - d.lane) >> 3)
    store<i32>(listed, first)
    listed += (bits & 1) << 2
    store<i32>(listed, first + 1)
    listed += (bits & 2) << 1
  }
  return <i32>((listed - d.special) >> 2)
}
