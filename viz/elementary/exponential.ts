import { high, make, scaled } from './words.ts'

export const LN2_HIGH = 0.6931471803691238
export const LN2_LOW = 1.9082149292705877e-10

/** x less x^2 (1/6 - ...): from it exp(x) is 1 + x + x c / (2 - c). */
export function curve(x: number): number {
  const t = x * x
  return (
    x -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))))
  )
}

/** How many times ln 2 lies in x, to the nearest; x is beyond half of one. */
function wholes(x: number): number {
  if (Math.abs(x) < 1.0397207708399179) return x < 0 ? -1 : 1
  return Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5))
}

const HALF_LN2 = 0x3fd62e42

export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745.1332191019411) return 0
  if (x === 1) return Math.E
  const size = high(x) & 0x7fffffff
  if (size < 0x3e300000) return 1 + x
  if (size <= HALF_LN2) {
    const c = curve(x)
    return 1 - ((x * c) / (c - 2) - x)
  }
  const k = wholes(x)
  const main = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const rest = main - low
  const c = curve(rest)
  return scaled(1 - (low - (rest * c) / (2 - c) - main), k)
}

export function expm1(given: number): number {
  const size = high(given) & 0x7fffffff
  if (Number.isNaN(given) || size < 0x3c900000) return given
  if (given > 709.782712893384) return Number.POSITIVE_INFINITY
  // Below -56 ln 2 the 1 is all there is.
  if (size >= 0x4043687a && given < 0) return -1
  let x = given
  let c = 0
  let k = 0
  if (size > HALF_LN2) {
    k = wholes(given)
    const main = given - k * LN2_HIGH
    const low = k * LN2_LOW
    x = main - low
    c = main - x - low
  }
  const half = 0.5 * x
  const hxs = x * half
  const r =
    1 +
    hxs *
      (-0.03333333333333313 +
        hxs *
          (0.0015873015872548146 +
            hxs * (-0.0000793650757867488 + hxs * (0.000004008217827329362 + hxs * -2.0109921818362437e-7))))
  const t = 3 - r * half
  const e = hxs * ((r - t) / (6 - x * t))
  if (k === 0) return x - (x * e - hxs)
  return rejoined(x, x * (e - c) - c - hxs, k)
}

/** exp(x) 2^k - 1 of x and e = x - (exp(x) - 1), in the order that loses least. */
function rejoined(x: number, e: number, k: number): number {
  if (k === -1) return 0.5 * (x - e) - 0.5
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e)
  if (k <= -2 || k > 56) return scaled(1 - (e - x), k) - 1
  if (k < 20) return scaled(make(0x3ff00000 - (0x200000 >> k), 0) - (e - x), k)
  return scaled(x - (e + make((0x3ff - k) << 20, 0)) + 1, k)
}
