import { describe, expect, it } from 'vitest'
import { poissonTimes_s } from '../../engine/physics/numbers/poisson.ts'

const RATE = 0.02
const DURATION_s = 1e6

describe('times of a Poisson process', () => {
  const times = poissonTimes_s(RATE, DURATION_s, 1, 'wing string-lost')

  it('are as many as the rate says, within four of its own standard deviations', () => {
    const expected = RATE * DURATION_s
    expect(Math.abs(times.length - expected)).toBeLessThan(4 * Math.sqrt(expected))
  })

  it('lie apart by an exponential distribution (Kolmogorov and Smirnov, 0.1 %)', () => {
    const gaps = times.map((t, k) => t - (times[k - 1] ?? 0)).sort((a, b) => a - b)
    const farthest = Math.max(
      ...gaps.map((gap, k) => {
        const share = 1 - Math.exp(-RATE * gap)
        return Math.max(share - k / gaps.length, (k + 1) / gaps.length - share)
      }),
    )
    expect(farthest).toBeLessThan(1.95 / Math.sqrt(gaps.length))
  })

  it('are the same whatever else is drawn, and others for another seed or name', () => {
    expect(poissonTimes_s(RATE, DURATION_s / 10, 1, 'wing string-lost')).toEqual(times.filter(t => t < DURATION_s / 10))
    expect(poissonTimes_s(RATE, DURATION_s, 2, 'wing string-lost')[0]).not.toBe(times[0])
    expect(poissonTimes_s(RATE, DURATION_s, 1, 'other string-lost')[0]).not.toBe(times[0])
    expect(poissonTimes_s(1e-12, 1, 1, 'never')).toEqual([])
  })
})
