/**
 * Sums whose bits do not depend on the order in which their terms come, and so not on the number of workers. A term is split into a whole
 * number and what is left, and that is rounded to 2^-20; both are added as whole numbers, which doubles do exactly up to 2^53. So a sum of
 * watts is right to a microwatt a term, for sums up to 9e15 and 1.7e10 terms.
 */
export interface ExactSums {
  readonly coarse: Float64Array
  readonly fine: Float64Array
}

const FINE = 2 ** 20

/** Bytes that so many sums take. */
export const exactSumBytes = (size: number) => 16 * size

/** Sums in a buffer, from a place on. */
export const makeExactSums = (size: number, buffer: ArrayBufferLike, at: number): ExactSums => ({
  coarse: new Float64Array(buffer, at, size),
  fine: new Float64Array(buffer, at + 8 * size, size),
})

/** Added to a number below 2^31 and taken away again, it leaves the number rounded to 2^-20: there its neighbours are so far apart. */
const ROUNDING = 1.5 * 2 ** 32

/** Numbers whose sizes add up to less are rounded and added without a further error: their sum is below 2^53 times 2^-20. */
const EXACT = 2 ** 31

/** Adds `count` values from place `at` on, each times `scale`, to sum `k`; with `times` -1 takes them out again, exactly. */
export function addExact(
  sums: ExactSums,
  k: number,
  values: Float64Array,
  at: number,
  count: number,
  scale: number,
  times: 1 | -1,
): void {
  let sum = 0
  let size = 0
  for (let i = at; i < at + count; i++) {
    const rounded = values[i] * scale + ROUNDING - ROUNDING
    sum += rounded
    size += Math.abs(rounded)
  }
  if (size < EXACT) addTerm(sums, k, sum, times)
  else for (let i = at; i < at + count; i++) addTerm(sums, k, values[i] * scale, times)
}

/** Whole and rest can be added however the terms were put together before: what both hold is the same. */
function addTerm({ coarse, fine }: ExactSums, k: number, term: number, times: 1 | -1): void {
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
