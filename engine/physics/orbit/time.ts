import { DAY_s, J2000_JD, UNIX_EPOCH_JD } from '../constants.ts'

/** TAI - UTC from 1999-01-01 on: the instant (unix s) from which each value holds. IERS Bulletin C. */
const LEAPS: readonly (readonly [from_s: number, taiMinusUtc_s: number])[] = [
  [1483228800, 37], // 2017-01-01
  [1435708800, 36], // 2015-07-01
  [1341100800, 35], // 2012-07-01
  [1230768000, 34], // 2009-01-01
  [1136073600, 33], // 2006-01-01
]

/**
 * TT - UTC, s, at a unix time. Before 1999 the value of 1999 is held (a few seconds wrong in the 1980s), after 2017 that of 2017: a
 * leap second still to come would move the Sun by 0.04 arcsec.
 */
function ttMinusUtc_s(utc_s: number): number {
  for (const [from_s, taiMinusUtc_s] of LEAPS) if (utc_s >= from_s) return taiMinusUtc_s + 32.184
  return 32 + 32.184
}

/** Julian centuries of TT since J2000.0 (JD 2451545.0 TT). Stands in for TDB, from which it is within 2 ms. */
export function julianCenturiesTt(utc_s: number): number {
  return ((utc_s + ttMinusUtc_s(utc_s)) / DAY_s + (UNIX_EPOCH_JD - J2000_JD)) / 36525
}

/**
 * Greenwich mean sidereal time of the IAU 1982 model, rad in [0, 2 pi): the angle from the x axis of TEME to the prime meridian.
 *
 * GMST(0h UT1) = 24110.54841 s + 8640184.812866 T + 0.093104 T^2 - 6.2e-6 T^3, and the rest of the day at its rate. Source: Aoki et
 * al. 1982, A&A 105, 359; the form is that of Vallado et al. 2006 (AIAA 2006-6753). UT1 is taken to be UTC: they are kept within 0.9 s, which is 14 arcsec
 * of Earth rotation (0.4 km on the equator) and nothing for the sky.
 */
export function gmst82_rad(utc_s: number): number {
  const fromJ2000_d = utc_s / DAY_s + (UNIX_EPOCH_JD - J2000_JD)
  const t = fromJ2000_d / 36525
  // Whole turns of the Earth are taken out before multiplying, so that no digits are lost to them.
  const ofDay_s = utc_s - DAY_s * Math.floor(utc_s / DAY_s) - DAY_s / 2
  const s = 67310.54841 + ofDay_s + (8640184.812866 + (0.093104 - 6.2e-6 * t) * t) * t
  const turns = s / DAY_s
  return (turns - Math.floor(turns)) * 2 * Math.PI
}
