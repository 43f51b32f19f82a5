import { LN2_HIGH, LN2_LOW } from './exponential.ts'
import { high, withHigh } from './words.ts'

const TWO_54 = 18014398509481984
const [L1, L2, L3, L4, L5, L6, L7] = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
]

export function log(given: number): number {
  if (!(given > 0)) return given === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (given === Number.POSITIVE_INFINITY) return given
  const small = high(given) < 0x00100000
  const x = small ? given * TWO_54 : given
  const hx = high(x) & 0x000fffff
  const over = (hx + 0x95f64) & 0x100000
  const k = (high(x) >> 20) - 1023 - (small ? 54 : 0) + (over >> 20)
  const f = withHigh(x, hx | (over ^ 0x3ff00000)) - 1
  if ((0x000fffff & (2 + hx)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW
    const R = f * f * (0.5 - 0.3333333333333333 * f)
    return k === 0 ? f - R : k * LN2_HIGH - (R - k * LN2_LOW - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const R = z * (L1 + w * (L3 + w * (L5 + w * L7))) + w * (L2 + w * (L4 + w * L6))
  if (((hx - 0x6147a) | (0x6b851 - hx)) > 0) {
    const half = 0.5 * f * f
    return k === 0 ? f - (half - s * (half + R)) : k * LN2_HIGH - (half - (s * (half + R) + k * LN2_LOW) - f)
  }
  return k === 0 ? f - s * (f - R) : k * LN2_HIGH - (s * (f - R) - k * LN2_LOW - f)
}

export function log10(given: number): number {
  if (!(given > 0 && given < Number.POSITIVE_INFINITY)) return log(given)
  if (given === 1) return 0
  const small = high(given) < 0x00100000
  const x = small ? given * TWO_54 : given
  const k = (high(x) >> 20) - 1023 - (small ? 54 : 0)
  const below = k < 0 ? 1 : 0
  const y = k + below
  const mantissa = withHigh(x, (high(x) & 0x000fffff) | ((0x3ff - below) << 20))
  return y * 3.694239077158931e-13 + Math.LOG10E * log(mantissa) + y * 0.30102999566361177
}

export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  const hx = high(x)
  const size = hx & 0x7fffffff
  if (size < 0x3e200000) return size < 0x3c900000 ? x : x - x * x * 0.5
  // Between -0.2929 and 0.41422 nothing is taken out.
  if (hx < 0x3fda827a && (hx > 0 || hx <= (0xbfd2bec4 | 0))) return joined(x, 0, 0, false)
  const sum = hx < 0x43400000 ? 1 + x : x
  const hu = high(sum)
  let k = (hu >> 20) - 1023
  const lost = hx < 0x43400000 ? (k > 0 ? 1 - (sum - x) : x - (sum - 1)) / sum : 0
  const mantissa = hu & 0x000fffff
  const under = mantissa < 0x6a09e
  if (!under) k += 1
  const f = withHigh(sum, mantissa | (under ? 0x3ff00000 : 0x3fe00000)) - 1
  return joined(f, k, lost, under ? mantissa === 0 : (0x00100000 - mantissa) >> 2 === 0)
}

/** log(1 + f) and k times ln 2, with what the sum lost. */
function joined(f: number, k: number, lost: number, tiny: boolean): number {
  const half = 0.5 * f * f
  const tail = k * LN2_LOW + lost
  if (tiny) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + (lost + k * LN2_LOW)
    const R = half * (1 - 0.6666666666666666 * f)
    return k === 0 ? f - R : k * LN2_HIGH - (R - tail - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const R = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))))
  return k === 0 ? f - (half - s * (half + R)) : k * LN2_HIGH - (half - (s * (half + R) + tail) - f)
}
