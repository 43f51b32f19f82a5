import { fallingRoot } from '../physics/numbers/falling-root.ts'

/** What follows a temperature that it moves itself, such as a heater: its value in a lane and pass, given the middle's temperature and its law. */
export type Follower = (lane: number, pass: number, temp_K: number, law: (temp_K: number) => number) => number

/** How far the second pass goes from the first towards its law: far enough to tell a slope, near enough to tell that at the first. */
const TOWARDS_frac = 0.25

/**
 * A law that falls with the temperature, u = law(T), where T itself rises with u. Taken one after the other they swing as soon as a step is long for the node: full
 * on, full off. So the first pass of a step takes u at the start, the second goes a part of the way that the middle asks for, and the third knows how T answers
 * and solves both together:
 *
 *   u = law(T_1 + s (u - u_0)),   s = (T_2 - T_1)/(u_1 - u_0)
 *
 * Exact where T answers in proportion, as a network nearly does; the root lies between u_0 and law(T_1). A part that uses it asks for `passes: 3`.
 */
export function makeFollower(lanes: number): Follower {
  const first = new Float64Array(lanes)
  const asked = new Float64Array(lanes)
  const first_K = new Float64Array(lanes)
  const second = (i: number) => first[i] + TOWARDS_frac * (asked[i] - first[i])
  return (i, pass, temp_K, law) => {
    if (pass === 0) {
      first[i] = law(temp_K)
      return first[i]
    }
    if (pass === 1) {
      first_K[i] = temp_K
      asked[i] = law(temp_K)
      return second(i)
    }
    const slope = (temp_K - first_K[i]) / (second(i) - first[i])
    // What is not served moves nothing, and what does not change needs no search.
    if (!(slope > 0 && slope < Number.POSITIVE_INFINITY)) return law(temp_K)
    const off = (u: number) => law(first_K[i] + slope * (u - first[i])) - u
    return fallingRoot(off, Math.min(first[i], asked[i]), Math.max(first[i], asked[i]))
  }
}
