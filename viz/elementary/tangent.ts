import { LARGEST, reduce, rest } from './reduce.ts'
import { high, withoutLow } from './words.ts'

const QUARTER_PI = 0.7853981633974483
const QUARTER_PI_REST = 3.061616997868383e-17
/** From here on the tangent is had from the angle's complement to pi/4. */
const NEAR_QUARTER_PI = 0x3fe59428
const T = [
  0.3333333333333341, 0.13333333333320124, 0.05396825397622605, 0.021869488294859542, 0.0088632398235993,
  0.0035920791075913124, 0.0014562094543252903, 0.0005880412408202641, 0.0002464631348184699, 0.00007817944429395571,
  0.00007140724913826082, -0.000018558637485527546, 0.00002590730518636337,
] as const

/** The tangent between -pi/4 and pi/4 of x with its tail y; where `inverse`, -1 over it. */
function kernelTan(angle: number, tail: number, inverse: boolean): number {
  let x = angle
  let y = tail
  const hx = high(x)
  const ix = hx & 0x7fffffff
  if (ix < 0x3e300000) return inverse ? minusInverse(x + y, x, y) : x
  if (ix >= NEAR_QUARTER_PI) {
    if (hx < 0) {
      x = -x
      y = -y
    }
    x = QUARTER_PI - x + (QUARTER_PI_REST - y)
    y = 0
  }
  const z = x * x
  const w4 = z * z
  let r = T[1] + w4 * (T[3] + w4 * (T[5] + w4 * (T[7] + w4 * (T[9] + w4 * T[11]))))
  const v = z * (T[2] + w4 * (T[4] + w4 * (T[6] + w4 * (T[8] + w4 * (T[10] + w4 * T[12])))))
  const s = z * x
  r = y + z * (s * (r + v) + y)
  r += T[0] * s
  const w = x + r
  if (ix >= NEAR_QUARTER_PI) {
    const one = inverse ? -1 : 1
    return (hx < 0 ? -1 : 1) * (one - 2 * (x - ((w * w) / (w + one) - r)))
  }
  if (!inverse) return w
  return minusInverse(w, x, r)
}

/** -1 over w, which is x + r rounded, as if it were not. */
function minusInverse(w: number, x: number, r: number): number {
  const short = withoutLow(w)
  const a = -1 / w
  const t = withoutLow(a)
  return t + a * (1 + t * short + t * (r - (short - x)))
}

export function makeTan(beyond: (x: number) => number) {
  return (x: number): number => {
    if ((high(x) & 0x7fffffff) <= 0x3fe921fb) return kernelTan(x, 0, false)
    if (!(Math.abs(x) < LARGEST)) return beyond(x)
    const odd = (reduce(x) & 1) === 1
    return kernelTan(rest[0], rest[1], odd)
  }
}
