/**
 * How often a quantity had each of its rounded values, row by row: percentiles of any number of satellites in a memory that is known beforehand.
 * The rows of a value lie side by side: a satellite has nearly the same value in the next row, so its next count is near in memory.
 */
export interface Histogram {
  readonly name: string
  readonly unit: string
  /** Values are rounded to this. */
  readonly grain: number
  readonly bins: number
  readonly rows: number
  /** bin * rows + row. */
  readonly counts: Uint32Array
}

type Kind = Omit<Histogram, 'rows' | 'counts'>

/** Charge to a five-hundredth. */
export const CHARGE: Kind = { name: 'charge', unit: 'frac', grain: 0.002, bins: 501 }

/** Temperatures to half a kelvin; what is above 1023.5 K counts as that. */
export const tempOfNode = (node: string): Kind => ({ name: `${node}.temp`, unit: 'K', grain: 0.5, bins: 2048 })

export const histogramBytes = (kind: Kind, rows: number) => 4 * rows * kind.bins

export const makeHistogram = (kind: Kind, rows: number, buffer: ArrayBufferLike, at: number): Histogram => ({
  ...kind,
  rows,
  counts: new Uint32Array(buffer, at, rows * kind.bins),
})

/** Counts `count` values from place `at` on; with `times` -1 takes them out again. */
export function countLanes(
  h: Histogram,
  row: number,
  values: Float64Array,
  at: number,
  count: number,
  times: 1 | -1,
): void {
  const { counts, rows, bins, grain } = h
  const most = bins - 1
  const perGrain = 1 / grain
  for (let i = at; i < at + count; i++) {
    const bin = (values[i] * perGrain + 0.5) | 0
    counts[Math.min(bin, most) * rows + row] += times
  }
}

export function mergeHistogram(into: Histogram, from: Histogram): void {
  // What nobody counted stays untouched, and so takes no memory.
  for (let k = 0; k < into.counts.length; k++) if (from.counts[k] !== 0) into.counts[k] += from.counts[k]
}

/** The values below or at which lie these shares (rising) of what was counted in a row: nearest rank. NaN when nothing was. */
export function percentiles(
  { counts, rows, bins, grain }: Histogram,
  row: number,
  shares: readonly number[],
): number[] {
  let total = 0
  for (let k = row; k < bins * rows; k += rows) total += counts[k]
  let seen = 0
  let bin = -1
  return shares.map(share => {
    if (total === 0) return Number.NaN
    const rank = Math.max(1, Math.ceil(share * total))
    while (seen < rank) seen += counts[++bin * rows + row]
    return Number((bin * grain).toPrecision(12))
  })
}
