import { describe, expect, it } from 'vitest'
import { findFixedPoint, type ManyMap, solveDense } from '../../engine/physics/numbers/fixed-point.ts'

const each =
  (f: (x: Float64Array) => number[]): ManyMap =>
  points =>
    points.map(p => Float64Array.from(f(p)))
const options = (n: number) => ({
  step: new Float64Array(n).fill(0.01),
  lowest: new Float64Array(n).fill(0),
  highest: new Float64Array(n).fill(10),
  tolerance: new Float64Array(n).fill(1e-9),
  mostIterations: 40,
})

describe('a fixed point', () => {
  it('of a linear map at once, even one that creeps: x = 0.999 x + 0.003 at 3', () => {
    const { point, found } = findFixedPoint(
      each(([x]) => [0.999 * x + 0.003]),
      Float64Array.of(9),
      options(1),
    )
    expect(found).toBe(true)
    expect(point[0]).toBeCloseTo(3, 6)
  })

  it('of two numbers that mix: cos and half of the sum', () => {
    const { point } = findFixedPoint(
      each(([x, y]) => [Math.cos(y), 0.5 * (x + y)]),
      Float64Array.of(0.1, 0.9),
      options(2),
    )
    // x = cos x, the Dottie number.
    expect(point[0]).toBeCloseTo(0.7390851332151607, 9)
    expect(point[1]).toBeCloseTo(0.7390851332151607, 9)
  })

  it('of a battery with kinks: it loses 0.2 an orbit down to a floor, from which it gains 0.13', () => {
    const orbit = each(([c]) => [Math.max(c - 0.2 + 0.13, 0.2 + 0.13)])
    const { point, found } = findFixedPoint(orbit, Float64Array.of(1), options(1))
    expect(found).toBe(true)
    expect(point[0]).toBeCloseTo(0.33, 9)
  })

  it('that lies outside the range ends at the edge, and says so', () => {
    const { point, moved, found } = findFixedPoint(
      each(([c]) => [c - 0.01]),
      Float64Array.of(1),
      options(1),
    )
    expect(point[0]).toBe(0)
    expect(moved[0]).toBeCloseTo(-0.01, 9)
    expect(found).toBe(true)
  })
})

it('solves a dense system', () => {
  const x = solveDense(
    [Float64Array.of(0, 2, 1), Float64Array.of(1, -2, -3), Float64Array.of(-1, 1, 2)],
    Float64Array.of(-8, 0, 3),
  )
  expect([...x].map(v => Math.round(v * 1e9) / 1e9)).toEqual([-4, -5, 2])
})
