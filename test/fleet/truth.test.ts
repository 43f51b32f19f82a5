import { describe, expect, it } from 'vitest'
import { eclipseError, extendedDays, sevenDays } from '../../bench/eclipse-error.ts'
import { fastDay } from '../../bench/fast-error.ts'
import { networks } from '../networks.ts'
import { fastErrorsOf } from './networks.ts'

/** The fast path beside data that nobody here made. Bounds are those that the plain path is held to, but for positions (a metre) and short ticks. */
describe.each([10, 60])('days of eclipses on the fast path, at ticks of %d s', step_s => {
  it.each([
    ['seven days in low orbit', sevenDays(), 0.05],
    ['days of sun-synchronous orbits', extendedDays('c-eclipse-day-sso.json').slice(0, 8), 0.05],
    ['days of other orbits, and at the edge of a season', extendedDays('c-eclipse-day-other.json'), 0.15],
  ] as const)('%s', (_name, days, within_s) => {
    const { crossings, worst_s, sunlit_frac, position_m } = eclipseError(days, step_s, fastDay)
    expect(crossings).toBeGreaterThan(100)
    expect(worst_s).toBeLessThan(within_s)
    expect(sunlit_frac).toBeLessThan(5e-6)
    expect(position_m).toBeLessThan(1)
  })
})

/** The only one whose links close a ring: the fast path refuses it. */
const RING = 'five-node compute satellite over eclipse cycles'

describe.each([
  [1, 0.02],
  [10, 0.04],
  [60, 0.1],
] as const)(
  'thermal networks of both references on the fast path, in steps of %d s, within %d K',
  (step_s, allowed_K) => {
    it.each(networks().map(c => [c.name, c] as const))('%s', (name, c) => {
      const errors = fastErrorsOf(c, step_s)
      expect(errors === undefined).toBe(name === RING)
      if (errors === undefined) return
      expect(errors.compared).toBeGreaterThan(c.nodes.length)
      expect(errors.worst_K).toBeLessThan(allowed_K)
    })
  },
)
