import type { FastDesign, FastNode } from '../../engine/fleet/design/design.ts'
import { makeTile, ROW } from '../../engine/fleet/tile/tile.ts'
import { forestOf } from '../../engine/physics/heat/thermal-forest.ts'
import type { NetworkCase } from '../networks.ts'

/** The network as the fast path takes it, heated by its rows of the Earth's light; undefined where its links close a ring. */
function designOf(c: NetworkCase): FastDesign | undefined {
  const ids = c.nodes.map(n => n.id)
  const between = (links: NetworkCase['conductive'], a: string, b: string | undefined) =>
    links
      .filter(([from, to]) => [from, to].includes(a) && [from, to].includes(b as string))
      .reduce((s, l) => s + l[2], 0)
  const pairs = [...c.conductive, ...c.radiative.filter(([, to]) => to !== 'space')].map(([a, b]) =>
    [ids.indexOf(a), ids.indexOf(b)].sort((i, j) => i - j).join(' '),
  )
  const forest = forestOf(
    ids.length,
    [...new Set(pairs)].map(p => p.split(' ').map(Number) as [number, number]),
  )
  if (forest === undefined) return undefined
  const nodes: FastNode[] = []
  for (const [k, n] of c.nodes.entries()) {
    const above = ids[forest.place.indexOf(forest.parent[forest.place[k]])]
    nodes[forest.place[k]] = {
      id: n.id,
      capacity_J_K: n.capacityJPerK,
      initial_K: n.initialK,
      exchange_m2: between(c.radiative, n.id, 'space'),
      conductance_W_K: between(c.conductive, n.id, above),
      radiative_m2: between(c.radiative, n.id, above),
      absorbing_m2: 0,
    }
  }
  const faces = nodes.map((_, node) => ({ looks: '+x', node, albedo_m2: 0, infrared_m2: 0 }) as const)
  return { forest, nodes, arrays: [], loads: [], faces }
}

/**
 * Errors of a network on the fast path at all reference times that a tick ends on; undefined where it cannot take it. Heat jumps as sunlight does:
 * ticks are cut there, and steps that are refused go on in halves.
 */
export function fastErrorsOf(c: NetworkCase, tick_s: number): { compared: number; worst_K: number } | undefined {
  const design = designOf(c)
  if (design === undefined) return undefined
  const step_s = c.grid_s === undefined ? tick_s : c.grid_s / Math.round(c.grid_s / tick_s)
  const tile = makeTile(design, 1)
  const { duration, temp, earth } = tile.table
  tile.load(0, 2)
  const place = new Map(design.nodes.map((n, k) => [n.id, k]))
  const heated = Object.entries(c.heatStepsW).map(([id, steps]) => ({ node: place.get(id) as number, steps }))
  const jumps_s = heated.flatMap(h => h.steps.map(([t]) => t))

  function stepTo(from_s: number, to_s: number): void {
    for (const { node, steps } of heated)
      earth.fill(steps.filter(([t]) => t <= from_s).at(-1)?.[1] ?? 0, node * ROW, node * ROW + 2)
    duration.fill(to_s - from_s, 0, 2)
    if (tile.code.stepAll(2) === 0) return
    stepTo(from_s, 0.5 * (from_s + to_s))
    stepTo(0.5 * (from_s + to_s), to_s)
  }

  function tickTo(from_s: number, end_s: number): void {
    const next_s = Math.min(end_s, ...jumps_s.filter(t => t > from_s + 1e-6))
    stepTo(from_s, next_s)
    if (next_s < end_s) tickTo(next_s, end_s)
  }

  let compared = 0
  let worst_K = 0
  const ticks = Math.ceil(c.span_s / step_s - 1e-9)
  const compare = (tick: number) => {
    for (const { temps_K } of c.rows.filter(({ t }) => Math.abs(tick * step_s - t) < 1e-6))
      for (const [id, expected_K] of Object.entries(temps_K)) {
        worst_K = Math.max(worst_K, Math.abs(temp[(place.get(id) as number) * ROW] - expected_K))
        compared++
      }
  }
  compare(0)
  for (let tick = 1; tick <= ticks; tick++) {
    tickTo((tick - 1) * step_s, tick * step_s)
    compare(tick)
  }
  return { compared, worst_K }
}
