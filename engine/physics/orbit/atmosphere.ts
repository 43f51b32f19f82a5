/** How active the Sun is, over months; `peak` is a few days of a high one. */
export type SolarActivity = 'low' | 'moderate' | 'high' | 'peak'

const LOWEST_km = 100
const STEP_km = 20

/** Density, kg/m3, at 100, 120, ... 900 km. */
const TABLE: Readonly<Record<SolarActivity, readonly number[]>> = {
  low: [
    5.31e-7, 2.18e-8, 3.12e-9, 9.17e-10, 3.45e-10, 1.47e-10, 6.96e-11, 3.54e-11, 1.88e-11, 1.03e-11, 5.86e-12, 3.4e-12,
    2.02e-12, 1.22e-12, 7.46e-13, 4.63e-13, 2.92e-13, 1.87e-13, 1.21e-13, 8.04e-14, 5.44e-14, 3.77e-14, 2.68e-14,
    1.96e-14, 1.47e-14, 1.14e-14, 9.1e-15, 7.41e-15, 6.16e-15, 5.22e-15, 4.5e-15, 3.93e-15, 3.48e-15, 3.1e-15, 2.79e-15,
    2.53e-15, 2.3e-15, 2.11e-15, 1.94e-15, 1.78e-15, 1.65e-15,
  ],
  moderate: [
    5.47e-7, 2.4e-8, 3.98e-9, 1.36e-9, 6.15e-10, 3.17e-10, 1.77e-10, 1.05e-10, 6.47e-11, 4.12e-11, 2.69e-11, 1.8e-11,
    1.23e-11, 8.48e-12, 5.95e-12, 4.22e-12, 3.02e-12, 2.18e-12, 1.59e-12, 1.17e-12, 8.6e-13, 6.39e-13, 4.77e-13,
    3.58e-13, 2.71e-13, 2.06e-13, 1.57e-13, 1.2e-13, 9.28e-14, 7.19e-14, 5.6e-14, 4.4e-14, 3.48e-14, 2.79e-14, 2.26e-14,
    1.85e-14, 1.53e-14, 1.28e-14, 1.08e-14, 9.27e-15, 8.01e-15,
  ],
  high: [
    5.44e-7, 2.45e-8, 4.32e-9, 1.54e-9, 7.4e-10, 4.1e-10, 2.46e-10, 1.56e-10, 1.04e-10, 7.12e-11, 5.0e-11, 3.59e-11,
    2.61e-11, 1.93e-11, 1.44e-11, 1.09e-11, 8.32e-12, 6.4e-12, 4.96e-12, 3.87e-12, 3.04e-12, 2.4e-12, 1.91e-12,
    1.52e-12, 1.22e-12, 9.82e-13, 7.93e-13, 6.43e-13, 5.22e-13, 4.25e-13, 3.47e-13, 2.84e-13, 2.34e-13, 1.92e-13,
    1.59e-13, 1.32e-13, 1.1e-13, 9.21e-14, 7.72e-14, 6.5e-14, 5.49e-14,
  ],
  peak: [
    5.43e-7, 2.46e-8, 4.45e-9, 1.6e-9, 7.77e-10, 4.38e-10, 2.7e-10, 1.77e-10, 1.21e-10, 8.57e-11, 6.22e-11, 4.6e-11,
    3.45e-11, 2.63e-11, 2.02e-11, 1.57e-11, 1.23e-11, 9.69e-12, 7.7e-12, 6.16e-12, 4.95e-12, 4.01e-12, 3.25e-12,
    2.66e-12, 2.18e-12, 1.79e-12, 1.48e-12, 1.23e-12, 1.02e-12, 8.49e-13, 7.09e-13, 5.94e-13, 4.98e-13, 4.19e-13,
    3.54e-13, 2.99e-13, 2.54e-13, 2.16e-13, 1.84e-13, 1.57e-13, 1.35e-13,
  ],
}

const LOGARITHMS: Readonly<Record<SolarActivity, Float64Array>> = {
  low: Float64Array.from(TABLE.low, Math.log),
  moderate: Float64Array.from(TABLE.moderate, Math.log),
  high: Float64Array.from(TABLE.high, Math.log),
  peak: Float64Array.from(TABLE.peak, Math.log),
}

/**
 * Total density of the air, kg/m3, averaged over place, season and hour, 100 to 900 km; the exponential through the rows on either
 * side, and on beyond 900 km with the last scale height (a guess there, and one that errs on the thin side). Throws RangeError below
 * 100 km.
 *
 * Source: the table of the COSPAR International Reference Atmosphere CIRA-2012 for low, moderate, high long-term and high short-term
 * activity, as copied in the data file cira-2012.dat of github.com/norabolig/SDCRE-NS; the publication itself was not at hand. At
 * moderate activity it is 1 to 1.25 times the NRLMSISE-00 profile of the same publication and lies, to 1 %, between the night and day
 * columns of Harris-Priester (Montenbruck & Gill, Satellite Orbits). Neglected: night to day, up to a factor of 5 at 500 km; storms;
 * the weather of the Sun between its levels, which are a factor of 56 apart there.
 */
export function densityCira2012_kg_m3(altitude_km: number, activity: SolarActivity): number {
  if (!(altitude_km >= LOWEST_km)) {
    throw new RangeError(
      `No orbit lasts at ${altitude_km} km, and the table of densities begins at 100 km. Give a higher altitude.`,
    )
  }
  const rows = LOGARITHMS[activity]
  const place = (altitude_km - LOWEST_km) / STEP_km
  const k = Math.min(Math.floor(place), rows.length - 2)
  return Math.exp(rows[k] + (place - k) * (rows[k + 1] - rows[k]))
}
