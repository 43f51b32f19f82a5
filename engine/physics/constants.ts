/**
 * Physical constants, each with the place its value comes from.
 * Values defined by convention are exact; the others carry the accuracy of their source.
 */

/** Stefan-Boltzmann constant, W m^-2 K^-4. CODATA 2018; exact in the 2019 SI, here to its published digits. */
export const STEFAN_BOLTZMANN_W_m2K4 = 5.670374419e-8

/** Astronomical unit, km. Exact, IAU 2012 Resolution B2. */
export const AU_km = 149597870.7

/** Nominal solar radius, km. IAU 2015 Resolution B3. */
export const SUN_RADIUS_km = 695700

/** Total solar irradiance at 1 AU, W/m2. Kopp & Lean 2011 (1360.8 +- 0.5), rounded as IAU 2015 Resolution B3 does. */
export const SOLAR_CONSTANT_W_m2 = 1361

/** Temperature of the cosmic background, K. Fixsen 2009 (2.72548 +- 0.00057), rounded. */
export const SPACE_TEMP_K = 2.725

/** Equatorial radius of the Earth, km. WGS 84 (NGA.STND.0036). */
export const EARTH_RADIUS_km = 6378.137

/** Flattening of the Earth. WGS 84 (NGA.STND.0036). */
export const EARTH_FLATTENING = 1 / 298.257223563

/** Gravitational parameter of the Earth with its atmosphere, km^3/s^2. WGS 84 (NGA.STND.0036). */
export const EARTH_MU_km3_s2 = 398600.4418

/** Second zonal harmonic of the Earth, unnormalised, tide-free. EGM96: -sqrt(5) x C20, C20 = -484.165371736e-6. */
export const EARTH_J2 = 1.08262668e-3

/** Tropical year of J2000, days: the mean Sun's return to the equinox. Simon et al. 1994, mean longitude rate. */
export const TROPICAL_YEAR_d = 365.2421897

/** Radius of the Moon used for its shadow, km: the IAU mean radius. */
export const MOON_RADIUS_km = 1737.4

/** Length of a day, s. */
export const DAY_s = 86400

/** Julian date of 1970-01-01T00:00:00, the zero of unix time. */
export const UNIX_EPOCH_JD = 2440587.5

/** Julian date of J2000.0 (in TT). */
export const J2000_JD = 2451545
