import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addExact, exactSum, exactSumBytes, makeExactSums, mergeExact } from '../../engine/results/exact-sums.ts'

const FINE = 2 ** 24
const sumsOf = () => makeExactSums(1, new ArrayBuffer(exactSumBytes(1)), 0)

/** Watts as they come, with halves of the last place that is kept and large numbers among them. */
const watts = fc.oneof(
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  fc.integer({ min: -(2 ** 34), max: 2 ** 34 }).map(k => (k + 0.5) / FINE),
  fc.integer({ min: -(2 ** 42), max: 2 ** 42 }),
)

/** To a multiple of 2^-24, of two equally near ones the even one, in whole numbers of any size. */
function kept(value: number): bigint {
  const below = Math.floor(value)
  const rest = (value - below) * FINE
  const floor = Math.floor(rest)
  const up = rest - floor > 0.5 || (rest - floor === 0.5 && floor % 2 === 1)
  return BigInt(below) * BigInt(FINE) + BigInt(floor + (up ? 1 : 0))
}

it('a sum is exact and the same however its terms are put together; what is taken out leaves nothing', () => {
  fc.assert(
    fc.property(fc.array(watts, { minLength: 2, maxLength: 64 }), fc.nat(), (list, at) => {
      const cut = 1 + (at % (list.length - 1))
      const sumOf = (terms: readonly number[]) => {
        const sum = sumsOf()
        for (const v of terms) addExact(sum, 0, v, 1)
        return sum
      }
      const whole = sumOf(list)
      const left = sumOf(list.slice(0, cut))
      const right = sumOf(list.slice(cut).reverse())
      mergeExact(right, left)
      const truth = list.reduce((sum, v) => sum + kept(v), 0n)
      expect(exactSum(whole, 0)).toBe(Number(truth) / FINE)
      expect(exactSum(right, 0)).toBe(exactSum(whole, 0))
      for (const v of list) addExact(whole, 0, v, -1)
      expect(exactSum(whole, 0)).toBe(0)
    }),
    { seed: 2026, numRuns: 500 },
  )
})
