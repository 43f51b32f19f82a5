import { high, withoutLow } from './words.ts'

const HALF_PI = 1.5707963267948966
const HALF_PI_REST = 6.123233995736766e-17
const QUARTER_PI = 0.7853981633974483
const PI_REST = 1.2246467991473532e-16

/** asin(x) is x + x t R(t), t = x^2, up to a half. */
const ratio = (t: number) =>
  (t *
    (0.16666666666666666 +
      t *
        (-0.3255658186224009 +
          t *
            (0.20121253213486293 +
              t * (-0.04005553450067941 + t * (0.0007915349942898145 + t * 0.00003479331075960212)))))) /
  (1 + t * (-2.403394911734414 + t * (2.0209457602335057 + t * (-0.6882839716054533 + t * 0.07703815055590194))))

export function asin(x: number): number {
  const ix = high(x) & 0x7fffffff
  const size = Math.abs(x)
  if (!(size < 1)) return size === 1 ? x * HALF_PI + x * HALF_PI_REST : Number.NaN
  if (ix < 0x3e400000) return x
  if (ix < 0x3fe00000) return x + x * ratio(x * x)
  const t = (1 - size) * 0.5
  const s = Math.sqrt(t)
  let value: number
  if (ix >= 0x3fef3333) value = HALF_PI - (2 * (s + s * ratio(t)) - HALF_PI_REST)
  else {
    const w = withoutLow(s)
    const c = (t - w * w) / (s + w)
    const p = 2 * s * ratio(t) - (HALF_PI_REST - 2 * c)
    value = QUARTER_PI - (p - (QUARTER_PI - 2 * w))
  }
  return x > 0 ? value : -value
}

export function acos(x: number): number {
  const ix = high(x) & 0x7fffffff
  const size = Math.abs(x)
  if (!(size < 1)) return x === 1 ? 0 : x === -1 ? Math.PI + 2 * HALF_PI_REST : Number.NaN
  if (ix < 0x3fe00000) {
    if (ix <= 0x3c600000) return HALF_PI + HALF_PI_REST
    return HALF_PI - (x - (HALF_PI_REST - x * ratio(x * x)))
  }
  const z = (1 - size) * 0.5
  const s = Math.sqrt(z)
  if (x < 0) return Math.PI - 2 * (s + (ratio(z) * s - HALF_PI_REST))
  const df = withoutLow(s)
  const c = (z - df * df) / (s + df)
  return 2 * (df + (ratio(z) * s + c))
}

/** Arc tangents of 1/2, 1, 3/2 and infinity, with what is left after them. */
const KNOWN = [0.4636476090008061, QUARTER_PI, 0.982793723247329, HALF_PI] as const
const KNOWN_REST = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, HALF_PI_REST] as const

/** The tangent of what is left beside a known arc. */
function turned(known: number, angle: number, size: number): number {
  if (known < 0) return angle
  if (known === 0) return (2 * size - 1) / (2 + size)
  if (known === 1) return (size - 1) / (size + 1)
  return known === 2 ? (size - 1.5) / (1 + 1.5 * size) : -1 / size
}

export function atan(angle: number): number {
  const ix = high(angle) & 0x7fffffff
  if (Number.isNaN(angle)) return angle
  if (ix >= 0x44100000) return angle > 0 ? HALF_PI + HALF_PI_REST : -HALF_PI - HALF_PI_REST
  if (ix < 0x3e400000) return angle
  const size = Math.abs(angle)
  const known: number = ix < 0x3fdc0000 ? -1 : ix < 0x3fe60000 ? 0 : ix < 0x3ff30000 ? 1 : ix < 0x40038000 ? 2 : 3
  const x = turned(known, angle, size)
  const z = x * x
  const w = z * z
  const odd =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 + w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))))
  const even =
    w *
    (-0.19999999999876483 +
      w * (-0.11111110405462356 + w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))))
  if (known < 0) return x - x * (odd + even)
  const value = KNOWN[known] - (x * (odd + even) - KNOWN_REST[known] - x)
  return angle < 0 ? -value : value
}

export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x === 1) return atan(y)
  const below = high(y) < 0
  const left = high(x) < 0
  const signed = (value: number) => (below ? -value : value)
  if (y === 0) return left ? signed(Math.PI) : y
  if (x === 0) return signed(HALF_PI)
  if (Math.abs(x) === Number.POSITIVE_INFINITY)
    return Math.abs(y) === Number.POSITIVE_INFINITY
      ? signed(left ? 3 * QUARTER_PI : QUARTER_PI)
      : signed(left ? Math.PI : 0)
  if (Math.abs(y) === Number.POSITIVE_INFINITY) return signed(HALF_PI)
  const k = ((high(y) & 0x7fffffff) - (high(x) & 0x7fffffff)) >> 20
  if (k > 60) return signed(HALF_PI + 0.5 * PI_REST)
  const z = left && k < -60 ? 0 : atan(Math.abs(y / x))
  if (!left) return signed(z)
  return below ? z - PI_REST - Math.PI : Math.PI - (z - PI_REST)
}
