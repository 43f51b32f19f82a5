/**
 * Sums whose bits do not depend on the order in which their terms come, and so not on the number of workers. A term is split into a whole
 * number and what is left, and that is rounded to 2^-24; both are added as whole numbers, which doubles do exactly up to 2^53. So a sum of
 * watts is right to 30 nW a term, for sums up to 9e15 and 1e9 terms.
 */
export interface ExactSums {
  readonly coarse: Float64Array
  readonly fine: Float64Array
}

const FINE = 2 ** 24

/** Bytes that so many sums take. */
export const exactSumBytes = (size: number) => 16 * size

/** Sums in a buffer, from a place on. */
export const makeExactSums = (size: number, buffer: ArrayBufferLike, at: number): ExactSums => ({
  coarse: new Float64Array(buffer, at, size),
  fine: new Float64Array(buffer, at + 8 * size, size),
})

/** Added to a number below 1 and taken away again, it leaves the number rounded to 2^-24: there its neighbours are so far apart. */
const ROUNDING = 1.5 * 2 ** 28

/** Adds a number to sum `k`; with `times` -1 takes it out again, exactly. */
export function addExact({ coarse, fine }: ExactSums, k: number, term: number, times: 1 | -1): void {
  const whole = Math.round(term)
  coarse[k] += times * whole
  fine[k] += times * (term - whole + ROUNDING - ROUNDING) * FINE
}

export const exactSum = (sums: ExactSums, k: number) => sums.coarse[k] + sums.fine[k] / FINE

export function mergeExact(into: ExactSums, from: ExactSums): void {
  for (let k = 0; k < into.coarse.length; k++) {
    into.coarse[k] += from.coarse[k]
    into.fine[k] += from.fine[k]
  }
}
