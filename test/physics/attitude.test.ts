import { describe, expect, it } from 'vitest'
import { fromTable, nadir, nadirYawSteering, spinning, sunPointing } from '../../engine/physics/pointing/attitude.ts'
import {
  oneAxisAngle_rad,
  oneAxisNormal,
  turnTowards_rad,
  twoAxisAngles_rad,
  twoAxisNormal,
} from '../../engine/physics/pointing/drive.ts'
import {
  conjugate,
  fromAxes,
  fromAxisAngle,
  multiply,
  normalise,
  rotate,
  rotateBack,
  slerp,
} from '../../engine/physics/pointing/quaternion.ts'

type V = [number, number, number]
const unit = (v: V): V => {
  const l = Math.hypot(...v)
  return [v[0] / l, v[1] / l, v[2] / l]
}
const cross = (a: V, b: V): V => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
const dot = (a: V, b: V) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
/** The body axis k (0, 1, 2) in the reference frame. */
function axis(q: Float64Array, k: number): V {
  const out = new Float64Array(3)
  rotate(q, k === 0 ? 1 : 0, k === 1 ? 1 : 0, k === 2 ? 1 : 0, out)
  return [out[0], out[1], out[2]]
}
const near = (a: V, b: V, digits = 12) => {
  for (let k = 0; k < 3; k++) expect(a[k]).toBeCloseTo(b[k], digits)
}
const Q = () => new Float64Array(4)
const DIRECTIONS: V[] = (
  [
    [1, 2, 3],
    [-1, 0.2, 0.1],
    [0, 0, 1],
    [0, 0, -1],
    [0, 1, 0],
    [-1, 0, 0],
    [0.3, -0.9, -0.2],
  ] as V[]
).map(unit)

describe('quaternions', () => {
  it('turn by the right hand: a quarter about z takes x to y', () => {
    const q = Q()
    fromAxisAngle(0, 0, 1, Math.PI / 2, q)
    near(axis(q, 0), [0, 1, 0])
    near(axis(q, 1), [-1, 0, 0])
    const out = new Float64Array(3)
    rotateBack(q, 0, 1, 0, out)
    near([out[0], out[1], out[2]], [1, 0, 0])
  })
  it('compose: the product turns first by the second', () => {
    const a = Q()
    const b = Q()
    const ab = Q()
    fromAxisAngle(0, 0, 1, Math.PI / 2, a)
    fromAxisAngle(1, 0, 0, Math.PI / 2, b)
    multiply(a, b, ab)
    // b takes y to z, a leaves it; b leaves x, a takes it to y.
    near(axis(ab, 1), [0, 0, 1])
    near(axis(ab, 0), [0, 1, 0])
    const back = Q()
    conjugate(ab, back)
    multiply(ab, back, back)
    expect(Array.from(back).map(v => Math.round(v * 1e12) / 1e12 + 0)).toEqual([0, 0, 0, 1])
  })
  it('are found from axes in every case, half turns included', () => {
    for (const z of DIRECTIONS) {
      for (const hint of DIRECTIONS) {
        const y0 = cross(z, hint)
        if (Math.hypot(...y0) < 0.01) continue
        const y = unit(y0)
        const x = cross(y, z)
        const q = Q()
        fromAxes(...x, ...y, ...z, q)
        expect(Math.hypot(...q)).toBeCloseTo(1, 14)
        near(axis(q, 0), x)
        near(axis(q, 1), y)
        near(axis(q, 2), z)
      }
    }
    const q = Q()
    fromAxes(-1, 0, 0, 0, 1, 0, 0, 0, -1, q)
    expect(Array.from(q).map(Math.abs)).toEqual([0, 1, 0, 0])
  })
  it('slerp at a constant rate by the shorter way', () => {
    const a = Q()
    const b = Q()
    const out = Q()
    fromAxisAngle(0, 0, 1, 0.2, a)
    fromAxisAngle(0, 0, 1, 1.4, b)
    for (const sign of [1, -1]) {
      const end = b.map(v => sign * v)
      for (const part of [0, 0.25, 0.5, 1]) {
        slerp(a, end, part, out)
        const x = axis(out, 0)
        expect(Math.atan2(x[1], x[0])).toBeCloseTo(0.2 + 1.2 * part, 12)
      }
    }
    slerp(a, a, 0.3, out)
    near(axis(out, 0), axis(a, 0))
  })
  it('of no length are refused', () => {
    expect(() => normalise(Float64Array.of(0, 0, 0, 0))).toThrow(RangeError)
    expect(() => normalise(Float64Array.of(0, Number.NaN, 0, 1))).toThrow(RangeError)
  })
})

