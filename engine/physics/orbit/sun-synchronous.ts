import { DAY_s, EARTH_J2, EARTH_MU_km3_s2, EARTH_RADIUS_km, TROPICAL_YEAR_d } from '../constants.ts'
import { gmst82_rad } from './time.ts'

/** Rate of the mean Sun's right ascension, and so of a sun-synchronous node: one turn in a tropical year, rad/s. */
export const SUN_SYNCHRONOUS_RATE_rad_s = (2 * Math.PI) / (TROPICAL_YEAR_d * DAY_s)

/**
 * Inclination at which the Earth's oblateness turns the node once a tropical year, deg; NaN above 5974 km, where none does.
 *
 * cos i = -(2/3) rate a^(7/2) (1-e^2)^2 / (sqrt(mu) J2 Re^2). Source: the secular node rate to first order in J2, e.g. Vallado,
 * Fundamentals of Astrodynamics and Applications, sec. 9.6. Second order and J4 are neglected: the answer is 0.02 to 0.03 deg low,
 * which makes the local time drift by some 5 minutes a year; orbits that SGP4 propagates use `sunSynchronousElements` instead.
 */
export function sunSynchronousInclination_deg(altitude_km: number, eccentricity = 0): number {
  const a_km = EARTH_RADIUS_km + altitude_km
  const p = 1 - eccentricity * eccentricity
  const c =
    (-2 * SUN_SYNCHRONOUS_RATE_rad_s * a_km ** 3.5 * p * p) /
    (3 * Math.sqrt(EARTH_MU_km3_s2) * EARTH_J2 * EARTH_RADIUS_km ** 2)
  return (Math.acos(c) * 180) / Math.PI
}

/** Right ascension of the fictitious mean Sun, deg, not reduced to one turn: GMST less the hours since noon. */
function meanSunRightAscension_deg(utc_s: number): number {
  const ofDay_s = utc_s - DAY_s * Math.floor(utc_s / DAY_s)
  return (gmst82_rad(utc_s) * 180) / Math.PI - (ofDay_s / DAY_s - 0.5) * 360
}

/** Right ascension of the node, deg in [0, 360), of an orbit whose ascending node lies at a local mean solar time, hours. */
export function raanOfLtan_deg(ltan_h: number, utc_s: number): number {
  const raan_deg = meanSunRightAscension_deg(utc_s) + 15 * (ltan_h - 12)
  return raan_deg - 360 * Math.floor(raan_deg / 360)
}

/** Local mean solar time of the ascending node, hours in [0, 24). The inverse of `raanOfLtan_deg`. */
export function ltanOfRaan_h(raan_deg: number, utc_s: number): number {
  const ltan_h = 12 + (raan_deg - meanSunRightAscension_deg(utc_s)) / 15
  return ltan_h - 24 * Math.floor(ltan_h / 24)
}
