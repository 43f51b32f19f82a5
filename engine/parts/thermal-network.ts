import { latentAt, type Melting, meltedAt } from '../physics/heat/melting.ts'
import { makeThermalNetwork } from '../physics/heat/thermal-network.ts'
import { ThermalError } from '../physics/heat/thermal-stage.ts'
import type { Column } from '../tick/column.ts'
import {
  type Built,
  heatOf,
  latentOf,
  meltedOf,
  SPACE,
  type StepDeclaration,
  step,
  tempOf,
  type Wires,
} from '../tick/component.ts'
import { StepFailure } from '../tick/failure.ts'
import type { ThermalMelting, ThermalNode } from '../tick/thermal.ts'
import { type WiredPath, wireConduction, wireLoop, wireRadiation } from './thermal-paths.ts'

type MeltingNode = ThermalNode & { readonly melting: ThermalMelting }

/**
 * All thermal nodes of the plant and all ways of heat between them, solved together at the end of each step: heat spreads both ways at once, so no
 * part could solve its own. The equations and their solution are in physics/heat/thermal-network.ts.
 */
export function buildThermalNetwork(built: readonly Built[]): Built {
  const nodes = built.flatMap(b => b.nodes ?? [])
  if (nodes.length === 0) return {}
  const radiation = built.flatMap(b => b.radiation ?? [])
  const indexOf = new Map(nodes.map((n, k) => [n.id, k]))
  const index = (id: string) => (id === SPACE ? -1 : (indexOf.get(id) as number))
  const paths = [
    wireConduction(
      built.flatMap(b => b.links ?? []),
      index,
    ),
    wireRadiation(radiation, index),
    ...built.flatMap(b => b.loops ?? []).map(l => wireLoop(l, index)),
  ]
  const held = nodes.filter(n => n.held)
  const melting = nodes.filter(n => n.melting !== undefined) as MeltingNode[]
  const outside = radiation.filter(r => r.to === SPACE)
  return {
    states: [
      ...nodes.map(n => ({ column: tempOf(n.id), initial: n.initial_K })),
      ...melting.map(n => ({
        column: latentOf(n.id),
        initial: n.initial_K.map((t_K, lane) => latentAt(meltingOf(n, lane), t_K)),
        follows: {
          column: tempOf(n.id),
          value: (lane: number, t_K: number) => latentAt(meltingOf(n, lane), t_K),
        },
      })),
    ],
    steps: [
      // A node that nothing heats still has its sum: it is zero.
      step('spend', { adds: alike(nodes.map(n => heatOf(n.id))) }, () => () => {}),
      storeStep(nodes, held, melting, paths),
    ],
    flows: [
      ...nodes.map(n => ({ ledger: 'thermal', sign: 1, column: heatOf(n.id) }) as const),
      ...(['thermal', 'total'] as const).flatMap(ledger => [
        ...outside.map(r => ({ ledger, sign: -1, column: r.flow }) as const),
        ...held.map(n => ({ ledger, sign: -1, column: `${n.id}.sink_W` }) as const),
      ]),
    ],
    stored: (['thermal', 'total'] as const).flatMap(ledger => [
      ...nodes.filter(n => !n.held).map(n => ({ ledger, state: tempOf(n.id), scale_J: n.capacity_J_K })),
      ...melting.map(n => ({ ledger, state: latentOf(n.id), scale_J: n.capacity_J_K.map(() => 1) })),
    ]),
    roles: outside.map(r => ({ role: 'radiated', column: r.flow }) as const),
  }
}

/** Columns that a step calls by their own names; what it leaves at the end of the step begins with `end`. */
const alike = (names: readonly string[]): Wires => Object.fromEntries(names.map(name => [name, name]))
const ends = (names: readonly string[]): Wires => Object.fromEntries(names.map(name => [`end ${name}`, name]))

