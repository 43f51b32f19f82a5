import { high, low, make, scaled, withHigh, withoutLow } from './words.ts'

const BP = [1, 1.5],
  DP_H = [0, 0.5849624872207642],
  DP_L = [0, 1.350039202129749e-8]
export function makePow(beyond: (x: number, y: number) => number) {
  return (x: number, y: number): number => {
    if (y === 0) return 1
    if (Number.isNaN(x) || Number.isNaN(y)) return NaN
    if (!(x > 0) || x === Infinity || !Number.isFinite(y)) return beyond(x, y)
    const hy = high(y),
      iy = hy & 0x7fffffff
    if (low(y) === 0) {
      if (iy === 0x3ff00000) return hy < 0 ? 1 / x : x
      if (hy === 0x40000000) return x * x
      if (hy === 0x3fe00000) return Math.sqrt(x)
    }
    if (x === 1) return 1
    let ax = x,
      ix = high(x)
    let t1: number, t2: number
    if (iy > 0x41e00000) {
      if (iy > 0x43f00000) {
        if (ix <= 0x3fefffff) return hy < 0 ? Infinity : 0
        return hy > 0 ? Infinity : 0
      }
      if (ix < 0x3fefffff) return hy < 0 ? Infinity : 0
      if (ix > 0x3ff00000) return hy > 0 ? Infinity : 0
      const t = ax - 1
      const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25))
      const u = 1.4426950216293335 * t,
        v = t * 1.9259629911266175e-8 - w * Math.LOG2E
      t1 = withoutLow(u + v)
      t2 = v - (t1 - u)
    } else {
      let n = 0
      if (ix < 0x00100000) {
        ax *= 9007199254740992
        n -= 53
        ix = high(ax)
      }
      n += (ix >> 20) - 0x3ff
      const j = ix & 0x000fffff
      ix = j | 0x3ff00000
      let k: number
      if (j <= 0x3988e) k = 0
      else if (j < 0xbb67a) k = 1
      else {
        k = 0
        n += 1
        ix -= 0x00100000
      }
      ax = withHigh(ax, ix)
      let u = ax - BP[k],
        v = 1 / (ax + BP[k])
      const ss = u * v,
        s_h = withoutLow(ss)
      let t_h = make(((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18), 0)
      let t_l = ax - (t_h - BP[k])
      const s_l = v * (u - s_h * t_h - s_h * t_l)
      let s2 = ss * ss
      let r =
        s2 *
        s2 *
        (0.5999999999999946 +
          s2 *
            (0.4285714285785502 +
              s2 *
                (0.33333332981837743 +
                  s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842)))))
      r += s_l * (s_h + ss)
      s2 = s_h * s_h
      t_h = withoutLow(3 + s2 + r)
      t_l = r - (t_h - 3 - s2)
      u = s_h * t_h
      v = s_l * t_h + t_l * ss
      const p_h = withoutLow(u + v),
        p_l = v - (p_h - u)
      const z_h = 0.9617967009544373 * p_h
      const z_l = -7.028461650952758e-9 * p_h + p_l * 0.9617966939259756 + DP_L[k]
      t1 = withoutLow(z_h + z_l + DP_H[k] + n)
      t2 = z_l - (t1 - n - DP_H[k] - z_h)
    }
    const y1 = withoutLow(y)
    const p_l = (y - y1) * t1 + y * t2
    let p_h = y1 * t1
    let z = p_l + p_h
    const j = high(z)
    if (j >= 0x40900000) {
      if (((j - 0x40900000) | low(z)) !== 0 || p_l + 8.008566259537294e-17 > z - p_h) return Infinity
    } else if ((j & 0x7fffffff) >= 0x4090cc00) {
      if (((j - (0xc090cc00 | 0)) | low(z)) !== 0 || p_l <= z - p_h) return 0
    }
    const i = j & 0x7fffffff
    let k = (i >> 20) - 0x3ff,
      n = 0
    if (i > 0x3fe00000) {
      n = j + (0x00100000 >> (k + 1))
      k = ((n & 0x7fffffff) >> 20) - 0x3ff
      const t = make(n & ~(0x000fffff >> k), 0)
      n = ((n & 0x000fffff) | 0x00100000) >> (20 - k)
      if (j < 0) n = -n
      p_h -= t
    }
    let t = withoutLow(p_l + p_h)
    const u = t * 0.6931471824645996,
      v = (p_l - (t - p_h)) * Math.LN2 + t * -1.904654299957768e-9
    z = u + v
    const w = v - (z - u)
    t = z * z
    t1 =
      z -
      t *
        (0.16666666666666602 +
          t *
            (-0.0027777777777015593 +
              t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))))
    const r = (z * t1) / (t1 - 2 - (w + z * w))
    z = 1 - (r - z)
    const h = high(z) + (n << 20)
    return h >> 20 <= 0 ? scaled(z, n) : withHigh(z, h)
  }
}
