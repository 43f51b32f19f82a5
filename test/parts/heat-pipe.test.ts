import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

const run = (pipe: object, watts: number, wall_K = 280, step_s = 30) =>
  simulate({
    name: 'pipe',
    start: '2026-06-21T00:00:00Z',
    duration: '24 h',
    step_s,
    parts: [
      { id: 'chips', kind: 'node.lumped', capacity_J_K: 5000, initial_temp_K: 290 },
      { id: 'wall', kind: 'node.held', temp_K: wall_K },
      {
        id: 'pipe',
        kind: 'link.heat-pipe',
        from: 'chips',
        to: 'wall',
        conductance_W_K: 10,
        off_conductance_W_K: 0.5,
        ...pipe,
      },
      { id: 'heat', kind: 'heat.scheduled', steps: [[0, watts]], node: 'chips' },
      { id: 'loss', kind: 'link.conductive', from: 'chips', to: 'wall', conductance_W_K: 1 },
    ],
  })
const last = (r: ReturnType<typeof run>, name: string) => Number(columnOf(r.recording, name)?.at(-1))

describe('a heat pipe', () => {
  it('within its power is a conductance', () => {
    expect(last(run({ max_power_W: 500 }, 110), 'chips.temp_K')).toBeCloseTo(280 + 110 / 11, 6)
  })

  it('carries no more than its most; the rest finds another way', () => {
    const r = run({ max_power_W: 100 }, 160)
    expect(last(r, 'pipe.flow_W')).toBeCloseTo(100, 3)
    expect(last(r, 'chips.temp_K')).toBeCloseTo(280 + 60, 3)
  })

  it('frozen is its wall', () => {
    expect(last(run({ freezing_K: 400 }, 15), 'chips.temp_K')).toBeCloseTo(280 + 15 / 1.5, 6)
  })

  it('as a diode carries nothing backwards but what its wall does', () => {
    expect(last(run({ direction: 'forward' }, -15), 'chips.temp_K')).toBeCloseTo(280 - 15 / 1.5, 6)
    expect(last(run({}, -15), 'chips.temp_K')).toBeCloseTo(280 - 15 / 11, 6)
  })

  it('its books close, whatever it does', () => {
    for (const pipe of [{ max_power_W: 50 }, { freezing_K: 285 }, { direction: 'forward' }])
      expect(run(pipe, 90, 280, 300).summary.ledger.every(l => l.residual_frac <= 1e-9)).toBe(true)
  })
})
