import { expect, it } from 'vitest'
import { chebyshevPowers } from '../../engine/physics/numbers/chebyshev.ts'

const valueAt = (powers: Float64Array, x: number) => powers.reduceRight((sum, p) => sum * x + p, 0)

it('gives the coefficients of a polynomial back', () => {
  const powers = chebyshevPowers(x => 3 - 2 * x + 0.5 * x ** 3, 4)
  for (const [k, expected] of [3, -2, 0, 0.5].entries()) expect(powers[k]).toBeCloseTo(expected, 12)
})

it('is within the bound of Chebyshev points for exp: e / (n! 2^(2n-1))', () => {
  const terms = 6
  const powers = chebyshevPowers(Math.exp, terms)
  const bound = Math.E / (720 * 2 ** (2 * terms - 1))
  for (let k = 0; k <= 100; k++) expect(Math.abs(valueAt(powers, k / 100) - Math.exp(k / 100))).toBeLessThan(bound)
})
