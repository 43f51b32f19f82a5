import { describe, expect, it } from 'vitest'
import { makeForecast } from '../../engine/environment/forecast.ts'
import { findContacts } from '../../engine/physics/light/contacts.ts'
import { sunTeme_km } from '../../engine/physics/light/sun.ts'
import { makePropagator, sunSynchronousElements } from '../../engine/physics/orbit/orbit.ts'

const START_us = Date.UTC(2026, 2, 20) * 1000
const DAY_s = 86400

function sky(ltan_h: number, altitude_km: number) {
  const orbit = makePropagator(sunSynchronousElements({ epoch_us: START_us, altitude_km, ltan_h }))
  const state = new Float64Array(6)
  const positionAt = (time_s: number, out: Float64Array) => {
    orbit.state(time_s, state)
    out.set(state.subarray(0, 3))
  }
  const sunAt = (time_s: number, out: Float64Array) => sunTeme_km(START_us / 1e6 + time_s, out)
  return { positionAt, sunAt, period_s: orbit.period_s }
}

describe('eclipses are foreseen', () => {
  const { positionAt, sunAt, period_s } = sky(12, 550)
  const starts: number[] = []
  const ends: number[] = []
  findContacts(positionAt, sunAt, 0, DAY_s, (kind, t) => {
    if (kind === 'penumbra-start') starts.push(t)
    if (kind === 'penumbra-end') ends.push(t)
  })
  const next = makeForecast(
    () => positionAt,
    sunAt,
    () => period_s,
  )

  it('as they come: at every minute the one under way, or the next', () => {
    for (let t = 0; t < DAY_s - 2 * period_s; t += 60) {
      const seen = next(0, t)
      const end = ends.findIndex(e => e > t)
      expect(Math.abs((seen?.end_s ?? 0) - ends[end])).toBeLessThan(1e-4)
      const start = starts.findLast(s => s < ends[end])
      // One that was under way at the first question has no start.
      if (start !== undefined) expect(Math.abs((seen?.start_s ?? 0) - start)).toBeLessThan(1e-4)
      else expect(seen?.start_s).toBe(Number.NEGATIVE_INFINITY)
    }
  })

  it('also when asked again from the beginning', () => {
    const first = next(1, 0)
    next(1, 40000)
    expect(next(1, 0)).toEqual(first)
  })

  it('and none where none comes', () => {
    const high = sky(18, 1400)
    const none = makeForecast(
      () => high.positionAt,
      high.sunAt,
      () => high.period_s,
    )
    for (let t = 0; t < DAY_s; t += 3600) expect(none(0, t)).toBeUndefined()
  })
})
