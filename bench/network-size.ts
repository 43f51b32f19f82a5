// npm run network-size: what a step of a thermal network costs by its number of nodes, as ratios in one run. A chain or a tree should cost in
// proportion to its nodes; a grid a little more, by the fill of its factorisation.

import { table } from '../cli/table.ts'
import { makeConduction } from '../engine/physics/heat/conduction.ts'
import { makeRadiation } from '../engine/physics/heat/radiation.ts'
import { makeThermalNetwork } from '../engine/physics/heat/thermal-network.ts'
import { machine } from './machine.ts'

const ROUNDS = 9
const STEPS = 400

type Pair = [number, number]

function stepper(n: number, links: readonly Pair[]): () => void {
  const conduction = makeConduction(links)
  conduction.forward_W_K.fill(5)
  conduction.back_W_K.fill(5)
  const radiation = makeRadiation([[n - 1, -1]], 2.725)
  radiation.exchange_m2.fill(1)
  const network = makeThermalNetwork({
    nodes: n,
    fixed: Array.from({ length: n }, () => false),
    melting: new Map(),
    paths: [conduction, radiation],
  })
  const of = (value = 0) => new Float64Array(n).fill(value)
  const input = { dt_s: 30, capacity_J_K: of(500), start_K: of(300), startLatent_J: of(), heat_W: of(1) }
  const out = { end_K: of(), mean_K: of(), endLatent_J: of(), fixedHeat_W: of() }
  return () => {
    network.step(input, out)
    input.start_K.set(out.end_K)
  }
}

const chain = (n: number): Pair[] => Array.from({ length: n - 1 }, (_, k) => [k, k + 1])
const grid = (w: number): Pair[] =>
  Array.from({ length: w * w }, (_, k) => k).flatMap(k => [
    ...(k % w < w - 1 ? [[k, k + 1] as Pair] : []),
    ...(k + w < w * w ? [[k, k + w] as Pair] : []),
  ])

const cases = [
  { name: 'chain of 20', nodes: 20, step: stepper(20, chain(20)) },
  { name: 'chain of 100', nodes: 100, step: stepper(100, chain(100)) },
  { name: 'chain of 200', nodes: 200, step: stepper(200, chain(200)) },
  { name: 'grid of 14 x 14', nodes: 196, step: stepper(196, grid(14)) },
]
const times = cases.map(() => [] as number[])
// Interleaved, so that a busy machine slows all of them alike.
for (let round = 0; round < ROUNDS; round++)
  for (const [k, { step }] of cases.entries()) {
    const before = performance.now()
    for (let s = 0; s < STEPS; s++) step()
    times[k].push(performance.now() - before)
  }
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]
const medians = times.map(median)
const rows = cases.map(({ name, nodes }, k) => [
  name,
  (medians[k] / medians[0]).toFixed(1),
  (nodes / cases[0].nodes).toFixed(1),
])
const columns = [{ title: 'Network' }, { title: 'cost of a step', right: true }, { title: 'nodes', right: true }]
console.log([machine(), ...table(columns, rows, text => text)].join('\n'))
