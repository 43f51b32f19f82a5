import { high, low, make } from './words.ts'

export function cbrt(x: number): number {
  const sign = high(x) & 0x80000000
  const size = high(x) & 0x7fffffff
  if (x === 0 || !Number.isFinite(x)) return x
  let t = guess(sign, Math.trunc(size / 3) + 715094163)
  if (size < 0x00100000) t = guess(sign, Math.trunc((high(x * 2 ** 54) & 0x7fffffff) / 3) + 696219795)
  let r = t * t * (t / x)
  t *=
    1.87595182427177 +
    r * (-1.8849797954337717 + r * 1.6214297201053545) +
    r * r * r * (-0.758397934778766 + r * 0.14599619288661245)
  t = to23Bits(t)
  r = x / (t * t)
  r = (r - t) / (t + t + r)
  return t + t * r
}

const guess = (sign: number, h: number) => make(sign | h, 0)

/** Rounded so that its square is exact. */
function to23Bits(t: number): number {
  const tail = low(t) >>> 0
  return make(high(t) + (tail >= 0x80000000 ? 1 : 0), (tail + 0x80000000) & 0xc0000000)
}
