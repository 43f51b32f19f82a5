/** What of each satellite gives its colour. */
export const FLEET_PAINTS = ['charge', 'temperature', 'sunlight'] as const
export type FleetPaint = (typeof FLEET_PAINTS)[number]

/** Temperatures that the ends of the colours stand for, K. */
export const COLDEST_K = 150
export const HOTTEST_K = 400

/**
 * A fleet as the view draws it: plain arrays, wherever they come from. Positions are given at knots, evenly spaced in time, colours at rows.
 * Time is seconds since the fleet's start.
 */
export interface FleetSource {
  readonly satellites: number
  readonly start_us: number
  readonly begins_s: Float32Array
  readonly knot_s: number
  /** Six numbers a satellite (km, km/s, TEME) at a knot; undefined until they are there. What is asked for is fetched. */
  states(knot: number): Float32Array | undefined
  readonly row_s: number
  readonly rows: number
  /** A byte a satellite at the end of a row: 1 to 255 from empty, coldest or dark to full, hottest or lit; 0 where there is no value, or none yet. */
  values(paint: FleetPaint, row: number): Uint8Array
  /** Satellites whose values are there. */
  readonly known: number
  /** How far the run is. */
  readonly done_frac: number
  /** What went wrong with the run; there are places all the same. */
  readonly fault: string | undefined
  /** Calls back when more is there. */
  watch(listener: () => void): void
}
