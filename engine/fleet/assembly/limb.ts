import { EARTH_RADIUS_km, STRETCH } from './lanes'
import { px, py, pz, vx, vy, vz } from './path'

const SUN_RADIUS_km: f64 = 695700
/** Beyond this the Earth's disc is so small that its ellipse is taken for a circle. */
const FAR_km: f64 = 200000
/** The height is exact where its bound is within this, radii of the Sun's disc. */
const EXACT: f64 = 4
/**
 * Tangents end when the square of the last move, radii, times the umbra's radius (tan m, km) is less: a tangent so near the nearest point tells
 * the height within 1e-7, half of that over the Earth's radius.
 */
const CLOSE_km: f64 = 1e-3
const MOST_TANGENTS = 12

/** Height of the Earth's limb on the Sun's disc, radii, how it changes in a second, and the limb's curvature; 0 where the height is only a bound. */
export let height: f64 = 0, slope: f64 = 0, curvature: f64 = 0

/**
 * Looks at the limb from where the lane is (path.ts): the equations of limbOnSun (physics/light/earth-limb.ts). `s`: the Sun, km; `u`: how it
 * moves, km/s. The height changes as F does at the limb's nearest point, over F's slope across the disc.
 */
export function see(sx: f64, sy: f64, sz: f64, ux: f64, uy: f64, uz: f64): void {
  const dx = sx - px, dy = sy - py, dz = sz - pz
  const rz = STRETCH * pz, wz0 = STRETCH * vz
  const r2 = px * px + py * py + rz * rz
  const m = Math.sqrt(max(0.0, r2 - EARTH_RADIUS_km * EARTH_RADIUS_km))
  const climb = (px * vx + py * vy + rz * wz0) / max(m, 1e-3)
  const d2 = dx * dx + dy * dy + dz * dz
  const tan = SUN_RADIUS_km / Math.sqrt(d2 - SUN_RADIUS_km * SUN_RADIUS_km)
  const zd = STRETCH * dz
  const perDistance = 1 / Math.sqrt(dx * dx + dy * dy + zd * zd)
  const along = (px * dx + py * dy + rz * zd) * perDistance
  const forward = (vx * dx + vy * dy + wz0 * zd + px * (ux - vx) + py * (uy - vy) + rz * STRETCH * (uz - vz)) * perDistance
  if (r2 > FAR_km * FAR_km) {
    seeFar(r2, px * vx + py * vy + rz * wz0, along, forward, tan)
    return
  }
  const clear = along + m
  const reach = STRETCH * tan
  const steepest = clear > 0 ? Math.sqrt(EARTH_RADIUS_km * EARTH_RADIUS_km + 2 * m * clear) : EARTH_RADIUS_km
  const bound = -clear / (reach * steepest)
  if (Math.abs(bound) > EXACT) {
    height = bound
    slope = -(forward + climb) / (reach * steepest)
    curvature = 0
    return
  }
  const d = 1 / Math.sqrt(d2)
  const wx = dx * d, wy = dy * d, wz = dz * d
  let yx: f64 = 0, yy: f64 = 0, yz: f64 = 0
  for (let k = 1; ; k++) {
    const qx = wx + tan * yx, qy = wy + tan * yy, qz = STRETCH * (wz + tan * yz)
    const q = Math.sqrt(qx * qx + qy * qy + qz * qz)
    const f = px * qx + py * qy + rz * qz + m * q
    const mq = m / q
    const gx = px + mq * qx, gy = py + mq * qy, gz = STRETCH * (rz + mq * qz)
    const g = gx * wx + gy * wy + gz * wz
    const ax = gx - g * wx, ay = gy - g * wy, az = gz - g * wz
    const p2 = ax * ax + ay * ay + az * az
    const move = (ax * yx + ay * yy + az * yz - f / tan) / p2
    const change = Math.abs(move * ax - yx) + Math.abs(move * ay - yy) + Math.abs(move * az - yz)
    yx = move * ax
    yy = move * ay
    yz = move * az
    if (change * change * tan * m < CLOSE_km || k == MOST_TANGENTS) {
      const p = Math.sqrt(p2)
      const rate = qx * vx + qy * vy + qz * wz0 + q * climb + (ax * (ux - vx) + ay * (uy - vy) + az * (uz - vz)) * d
      const tx = (wy * az - wz * ay) / p, ty = (wz * ax - wx * az) / p, tz = (STRETCH * (wx * ay - wy * ax)) / p
      const tq = (tx * qx + ty * qy + tz * qz) / q
      height = move * p
      slope = -rate / (tan * p)
      curvature = (tan * m * (tx * tx + ty * ty + tz * tz - tq * tq)) / (q * p)
      return
    }
  }
}

/** A height that is no more than told to be on one side. */
export function setHeight(h: f64): void {
  height = h
  slope = 0
  curvature = 0
}

/** Two round discs. `climb` is half of how the square of the distance changes; `along` and `forward`, the distance towards the Sun and its change. */
function seeFar(r2: f64, climb: f64, along: f64, forward: f64, tan: f64): void {
  const r = Math.sqrt(r2)
  const sun = Math.atan(tan), earth = Math.asin(EARTH_RADIUS_km / r)
  const across = Math.sqrt(max(0.0, r2 - along * along))
  const narrows = -EARTH_RADIUS_km * climb / (r2 * Math.sqrt(r2 - EARTH_RADIUS_km * EARTH_RADIUS_km))
  const opens = (-along * (climb - along * forward)) / max(across, 1e-3) + across * forward
  height = (earth - Math.atan2(across, -along)) / sun
  slope = (narrows - opens / r2) / sun
  curvature = sun / earth
}
