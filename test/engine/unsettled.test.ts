import { describe, expect, it } from 'vitest'
import { columnOf, type NotFiniteError, StepError, simulate } from '../../engine/index.ts'

const base = { name: 'hard on heat', start: '2026-01-01T00:00:00Z', duration: '1 h', step_s: 60 }
const node = (id: string, capacity_J_K: number) => ({ id, kind: 'node.lumped', capacity_J_K })

function failureOf(parts: readonly unknown[]): unknown {
  try {
    simulate({ ...base, parts })
  } catch (error) {
    return error
  }
  throw new Error('it was accepted')
}

describe('heat that no temperature can carry', () => {
  it('names the node, the tick and the UTC when more is taken out than there is', () => {
    // 1000 J/K at 293.15 K hold 293150 J: at 500 W they are gone after 586 s, in the tenth minute.
    const error = failureOf([
      node('warm', 1e6),
      node('cold', 1000),
      { id: 'chill', kind: 'heat.scheduled', node: 'cold', steps: [[0, -500]] },
    ])
    expect(error).toBeInstanceOf(StepError)
    expect(error).toMatchObject({ owner: 'cold', tick: 10, lane: 0 })
    expect(String(error)).toMatch(/cold in tick 10 \(2026-01-01T00:10:00.*Z\), lane 0: .*-500.00 W of heat/)
    expect(String(error)).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('follows a node of thousands of kelvin', () => {
    // 1 MW from 1 m2: T = (P / (sigma A) + 2.7 K^4)^(1/4) with sigma 5.670374e-8 W/(m2 K4).
    const { recording } = simulate({
      ...base,
      parts: [
        node('glow', 100),
        { id: 'lamp', kind: 'heat.scheduled', node: 'glow', steps: [[0, 1e6]] },
        { id: 'panel', kind: 'link.radiative', from: 'glow', to: 'space', exchange_m2: 1 },
      ],
    })
    const temps_K = columnOf(recording, 'glow.temp_K') as Float64Array
    expect(temps_K.every(Number.isFinite)).toBe(true)
    expect(temps_K[recording.rows - 1]).toBeCloseTo((1e6 / 5.670374e-8) ** 0.25, 3)
  })

  it('says what is wrong when numbers leave the range of a double', () => {
    const error = failureOf([
      node('star', 1e-3),
      { id: 'lamp', kind: 'heat.scheduled', node: 'star', steps: [[0, 1e150]] },
      { id: 'panel', kind: 'link.radiative', from: 'star', to: 'space', exchange_m2: 1 },
    ]) as StepError | NotFiniteError
    expect(error.message).toMatch(/star.* tick \d+ \(2026-01-01T00:0\d:00.*Z\)/)
  })
})
