import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import {
  makeOpenCircuit,
  makeTheveninSettlement,
  settleThevenin,
  type TheveninCell,
} from '../../engine/physics/power/thevenin.ts'

const FLAT = makeOpenCircuit([
  [0, 30],
  [1, 30],
])
const SLOPED = makeOpenCircuit([
  [0, 24],
  [0.3, 28],
  [1, 33],
])
const cell = (over: Partial<TheveninCell> = {}): TheveninCell => ({
  ocv: FLAT,
  capacity_C: 36000,
  resistance_ohm: 0.1,
  floor_frac: 0.1,
  max_charge_W: 1e15,
  max_discharge_W: 1e15,
  highest_V: Number.POSITIVE_INFINITY,
  lowest_V: 0,
  ...over,
})
const settle = (q: number, c: TheveninCell, supply: number, demand: number, s: number) => {
  const out = makeTheveninSettlement()
  settleThevenin(q, c, supply, demand, s, out)
  return out
}

describe('a battery behind a resistance', () => {
  it('at a constant voltage is the quadratic: charging 330 W at 30 V and 0.1 ohm', () => {
    const out = settle(0.5, cell(), 330, 0, 60)
    const current = (-30 + Math.sqrt(900 + 4 * 0.1 * 330)) / 0.2
    expect(out.current_A).toBeCloseTo(current, 9)
    expect(out.end_frac).toBeCloseTo(0.5 + (current * 60) / 36000, 12)
    expect(out.loss_W).toBeCloseTo(current * current * 0.1, 9)
    expect(out.charged_W).toBe(330)
  })

  it('discharging 330 W', () => {
    const out = settle(0.5, cell(), 0, 330, 60)
    const current = (30 - Math.sqrt(900 - 4 * 0.1 * 330)) / 0.2
    expect(out.current_A).toBeCloseTo(-current, 9)
    expect(out.loss_W).toBeCloseTo(current * current * 0.1, 9)
  })

  it('that fills within the step takes the power until then and no longer', () => {
    const out = settle(0.999, cell(), 330, 0, 600)
    const current = (-30 + Math.sqrt(900 + 4 * 0.1 * 330)) / 0.2
    const fills_s = (0.001 * 36000) / current
    expect(out.end_frac).toBe(1)
    expect(out.charged_W).toBeCloseTo((330 * fills_s) / 600, 9)
  })

  it('stops at its floor, and gives no more than its resistance lets through', () => {
    expect(settle(0.1, cell(), 0, 330, 60).discharged_W).toBe(0)
    expect(settle(0.05, cell(), 0, 330, 60).end_frac).toBe(0.05)
    expect(settle(0.5, cell(), 0, 1e6, 1).discharged_W).toBeCloseTo(900 / 0.4, 0)
  })

  it('with a sloping voltage steps of 1 s and of 60 s agree, and energy is the integral of V dQ', () => {
    const c = cell({ ocv: SLOPED })
    let q = 0.35
    let loss_J = 0
    for (let k = 0; k < 600; k++) {
      const out = settle(q, c, 300, 0, 1)
      q = out.end_frac
      loss_J += out.loss_W
    }
    let coarse = 0.35
    let coarse_J = 0
    for (let k = 0; k < 10; k++) {
      const out = settle(coarse, c, 300, 0, 60)
      coarse = out.end_frac
      coarse_J += out.loss_W * 60
    }
    expect(coarse).toBeCloseTo(q, 6)
    expect(coarse_J / loss_J).toBeCloseTo(1, 4)
    expect(300 * 600 - loss_J).toBeCloseTo((SLOPED.integral_V(q) - SLOPED.integral_V(0.35)) * 36000, 4)
  })

  it('never makes a number that is none, nor a loss below zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ min: 0.001, max: 1e5, noNaN: true }),
        (q, supply, demand, s) => {
          const out = settle(q, cell({ ocv: SLOPED }), supply, demand, s)
          for (const v of Object.values(out)) expect(Number.isFinite(v)).toBe(true)
          expect(out.loss_W).toBeGreaterThanOrEqual(-1e-9 * (supply + demand + 1))
          expect(out.end_frac).toBeGreaterThanOrEqual(Math.min(q, 0.1))
          expect(out.end_frac).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('limits of its terminals', () => {
  const limited = cell({ ocv: SLOPED, highest_V: 32, lowest_V: 26 })
  it('hold the voltage at the end of a charge: the current is (highest - V)/R and tapers off', () => {
    let q = 0.8
    const currents: number[] = []
    for (let k = 0; k < 400; k++) {
      const out = settle(q, limited, 900, 0, 60)
      q = out.end_frac
      currents.push(out.current_A)
      const mean_V = out.current_A > 0 ? out.charged_W / out.current_A : 0
      expect(mean_V).toBeLessThanOrEqual(32 + 1e-9)
      expect(out.change_J).toBeCloseTo(60 * (out.charged_W - out.loss_W), 6)
    }
    // Open circuit is 32 V at a charge of 0.86: it goes there exponentially, with the time constant R Q over the slope of 5 V/0.7.
    expect(q).toBeCloseTo(0.86, 6)
    const [a, b] = [currents[100], currents[110]]
    expect(Math.log(a / b) / 600).toBeCloseTo(5 / 0.7 / (0.1 * 36000), 4)
  })

  it('do not depend on the step', () => {
    const chargeAfter = (step_s: number) => {
      let q = 0.8
      for (let t = 0; t < 3600; t += step_s) q = settle(q, limited, 900, 0, step_s).end_frac
      return q
    }
    expect(chargeAfter(600)).toBeCloseTo(chargeAfter(1), 3)
    expect(chargeAfter(60)).toBeCloseTo(chargeAfter(1), 5)
    expect(settle(0.8, limited, 900, 0, 1e5).end_frac).toBeLessThanOrEqual(0.86)
  })

  it('hold the voltage at the end of a discharge', () => {
    const out = settle(0.2, limited, 0, 5000, 10)
    expect(out.discharged_W / -out.current_A).toBeGreaterThanOrEqual(26 - 1e-9)
    // 26 V stand open at a charge of 0.15.
    let q = 0.2
    for (let k = 0; k < 2000; k++) q = settle(q, limited, 0, 5000, 10).end_frac
    expect(q).toBeCloseTo(0.15, 6)
  })
})

describe('alone', () => {
  const shelf = (over: object, parts: object[] = [], duration = '10 d') =>
    simulate({
      name: 'shelf',
      start: '2026-06-21T00:00:00Z',
      duration,
      step_s: 3600,
      parts: [
        {
          id: 'cells',
          kind: 'battery.thevenin',
          series_count: 8,
          cell_capacity_Ah: 10,
          cell_resistance_ohm: 0.01,
          ...over,
        },
        ...parts,
      ],
    })
  it('leaks by its rate, and what leaks is lost and known to the books', () => {
    const r = shelf({ self_discharge_per_day: 0.01 })
    expect(columnOf(r.recording, 'cells.charge_frac')?.at(-1)).toBeCloseTo(Math.exp(-0.1), 9)
    const energy = columnOf(r.recording, 'cells.energy_J') as Float64Array
    expect(r.summary.budget.loss_Wh * 3600).toBeCloseTo(energy[0] - (energy.at(-1) as number), 3)
    for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  })

  it('aged it holds its share of what it held new', () => {
    const held = (over: object) => columnOf(shelf(over).recording, 'cells.energy_J')?.[0] as number
    expect(held({ health_frac: 0.8 }) / held({})).toBeCloseTo(0.8, 12)
    expect(held({ age_year: 5, fade_per_year: 0.03 }) / held({})).toBeCloseTo(0.97 ** 5, 12)
  })

  it('gives nothing below its floor, and no more than its limit', () => {
    const load = { id: 'load', kind: 'load.constant', power_W: 100 }
    const r = shelf({ floor_frac: 0.4, max_discharge_W: 30 }, [load], '24 h')
    expect(Math.max(...(columnOf(r.recording, 'cells.discharged_W') as Float64Array))).toBeCloseTo(30, 9)
    expect(columnOf(r.recording, 'cells.charge_frac')?.at(-1)).toBeCloseTo(0.4, 12)
  })
})

describe('in a satellite', () => {
  const run = (start: unknown, temp_K: number) =>
    simulate({
      name: 'cells',
      start,
      duration: '3 orbits',
      step_s: 60,
      orbit: { kind: 'sun-synchronous', altitude_km: 600, ltan_h: 12 },
      parts: [
        { id: 'wing', kind: 'array.flat', cell: 'triple-junction-xtj', area_m2: 5, face: '+z' },
        { id: 'load', kind: 'load.constant', power_W: 600 },
        {
          id: 'cells',
          kind: 'battery.thevenin',
          series_count: 8,
          parallel_count: 4,
          cell_capacity_Ah: 10,
          cell_resistance_ohm: 0.01,
          node: 'box',
        },
        { id: 'box', kind: 'node.held', temp_K },
      ],
    })

  it('loses more in the cold, closes its books, and starts where an orbit repeats', () => {
    const losses = (temp_K: number) => run('2026-03-20T00:00:00Z', temp_K).summary.budget.loss_Wh
    expect(losses(263.15) / losses(293.15)).toBeGreaterThan(1.5)
    const { summary, recording } = run({ at: '2026-03-20T00:00:00Z', state: 'periodic' }, 293.15)
    expect(summary.ledger.every(l => l.residual_frac <= 1e-9)).toBe(true)
    const volts = columnOf(recording, 'cells.voltage_V') as Float64Array
    expect(Math.max(...volts)).toBeLessThan(8 * 4.4)
    expect(Math.min(...volts)).toBeGreaterThan(8 * 2.9)
  })
})
