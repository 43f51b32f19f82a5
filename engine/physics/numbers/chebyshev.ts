/**
 * Coefficients, from the constant on, of the polynomial of `terms` terms that agrees with `f` at the Chebyshev points of 0 to 1: within a few times the
 * best of its degree. Newton's differences, multiplied out; good to 1e-12 of the function up to ten terms.
 */
export function chebyshevPowers(f: (x: number) => number, terms: number): Float64Array {
  const at = Float64Array.from({ length: terms }, (_, k) => 0.5 - 0.5 * Math.cos((Math.PI * (k + 0.5)) / terms))
  const difference = at.map(f)
  for (let order = 1; order < terms; order++)
    for (let k = terms - 1; k >= order; k--)
      difference[k] = (difference[k] - difference[k - 1]) / (at[k] - at[k - order])
  const powers = new Float64Array(terms)
  // Horner: what there is times (x - at[k]), and the next difference.
  for (let k = terms - 1; k >= 0; k--) {
    for (let power = terms - 1; power > 0; power--) powers[power] = powers[power - 1] - at[k] * powers[power]
    powers[0] = difference[k] - at[k] * powers[0]
  }
  return powers
}
