import { columnOf, simulate } from '../engine/index.ts'
import { truth } from '../test/load.ts'

/** A network with its temperatures at some times, K by node. */
export interface NetworkCase {
  readonly name: string
  readonly nodes: readonly { id: string; capacityJPerK: number; initialK: number }[]
  readonly conductive: readonly (readonly [string, string, number])[]
  readonly radiative: readonly (readonly [string, string, number])[]
  readonly heatStepsW: Readonly<Record<string, readonly (readonly [number, number])[]>>
  readonly span_s: number
  readonly rows: readonly { readonly t: number; readonly temps_K: Readonly<Record<string, number>> }[]
}

type Link = [string, string, number]

interface Plain {
  cases: {
    name: string
    nodes: NetworkCase['nodes']
    conductiveWPerK: Link[]
    radiativeM2: Link[]
    heatStepsW: Record<string, [number, number][]>
    spanS: number
    temperaturesK: ({ t: number } & Record<string, number>)[]
  }[]
}

interface Extended {
  cases: {
    name: string
    kind: string
    nodes: NetworkCase['nodes']
    conductancesWPerK: Link[]
    radiativeM2: Link[]
    heatStepsW: Record<string, [number, number][]>
    spanS: number
    tS: number[]
    temperatureK: Record<string, number[]>
  }[]
}

export function networks(): NetworkCase[] {
  const plain = truth<Plain>('thermal-networks.json').cases.map(c => ({
    name: c.name,
    nodes: c.nodes,
    conductive: c.conductiveWPerK,
    radiative: c.radiativeM2,
    heatStepsW: c.heatStepsW,
    span_s: c.spanS,
    rows: c.temperaturesK.map(({ t, ...temps_K }) => ({ t, temps_K })),
  }))
  const extended = truth<Extended>('extended/g-thermal.json')
    .cases.filter(c => c.kind === 'network')
    .map(c => ({
      name: c.name,
      nodes: c.nodes,
      conductive: c.conductancesWPerK,
      radiative: c.radiativeM2,
      heatStepsW: c.heatStepsW,
      span_s: c.spanS,
      rows: c.tS.map((t, k) => ({
        t,
        temps_K: Object.fromEntries(c.nodes.map(n => [n.id, c.temperatureK[n.id][k]])),
      })),
    }))
  return [...plain, ...extended]
}

/** The worst temperature error of all nodes at all reference times that a tick ends on, and how many were compared. */
export function networkError(cases: readonly NetworkCase[], step_s: number): { compared: number; worst_K: number } {
  let compared = 0
  let worst_K = 0
  for (const c of cases) {
    const { recording } = simulate({
      name: c.name,
      start: '2026-01-01T00:00:00Z',
      duration: `${Math.ceil(c.span_s / step_s) * step_s} s`,
      step_s,
      parts: partsOf(c),
    })
    for (const { t, temps_K } of c.rows) {
      if (t % step_s !== 0) continue
      for (const [id, expected_K] of Object.entries(temps_K)) {
        const ours_K = Number(columnOf(recording, `${id}.temp_K`)?.[t / step_s])
        worst_K = Math.max(worst_K, Math.abs(ours_K - expected_K))
        compared++
      }
    }
  }
  return { compared, worst_K }
}

function partsOf(c: NetworkCase): unknown[] {
  return [
    ...c.nodes.map(n => ({ id: n.id, kind: 'node.lumped', capacity_J_K: n.capacityJPerK, initial_temp_K: n.initialK })),
    ...c.conductive.map(([from, to, conductance_W_K], k) => ({
      id: `g${k}`,
      kind: 'link.conductive',
      from,
      to,
      conductance_W_K,
    })),
    ...c.radiative.map(([from, to, exchange_m2], k) => ({
      id: `r${k}`,
      kind: 'link.radiative',
      from,
      to,
      exchange_m2,
    })),
    ...Object.entries(c.heatStepsW).map(([node, steps]) => ({ id: `q-${node}`, kind: 'heat.scheduled', node, steps })),
  ]
}
