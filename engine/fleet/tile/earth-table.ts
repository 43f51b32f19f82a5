import { EARTH_RADIUS_km } from '../../physics/constants.ts'
import { albedoFactor } from '../../physics/light/albedo.ts'
import { earthViewFactor } from '../../physics/light/earth-view.ts'
import { chebyshevPowers } from '../../physics/numbers/chebyshev.ts'

// The steps of the tables; assembly/earth.ts has the same.
const STEPS = 256
const SQUARES = 32
const COSINES = 128
/** Numbers of a record, where they begin in a slab, and the coefficients of a side edge-on. */
const RECORD = 8
const RECORDS = 40
const EDGE_TERMS = 4
/** Below 2 km the disc is small and dark all the same. */
const LEAST_DIP = 1 / 40

/** Numbers of a slab. */
export const EARTH_SLAB = RECORDS + (COSINES + 1) * RECORD
export const EARTH_SLABS = STEPS + 1

const filled = new Map<number, Float32Array>()

/**
 * Fills a slab of the tables from which the fleet's kernel takes what the Earth reflects and radiates onto the two sides of a plate: earthViewFactor and
 * albedoFactor for one height, told by 1 / H^2 = `slab` / 256, H the satellite's distance over the Earth's radius.
 *
 * Let c be the cosine of the plate's tilt from nadir. What its two sides receive differs by the integral over the whole disc of something linear in the
 * normal, so the difference is linear in it too: c / H^2 for the view; for albedo, on a plate edge-on to the Sun, a factor times c. What both receive
 * together is even in c, and smooth in (c H)^2 as long as the horizon cuts the plate; where it does not, one side sees nothing and the sum is the size of
 * the difference. So a slab holds half of both sides' view x H^3 by (c H)^2 in 32 steps; and, by the cosine of the Sun's angle from the zenith in
 * 128 steps, albedo on a side at the Sun, on one away from it, and of a plate edge-on half of the factor over H and the cubic in (c H)^2 of half of both sides'.
 * Between the steps the view is straight, albedo flat over triangles of three records. Single precision.
 *
 * Error between 200 and 2000 km (test/fleet/earth-light.test.ts): view 1e-4; albedo factor 3e-4 at the worst and 3e-5 rms on a side at the Sun, 5e-4 and
 * 6e-5 edge-on, which is under 0.05 W/m2 absorbed by a white radiator of the 1361 W/m2 on its array. Higher it is less.
 */
export function fillEarthSlab(slabs: Float32Array, slab: number): void {
  let values = filled.get(slab)
  if (values === undefined) {
    values = slabOf(slab)
    filled.set(slab, values)
  }
  slabs.set(values, slab * EARTH_SLAB)
}

function slabOf(slab: number): Float32Array {
  const ratio = Math.sqrt(STEPS / Math.max(slab, 1e-3))
  const dip = Math.sqrt(1 - 1 / (ratio * ratio))
  const height_km = EARTH_RADIUS_km * (ratio - 1)
  const out = new Float32Array(EARTH_SLAB)
  out[0] = 1
  for (let k = 0; k <= SQUARES; k++) out[1 + k] = ratio ** 3 * viewMean(height_km, Math.sqrt(k / SQUARES) / ratio)
  for (let k = 0; k <= COSINES; k++) {
    const zenith = (2 * k) / COSINES - 1
    if (zenith <= -dip) continue
    const at = RECORDS + k * RECORD
    out[at] = albedoFactor(height_km, -zenith, zenith, 0)
    out[at + 1] = albedoFactor(height_km, zenith, zenith, Math.PI)
    // While the whole disc is lit, all that comes to a side edge-on goes with the cosine of the Sun's angle: so it is taken from where the lit part begins.
    const isLit = zenith > dip
    const lit = isLit ? Math.max(dip, LEAST_DIP) : zenith
    const share = isLit ? zenith / lit : 1
    const sine = Math.sqrt(1 - lit * lit)
    const both = (tilt: number, opposite: 1 | -1) =>
      0.5 * share * (edgewise(height_km, lit, sine, tilt) + opposite * edgewise(height_km, lit, sine, -tilt))
    out[at + 2] = -both(sine, -1) / (sine * ratio)
    out.set(
      chebyshevPowers(square => both(Math.sqrt(square) / ratio, 1), EDGE_TERMS),
      at + 3,
    )
  }
  return out
}

/** Mean of the views from both sides of a plate. */
function viewMean(height_km: number, tilt: number): number {
  return 0.5 * (earthViewFactor(height_km, tilt) + earthViewFactor(height_km, -tilt))
}

/** Albedo factor of a side edge-on to the Sun; `sine` is that of the Sun's angle from the zenith. */
function edgewise(height_km: number, zenith: number, sine: number, tilt: number): number {
  const cosAzimuth = (tilt * zenith) / Math.max(1e-12, sine * Math.sqrt(1 - tilt * tilt))
  return albedoFactor(height_km, tilt, zenith, Math.acos(Math.max(-1, Math.min(1, cosAzimuth))))
}
