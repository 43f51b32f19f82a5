import { high } from './words.ts'

/** Halves of pi in pieces of 33 bits, each with what is left after it. */
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_1_REST = 6.077100506506192e-11
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_2_REST = 2.0222662487959506e-21
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_3_REST = 8.4784276603689e-32
const TWO_OVER_PI = 0.6366197723675814

/** High words of pi/2 times 1 to 32: near them the difference cancels, and the next piece is needed. */
const NEAR = Array.from({ length: 32 }, (_, n) => high((n + 1) * 1.5707963267948966))

/** Beyond this the pieces do not reach; angles of orbits never come there. */
export const LARGEST = 2 ** 19 * 1.5707963267948966

/** What is left of an angle after the nearest whole number of quarter turns, as a number and its tail. */
export const rest = new Float64Array(2)

/** Writes `rest` and returns the number of quarter turns. For angles beyond an eighth of a turn and up to LARGEST. */
export function reduce(x: number): number {
  const ix = high(x) & 0x7fffffff
  const size = Math.abs(x)
  const n = ix < 0x4002d97c ? 1 : Math.trunc(size * TWO_OVER_PI + 0.5)
  let r = size - n * HALF_PI_1
  let w = n * HALF_PI_1_REST
  let y = r - w
  const far = ix < 0x4002d97c ? ix !== 0x3ff921fb : n < 32 && ix !== NEAR[n - 1]
  const lost = () => (ix >> 20) - ((high(y) >> 20) & 0x7ff)
  if (!far && (n === 1 || lost() > 16)) {
    let t = r
    w = n * HALF_PI_2
    r = t - w
    w = n * HALF_PI_2_REST - (t - r - w)
    y = r - w
    if (lost() > 49) {
      t = r
      w = n * HALF_PI_3
      r = t - w
      w = n * HALF_PI_3_REST - (t - r - w)
      y = r - w
    }
  }
  const sign = x < 0 ? -1 : 1
  rest[0] = sign * y
  rest[1] = sign * (r - y - w)
  return sign * n
}
