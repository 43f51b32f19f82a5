import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

const run = (step_s: number, extra: object, duration = '12 h') =>
  simulate({
    name: 'heater',
    start: '2026-06-21T00:00:00Z',
    duration,
    step_s,
    parts: [
      { id: 'plug', kind: 'supply.scheduled', steps: [[0, 500]] },
      { id: 'tank', kind: 'node.lumped', capacity_J_K: 20000, initial_temp_K: 290 },
      { id: 'cold', kind: 'node.held', temp_K: 250 },
      { id: 'leak', kind: 'link.conductive', from: 'tank', to: 'cold', conductance_W_K: 2 },
      {
        id: 'heater',
        kind: 'heater.thermostat',
        power_W: 100,
        on_temp_K: 278,
        off_temp_K: 282,
        node: 'tank',
        ...extra,
      },
    ],
  })

describe('a thermostat', () => {
  it('proportional settles where the duty is the leak: 2 (T - 250) = 100 (282 - T)/4', () => {
    const tank = columnOf(run(60, {}).recording, 'tank.temp_K') as Float64Array
    expect(tank[tank.length - 1]).toBeCloseTo((25 * 282 + 500) / 27, 6)
  })

  it('its energy does not depend on the tick', () => {
    const energy = (step_s: number) => run(step_s, {}).summary.budget.served_Wh
    expect(Math.abs(energy(60) / energy(5) - 1)).toBeLessThan(2e-3)
  })

  it('with hysteresis it stays in its band, a step’s way beyond, and cycles', () => {
    const { recording } = run(5, { control: 'hysteresis' })
    const tank = (columnOf(recording, 'tank.temp_K') as Float64Array).slice(3600)
    expect(Math.min(...tank)).toBeGreaterThan(278 - 0.05)
    expect(Math.max(...tank)).toBeLessThan(282 + 0.05)
    const on = columnOf(recording, 'heater.on_frac') as Float64Array
    expect(on.filter((v, k) => k > 0 && v !== on[k - 1]).length).toBeGreaterThan(10)
  })

  it('both ways use the same energy within a cycle', () => {
    const last = (control: string) => run(5, { control }, '48 h').summary.budget.served_Wh
    expect(Math.abs(last('hysteresis') / last('proportional') - 1)).toBeLessThan(0.03)
  })

  it('needs a band', () => {
    expect(() => run(60, { off_temp_K: 270 })).toThrow(/off_temp_K: 270 K is not above on_temp_K, 278 K/)
  })
})

describe('a heater on a node that is quick for the tick', () => {
  it.each([
    [5000, 60],
    [500, 60],
    [500, 300],
    [50, 60],
    [5, 600],
  ])('of %d J/K, at ticks of %d s, keeps it in its band and does not swing', (capacity_J_K, step_s) => {
    const { recording } = simulate({
      name: 'quick',
      start: '2026-01-01T00:00:00Z',
      duration: '10 h',
      step_s,
      parts: [
        { id: 'plug', kind: 'supply.scheduled', steps: [[0, 1000]] },
        { id: 'bay', kind: 'node.lumped', capacity_J_K, initial_temp_K: 290 },
        { id: 'wall', kind: 'node.held', temp_K: 220 },
        { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'wall', conductance_W_K: 1 },
        { id: 'heater', kind: 'heater.thermostat', power_W: 150, on_temp_K: 270, off_temp_K: 272, node: 'bay' },
      ],
    })
    // P = 150 (272 - T)/2 = T - 220.
    const balance_K = (75 * 272 + 220) / 76
    const temp = columnOf(recording, 'bay.temp_K') as Float64Array
    for (const t of temp.slice(-3)) expect(Math.abs(t - balance_K)).toBeLessThan(0.02)
  })
})
