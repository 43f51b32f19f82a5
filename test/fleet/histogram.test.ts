import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  count,
  type Histogram,
  histogramBytes,
  makeHistogram,
  mergeHistogram,
  pairsOf,
  percentiles,
  tempOfNode,
} from '../../engine/results/histogram.ts'

const ROWS = 3
const SHARES = [0, 0.05, 0.5, 0.95, 1]
const kind = tempOfNode('bay')
const empty = () => makeHistogram(kind, ROWS, new ArrayBuffer(histogramBytes(kind, ROWS)), 0)
const temps_K = fc.array(
  fc.integer({ min: 0, max: 2047 }).map(k => k * kind.grain),
  { minLength: 1, maxLength: 64 },
)

/** Counts values in a row, a lane each. */
const countAll = (h: Histogram, row: number, values: readonly number[], times: 1 | -1 = 1) =>
  count(h, row, pairsOf(h, Float64Array.from(values)), values.length, times)

it('percentiles of each row are by nearest rank those of what was counted in it, by one or two', () => {
  fc.assert(
    fc.property(fc.tuple(temps_K, temps_K, temps_K), rows => {
      const [one, other] = [empty(), empty()]
      for (const [row, list] of rows.entries()) {
        const half = list.length >> 1
        countAll(one, row, list.slice(0, half))
        countAll(other, row, list.slice(half))
        countAll(one, row, [250])
        countAll(one, row, [250], -1)
      }
      mergeHistogram(one, other)
      for (const [row, list] of rows.entries()) {
        const sorted = list.toSorted((a, b) => a - b)
        const truth = SHARES.map(share => sorted[Math.max(1, Math.ceil(share * list.length)) - 1])
        expect(percentiles(one, row, SHARES)).toEqual(truth)
      }
    }),
    { seed: 2026, numRuns: 200 },
  )
})

it('there are none of a row in which nothing was counted', () => {
  expect(percentiles(empty(), 1, SHARES)).toEqual(SHARES.map(() => Number.NaN))
})

it('a value beyond the bins counts as the last or the first, a rounded one as the nearest', () => {
  const h = empty()
  countAll(h, 2, [-5, 7.3, 3000])
  expect(percentiles(h, 2, [0, 0.5, 1])).toEqual([0, 7.5, 1023.5])
})
