import { DAY_s, UNIX_EPOCH_JD } from '../constants.ts'

/**
 * What the Earth sends up, as an albedo and an infrared exitance.
 *
 * Constants: albedo 0.30 and 237 W/m2, global means in common use (no primary source read: an estimate). Below one satellite they vary
 * by tens of per cent with cloud, ice and desert; hot and cold cases are best run with 0.25 to 0.35 and 150 to 350 W/m2 (estimates too).
 */
export const EARTH_ALBEDO_MEAN = 0.3
export const EARTH_INFRARED_MEAN_W_m2 = 237

/** Julian date from which the annual terms of Knocke et al. run: 22 December 1981, 0h. */
const EPOCH_JD = 2444960.5
const YEAR_d = 365.25

/** Phase of the annual terms, rad, at a unix time. */
function annualPhase_rad(utc_s: number): number {
  return (2 * Math.PI * (utc_s / DAY_s + UNIX_EPOCH_JD - EPOCH_JD)) / YEAR_d
}

/**
 * Albedo by latitude and season: 0.34 + 0.10 cos(phase) sin(lat) + 0.29 P2(sin lat), P2 = (3 sin^2 - 1)/2. Knocke, Ries and Tapley
 * 1988, Earth Radiation Pressure Effects on Satellites, as implemented in Orekit's KnockeRediffusedForceModel. 0.195 on the equator,
 * 0.63 at the poles on average (0.73 in winter, when it is dark there). A zonal mean: neglects longitude, hour and weather (tens of per
 * cent at a place). As one figure for all of the visible cap, taken below the satellite, it neglects the change across the cap.
 */
export function albedoKnocke(lat_rad: number, utc_s: number): number {
  const sine = Math.sin(lat_rad)
  return 0.34 + 0.1 * Math.cos(annualPhase_rad(utc_s)) * sine + 0.29 * (1.5 * sine * sine - 0.5)
}

/**
 * Emissivity of the Earth by latitude and season: 0.68 - 0.07 cos(phase) sin(lat) - 0.18 P2(sin lat). Source and neglects as
 * `albedoKnocke`.
 */
export function emissivityKnocke(lat_rad: number, utc_s: number): number {
  const sine = Math.sin(lat_rad)
  return 0.68 - 0.07 * Math.cos(annualPhase_rad(utc_s)) * sine - 0.18 * (1.5 * sine * sine - 0.5)
}

/** Infrared exitance of the Earth, W/m2: the emissivity of Knocke et al. times a quarter of the solar flux at the Earth, W/m2. */
export function infraredKnocke_W_m2(lat_rad: number, utc_s: number, solarFlux_W_m2: number): number {
  return 0.25 * solarFlux_W_m2 * emissivityKnocke(lat_rad, utc_s)
}
