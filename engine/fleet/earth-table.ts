import { EARTH_RADIUS_km } from '../physics/constants.ts'
import { albedoFactor } from '../physics/light/albedo.ts'
import { earthViewFactor } from '../physics/light/earth-view.ts'

// The steps of the tables; assembly/earth.ts has the same.
const STEPS = 64
const COSINES = 128
const HALVES = 128
const TURNS = 32

/** Numbers of a slab: whether it is filled, the view by tilt, albedo of a side at the Sun, away from it, and edge-on to it. */
export const EARTH_SLAB = 1 + (COSINES + 1) + 2 * (HALVES + 1) + (HALVES + 1) * (TURNS + 1)
export const EARTH_SLABS = STEPS + 1

const filled = new Map<number, Float64Array>()

/**
 * Fills a slab of the tables from which the fleet's kernel takes what the Earth reflects and radiates onto a side: earthViewFactor and
 * albedoFactor for one height, which is told by the sine of the horizon's dip, `slab` / 64. The view stands by the cosine of tilt in 128 steps. Albedo
 * on a Sun-pointing body depends on the Sun's angle from the zenith alone for a side at the Sun or away from it, and for one edge-on also on
 * the direction of the zenith about the Sun: the sine of half the angle in 128 steps, the cosine of the direction in 32. Straight between the steps.
 *
 * Error between 200 and 2000 km: view 1e-4; albedo factor 3e-4 at the worst and 4e-5 rms on a side at the Sun, 8e-4 and 5e-5 edge-on, which
 * is at most 0.1 W/m2 absorbed by a white radiator of the 1361 W/m2 on its array.
 */
export function fillEarthSlab(slabs: Float64Array, slab: number): void {
  let values = filled.get(slab)
  if (values === undefined) {
    values = slabOf(slab)
    filled.set(slab, values)
  }
  slabs.set(values, slab * EARTH_SLAB)
}

function slabOf(slab: number): Float64Array {
  const sine = Math.min(slab / STEPS, 1 - 1e-9)
  const height_km = EARTH_RADIUS_km * (1 / Math.sqrt(1 - sine * sine) - 1)
  const out = new Float64Array(EARTH_SLAB)
  let at = 0
  const put = (value: number) => {
    out[at++] = value
  }
  put(1)
  for (let k = 0; k <= COSINES; k++) put(earthViewFactor(height_km, (2 * k) / COSINES - 1))
  const zenith = (k: number) => 1 - 2 * (k / HALVES) ** 2
  for (let k = 0; k <= HALVES; k++) put(albedoFactor(height_km, -zenith(k), zenith(k), 0))
  for (let k = 0; k <= HALVES; k++) put(albedoFactor(height_km, zenith(k), zenith(k), Math.PI))
  for (let k = 0; k <= HALVES; k++)
    for (let l = 0; l <= TURNS; l++) put(edgewise(height_km, zenith(k), (2 * l) / TURNS - 1))
  return out
}

/** A side edge-on to the Sun whose normal is `turn` (a cosine) about the Sun from the zenith. */
function edgewise(height_km: number, zenith: number, turn: number): number {
  const tilt = -turn * Math.sqrt(Math.max(0, 1 - zenith * zenith))
  const level2 = (1 - tilt * tilt) * (1 - zenith * zenith)
  const cosAzimuth = level2 > 1e-24 ? (tilt * zenith) / Math.sqrt(level2) : 1
  return albedoFactor(height_km, tilt, zenith, Math.acos(Math.max(-1, Math.min(1, cosAzimuth))))
}
