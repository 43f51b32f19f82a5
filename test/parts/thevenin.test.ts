import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import {
  makeOpenCircuit,
  makeTheveninSettlement,
  settleThevenin,
  type TheveninCell,
} from '../../engine/physics/thevenin.ts'

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
