import { curve } from './exponential.ts'
import { high, low, make, scaled, withHigh, withoutLow } from './words.ts'

const TWO_53 = 9007199254740992
/** 2 / (3 ln 2) and 1 / ln 2: whole, rounded to 20 bits, and what is left. */
const TWO_THIRDS = { whole: 0.9617966939259756, short: 0.9617967009544373, rest: -7.028461650952758e-9 }
const INV_LN2_SHORT = 1.4426950216293335
const INV_LN2_REST = 1.9259629911266175e-8
const LN2_SHORT = 0.6931471824645996
const LN2_REST = -1.904654299957768e-9
/** Half the last bit of 1024, and a bit. */
const OVERFLOW = 8.008566259537294e-17

/** A number in two parts: 20 bits, and what is left. */
interface Parts {
  short: number
  rest: number
}

/** The binary logarithm of x, positive and finite, to about 64 bits. */
function log2(given: number, out: Parts): void {
  const small = high(given) < 0x00100000
  let ix = high(small ? given * TWO_53 : given)
  let n = (ix >> 20) - 0x3ff - (small ? 53 : 0)
  const j = ix & 0x000fffff
  ix = j | 0x3ff00000
  // x is taken between sqrt(3)/2 and sqrt(3/2), or between that and sqrt(3), as 1 or 3/2 times what is near 1.
  const over = j > 0x3988e && j < 0xbb67a
  if (j >= 0xbb67a) {
    n += 1
    ix -= 0x00100000
  }
  const x = withHigh(small ? given * TWO_53 : given, ix)
  const base = over ? 1.5 : 1
  const u = x - base
  const v = 1 / (x + base)
  const s = u * v
  const sShort = withoutLow(s)
  const sum = make(((ix >> 1) | 0x20000000) + 0x00080000 + (over ? 0x00040000 : 0), 0)
  const sRest = v * (u - sShort * sum - sShort * (x - (sum - base)))
  const s2 = s * s
  const r =
    s2 *
      s2 *
      (0.5999999999999946 +
        s2 *
          (0.4285714285785502 +
            s2 *
              (0.33333332981837743 +
                s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842))))) +
    sRest * (sShort + s)
  const square = sShort * sShort
  const tShort = withoutLow(3 + square + r)
  const tRest = r - (tShort - 3 - square)
  const main = sShort * tShort
  const tail = sRest * tShort + tRest * s
  const pShort = withoutLow(main + tail)
  const pRest = tail - (pShort - main)
  const z = TWO_THIRDS.short * pShort
  const zRest = TWO_THIRDS.rest * pShort + pRest * TWO_THIRDS.whole + (over ? 1.350039202129749e-8 : 0)
  const ofBase = over ? 0.5849624872207642 : 0
  out.short = withoutLow(z + zRest + ofBase + n)
  out.rest = zRest - (out.short - n - ofBase - z)
}

/** The same within 2^-20 of 1, where huge powers are still finite. */
function log2NearOne(x: number, out: Parts): void {
  const t = x - 1
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25))
  const u = INV_LN2_SHORT * t
  const v = t * INV_LN2_REST - w * Math.LOG2E
  out.short = withoutLow(u + v)
  out.rest = v - (out.short - u)
}

/** Two to the power of a sum of two parts. */
function exp2(main: number, rest: number): number {
  const sum = rest + main
  const j = high(sum)
  if (j >= 0x40900000 && (j !== 0x40900000 || low(sum) !== 0 || rest + OVERFLOW > sum - main))
    return Number.POSITIVE_INFINITY
  if (sum <= -1075 && (sum < -1075 || rest <= sum - main)) return 0
  let n = 0
  let p = main
  if ((j & 0x7fffffff) > 0x3fe00000) {
    const k = ((j & 0x7fffffff) >> 20) - 0x3ff
    const rounded = j + (0x00100000 >> (k + 1))
    const exponent = ((rounded & 0x7fffffff) >> 20) - 0x3ff
    p -= make(rounded & ~(0x000fffff >> exponent), 0)
    n = ((rounded & 0x000fffff) | 0x00100000) >> (20 - exponent)
    if (j < 0) n = -n
  }
  const t = withoutLow(rest + p)
  const u = t * LN2_SHORT
  const v = (rest - (t - p)) * Math.LN2 + t * LN2_REST
  const z = u + v
  const w = v - (z - u)
  const c = curve(z)
  // fdlibm takes the last bracket from the quotient; V8 from what it is divided by, and its bits are wanted.
  const value = 1 - ((z * c) / (c - 2 - (w + z * w)) - z)
  const h = high(value) + (n << 20)
  return h >> 20 <= 0 ? scaled(value, n) : withHigh(value, h)
}

/** Powers of positive numbers; `beyond` has the others. */
export function makePow(beyond: (x: number, y: number) => number) {
  const log: Parts = { short: 0, rest: 0 }
  return (x: number, y: number): number => {
    if (!(x > 0 && x < Number.POSITIVE_INFINITY && Number.isFinite(y))) return y === 0 ? 1 : beyond(x, y)
    if (y === 0 || x === 1) return 1
    if (y === 1) return x
    if (y === -1) return 1 / x
    if (y === 2) return x * x
    if (y === 0.5) return Math.sqrt(x)
    const iy = high(y) & 0x7fffffff
    if (iy <= 0x41e00000) log2(x, log)
    else {
      const [above, below] = y < 0 ? [0, Number.POSITIVE_INFINITY] : [Number.POSITIVE_INFINITY, 0]
      if (high(x) < 0x3fefffff || (iy > 0x43f00000 && x < 1)) return below
      if (high(x) > 0x3ff00000 || iy > 0x43f00000) return above
      log2NearOne(x, log)
    }
    const short = withoutLow(y)
    return exp2(short * log.short, (y - short) * log.short + y * log.rest)
  }
}