/** The numbers of a node that melts, in one lane. */
function meltingOf({ capacity_J_K, melting: m }: MeltingNode, lane: number, into = {} as Melting): Melting {
  into.solid_J_K = capacity_J_K[lane]
  into.liquid_J_K = m.liquid_J_K[lane]
  into.melts_from_K = m.melts_from_K[lane]
  into.melts_to_K = m.melts_to_K[lane]
  into.latent_J = m.latent_J[lane]
  return into
}

function storeStep(
  nodes: readonly ThermalNode[],
  held: readonly ThermalNode[],
  melting: readonly MeltingNode[],
  paths: readonly WiredPath[],
): StepDeclaration {
  const place = new Map(nodes.map((n, k) => [n.id, k]))
  const melts = melting.map(n => ({ n, k: place.get(n.id) as number, m: {} as Melting }))
  const network = makeThermalNetwork({
    nodes: nodes.length,
    fixed: nodes.map(n => n.held),
    melting: new Map(melts.map(({ k, m }) => [k, m])),
    paths: paths.map(p => p.path),
  })
  const temps = nodes.map(n => tempOf(n.id))
  const latents = melting.map(n => latentOf(n.id))
  return step(
    'store',
    {
      reads: alike([...nodes.map(n => heatOf(n.id)), ...temps, ...latents, ...paths.flatMap(p => p.reads)]),
      writes: alike([...paths.flatMap(p => p.writes), ...held.map(n => `${n.id}.sink_W`)]),
      instants: alike(melting.map(n => meltedOf(n.id))),
      advances: ends([...temps, ...latents]),
      middles: Object.fromEntries(temps.map(name => [`mean ${name}`, name])),
    },
    io => {
      const column = (name: string): Column => io[name]
      const heat = nodes.map(n => column(heatOf(n.id)))
      const start = temps.map(column)
      const end = temps.map(name => column(`end ${name}`))
      const mean = temps.map(name => column(`mean ${name}`))
      const sinks = held.map(n => ({ k: place.get(n.id) as number, sink: column(`${n.id}.sink_W`) }))
      const bound = paths.map(p => p.bind(io))
      const of = () => new Float64Array(nodes.length)
      const input = { dt_s: 0, capacity_J_K: of(), start_K: of(), startLatent_J: of(), heat_W: of() }
      const out = { end_K: of(), mean_K: of(), endLatent_J: of(), fixedHeat_W: of() }

      const load = (lane: number) => {
        for (let k = 0; k < nodes.length; k++) {
          input.capacity_J_K[k] = nodes[k].capacity_J_K[lane]
          input.start_K[k] = start[k][lane]
          input.heat_W[k] = heat[k][lane]
        }
        for (const { n, k, m } of melts) {
          meltingOf(n, lane, m)
          input.startLatent_J[k] = column(latentOf(n.id))[lane]
        }
        for (const p of bound) p.load(lane)
      }
      const store = (lane: number) => {
        for (let k = 0; k < nodes.length; k++) {
          end[k][lane] = out.end_K[k]
          mean[k][lane] = out.mean_K[k]
        }
        for (const { n, k, m } of melts) {
          column(`end ${latentOf(n.id)}`)[lane] = out.endLatent_J[k]
          column(meltedOf(n.id))[lane] = meltedAt(m, m.solid_J_K * out.end_K[k] + out.endLatent_J[k])
        }
        for (const { k, sink } of sinks) sink[lane] = out.fixedHeat_W[k]
        for (const p of bound) p.store(lane)
      }
      return span => {
        input.dt_s = span.duration_s
        for (let lane = span.from; lane < span.to; lane++) {
          load(lane)
          try {
            network.step(input, out)
          } catch (error) {
            if (!(error instanceof ThermalError)) throw error
            const { id } = nodes[error.node]
            throw new StepFailure(id, lane, whyUnsettled(start[error.node][lane], heat[error.node][lane]))
          }
          store(lane)
        }
      }
    },
  )
}

const whyUnsettled = (start_K: number, heat_W: number) =>
  `no temperature settles for this node. It starts at ${start_K.toPrecision(5)} K with ${heat_W.toPrecision(5)} W of heat. ` +
  'Heat that is taken out faster than it is held and given would end below 0 K; check what cools or heats it, and its capacity.'
