import { EARTH_RADIUS_km, ROW, STRETCH } from './lanes'

/** Where a crossing of the shadow's edge is looked for: fields of Crossing in crossing.ts. */
@unmanaged class Crossing {
  // A column of the knots, the knot that its first row is, the time between two; inverse weights and room for weights.
  knots: usize; base: i32; inverse: usize; weights: usize
  spacing: f64
  start: f64
  // The Sun at the start, and what it moves in a second.
  sx: f64; sy: f64; sz: f64; vx: f64; vy: f64; vz: f64
  // What is found.
  penumbra: f64; umbra: f64; middleHeight: f64; middle: f64; curvature: f64
}
const SUN_RADIUS_km: f64 = 695700
const FAR_km: f64 = 200000
/** Two guesses whose distances from a root have a smaller product, s2, tell it to 0.1 ms: the height's bend is under 0.02 of its slope a second. */
const CLOSE_s2: f64 = 5e-3
/** The same where the slope is only an estimate. */
const BLIND_s: f64 = 50
const MOST_GUESSES = 12
/** How far outside the tick an edge may be looked for, s. */
const FARTHEST_s: f64 = 250

let limbCurvature: f64 = 0
let horizon2: f64 = 0
let slope: f64 = 0

/** Height of the Earth's limb on the Sun's disc at a time: the equations of limbOnSun (physics/light/earth-limb.ts). Not a number beyond 200 000 km. */
function heightAt(c: Crossing, time: f64): f64 {
  const exact = time / c.spacing
  const place = Math.floor(exact)
  const u = exact - place + 5
  let row = c.knots + <usize>(<i32>place - 5 - c.base) * (3 * ROW)
  let product: f64 = 1
  for (let k: usize = 0; k < 12; k++) {
    store<f64>(c.weights + (k << 3), product * load<f64>(c.inverse + (k << 3)))
    product *= u - <f64>k
  }
  let px: f64 = 0, py: f64 = 0, pz: f64 = 0
  product = 1
  row += 11 * 3 * ROW
  for (let k = 11; k >= 0; k--, row -= 3 * ROW) {
    const weight = load<f64>(c.weights + (<usize>k << 3)) * product
    product *= u - <f64>k
    px += weight * load<f64>(row)
    py += weight * load<f64>(row, ROW)
    pz += weight * load<f64>(row, 2 * ROW)
  }
  const since = time - c.start
  const dx = c.sx + since * c.vx - px, dy = c.sy + since * c.vy - py, dz = c.sz + since * c.vz - pz
  const rz = STRETCH * pz
  const r2 = px * px + py * py + rz * rz
  if (r2 > FAR_km * FAR_km) return NaN
  const m2 = r2 - EARTH_RADIUS_km * EARTH_RADIUS_km
  horizon2 = m2
  const m = Math.sqrt(max(0.0, m2))
  const d2 = dx * dx + dy * dy + dz * dz
  const tan = SUN_RADIUS_km / Math.sqrt(d2 - SUN_RADIUS_km * SUN_RADIUS_km)
  const zd = STRETCH * dz
  const clear = (px * dx + py * dy + rz * zd) / Math.sqrt(dx * dx + dy * dy + zd * zd) + m
  const reach = STRETCH * tan
  limbCurvature = 0
  if (clear < -reach * EARTH_RADIUS_km) return -clear / (reach * EARTH_RADIUS_km)
  if (clear > 0) {
    const steepest2 = EARTH_RADIUS_km * EARTH_RADIUS_km + 2 * m * clear
    if (clear * clear > reach * reach * steepest2) return -clear / (reach * Math.sqrt(steepest2))
  }
  const d = 1 / Math.sqrt(d2)
  const wx = dx * d, wy = dy * d, wz = dz * d
  let yx: f64 = 0, yy: f64 = 0, yz: f64 = 0
  for (let k = 0; k < 12; k++) {
    const qx = wx + tan * yx, qy = wy + tan * yy, qz = STRETCH * (wz + tan * yz)
    const q = Math.sqrt(qx * qx + qy * qy + qz * qz)
    const f = px * qx + py * qy + rz * qz + m * q
    const mq = m / q
    const gx = px + mq * qx, gy = py + mq * qy, gz = STRETCH * (rz + mq * qz)
    const along = gx * wx + gy * wy + gz * wz
    const ax = gx - along * wx, ay = gy - along * wy, az = gz - along * wz
    const p2 = ax * ax + ay * ay + az * az
    const move = (ax * yx + ay * yy + az * yz - f / tan) / p2
    const change = Math.abs(move * ax - yx) + Math.abs(move * ay - yy) + Math.abs(move * az - yz)
    yx = move * ax
    yy = move * ay
    yz = move * az
    if (change < 1e-7 || k == 11) {
      const p = Math.sqrt(p2)
      const tx = (wy * az - wz * ay) / p, ty = (wz * ax - wx * az) / p, tz = (STRETCH * (wx * ay - wy * ax)) / p
      const tq = (tx * qx + ty * qy + tz * qz) / q
      limbCurvature = (tan * m * (tx * tx + ty * ty + tz * tz - tq * tq)) / (q * p)
      return move * p
    }
  }
  return NaN
}

/** When the limb stands at a height, by secants from the middle; not a number where no such time is found near the tick. */
function edge(c: Crossing, height: f64, earliest: f64, latest: f64): f64 {
  let lastTime = c.middle, last = c.middleHeight
  let wasExact = c.curvature != 0
  let time = lastTime + (height - last) / slope
  for (let k = 0; k < MOST_GUESSES; k++) {
    if (!(time > earliest && time < latest)) return NaN
    const now = heightAt(c, time)
    if (now == height) return time
    // Far from the edge the height is a bound, with curvature 0: a chord from there tells no slope, and nothing ends there.
    const isExact = limbCurvature != 0
    const chord = isExact && wasExact ? (now - last) / (time - lastTime) : slope
    const next = time + (height - now) / chord
    if (isExact && Math.abs((next - time) * (wasExact ? next - lastTime : BLIND_s)) < CLOSE_s2) {
      slope = chord
      return next
    }
    wasExact = isExact
    lastTime = time
    last = now
    time = next
  }
  return NaN
}

/** Looks for the edge that is crossed between `start` and `end` (see crossing.ts); `before` and `after` are distances from the shadow, km. */
export function cross(c: Crossing, end: f64, before: f64, after: f64): void {
  const length = end - c.start
  c.middle = c.start + (before / (before - after)) * length
  c.middleHeight = heightAt(c, c.middle)
  c.curvature = limbCurvature
  // A radius of the Sun's disc, as wide as it is at the limb.
  slope = (before - after) / ((length * Math.sqrt(max(1.0, horizon2)) * SUN_RADIUS_km) / 149597870.7)
  c.penumbra = edge(c, -1, c.start - FARTHEST_s, end + FARTHEST_s)
  c.umbra = edge(c, 1, c.start - FARTHEST_s, end + FARTHEST_s)
}
