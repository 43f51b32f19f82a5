import { high, make, scaled } from './words.ts'

const LN2_HI = 0.6931471803691238
const LN2_LO = 1.9082149292705877e-10
const INV_LN2 = Math.LOG2E

export function exp(x: number): number {
  const hx = high(x) & 0x7fffffff,
    neg = high(x) < 0
  if (!(x <= 709.782712893384)) return x * (Number.isNaN(x) ? 1 : Infinity)
  if (x < -745.1332191019411) return 0
  let hi = 0,
    lo = 0,
    k = 0
  if (hx > 0x3fd62e42) {
    if (hx < 0x3ff0a2b2) {
      if (x === 1) return Math.E
      hi = x - (neg ? -LN2_HI : LN2_HI)
      lo = neg ? -LN2_LO : LN2_LO
      k = neg ? -1 : 1
    } else {
      k = Math.trunc(INV_LN2 * x + (neg ? -0.5 : 0.5))
      hi = x - k * LN2_HI
      lo = k * LN2_LO
    }
    x = hi - lo
  } else if (hx < 0x3e300000) return 1 + x
  const t = x * x
  const c =
    x -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))))
  if (k === 0) return 1 - ((x * c) / (c - 2) - x)
  return scaled(1 - (lo - (x * c) / (2 - c) - hi), k)
}

export function expm1(x: number): number {
  const hx0 = high(x),
    neg = hx0 < 0
  const hx = hx0 & 0x7fffffff
  if (hx >= 0x4043687a) {
    if (hx >= 0x40862e42) {
      if (Number.isNaN(x)) return x
      if (x === Infinity) return x
      if (x === -Infinity) return -1
      if (x > 709.782712893384) return Infinity
    }
    if (neg) return -1
  }
  let c = 0,
    k = 0
  if (hx > 0x3fd62e42) {
    let hi: number
    let lo: number
    if (hx < 0x3ff0a2b2) {
      hi = neg ? x + LN2_HI : x - LN2_HI
      lo = neg ? -LN2_LO : LN2_LO
      k = neg ? -1 : 1
    } else {
      k = Math.trunc(INV_LN2 * x + (neg ? -0.5 : 0.5))
      hi = x - k * LN2_HI
      lo = k * LN2_LO
    }
    x = hi - lo
    c = hi - x - lo
  } else if (hx < 0x3c900000) return x
  const hfx = 0.5 * x,
    hxs = x * hfx
  const r1 =
    1 +
    hxs *
      (-0.03333333333333313 +
        hxs *
          (0.0015873015872548146 +
            hxs * (-0.0000793650757867488 + hxs * (0.000004008217827329362 + hxs * -2.0109921818362437e-7))))
  let t = 3 - r1 * hfx
  let e = hxs * ((r1 - t) / (6 - x * t))
  if (k === 0) return x - (x * e - hxs)
  e = x * (e - c) - c
  e -= hxs
  if (k === -1) return 0.5 * (x - e) - 0.5
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e)
  if (k <= -2 || k > 56) {
    const y = 1 - (e - x)
    return scaled(y, k) - 1
  }
  if (k < 20) {
    t = make(0x3ff00000 - (0x200000 >> k), 0)
    return scaled(t - (e - x), k)
  }
  t = make((0x3ff - k) << 20, 0)
  return scaled(x - (e + t) + 1, k)
}
