import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { makeMotion } from '../../viz/scene/motion.ts'
import { STATIONED } from './scenarios.ts'

/** The same satellite at ticks of a second tells where it is between ticks of a minute. */
const coarse = simulate(STATIONED).recording
const fine = simulate({ ...STATIONED, step_s: 1, duration: '20 min' }).recording
const of = (name: string, row: number) => (columnOf(fine, name) as Float64Array)[row]

describe('motion between rows', () => {
  const motion = makeMotion(coarse)
  const r = new Float64Array(3)
  const v = new Float64Array(3)

  it('is within a metre of the orbit, a minute between rows', () => {
    for (let t_s = 0; t_s <= 1200; t_s++) {
      motion?.at(t_s, r, v)
      for (const [k, a] of ['x', 'y', 'z'].entries()) {
        expect(Math.abs(r[k] - of(`orbit.${a}_km`, t_s)), `${a} at ${t_s} s`).toBeLessThan(1e-3)
        expect(Math.abs(v[k] - of(`orbit.v${a}_km_s`, t_s)), `v${a} at ${t_s} s`).toBeLessThan(1e-4)
      }
    }
  })

  it('is the record itself on a row', () => {
    for (const row of [0, 1, 77, coarse.rows - 1]) {
      motion?.at(row * coarse.interval_s, r, v)
      for (const [k, a] of ['x', 'y', 'z'].entries())
        expect(r[k]).toBeCloseTo((columnOf(coarse, `orbit.${a}_km`) as Float64Array)[row], 9)
    }
  })

  it('turns the body as the orbit turns, to a hundredth of a degree', () => {
    const q = new Float64Array(4)
    for (let t_s = 60; t_s <= 1140; t_s += 7) {
      motion?.attitudeAt(t_s, q)
      // The fine recording's row stands for the middle of its second.
      const due = ['x', 'y', 'z', 'w'].map(a => of(`attitude.q${a}_unit`, t_s) + of(`attitude.q${a}_unit`, t_s + 1))
      const dot = due.reduce((sum, d, k) => sum + d * q[k], 0) / Math.hypot(...due)
      expect(2 * Math.acos(Math.min(1, Math.abs(dot))) * (180 / Math.PI), `${t_s} s`).toBeLessThan(0.01)
    }
  })

  it('knows the length of an orbit', () => {
    expect(motion?.period_s).toBeGreaterThan(5800)
    expect(motion?.period_s).toBeLessThan(5940)
  })

  it('does not exist without an orbit', () => {
    const { orbit: _orbit, limits: _limits, ...plant } = STATIONED
    const parts = [
      { id: 'rock', kind: 'node.lumped', capacity_J_K: 1000 },
      { id: 'warmth', kind: 'heat.scheduled', node: 'rock', steps: [[0, 5]] },
    ]
    expect(makeMotion(simulate({ ...plant, attitude: undefined, parts }).recording)).toBeUndefined()
  })
})
