/** What a battery's maker promises: so many cycles of a depth, and so many years on the shelf, to the end of its life. */
export interface BatteryLife {
  readonly cycles_count: number
  readonly depth_frac: number
  /** Cycles go with depth to the power of minus this. */
  readonly exponent_unit: number
  readonly calendar_year: number
}

/**
 * Share of its life that one cycle of a depth takes: 1/N with N = cycles (depth / promised depth)^-exponent; halves of cycles take half
 * (Palmgren and Miner's rule, M. A. Miner 1945, J. Appl. Mech. 12, A159). Neglected: that depth wears more at a high charge, and heat; calendar and cycling
 * are added, which is on the safe side.
 */
export function cycleWear_frac(depth_frac: number, life: BatteryLife): number {
  return (depth_frac / life.depth_frac) ** life.exponent_unit / life.cycles_count
}