describe('attitudes', () => {
  it('point +z to the Sun, +y as near as can be to the hint, even a hint along the Sun', () => {
    for (const s of DIRECTIONS) {
      for (const hint of DIRECTIONS) {
        const q = Q()
        sunPointing(...s, hint[0] * 5, hint[1] * 5, hint[2] * 5, q)
        near(axis(q, 2), s)
        expect(Math.hypot(...q)).toBeCloseTo(1, 14)
        if (Math.hypot(...cross(s, hint)) > 0.01) {
          expect(dot(axis(q, 1), hint)).toBeCloseTo(Math.hypot(...cross(s, hint)), 12)
        }
      }
    }
  })
  it('LVLH: z to nadir, y against r x v, x ahead', () => {
    const q = Q()
    nadir(7000, 0, 0, 0, 0, 7.5, q) // over the equator, northbound: r x v is along -y
    near(axis(q, 2), [-1, 0, 0])
    near(axis(q, 1), [0, 1, 0])
    near(axis(q, 0), [0, 0, 1])
    const r: V = [4000, -3000, 5000]
    const v: V = [1, 7, 2.5] // not square to r: an eccentric orbit
    nadir(...r, ...v, q)
    near(axis(q, 2), unit([-r[0], -r[1], -r[2]]))
    const h = unit(cross(r, v))
    near(axis(q, 1), [-h[0], -h[1], -h[2]])
    expect(dot(axis(q, 0), v)).toBeGreaterThan(0)
  })
  it('yaw steering: z to nadir, the Sun in +x of the x-z plane; overhead Sun falls back to LVLH', () => {
    const q = Q()
    const r: V = [4000, -3000, 5000]
    const v: V = [1, 7, 2.5]
    for (const s of DIRECTIONS) {
      nadirYawSteering(...r, ...v, ...s, q)
      near(axis(q, 2), unit([-r[0], -r[1], -r[2]]))
      expect(dot(axis(q, 1), s)).toBeCloseTo(0, 12)
      expect(dot(axis(q, 0), s)).toBeGreaterThan(0)
    }
    const lvlh = Q()
    nadir(...r, ...v, lvlh)
    for (const sign of [1, -1]) {
      const up = unit([sign * r[0], sign * r[1], sign * r[2]])
      nadirYawSteering(...r, ...v, ...up, q)
      near(axis(q, 0), axis(lvlh, 0))
    }
  })
  it('spin about a body axis at the rate, after any time', () => {
    const start = Q()
    const q = Q()
    fromAxisAngle(1, 0, 0, Math.PI / 2, start) // body z lies along -y, body y along z
    spinning(start, 0, 0, 1, 0.01, 25 * Math.PI, q)
    near(axis(q, 2), [0, -1, 0])
    near(axis(q, 0), [Math.SQRT1_2, 0, Math.SQRT1_2])
    spinning(start, 0, 0, 1, 0.01, 25 * Math.PI + 200 * Math.PI * 1e4, q)
    near(axis(q, 0), [Math.SQRT1_2, 0, Math.SQRT1_2], 8)
  })
  it('follow a table, ends held', () => {
    const times = Float64Array.of(0, 10, 40)
    const table = new Float64Array(12)
    const q = Q()
    ;[0, 1, 2.5].forEach((angle, i) => {
      fromAxisAngle(0, 0, 1, angle, q)
      table.set(q, 4 * i)
    })
    for (const [t, want] of [
      [-5, 0],
      [0, 0],
      [5, 0.5],
      [10, 1],
      [30, 2],
      [40, 2.5],
      [99, 2.5],
    ]) {
      fromTable(times, table, t, q)
      const x = axis(q, 0)
      expect(Math.atan2(x[1], x[0])).toBeCloseTo(want, 12)
    }
    fromTable(Float64Array.of(3), Float64Array.of(0, 0, 0, 1), 7, q)
    expect(Array.from(q)).toEqual([0, 0, 0, 1])
  })
})

describe('drives', () => {
  const a: V = unit([0, 1, 0.2])
  const n: V = unit(cross(a, [1, 0, 0]))
  it('one axis: no other angle faces the Sun better, and the cosine is sqrt(1 - (a.s)^2)', () => {
    const normal = new Float64Array(3)
    const at = (angle: number): V => {
      oneAxisNormal(...a, ...n, angle, normal)
      return [normal[0], normal[1], normal[2]]
    }
    near(at(0), n)
    for (const s of DIRECTIONS) {
      const best = oneAxisAngle_rad(...a, ...n, ...s, 9)
      expect(dot(at(best), s)).toBeCloseTo(Math.sqrt(1 - dot(a, s) ** 2), 12)
      for (let k = 0; k < 64; k++) expect(dot(at(k / 10), s)).toBeLessThanOrEqual(dot(at(best), s) + 1e-12)
    }
    expect(oneAxisAngle_rad(...a, ...n, ...a, 0.7)).toBe(0.7)
  })
  it('two axes: the Sun falls squarely', () => {
    const angles = new Float64Array(2)
    const normal = new Float64Array(3)
    for (const s of [...DIRECTIONS, a]) {
      twoAxisAngles_rad(...a, ...n, ...s, 0.3, angles)
      twoAxisNormal(...a, ...n, angles[0], angles[1], normal)
      expect(dot([normal[0], normal[1], normal[2]], s)).toBeCloseTo(1, 12)
    }
  })
  it('turn no faster than the rate, by the shorter way, and stop on arrival', () => {
    expect(turnTowards_rad(0, 1, 0.01, 60)).toBeCloseTo(0.6, 14)
    expect(turnTowards_rad(0, 1, 0.01, 600)).toBeCloseTo(1, 14)
    expect(turnTowards_rad(3, -3, 0.01, 10)).toBeCloseTo(3.1, 14)
    expect(turnTowards_rad(3, -3, 0.01, 20)).toBeCloseTo(3.2 - 2 * Math.PI, 14)
    expect(turnTowards_rad(3, -3, 1, 20)).toBeCloseTo(-3, 14)
    expect(turnTowards_rad(1, 2, 0, 20)).toBe(1)
  })
})
