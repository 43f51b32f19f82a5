/** A lump that melts between two temperatures, the upper above the lower. Heat capacities are those of the whole lump, J/K. */
export interface Melting {
  solid_J_K: number
  liquid_J_K: number
  melts_from_K: number
  melts_to_K: number
  /** Taken up on the way from the one to the other, beside what warms it by the mean of both capacities. */
  latent_J: number
}

/**
 * Heat content of a lump that melts, as a function of its temperature and back, after the enthalpy method (Voller 1985, IMA J. Numer.
 * Anal. 5, 201): the content is the unknown, and the temperature follows from it, so nothing is clamped and none of the latent
 * heat can be stepped over.
 *
 *   E = C_s T below the range, C_l (T - T_2) + E_2 above; between them straight, by L + (C_s + C_l)/2 (T_2 - T_1) in all
 *
 * Neglected: supercooling, and gradients within the lump (the melted part conducts like the rest).
 */
function contentAt(m: Melting, temp_K: number): number {
  if (temp_K <= m.melts_from_K) return m.solid_J_K * temp_K
  const above_K = temp_K - m.melts_to_K
  const melted_J = m.solid_J_K * m.melts_from_K + meltingHeat(m)
  if (above_K >= 0) return melted_J + m.liquid_J_K * above_K
  return melted_J + (above_K / (m.melts_to_K - m.melts_from_K)) * meltingHeat(m)
}

/** What it holds at a temperature beyond the solid's capacity times that temperature, J. */
export const latentAt = (m: Melting, temp_K: number) => contentAt(m, temp_K) - m.solid_J_K * temp_K

/** The temperature at a content, K. */
export function tempAt(m: Melting, content_J: number): number {
  const over_J = content_J - m.solid_J_K * m.melts_from_K
  if (over_J <= 0) return content_J / m.solid_J_K
  const heat_J = meltingHeat(m)
  if (over_J >= heat_J) return m.melts_to_K + (over_J - heat_J) / m.liquid_J_K
  return m.melts_from_K + (over_J / heat_J) * (m.melts_to_K - m.melts_from_K)
}

/** Share that is melted at a content, 0 to 1. */
export const meltedAt = (m: Melting, content_J: number) =>
  Math.min(1, Math.max(0, (content_J - m.solid_J_K * m.melts_from_K) / meltingHeat(m)))

/** dE/dT at a content, J/K. */
export function capacityAt(m: Melting, content_J: number): number {
  const over_J = content_J - m.solid_J_K * m.melts_from_K
  if (over_J <= 0) return m.solid_J_K
  const heat_J = meltingHeat(m)
  return over_J >= heat_J ? m.liquid_J_K : heat_J / (m.melts_to_K - m.melts_from_K)
}

/** From wholly solid to wholly melted, J. */
const meltingHeat = (m: Melting) => m.latent_J + 0.5 * (m.solid_J_K + m.liquid_J_K) * (m.melts_to_K - m.melts_from_K)
