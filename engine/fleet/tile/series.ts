import { MOST_BINS, type Rounding, SIDE_BY_SIDE } from '../../results/histogram.ts'
import { STRIDE, TALLIES, TILE_LANES, WIDTH } from './layout.ts'

/** What assembly/series.ts reads and writes to tell a fleet's series of a tile. */
export interface TileSeries {
  /** The lanes that count: a row with all bits of theirs set. */
  readonly countedAt: number
  readonly counted: Int32Array
  /** Sums of the tally over these lanes. */
  readonly sumsAt: number
  readonly sums: Float64Array
  /** Quantities whose rounded values are counted, so many at most. */
  readonly quantitiesAt: number
  readonly quantities: readonly Quantity[]
  /** Room for a word a value. */
  readonly roomAt: number
}

export interface Quantity {
  /** Counts a row of the memory, over another where it is given. */
  take(rounding: Rounding, rowAt: number, wholeAt?: number): void
  /** By slot: values that some lanes have, rising, each with how many; the first `found` pairs hold. */
  readonly pairs: readonly Uint16Array[]
  readonly found: Int32Array
}

/** Rows of the series that may be counted before they are entered in its histograms. */
export const SLOTS = SIDE_BY_SIDE
/** Bytes of a quantity in assembly/series.ts: places of the row, of that to divide by, of pairs and their numbers; scale and largest value. */
const QUANTITY = 32
/** Bytes of the pairs of a slot: SLOT there. */
const PAIRS = 4 * (TILE_LANES + 1)

/** Takes room for it; then fills it. */
export function laySeries(take: (bytes: number) => number, quantities: number): (buffer: ArrayBuffer) => TileSeries {
  const countedAt = take(STRIDE)
  const sumsAt = take(8 * TALLIES)
  const quantitiesAt = take(QUANTITY * quantities)
  const slotsAt = Array.from({ length: quantities }, () => ({ pairs: take(SLOTS * PAIRS), found: take(4 * SLOTS) }))
  const roomAt = take(4 * MOST_BINS)
  return buffer => ({
    countedAt,
    counted: new Int32Array(buffer, countedAt, 2 * WIDTH),
    sumsAt,
    sums: new Float64Array(buffer, sumsAt, TALLIES),
    quantitiesAt,
    quantities: slotsAt.map(({ pairs, found }, k) => quantityIn(buffer, quantitiesAt + QUANTITY * k, pairs, found)),
    roomAt,
  })
}

function quantityIn(buffer: ArrayBuffer, at: number, pairsAt: number, foundAt: number): Quantity {
  const places = new Int32Array(buffer, at, 4)
  const numbers = new Float64Array(buffer, at + 16, 2)
  return {
    take({ grain, bins }, rowAt, wholeAt = 0) {
      places.set([rowAt, wholeAt, pairsAt, foundAt])
      numbers.set([1 / grain, bins - 1])
    },
    pairs: Array.from({ length: SLOTS }, (_, slot) => new Uint16Array(buffer, pairsAt + slot * PAIRS, 2 * TILE_LANES)),
    found: new Int32Array(buffer, foundAt, SLOTS),
  }
}
