import { describe, expect, it } from 'vitest'
import { courseError, fastCourse, plainCourse } from '../../bench/course.ts'
import { growthOf } from '../../bench/growth.ts'

describe('the fleet that speed is measured on', () => {
  it('is the same satellites on the fast path and on the plain one', () => {
    const e = courseError(fastCourse(25, 7200), plainCourse(25, 60, 7200))
    expect(e.wing_K).toBeLessThan(0.2)
    expect(e.others_K).toBeLessThan(0.05)
    expect(e.generated_frac).toBeLessThan(1e-4)
    expect(e.lit_s).toBeLessThan(0.05)
    expect(e.charge_frac).toBeLessThan(1e-4)
  })

  it('tells apart what is paid once and what every one costs', () => {
    const { exponent, last, marginal } = growthOf([10, 100, 1000].map(n => [n, 7 + 2 * n] as const))
    expect(marginal).toEqual([2, 2])
    expect(exponent).toBeCloseTo(Math.log(2007 / 27) / Math.log(100), 12)
    expect(last).toBeCloseTo(Math.log10(2007 / 207), 12)
  })
})
