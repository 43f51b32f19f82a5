import { uniformOf, wordOf } from '../../physics/numbers/philox.ts'

/**
 * Times of arrival, one after the other, s: a Poisson process whose gaps follow from the seed and the number of the job. Nothing is kept of them, so
 * a queue is two places in the stream: that of the last to arrive, and that of the first to wait.
 */
export function makeArrivals(perDay: number, seed: number) {
  const word = wordOf('jobs')
  const gap_s = (number: number) =>
    (-86400 / perDay) * Math.log(uniformOf(seed, number % 2 ** 32, Math.floor(number / 2 ** 32), word, 0))
  let passed = 0
  let next_s = gap_s(0)
  return {
    /** How many were passed. */
    passed: () => passed,
    next_s: () => next_s,
    /** Passes the next, and gives its time. */
    pass(): number {
      const time_s = next_s
      next_s += gap_s(++passed)
      return time_s
    },
  }
}
