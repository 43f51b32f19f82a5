import { uniformOf, wordOf } from './philox.ts'

/**
 * Times of a Poisson process in (0, duration): what happens at random at a constant rate, and what happened before changes nothing. Times
 * between are exponential, -ln(u)/rate, u the draw of the seed for the k-th of `name`: a pure function of the three, in any order.
 */
export function poissonTimes_s(rate_per_s: number, duration_s: number, seed: number, name: string): number[] {
  const stream = wordOf(name)
  const times_s: number[] = []
  let time_s = 0
  for (let k = 0; ; k++) {
    time_s -= Math.log(uniformOf(seed, stream, k, 0, 0)) / rate_per_s
    if (!(time_s < duration_s)) return times_s
    times_s.push(time_s)
  }
}
