import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { truth } from '../load.ts'

interface Case {
  name: string
  nodes: { id: string; capacityJPerK: number; initialK: number }[]
  conductiveWPerK: [string, string, number][]
  radiativeM2: [string, string, number][]
  heatStepsW: Record<string, [number, number][]>
  spanS: number
  temperaturesK: ({ t: number } & Record<string, number>)[]
  radiatedToSpaceJ: number
}

const { cases } = truth<{ cases: Case[] }>('thermal-networks.json')

describe.each([
  [1, 0.01],
  [10, 0.02],
  [60, 0.1],
])('thermal networks at ticks of %d s, within %d K', (step_s, allowed_K) => {
  it.each(cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
    const ticks = Math.ceil(c.spanS / step_s)
    const { summary, recording } = simulate({
      name: c.name,
      start: '2026-01-01T00:00:00Z',
      duration: `${ticks * step_s} s`,
      step_s,
      parts: [
        ...c.nodes.map(n => ({
          id: n.id,
          kind: 'node.lumped',
          capacity_J_K: n.capacityJPerK,
          initial_temp_K: n.initialK,
        })),
        ...c.conductiveWPerK.map(([from, to, G], k) => ({
          id: `g${k}`,
          kind: 'link.conductive',
          from,
          to,
          conductance_W_K: G,
        })),
        ...c.radiativeM2.map(([from, to, R], k) => ({ id: `r${k}`, kind: 'link.radiative', from, to, exchange_m2: R })),
        ...Object.entries(c.heatStepsW).map(([node, steps]) => ({
          id: `q-${node}`,
          kind: 'heat.scheduled',
          node,
          steps,
        })),
      ],
    })
    let compared = 0
    for (const row of c.temperaturesK) {
      if (row.t % step_s !== 0) continue
      for (const n of c.nodes) {
        const ours = Number(columnOf(recording, `${n.id}.temp_K`)?.[row.t / step_s])
        expect(Math.abs(ours - row[n.id]), `${n.id} at ${row.t} s`).toBeLessThan(allowed_K)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(c.nodes.length)
    if (c.spanS % step_s === 0) expect((summary.budget.radiated_Wh * 3600) / c.radiatedToSpaceJ).toBeCloseTo(1, 4)
  })
})
