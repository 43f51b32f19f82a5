import { visibleOfDisc } from './disc.ts'
import { limbOnSun, STRETCH } from './earth-limb.ts'

const LIMB = new Float64Array(2)
/** Above this sine of the Sun's elevation over the local horizontal the whole disc is clear even on the ground: Sun radius 0.00474 at most, stretched. */
const CLEAR_SINE = 0.006

/**
 * Visible fraction of the Sun's disc, 0 to 1, behind the WGS 84 ellipsoid; the disc uniform. `r` and `s`: satellite and Sun in TEME, km.
 *
 * Contacts are exact for the ellipsoid (see `limbOnSun`); between them the limb is its osculating circle, which is within 1e-5 of the exact
 * fraction. `visible` may be that of a disc dark towards its limb (limb-darkening.ts), which moves it by up to 0.02 within the penumbra and its
 * mean over a crossing not at all.
 * Never NaN; throws RangeError inside the Earth.
 */
export function litFraction(
  r: Float64Array,
  s: Float64Array,
  visible: (height: number, curvature: number) => number = visibleOfDisc,
): number {
  const z = STRETCH * r[2]
  const zs = STRETCH * s[2]
  const r2 = r[0] * r[0] + r[1] * r[1] + z * z
  const s2 = s[0] * s[0] + s[1] * s[1] + zs * zs
  const along = r[0] * s[0] + r[1] * s[1] + z * zs - r2
  // Sun above the horizontal: nothing to compute. The ellipsoid's inside, where it would be wrong, goes on to be refused.
  if (along > 0 && r2 > 4.0680632e7 && along * along > CLEAR_SINE * CLEAR_SINE * r2 * s2) return 1
  limbOnSun(r, s, LIMB)
  return visible(LIMB[0], LIMB[1])
}

/** Above 0 while the Sun's disc is whole, 0 at the penumbra's edge, in radii of the disc. Exact near the edge, a bound far from it. */
export function penumbraGauge(r: Float64Array, s: Float64Array): number {
  limbOnSun(r, s, LIMB)
  return -1 - LIMB[0]
}

/** Above 0 while any of the Sun's disc is seen, 0 at the umbra's edge, in radii of the disc. Exact near the edge, a bound far from it. */
export function umbraGauge(r: Float64Array, s: Float64Array): number {
  limbOnSun(r, s, LIMB)
  return 1 - LIMB[0]
}
