import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

const scenario = (start: unknown, extra: object = {}) => ({
  name: 'periodic',
  start,
  duration: '2 orbits',
  step_s: 60,
  orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 12 },
  parts: [
    { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 12, face: '+z' },
    { id: 'battery', kind: 'battery.bucket', capacity_Wh: 2000, initial_charge_frac: 0.4, node: 'body' },
    { id: 'load', kind: 'load.constant', power_W: 1200, node: 'body' },
    // A time constant of a day: by waiting it would take weeks.
    { id: 'body', kind: 'node.lumped', capacity_J_K: 2e6, initial_temp_K: 250 },
    { id: 'radiator', kind: 'radiator.flat', coating: 'white-z93', area_m2: 4, face: '+x' },
    { id: 'strap', kind: 'link.conductive', from: 'body', to: 'radiator', conductance_W_K: 40 },
  ],
  ...extra,
})

describe('start: periodic', () => {
  it('begins where an orbit later it is again', () => {
    const { recording, summary } = simulate(scenario({ at: '2026-06-21T00:00:00Z', state: 'periodic' }))
    const orbit = Math.round(Number(summary.orbit?.period_s) / 60)
    for (const name of ['body.temp_K', 'radiator.temp_K', 'battery.charge_frac']) {
      const values = columnOf(recording, name) as Float64Array
      // The row nearest to an orbit is up to half a tick off it; the body moves by millikelvins in that, the charge by 0.006.
      expect(Math.abs(values[orbit] - values[0]), name).toBeLessThan(name.endsWith('frac') ? 0.01 : 0.2)
    }
    const body = columnOf(recording, 'body.temp_K') as Float64Array
    expect(body[0]).toBeGreaterThan(260)
    expect(summary.notes[0]).toMatch(/begins in the state that one orbit repeats/)
  })

  it('is the state that waiting leads to', () => {
    const found = columnOf(
      simulate(scenario({ at: '2026-06-21T00:00:00Z', state: 'periodic' })).recording,
      'body.temp_K',
    )
    const waited = columnOf(
      simulate(scenario('2026-06-21T00:00:00Z', { duration: '160 orbits', step_s: 120 })).recording,
      'body.temp_K',
    ) as Float64Array
    expect(Math.abs(Number(found?.[0]) - waited[waited.length - 1])).toBeLessThan(0.3)
  })

  it.each([
    ['periodic', /periodic tells how, not when\. Write start: \{ at:/],
    [{ at: '2026-06-21', state: 'periodic' }, /not a UTC instant\. Write the time too/],
    [{ at: '2026-06-21T00:00:00Z', state: 'warm' }, /is not an instant\. Write 2026-06-21T00:00:00Z, or \{ at:/],
  ])('%j is told what to write', (start, message) => {
    expect(() => simulate(scenario(start))).toThrow(message)
  })
})
