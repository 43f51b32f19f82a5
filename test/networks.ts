import { columnOf, simulate } from '../engine/index.ts'
import { truth } from './load.ts'

type Link = readonly [string, string, number]
type Heat = readonly (readonly [number, number])[]

/** A network of test/truth with its temperatures at some times, K by node, and the heat that it has radiated by then where that is known. */
export interface NetworkCase {
  readonly name: string
  readonly nodes: readonly { id: string; capacityJPerK: number; initialK: number }[]
  readonly conductive: readonly Link[]
  readonly radiative: readonly Link[]
  readonly heatStepsW: Readonly<Record<string, Heat>>
  readonly span_s: number
  readonly rows: readonly { readonly t: number; readonly temps_K: Readonly<Record<string, number>> }[]
  readonly radiated: readonly { readonly t: number; readonly energy_J: number }[]
  /** Where its times are multiples of an odd number: that number, which ticks are made to divide. */
  readonly grid_s?: number
}

interface Plain {
  name: string
  nodes: NetworkCase['nodes']
  conductiveWPerK: Link[]
  radiativeM2: Link[]
  heatStepsW: Record<string, Heat>
  spanS: number
  temperaturesK: ({ t: number } & Record<string, number>)[]
  radiatedToSpaceJ: number
}

interface Network {
  name: string
  kind: 'network'
  nodes: NetworkCase['nodes']
  conductancesWPerK: Link[]
  radiativeM2: Link[]
  oneWayFlowsWPerK: Link[]
  heatStepsW: Record<string, Heat>
  spanS: number
  tS: number[]
  temperatureK: Record<string, number[]>
  radiatedToSpaceJ: number[]
}

interface OneNode {
  name: string
  kind: 'one-node'
  initialK: number
  heatW: number
  emittanceAreaM2: number
  capacityJPerK: number
  tS: number[]
  temperatureK: number[]
}

interface TwoNodes {
  name: string
  kind: 'two-node-linear'
  capacityJPerK: [number, number]
  conductanceWPerK: number
  initialK: [number, number]
  tS: number[]
  temperatureK: [number, number][] | Record<string, number[]>
}

const last = (times: readonly number[]) => times[times.length - 1]

function ofPlain(c: Plain): NetworkCase {
  return {
    name: c.name,
    nodes: c.nodes,
    conductive: c.conductiveWPerK,
    radiative: c.radiativeM2,
    heatStepsW: c.heatStepsW,
    span_s: c.spanS,
    rows: c.temperaturesK.map(({ t, ...temps_K }) => ({ t, temps_K })),
    radiated: [{ t: c.spanS, energy_J: c.radiatedToSpaceJ }],
  }
}

function ofNetwork(c: Network): NetworkCase {
  if (c.oneWayFlowsWPerK.length > 0) throw new Error(`${c.name} has one-way flows, which are not compared here.`)
  return {
    name: c.name,
    nodes: c.nodes,
    conductive: c.conductancesWPerK,
    radiative: c.radiativeM2,
    heatStepsW: c.heatStepsW,
    span_s: c.spanS,
    rows: c.tS.map((t, k) => ({ t, temps_K: Object.fromEntries(c.nodes.map(n => [n.id, c.temperatureK[n.id][k]])) })),
    radiated: c.tS.map((t, k) => ({ t, energy_J: c.radiatedToSpaceJ[k] })),
    // Thirty orbits of 5863.7 s, looked at each half.
    ...(c.spanS > 1e5 ? { grid_s: c.spanS / 60 } : {}),
  }
}

/** Its space may be colder than ours by 2.725 K, which is 3e-6 W/m2. */
function ofOneNode(c: OneNode): NetworkCase {
  return {
    name: c.name,
    nodes: [{ id: 'n', capacityJPerK: c.capacityJPerK, initialK: c.initialK }],
    conductive: [],
    radiative: [['n', 'space', c.emittanceAreaM2]],
    heatStepsW: { n: [[0, c.heatW]] },
    span_s: last(c.tS),
    rows: c.tS.map((t, k) => ({ t, temps_K: { n: c.temperatureK[k] } })),
    radiated: [],
  }
}

function ofTwoNodes(c: TwoNodes): NetworkCase {
  const at = (k: number, node: number) =>
    Array.isArray(c.temperatureK) ? c.temperatureK[k][node] : Object.values(c.temperatureK)[node][k]
  return {
    name: c.name,
    nodes: ['a', 'b'].map((id, k) => ({ id, capacityJPerK: c.capacityJPerK[k], initialK: c.initialK[k] })),
    conductive: [['a', 'b', c.conductanceWPerK]],
    radiative: [],
    heatStepsW: {},
    span_s: last(c.tS),
    rows: c.tS.map((t, k) => ({ t, temps_K: { a: at(k, 0), b: at(k, 1) } })),
    radiated: [],
  }
}

/** Every network of both references. */
export function networks(): NetworkCase[] {
  const { cases } = truth<{ cases: (Network | OneNode | TwoNodes)[] }>('extended/g-thermal.json')
  return [
    ...truth<{ cases: Plain[] }>('thermal-networks.json').cases.map(ofPlain),
    ...cases.map(c => (c.kind === 'network' ? ofNetwork(c) : c.kind === 'one-node' ? ofOneNode(c) : ofTwoNodes(c))),
  ]
}

export interface NetworkErrors {
  readonly compared: number
  readonly worst_K: number
  /** Of the energy radiated, its worst error as a share; 0 where none is known at a tick's end. */
  readonly radiated_frac: number
  readonly ledger_frac: number
}

/** Errors of a network at all reference times that a tick of about `tick_s` ends on. */
export function errorsOf(c: NetworkCase, tick_s: number): NetworkErrors {
  const step_s = c.grid_s === undefined ? tick_s : c.grid_s / Math.round(c.grid_s / tick_s)
  const { recording, summary } = simulate({
    name: c.name,
    start: '2026-01-01T00:00:00Z',
    duration: `${Math.ceil(c.span_s / step_s - 1e-9) * step_s} s`,
    step_s,
    parts: partsOf(c),
  })
  const rowOf = (t: number) => Math.round(t / step_s)
  const onTick = (t: number) => Math.abs(rowOf(t) * step_s - t) < 1e-6
  let compared = 0
  let worst_K = 0
  for (const { t, temps_K } of c.rows.filter(r => onTick(r.t)))
    for (const [id, expected_K] of Object.entries(temps_K)) {
      const ours_K = Number(columnOf(recording, `${id}.temp_K`)?.[rowOf(t)])
      worst_K = Math.max(worst_K, Math.abs(ours_K - expected_K))
      compared++
    }
  const outside = c.radiative
    .map(([, to], k) => ({ to, flow: columnOf(recording, `r${k}.flow_W`) as Float64Array }))
    .filter(r => r.to === 'space')
  const radiated_J = new Float64Array(recording.rows)
  for (let row = 1; row < recording.rows; row++)
    radiated_J[row] = radiated_J[row - 1] + outside.reduce((sum, { flow }) => sum + flow[row] * step_s, 0)
  const radiated_frac = c.radiated
    .filter(r => r.t > 0 && onTick(r.t))
    .reduce((worst, r) => Math.max(worst, Math.abs(radiated_J[rowOf(r.t)] / r.energy_J - 1)), 0)
  return { compared, worst_K, radiated_frac, ledger_frac: Math.max(...summary.ledger.map(l => l.residual_frac)) }
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
