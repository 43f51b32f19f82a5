import { MOST_BINS, type Rounding } from '../results/histogram.ts'
import { STRIDE, TALLIES, TILE_LANES, WIDTH } from './tile-layout.ts'

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
  /** Values that some lanes have, rising, each with how many; of them the first `found()` pairs hold. */
  readonly pairs: Uint16Array
  found(): number
}

/** Bytes of a quantity in assembly/series.ts: places of the row, of that to divide by and of the pairs, how many were found; scale and largest value. */
const QUANTITY = 32

/** Takes room for it; then fills it. */
export function laySeries(take: (bytes: number) => number, quantities: number): (buffer: ArrayBuffer) => TileSeries {
  const countedAt = take(STRIDE)
  const sumsAt = take(8 * TALLIES)
  const quantitiesAt = take(QUANTITY * quantities)
  // One more than there can be is written, and not counted.
  const pairsAt = Array.from({ length: quantities }, () => take(4 * (TILE_LANES + 1)))
  const roomAt = take(4 * MOST_BINS)
  return buffer => ({
    countedAt,
    counted: new Int32Array(buffer, countedAt, 2 * WIDTH),
    sumsAt,
    sums: new Float64Array(buffer, sumsAt, TALLIES),
    quantitiesAt,
    quantities: pairsAt.map((at, k) => quantityIn(buffer, quantitiesAt + QUANTITY * k, at)),
    roomAt,
  })
}

function quantityIn(buffer: ArrayBuffer, at: number, pairsAt: number): Quantity {
  const words = new Int32Array(buffer, at, 4)
  const numbers = new Float64Array(buffer, at + 16, 2)
  return {
    take({ grain, bins }, rowAt, wholeAt = 0) {
      words.set([rowAt, wholeAt, pairsAt, 0])
      numbers.set([1 / grain, bins - 1])
    },
    pairs: new Uint16Array(buffer, pairsAt, 2 * TILE_LANES),
    found: () => words[3],
  }
}
