import { EARTH_FLATTENING, EARTH_RADIUS_km, SUN_RADIUS_km } from '../constants.ts'

/** Stretching z by this makes the ellipsoid a sphere; straight lines stay straight, so what hides what is unchanged. */
export const STRETCH = 1 / (1 - EARTH_FLATTENING)
/** Beyond this the Earth's disc is so small that its ellipse is taken for a circle. */
const FAR_km = 200_000
/** The height is exact where its bound is within this, radii of the Sun's disc. */
const EXACT = 4
/** Depth under the ellipsoid that counts as rounding, as a part of the radius squared: 3 m. */
const ROUNDING = 1e-6

/**
 * Where the Earth's limb stands on the Sun's disc, in radii of the disc from its centre. Writes height (-1 first contact, 0 the centre
 * is on the limb, 1 totality; below -1 the Sun is clear, above 1 it is hidden) and curvature of the limb there. `r` and `s`: satellite
 * and Sun from the Earth's centre, km, in a frame whose z is the Earth's axis (TEME).
 *
 * A direction q clears the ellipsoid where F(q) = q'.R + m |q'| > 0, the prime and the capital being stretched space and m^2 = R^2 - Re^2
 * (the distance to the horizon): F = 0 is the cone of the tangents. F is convex, smooth down to the ground, and its gradient has the length
 * sqrt(Re^2 + 2 m F), which tells clear and hidden apart without looking closer. Near the edge, four radii on both sides of the disc's centre,
 * so that whoever follows the height there sees no jump to the bound, the point of F = 0 nearest to the centre
 * of the Sun is found by projecting on successive tangents; that it lies one radius away is exactly the condition of contact.
 *
 * Neglected: refraction and the atmosphere's extinction, which lift and blur the edge by some 10 km (an estimate): 1 to 2 s where
 * the shadow is crossed squarely, 10 s on a dawn-dusk orbit in June (`npm run neglects`); terrain;
 * the tilt of the axis to TEME's z (polar motion, under 0.6 arcsec). Far from the edge the height is a bound and the curvature 0. Beyond 200 000 km
 * the Earth is taken for a circle of its equatorial radius in stretched space. Throws RangeError inside the Earth.
 */
export function limbOnSun(r: Float64Array, s: Float64Array, out: Float64Array): void {
  const rx = r[0]
  const ry = r[1]
  const rz = STRETCH * r[2]
  const r2 = rx * rx + ry * ry + rz * rz
  const m2 = r2 - EARTH_RADIUS_km * EARTH_RADIUS_km
  if (!(m2 >= -ROUNDING * r2)) throw insideEarth(r)
  const m = m2 > 0 ? Math.sqrt(m2) : 0
  const dx = s[0] - r[0]
  const dy = s[1] - r[1]
  const dz = s[2] - r[2]
  const d2 = dx * dx + dy * dy + dz * dz
  const tan = SUN_RADIUS_km / Math.sqrt(d2 - SUN_RADIUS_km * SUN_RADIUS_km)
  const zd = STRETCH * dz
  const clear = (rx * dx + ry * dy + rz * zd) / Math.sqrt(dx * dx + dy * dy + zd * zd) + m
  const reach = STRETCH * tan
  out[1] = 0
  if (r2 > FAR_km * FAR_km) {
    far(r2, clear - m, tan, out)
    return
  }
  const steepest = clear > 0 ? Math.sqrt(EARTH_RADIUS_km * EARTH_RADIUS_km + 2 * m * clear) : EARTH_RADIUS_km
  const bound = -clear / (reach * steepest)
  if (Math.abs(bound) > EXACT) {
    out[0] = bound
    return
  }
  const d = Math.sqrt(d2)
  const wx = dx / d
  const wy = dy / d
  const wz = dz / d
  let yx = 0
  let yy = 0
  let yz = 0
  for (let k = 0; ; k++) {
    const qx = wx + tan * yx
    const qy = wy + tan * yy
    const qz = STRETCH * (wz + tan * yz)
    const q = Math.sqrt(qx * qx + qy * qy + qz * qz)
    const f = rx * qx + ry * qy + rz * qz + m * q
    // The gradient, less what of it points at the Sun: the direction across the disc in which more can be seen.
    const gx = rx + (m * qx) / q
    const gy = ry + (m * qy) / q
    const gz = STRETCH * (rz + (m * qz) / q)
    const along = gx * wx + gy * wy + gz * wz
    const px = gx - along * wx
    const py = gy - along * wy
    const pz = gz - along * wz
    const p2 = px * px + py * py + pz * pz
    const move = (px * yx + py * yy + pz * yz - f / tan) / p2
    const change = Math.abs(move * px - yx) + Math.abs(move * py - yy) + Math.abs(move * pz - yz)
    yx = move * px
    yy = move * py
    yz = move * pz
    if (change < 1e-7 || k === 11) {
      const p = Math.sqrt(p2)
      // The tangent of the limb, w x p / |p|, stretched: the bend of F along it over its slope is the curvature.
      const tx = (wy * pz - wz * py) / p
      const ty = (wz * px - wx * pz) / p
      const tz = (STRETCH * (wx * py - wy * px)) / p
      const tq = (tx * qx + ty * qy + tz * qz) / q
      out[0] = move * p
      out[1] = (tan * m * (tx * tx + ty * ty + tz * tz - tq * tq)) / (q * p)
      return
    }
  }
}

/** Two round discs: `along` is the component of R towards the Sun, negative behind the Earth. */
function far(r2: number, along: number, tan: number, out: Float64Array): void {
  const r = Math.sqrt(r2)
  const sun_rad = Math.atan(tan)
  const earth_rad = Math.asin(EARTH_RADIUS_km / r)
  // asin of the distance from the axis keeps its digits where acos of the component along it does not.
  const across = Math.sqrt(Math.max(0, r2 - along * along))
  out[0] = (earth_rad - Math.atan2(across, -along)) / sun_rad
  out[1] = sun_rad / earth_rad
}

function insideEarth(r: Float64Array): RangeError {
  return new RangeError(
    `The position ${r[0]}, ${r[1]}, ${r[2]} km is not a place outside the Earth, so the Sun cannot be seen from it.`,
  )
}
