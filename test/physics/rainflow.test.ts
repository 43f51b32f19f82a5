import { describe, expect, it } from 'vitest'
import { makeRainflow } from '../../engine/physics/power/rainflow.ts'
import { cycleWear_frac } from '../../engine/physics/power/wear.ts'

function count(history: readonly number[]): Record<number, number> {
  const found: Record<number, number> = {}
  const rainflow = makeRainflow((range, n) => {
    found[range] = (found[range] ?? 0) + n
  })
  for (const v of history) rainflow.push(v)
  rainflow.finish()
  return found
}

describe('rainflow', () => {
  it('counts the worked example of ASTM E1049 (its figure 6)', () => {
    expect(count([-2, 1, -3, 5, -1, 3, -4, 4, -2])).toEqual({ 3: 0.5, 4: 1.5, 6: 0.5, 8: 1, 9: 0.5 })
  })

  it('is the same with points between the turns and with plateaus', () => {
    expect(count([-2, 0, 1, 1, -3, 2, 5, 5, -1, 0, 3, -4, 4, 4, 1, -2])).toEqual(
      count([-2, 1, -3, 5, -1, 3, -4, 4, -2]),
    )
  })

  it('of a constant is nothing, of a ramp half a cycle', () => {
    expect(count([3, 3, 3])).toEqual({})
    expect(count([0, 1, 2, 3])).toEqual({ 3: 0.5 })
  })
})

it('wear: the promised cycles of the promised depth take the whole life; half as deep wears less than half', () => {
  const life = { cycles_count: 5000, depth_frac: 0.8, exponent_unit: 1.2, calendar_year: 15 }
  expect(5000 * cycleWear_frac(0.8, life)).toBeCloseTo(1, 12)
  expect(cycleWear_frac(0.4, life) / cycleWear_frac(0.8, life)).toBeCloseTo(0.5 ** 1.2, 12)
})
