import { add4, four, lower, mul4, sp4, sub4, upper } from './fours'
import { BEFORE, CLEARANCE, DURATION, EARTH_RADIUS_km, LAST, POSITION, ROW, STRETCH, SUNLIGHT, TALLY, Tile, add, ld, mul, sp, sub } from './lanes'

/** Solar constant times the square of the astronomical unit. */
const SUN_W_km2_m2: f64 = 1361.0 * 149597870.7 * 149597870.7
/** Slope of the penumbra's cone: the Sun's largest angular radius, stretched and rounded up. */
const CONE: f32 = 0.0049
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
 * may meet the shadow's edge in the tick (within `reach` of what both ends tell) are near: theirs is the whole sunlight, and their lit time
 * is not counted yet. Every lane's duration becomes the whole tick. `s` and `m`: the Sun at the end and in the middle of the tick. Lists those that are
 * near and returns how many they are; beyond the last lane there may be some to fill four.
 *
 * In single precision, four lanes at a time. The distance is good to 10 m in low orbit, 50 m in geosynchronous and 0.6 km as far as the Moon; the edge's width
 * is rounded up by a kilometre and a twentieth. Of the sunlight it is only what the place changes of that at the Earth's centre: good to 2e-11, and to
 * 2e-9 as far as the Moon.
 */
export function look(
  d: Tile, to: i32, h: f64, reach: f32, sx: f64, sy: f64, sz: f64, mx: f64, my: f64, mz: f64,
): i32 {
  const end = d.lane + (<usize>to << 3)
  const zs = STRETCH * sz
  const inverse = 1.0 / Math.sqrt(sx * sx + sy * sy + zs * zs)
  const ux = sp4(<f32>(sx * inverse)), uy = sp4(<f32>(sy * inverse)), uz = sp4(<f32>(zs * inverse))
  const square = mx * mx + my * my + mz * mz
  const nx = sp4(<f32>(mx / square)), ny = sp4(<f32>(my / square)), nz = sp4(<f32>(mz / square)), quarter = sp4(<f32>(0.25 / square))
  const flux = sp(SUN_W_km2_m2 / square), tick = sp(h)
  const zero = sp4(0), one = sp4(1), radius = sp4(<f32>EARTH_RADIUS_km), radius2 = sp4(<f32>(EARTH_RADIUS_km * EARTH_RADIUS_km))
  const reaching = sp4(reach), steady = sp4(<f32>STEADY * reach), cone = sp4(CONE)
  let listed = d.special
  for (let lane = d.lane; lane < end; lane += 32) {
    const x = four(lane, POSITION), y = four(lane, POSITION + ROW), z = four(lane, POSITION + 2 * ROW)
    // Twice the place in the middle of the tick; by how much farther the Sun is from there, squared, than from the Earth's centre: a part of the square.
    const cx = add4(four(lane, LAST), x), cy = add4(four(lane, LAST + ROW), y), cz = add4(four(lane, LAST + 2 * ROW), z)
    const c2 = add4(add4(mul4(cx, cx), mul4(cy, cy)), mul4(cz, cz))
    const more = sub4(mul4(c2, quarter), add4(add4(mul4(cx, nx), mul4(cy, ny)), mul4(cz, nz)))
    const less = mul4(more, sub4(one, mul4(more, sub4(one, more))))

    const sz2 = mul4(sp4(<f32>STRETCH), z)
    const r2 = add4(add4(mul4(x, x), mul4(y, y)), mul4(sz2, sz2))
    const behind = f32x4.pmin(add4(add4(mul4(x, ux), mul4(y, uy)), mul4(sz2, uz)), zero)
    const now = sub4(f32x4.sqrt(sub4(r2, mul4(behind, behind))), radius)
    const before = four(lane, CLEARANCE)
    v128.store(lane, v128.load(lane, CLEARANCE), BEFORE)
    v128.store(lane, v128.load(lane, CLEARANCE + 16), BEFORE + 16)
    v128.store(lane, lower(now), CLEARANCE)
    v128.store(lane, upper(now), CLEARANCE + 16)
    const low = f32x4.pmin(before, now), high = f32x4.pmax(before, now)
    // As wide as the Sun's disc is at the horizon. A distance that changes by more than it can bend goes one way and is least at an end.
    const width = add4(mul4(cone, f32x4.sqrt(f32x4.pmax(sub4(r2, radius2), zero))), one)
    const bend = v128.andnot(reaching, f32x4.gt(sub4(high, low), steady))
    const near = v128.and(f32x4.lt(sub4(low, bend), width), f32x4.gt(add4(high, bend), sub4(zero, width)))
    const clear = v128.andnot(f32x4.gt(low, zero), near)
    const bits = i32x4.bitmask(near)
    put(lane, v128.shuffle<i32>(near, near, 0, 0, 1, 1), v128.shuffle<i32>(clear, clear, 0, 0, 1, 1), flux, lower(less), tick)
    put(lane + 16, v128.shuffle<i32>(near, near, 2, 2, 3, 3), v128.shuffle<i32>(clear, clear, 2, 2, 3, 3), flux, upper(less), tick)
    // Written at the list's end in any case, which moves on or not: a branch would be guessed wrong too often.
    const first = <i32>((lane - d.lane) >> 3)
    for (let k = 0; k < 4; k++) {
      store<i32>(listed, first + k)
      listed += <usize>((bits >> k) & 1) << 2
    }
  }
  return <i32>((listed - d.special) >> 2)
}

/** What `look` tells of two lanes. */
@inline function put(lane: usize, near: v128, clear: v128, flux: v128, less: v128, tick: v128): void {
  v128.store(lane, v128.and(sub(flux, mul(flux, less)), v128.or(clear, near)), SUNLIGHT)
  v128.store(lane, v128.and(tick, clear), TALLY + 10 * ROW)
  v128.store(lane, tick, DURATION)
}
