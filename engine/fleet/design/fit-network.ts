import { forestOf } from '../../physics/heat/thermal-forest.ts'
import type { ScenarioPart } from '../../scenario/scenario.ts'
import type { Column } from '../../tick/column.ts'
import { type Built, SPACE } from '../../tick/component.ts'
import { unfit } from './fit-checks.ts'

/** Satellites whose numbers are at hand: their values and what their parts built of them. */
export interface Block {
  readonly first: number
  readonly parts: readonly (readonly ScenarioPart[])[]
  readonly built: readonly Built[]
}

/** What a number is made of: the block and the lane in it. */
export type LaneNumber = (block: Block, lane: number) => number

interface NetworkNode {
  readonly id: string
  readonly capacity_J_K: LaneNumber
  readonly initial_K: LaneNumber
  readonly exchange_m2: LaneNumber
  readonly conductance_W_K: LaneNumber
  readonly radiative_m2: LaneNumber
}

/** Nodes and links as the parts built them, so that both paths have the same network. */
export function readNetwork(built: readonly Built[]) {
  const nodes = built.flatMap((b, part) => (b.nodes ?? []).map((node, k) => ({ ...node, part, k })))
  const ids = nodes.map(n => n.id)
  for (const n of nodes) if (n.held) unfit(`${n.id} holds its temperature`)
  const conductive = built.flatMap((b, part) =>
    (b.links ?? []).map((l, k) => {
      if (typeof l.conductance_W_K === 'string') unfit(`the conductance between ${l.from} and ${l.to} varies`)
      const value: LaneNumber = (block, lane) => column(block.built[part].links?.[k].conductance_W_K)[lane]
      return { ends: [ids.indexOf(l.from), ids.indexOf(l.to)] as const, value }
    }),
  )
  const radiation = built.flatMap((b, part) =>
    (b.radiation ?? []).map((r, k) => {
      if (typeof r.exchange_m2 === 'string') unfit(`${r.from} radiates by a fin whose efficiency varies`)
      const value: LaneNumber = (block, lane) => column(block.built[part].radiation?.[k].exchange_m2)[lane]
      return { from: ids.indexOf(r.from), to: r.to === SPACE ? -1 : ids.indexOf(r.to), value }
    }),
  )
  const radiative = radiation.filter(r => r.to >= 0).map(r => ({ ends: [r.from, r.to] as const, value: r.value }))
  const pairs = new Set(
    [...conductive, ...radiative].map(l => Math.min(...l.ends) * nodes.length + Math.max(...l.ends)),
  )
  const forest =
    forestOf(
      nodes.length,
      [...pairs].map(p => [Math.floor(p / nodes.length), p % nodes.length]),
    ) ?? unfit('its thermal links close a ring')
  const total = (values: readonly LaneNumber[]): LaneNumber =>
    values.length === 1 ? values[0] : (block, lane) => values.reduce((sum, f) => sum + f(block, lane), 0)
  const inOrder: NetworkNode[] = []
  nodes.forEach((n, i) => {
    const above = forest.parent[forest.place[i]]
    const parent = above < 0 ? -1 : forest.place.indexOf(above)
    const between = (links: readonly { ends: readonly [number, number]; value: LaneNumber }[]) =>
      total(links.filter(l => l.ends.includes(i) && l.ends.includes(parent)).map(l => l.value))
    inOrder[forest.place[i]] = {
      id: n.id,
      capacity_J_K: (b, lane) => column(b.built[n.part].nodes?.[n.k].capacity_J_K)[lane],
      initial_K: (b, lane) => column(b.built[n.part].nodes?.[n.k].initial_K)[lane],
      exchange_m2: total(radiation.filter(r => r.from === i && r.to < 0).map(r => r.value)),
      conductance_W_K: between(conductive),
      radiative_m2: between(radiative),
    }
  })
  return { forest, ids, inOrder }
}

/** A column of numbers, one a lane; that it is one was checked when the network was read. */
const column = (c: Column | string | undefined) => c as Column
