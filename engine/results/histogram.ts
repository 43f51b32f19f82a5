/** Rows that lie side by side for each value: what fits a line of the cache. */
export const SIDE_BY_SIDE = 16

/**
 * How often a quantity had each of its rounded values, row by row: percentiles of any number of satellites in a memory that is known beforehand.
 * Satellites have nearly the same value in the next row, and as their neighbours: such counts are near in memory.
 */
export interface Histogram {
  readonly name: string
  readonly unit: string
  /** Values are rounded to this. */
  readonly grain: number
  readonly bins: number
  readonly rows: number
  /** Blocks of 16 rows; in each, the rows of every value side by side. */
  readonly counts: Int32Array
}

/** A quantity that is rounded, and to what. */
export type Rounding = Pick<Histogram, 'name' | 'unit' | 'grain' | 'bins'>

/** Charge to a five-hundredth. */
export const CHARGE: Rounding = { name: 'charge', unit: 'frac', grain: 0.002, bins: 501 }

/** No quantity has more. */
export const MOST_BINS = 2048

/** Temperatures to half a kelvin; what is above 1023.5 K counts as that. */
export const tempOfNode = (node: string): Rounding => ({ name: `${node}.temp`, unit: 'K', grain: 0.5, bins: MOST_BINS })

const sizeOf = (kind: Rounding, rows: number) => Math.ceil(rows / SIDE_BY_SIDE) * SIDE_BY_SIDE * kind.bins

export const histogramBytes = (kind: Rounding, rows: number) => 4 * sizeOf(kind, rows)

export const makeHistogram = (kind: Rounding, rows: number, buffer: ArrayBufferLike, at: number): Histogram => ({
  ...kind,
  rows,
  counts: new Int32Array(buffer, at, sizeOf(kind, rows)),
})

/** Place of the count of the lowest value in a row; those of the values above follow every SIDE_BY_SIDE. */
const placeOf = (bins: number, row: number) => (row - (row % SIDE_BY_SIDE)) * bins + (row % SIDE_BY_SIDE)

/** Counts in a row how many have some values, as pairs of bin and number, `found` of them; with `times` -1 takes them out again. */
export function count(h: Histogram, row: number, pairs: Uint16Array, found: number, times: 1 | -1): void {
  const { counts } = h
  const first = placeOf(h.bins, row)
  for (let k = 0; k < 2 * found; k += 2) counts[first + pairs[k] * SIDE_BY_SIDE] += times * pairs[k + 1]
}

/** Added to a small number and taken away again, it leaves that rounded to a whole one: as the kernel does (assembly/series.ts). */
const WHOLE = 1.5 * 2 ** 52

/** Lanes' values as `count` takes them, a pair each. */
export function pairsOf({ grain, bins }: Rounding, values: Float64Array): Uint16Array {
  const perGrain = 1 / grain
  const pairs = new Uint16Array(2 * values.length).fill(1)
  for (let i = 0; i < values.length; i++)
    pairs[2 * i] = Math.max(0, Math.min(bins - 1, values[i] * perGrain)) + WHOLE - WHOLE
  return pairs
}

export function mergeHistogram(into: Histogram, from: Histogram): void {
  // What nobody counted stays untouched, and so takes no memory.
  for (let k = 0; k < into.counts.length; k++) if (from.counts[k] !== 0) into.counts[k] += from.counts[k]
}

/** The values below or at which lie these shares (rising) of what was counted in a row: nearest rank. NaN when nothing was. */
export function percentiles({ counts, bins, grain }: Histogram, row: number, shares: readonly number[]): number[] {
  const first = placeOf(bins, row)
  let total = 0
  for (let bin = 0; bin < bins; bin++) total += counts[first + bin * SIDE_BY_SIDE]
  let seen = 0
  let bin = -1
  return shares.map(share => {
    if (total === 0) return Number.NaN
    const rank = Math.max(1, Math.ceil(share * total))
    while (seen < rank) seen += counts[first + ++bin * SIDE_BY_SIDE]
    return Number((bin * grain).toPrecision(12))
  })
}
