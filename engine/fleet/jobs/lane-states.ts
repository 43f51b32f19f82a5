/** What the dispatch of jobs sees of a fleet's satellites at the end of a tick, by satellite, and what it tells them. */
export interface LaneStates {
  /** Mean over the tick; at the start, at that instant. */
  readonly lit_frac: Float64Array
  /** Of the accelerators' node; 0 without one. */
  readonly temp_K: Float64Array
  /** 1 without a battery. */
  readonly charge_frac: Float64Array
  /** Compute done, mean over the tick. */
  readonly rate_TFLOP_s: Float64Array
  /** Share of the next tick for which the accelerators are wanted. */
  readonly busy_frac: Float64Array
}

const COLUMNS = [
  'lit_frac',
  'temp_K',
  'charge_frac',
  'rate_TFLOP_s',
  'busy_frac',
] as const satisfies (keyof LaneStates)[]

export const laneStatesBytes = (satellites: number) => 8 * COLUMNS.length * satellites

/** At the beginning of some memory, which threads may share. */
export function makeLaneStates(satellites: number, memory: ArrayBufferLike): LaneStates {
  const columns = COLUMNS.map((name, k) => [name, new Float64Array(memory, 8 * k * satellites, satellites)])
  return Object.fromEntries(columns)
}
