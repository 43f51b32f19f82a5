import { describe, expect, it } from 'vitest'
import { edgeRectangles, exchangeFracs, facingRectangles } from '../../engine/physics/pointing/view-factor.ts'

/** F_12 by the double integral over both areas, midpoints of n x n cells each. */
function integrate(
  n: number,
  one: (u: number, v: number) => number[],
  two: (u: number, v: number) => number[],
  normal1: number[],
  normal2: number[],
  area2: number,
): number {
  let sum = 0
  const cells = Array.from({ length: n * n }, (_, k) => [((k % n) + 0.5) / n, (Math.floor(k / n) + 0.5) / n])
  const ones = cells.map(([u, v]) => one(u, v))
  const twos = cells.map(([u, v]) => two(u, v))
  for (const p of ones)
    for (const q of twos) {
      const d = q.map((x, k) => x - p[k])
      const r2 = d[0] ** 2 + d[1] ** 2 + d[2] ** 2
      const cos1 = d.reduce((s, x, k) => s + x * normal1[k], 0)
      const cos2 = -d.reduce((s, x, k) => s + x * normal2[k], 0)
      sum += (cos1 * cos2) / (r2 * r2)
    }
  return (sum / (n * n * n * n)) * (area2 / Math.PI)
}

describe('rectangles that face each other', () => {
  it('are those of a cube in the books: 0.1998 to the opposite side, 0.2000 to each of four', () => {
    expect(facingRectangles(1, 1, 1)).toBeCloseTo(0.1998, 4)
    expect(edgeRectangles(1, 1, 1)).toBeCloseTo(0.2, 4)
    expect(facingRectangles(1, 1, 1) + 4 * edgeRectangles(1, 1, 1)).toBeCloseTo(1, 12)
  })

  it.each([
    [1, 2, 3],
    [5, 0.4, 1],
    [0.1, 7, 2],
  ])('close a box of %d x %d x %d', (a, b, c) => {
    // From the a x b floor: its ceiling and its four walls.
    const walls = 2 * edgeRectangles(a, b, c) + 2 * edgeRectangles(b, a, c)
    expect(facingRectangles(a, b, c) + walls).toBeCloseTo(1, 10)
  })

  it.each([
    [1, 1, 0.7],
    [2, 0.5, 1.5],
  ])('facing, %d x %d at %d, are the double integral', (a, b, c) => {
    const numeric = integrate(
      24,
      (u, v) => [u * a, v * b, 0],
      (u, v) => [u * a, v * b, c],
      [0, 0, 1],
      [0, 0, -1],
      a * b,
    )
    expect(facingRectangles(a, b, c) / numeric).toBeCloseTo(1, 2)
  })

  it.each([
    [1, 1, 2],
    [1, 1, 1],
  ])('on an edge of %d, %d and %d long, are the double integral', (edge, one, two) => {
    const numeric = integrate(
      32,
      (u, v) => [u * edge, v * one, 0],
      (u, v) => [u * edge, 0, v * two],
      [0, 0, 1],
      [0, 1, 0],
      edge * two,
    )
    // The integrand is singular at the edge, where midpoints are slow to come near.
    expect(edgeRectangles(edge, one, two) / numeric).toBeCloseTo(1, 1)
    expect(one * edgeRectangles(edge, one, two)).toBeCloseTo(two * edgeRectangles(edge, two, one), 12)
  })

  it('see all of each other when near, and nothing when far', () => {
    expect(facingRectangles(1, 1, 1e-6)).toBeCloseTo(1, 5)
    expect(facingRectangles(1, 1, 1e3)).toBeCloseTo(1 / (Math.PI * 1e6), 7)
  })
})

describe('what two grey faces exchange', () => {
  it.each([
    [0.85, 0.9, 0.3, 0.15],
    [0.1, 0.2, 1, 0.6],
    [1, 1, 0.4, 0.4],
  ])('emissivities %d and %d, views %d and %d: as the radiosities solved by hand', (e1, e2, f12, f21) => {
    const { toOther, back } = exchangeFracs(
      { emissivity_frac: e1, view_frac: f12 },
      { emissivity_frac: e2, view_frac: f21 },
    )
    // Face 1 black-body power 1, face 2 cold: J1 = e1 + (1 - e1) f12 J2, J2 = (1 - e2) f21 J1, both by area of their own.
    const J1 = e1 / (1 - (1 - e1) * (1 - e2) * f12 * f21)
    const J2 = (1 - e2) * f21 * J1
    expect(back).toBeCloseTo(e1 * f12 * J2, 12)
    // What 2 takes up, on an area of 1: A2/A1 = f12/f21.
    expect(toOther).toBeCloseTo((e2 * f21 * J1 * f12) / f21, 12)
  })

  it('between parallel plates without end is 1/(1/e1 + 1/e2 - 1)', () => {
    const e = exchangeFracs({ emissivity_frac: 0.8, view_frac: 1 }, { emissivity_frac: 0.6, view_frac: 1 })
    expect(e.toOther).toBeCloseTo(1 / (1 / 0.8 + 1 / 0.6 - 1), 12)
    expect(e.toOther + e.back).toBeCloseTo(0.8, 12)
  })
})
