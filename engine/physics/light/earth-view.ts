import { EARTH_RADIUS_km } from '../constants.ts'

/**
 * View factor from one side of a small plate to the Earth: the part, 0 to 1, of what leaves the plate diffusely that reaches the
 * Earth. `cosTilt` is the cosine of the angle between the plate's outward normal and nadir.
 *
 * With H = (R + h)/R: cos(tilt)/H^2 where the plate's plane does not cut the Earth, 0 where the Earth is behind it, and between (1/pi)
 * {pi/2 - asin(sqrt(H^2-1)/(H sin tilt)) + [cos tilt acos(-sqrt(H^2-1) cot tilt) - sqrt(H^2-1) sqrt(1 - H^2 cos^2 tilt)]/H^2}: the
 * factor from an element to a sphere, as collected in J. R. Howell's Catalog of Radiation Heat Transfer Configuration Factors
 * (thermalradiation.net); here checked against two quadratures. Closed form, good to rounding. Neglected: the Earth's shape. It is
 * taken for a sphere of 6378.137 km; over a pole it is 21 km smaller, which is under 0.7 % of the factor; `altitude_km` is over that
 * sphere. Heights below the ground count as on it; never NaN for finite arguments.
 */
export function earthViewFactor(altitude_km: number, cosTilt: number): number {
  const ratio = 1 + Math.max(altitude_km, 0) / EARTH_RADIUS_km
  const c = cosTilt > 1 ? 1 : Math.max(cosTilt, -1)
  if (c * ratio >= 1) return c / (ratio * ratio)
  if (c * ratio <= -1) return 0
  const b = Math.sqrt(ratio * ratio - 1)
  const sine = Math.sqrt(1 - c * c)
  const cut = Math.asin(Math.min(1, b / (ratio * sine)))
  const arc = Math.acos(Math.max(-1, Math.min(1, (-b * c) / sine)))
  const edge = b * Math.sqrt(1 - ratio * ratio * c * c)
  const factor = (0.5 * Math.PI - cut + (c * arc - edge) / (ratio * ratio)) / Math.PI
  return Math.max(factor, 0)
}
