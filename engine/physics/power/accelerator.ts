/** What an accelerator draws and how it bears heat. */
export interface Chip {
  readonly idle_W: number
  /** Busy less idle. */
  readonly swing_W: number
  readonly resistance_K_W: number
  readonly throttleStart_K: number
  readonly throttleEnd_K: number
}

/** Share of its power above idle at which an accelerator with a cap on its power runs. */
export const capShare = (cap_W: number, c: Pick<Chip, 'idle_W' | 'swing_W'>): number =>
  clamp((cap_W - c.idle_W) / c.swing_W)

/**
 * Share of its power above idle that an accelerator leaves itself, for a cold plate at `plate_K` while `above_W` above idle is asked of it:
 *
 *   T_junction = T_plate + R (idle + s above),   s = clamp((end - T_junction)/(end - start), 0, 1)
 *
 * Straight in s, so solved at once: what it draws and how hot it is agree.
 */
export function throttleShare(plate_K: number, above_W: number, c: Chip): number {
  const band_K = c.throttleEnd_K - c.throttleStart_K
  return clamp((c.throttleEnd_K - plate_K - c.resistance_K_W * c.idle_W) / (band_K + c.resistance_K_W * above_W))
}

export const clamp = (x: number) => Math.min(1, Math.max(0, x))
