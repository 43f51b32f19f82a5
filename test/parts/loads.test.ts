import { describe, expect, it } from 'vitest'
import { columnOf, type Run, simulate } from '../../engine/index.ts'

const plain = (parts: object[], step_s: number, duration = '1 h') =>
  simulate({ name: 'loads', start: '2026-06-21T00:00:00Z', duration, step_s, parts })
const orbit = (parts: object[], step_s: number) =>
  simulate({
    name: 'loads',
    start: '2026-06-21T00:00:00Z',
    duration: '6 h',
    step_s,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 },
    parts,
  })
const at = (r: Run, name: string, row: number) => Number(columnOf(r.recording, name)?.[row])

describe('a duty cycle', () => {
  const load = { id: 'pulse', kind: 'load.duty', power_W: 90, off_W: 10, period_s: 700, on_frac: 0.3, first_s: 100 }
  const supply = { id: 'plug', kind: 'supply.scheduled', steps: [[0, 1000]] }
  it.each([1, 60, 300])('has the same energy at ticks of %d s: switches lie inside them', step_s => {
    // On from 100, 800, ... 3600 s less 210 s each: five whole pulses of 210 s, and none is cut by the end.
    const { budget } = plain([supply, load], step_s).summary
    expect(budget.served_Wh).toBeCloseTo((10 * 3600 + 80 * 5 * 210) / 3600, 9)
  })

  it('that began before the start goes on', () => {
    const r = plain([supply, { ...load, first_s: 600, on_frac: 0.9 }], 10)
    // On from -100 to 530 s, off until 600 s.
    expect(at(r, 'pulse.demand_W', 10)).toBe(90)
    expect(at(r, 'pulse.demand_W', 55)).toBe(10)
  })
})

describe('loads that follow the sky', () => {
  it('the Sun: energy by the sunlit share, at any tick', () => {
    for (const step_s of [10, 60]) {
      const { budget, sunlit_frac } = orbit(
        [
          { id: 'plug', kind: 'supply.scheduled', steps: [[0, 1000]] },
          { id: 'camera', kind: 'load.sunlit', sunlit_W: 100, dark_W: 20 },
        ],
        step_s,
      ).summary
      expect(budget.demanded_Wh).toBeCloseTo(6 * (20 + 80 * Number(sunlit_frac)), 6)
    }
  })

  it('a station: energy by the time in contact', () => {
    const { budget, passes } = orbit(
      [
        { id: 'plug', kind: 'supply.scheduled', steps: [[0, 1000]] },
        { id: 'svalbard', kind: 'ground.station', latitude_deg: 78.23, longitude_deg: 15.39 },
        { id: 'radio', kind: 'load.contact', contact_W: 500, idle_W: 20, station: 'svalbard' },
      ],
      60,
    ).summary
    const contact_s = passes.reduce((sum, p) => sum + p.duration_s, 0)
    expect(contact_s).toBeGreaterThan(600)
    expect(budget.demanded_Wh).toBeCloseTo(6 * 20 + (480 * contact_s) / 3600, 4)
  })
})

describe('two batteries on one bus', () => {
  const two = (watts: number) => [
    { id: 'plug', kind: 'supply.scheduled', steps: [[0, watts]] },
    { id: 'load', kind: 'load.constant', power_W: 100 },
    {
      id: 'a',
      kind: 'battery.bucket',
      capacity_Wh: 50,
      initial_charge_frac: 0.5,
      charge_efficiency_frac: 1,
      discharge_efficiency_frac: 1,
    },
    {
      id: 'b',
      kind: 'battery.bucket',
      capacity_Wh: 50,
      initial_charge_frac: 0.5,
      charge_efficiency_frac: 1,
      discharge_efficiency_frac: 1,
    },
  ]
  it('store a surplus once: the first fills, then the second', () => {
    const r = plain(two(140), 60)
    // 40 W: 25 Wh fill the first in 37.5 min, the other 15 Wh go to the second.
    expect(at(r, 'a.charge_frac', 60)).toBeCloseTo(1, 12)
    expect(at(r, 'b.charge_frac', 60)).toBeCloseTo(0.5 + 15 / 50, 9)
    expect(r.summary.budget.curtailed_Wh).toBeCloseTo(0, 9)
  })

  it('share a shortage: the first empties, then the second, then it is unserved', () => {
    const r = plain(two(40), 60)
    expect(at(r, 'a.charge_frac', 60)).toBeCloseTo(0, 12)
    expect(at(r, 'b.charge_frac', 60)).toBeCloseTo(0, 12)
    expect(r.summary.budget.unserved_Wh).toBeCloseTo(10, 9)
  })
})

it('a battery on the shelf leaks by its rate, and the books know', () => {
  const r = simulate({
    name: 'shelf',
    start: '2026-06-21T00:00:00Z',
    duration: '10 d',
    step_s: 3600,
    parts: [{ id: 'a', kind: 'battery.bucket', capacity_Wh: 1000, self_discharge_per_day: 0.01 }],
  })
  expect(at(r, 'a.charge_frac', 240)).toBeCloseTo(Math.exp(-0.1), 9)
  expect(r.summary.budget.loss_Wh).toBeCloseTo(1000 * (1 - Math.exp(-0.1)), 6)
})
