import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addExact, exactSum, exactSumBytes, makeExactSums, mergeExact } from '../../engine/results/exact-sums.ts'

const FINE = 2 ** 20
const sumsOf = () => makeExactSums(1, new ArrayBuffer(exactSumBytes(1)), 0)

/** Watts as they come, with halves of the last place that is kept and numbers too large for the quick way among them. */
const watts = fc.oneof(
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map(k => (k + 0.5) / FINE),
  fc.integer({ min: -(2 ** 42), max: 2 ** 42 }),
)

/** To a multiple of 2^-20, of two equally near ones the even one, in whole numbers of any size. */
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
      const values = Float64Array.from(list)
      const cut = 1 + (at % (list.length - 1))
      const whole = sumsOf()
      addExact(whole, 0, values, 0, list.length, 1, 1)
      const [left, right] = [sumsOf(), sumsOf()]
      for (let i = 0; i < cut; i++) addExact(left, 0, values, i, 1, 1, 1)
      addExact(right, 0, values, cut, list.length - cut, 1, 1)
      mergeExact(right, left)
      const truth = list.reduce((sum, v) => sum + kept(v), 0n)
      expect(exactSum(whole, 0)).toBe(Number(truth) / FINE)
      expect(exactSum(right, 0)).toBe(exactSum(whole, 0))
      for (const v of values) addExact(whole, 0, Float64Array.of(v), 0, 1, 1, -1)
      expect(exactSum(whole, 0)).toBe(0)
    }),
    { seed: 2026, numRuns: 500 },
  )
})
