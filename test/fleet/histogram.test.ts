import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  countLanes,
  histogramBytes,
  makeHistogram,
  mergeHistogram,
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

it('percentiles of each row are by nearest rank those of what was counted in it, by one or two', () => {
  fc.assert(
    fc.property(fc.tuple(temps_K, temps_K, temps_K), rows => {
      const [one, other] = [empty(), empty()]
      for (const [row, list] of rows.entries()) {
        const values = Float64Array.from(list)
        const half = list.length >> 1
        countLanes(one, row, values, 0, half, 1)
        countLanes(other, row, values, half, list.length - half, 1)
        countLanes(one, row, Float64Array.of(250), 0, 1, 1)
        countLanes(one, row, Float64Array.of(250), 0, 1, -1)
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
