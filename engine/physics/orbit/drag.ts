import { DAY_s, EARTH_MU_km3_s2, EARTH_RADIUS_km } from '../constants.ts'

/**
 * Drag on a circular orbit in air at rest in inertial space. `ballistic_m2_kg` is Cd A / m: drag coefficient (2.2 is usual) times the area
 * across the way over the mass. Neglected: the air's turn with the Earth, (1 - r w cos i / v)^2: 2 % more drag
 * sun-synchronous, 12 % less on the equator; lift and winds. All less than the doubt about the density (see `densityCira2012_kg_m3`).
 */

/**
 * Loss of semi-major axis, km/day, negative: da/dt = -rho (Cd A/m) sqrt(mu a). King-Hele, Satellite Orbits in an Atmosphere (1987), at
 * e = 0.
 */
export function decay_km_day(altitude_km: number, density_kg_m3: number, ballistic_m2_kg: number): number {
  const a_m = (EARTH_RADIUS_km + altitude_km) * 1e3
  return (-density_kg_m3 * ballistic_m2_kg * Math.sqrt(EARTH_MU_km3_s2 * 1e9 * a_m) * DAY_s) / 1e3
}

/** Thrust along the way, as delta-v, m/s a day, that holds the orbit: the drag itself, rho v^2 (Cd A/m) / 2 with v^2 = mu/a. */
export function holdingDeltaV_m_s_day(altitude_km: number, density_kg_m3: number, ballistic_m2_kg: number): number {
  const a_m = (EARTH_RADIUS_km + altitude_km) * 1e3
  return 0.5 * density_kg_m3 * ((EARTH_MU_km3_s2 * 1e9) / a_m) * ballistic_m2_kg * DAY_s
}
