import { high, withHigh } from './words.ts'

const LN2_HI = 0.6931471803691238
const LN2_LO = 1.9082149292705877e-10
const TWO_54 = 18014398509481984

export function log(x: number): number {
  let hx = high(x),
    k = 0
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  if (hx < 0x00100000) {
    k -= 54
    x *= TWO_54
    hx = high(x)
  }
  k += (hx >> 20) - 1023
  hx &= 0x000fffff
  let i = (hx + 0x95f64) & 0x100000
  x = withHigh(x, hx | (i ^ 0x3ff00000))
  k += i >> 20
  const f = x - 1
  if ((0x000fffff & (2 + hx)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HI + k * LN2_LO
    const R = f * f * (0.5 - 0.3333333333333333 * f)
    return k === 0 ? f - R : k * LN2_HI - (R - k * LN2_LO - f)
  }
  const s = f / (2 + f),
    z = s * s,
    w = z * z
  i = hx - 0x6147a
  const j = 0x6b851 - hx
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const t2 = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const R = t2 + t1
  if ((i | j) > 0) {
    const hfsq = 0.5 * f * f
    return k === 0 ? f - (hfsq - s * (hfsq + R)) : k * LN2_HI - (hfsq - (s * (hfsq + R) + k * LN2_LO) - f)
  }
  return k === 0 ? f - s * (f - R) : k * LN2_HI - (s * (f - R) - k * LN2_LO - f)
}
export function log10(x: number): number {
  const IVLN10 = Math.LOG10E,
    LOG10_2HI = 0.30102999566361177,
    LOG10_2LO = 3.694239077158931e-13
  let hx = high(x),
    k = 0
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  if (x === 1) return 0
  if (hx < 0x00100000) {
    k -= 54
    x *= TWO_54
    hx = high(x)
  }
  k += (hx >> 20) - 1023
  const i = k < 0 ? 1 : 0
  hx = (hx & 0x000fffff) | ((0x3ff - i) << 20)
  const y = k + i
  x = withHigh(x, hx)
  const z = y * LOG10_2LO + IVLN10 * log(x)
  return z + y * LOG10_2HI
}

export function log1p(x: number): number {
  const hx = high(x),
    ax = hx & 0x7fffffff
  let k = 1,
    f = 0,
    c = 0,
    hu = 0
  if (!(x > -1)) return x === -1 ? -Infinity : NaN
  if (x === Infinity) return x
  if (hx < 0x3fda827a) {
    if (ax < 0x3e200000) return ax < 0x3c900000 ? x : x - x * x * 0.5
    if (hx > 0 || hx <= (0xbfd2bec4 | 0)) {
      k = 0
      f = x
      hu = 1
    }
  }
  if (k !== 0) {
    let u: number
    if (hx < 0x43400000) {
      u = 1 + x
      hu = high(u)
      k = (hu >> 20) - 1023
      c = k > 0 ? 1 - (u - x) : x - (u - 1)
      c /= u
    } else {
      u = x
      hu = high(u)
      k = (hu >> 20) - 1023
      c = 0
    }
    hu &= 0x000fffff
    if (hu < 0x6a09e) u = withHigh(u, hu | 0x3ff00000)
    else {
      k += 1
      u = withHigh(u, hu | 0x3fe00000)
      hu = (0x00100000 - hu) >> 2
    }
    f = u - 1
  }
  const hfsq = 0.5 * f * f
  if (hu === 0) {
    if (f === 0) {
      if (k === 0) return 0
      c += k * LN2_LO
      return k * LN2_HI + c
    }
    const R = hfsq * (1 - 0.6666666666666666 * f)
    return k === 0 ? f - R : k * LN2_HI - (R - (k * LN2_LO + c) - f)
  }
  const s = f / (2 + f),
    z = s * s
  const R =
    z *
    (0.6666666666666735 +
      z *
        (0.3999999999940942 +
          z *
            (0.2857142874366239 +
              z *
                (0.22222198432149784 +
                  z * (0.1818357216161805 + z * (0.15313837699209373 + z * 0.14798198605116586))))))
  return k === 0 ? f - (hfsq - s * (hfsq + R)) : k * LN2_HI - (hfsq - (s * (hfsq + R) + (k * LN2_LO + c)) - f)
}
