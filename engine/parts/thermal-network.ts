import { SPACE_TEMP_K } from '../physics/constants.ts'
import { makeThermalNetwork, ThermalError } from '../physics/thermal-network.ts'
import type { Column } from '../tick/column.ts'
import { type Built, heatOf, SPACE, step, tempOf, type Wires } from '../tick/component.ts'
import { StepFailure } from '../tick/failure.ts'

/**
 * All thermal nodes and links of the plant, solved together at the end of each step: heat spreads both ways at once, so no
 * part could solve its own. The equations and their solution are in physics/thermal-network.ts.
 */
export function buildThermalNetwork(built: readonly Built[]): Built {
  const nodes = built.flatMap(b => b.nodes ?? [])
  if (nodes.length === 0) return {}
  const links = built.flatMap(b => b.links ?? [])
  const radiation = built.flatMap(b => b.radiation ?? [])
  const indexOf = new Map(nodes.map((n, k) => [n.id, k]))
  const index = (id: string) => (id === SPACE ? -1 : (indexOf.get(id) as number))
  const held = nodes.filter(n => n.held)
  const network = makeThermalNetwork({
    nodes: nodes.length,
    conductive: links.map(l => [index(l.from), index(l.to)]),
    radiative: radiation.map(r => [index(r.from), index(r.to)]),
    fixed: nodes.map(n => n.held),
  })
  const named = (prefix: string, unit: string, names: readonly string[]): Wires =>
    Object.fromEntries(names.map((name, k) => [`${prefix}_${k}_${unit}`, name]))
  const varying = [...links.map(l => l.conductance_W_K), ...radiation.map(r => r.exchange_m2)].filter(
    c => typeof c === 'string',
  )
  const couplings: Wires = Object.fromEntries(
    varying.map((name, k) => [`coupling_${k}_${name.endsWith('_m2') ? 'm2' : 'W_K'}`, name]),
  )

  return {
    states: nodes.map(n => ({ column: tempOf(n.id), initial: n.initial_K })),
    steps: [
      // A node that nothing heats still has its sum: it is zero.
      step(
        'spend',
        {
          adds: named(
            'none',
            'W',
            nodes.map(n => heatOf(n.id)),
          ),
        },
        () => () => {},
      ),
      step(
        'store',
        {
          reads: {
            ...named(
              'heat',
              'W',
              nodes.map(n => heatOf(n.id)),
            ),
            ...named(
              'start',
              'K',
              nodes.map(n => tempOf(n.id)),
            ),
            ...couplings,
          } as Wires,
          writes: {
            ...named(
              'link',
              'W',
              links.map(l => l.flow),
            ),
            ...named(
              'radiation',
              'W',
              radiation.map(r => r.flow),
            ),
            ...named(
              'sink',
              'W',
              held.map(n => `${n.id}.sink_W`),
            ),
          } as Wires,
          advances: named(
            'end',
            'K',
            nodes.map(n => tempOf(n.id)),
          ),
        },
        io => {
          const pick = (prefix: string, unit: string, n: number) =>
            Array.from({ length: n }, (_, k) => io[`${prefix}_${k}_${unit}`])
          const coupling = (c: Column | string, unit: string) =>
            typeof c === 'string' ? io[`coupling_${varying.indexOf(c)}_${unit}`] : c
          const conductance = links.map(l => coupling(l.conductance_W_K, 'W_K'))
          const exchange = radiation.map(r => coupling(r.exchange_m2, 'm2'))
          const heat = pick('heat', 'W', nodes.length)
          const start = pick('start', 'K', nodes.length)
          const end = pick('end', 'K', nodes.length)
          const linkFlow = pick('link', 'W', links.length)
          const radiationFlow = pick('radiation', 'W', radiation.length)
          const sink = pick('sink', 'W', held.length)
          const heldIndex = held.map(n => index(n.id))
          const input = {
            dt_s: 0,
            capacity_J_K: new Float64Array(nodes.length),
            start_K: new Float64Array(nodes.length),
            heat_W: new Float64Array(nodes.length),
            conductance_W_K: new Float64Array(links.length),
            radiative_m2: new Float64Array(radiation.length),
            space_K: SPACE_TEMP_K,
          }
          const out = {
            end_K: new Float64Array(nodes.length),
            mean_K: new Float64Array(nodes.length),
            flowConductive_W: new Float64Array(links.length),
            flowRadiative_W: new Float64Array(radiation.length),
            fixedHeat_W: new Float64Array(nodes.length),
          }
          return span => {
            for (let i = span.from; i < span.to; i++) {
              input.dt_s = span.duration_s
              for (let k = 0; k < nodes.length; k++) {
                input.capacity_J_K[k] = nodes[k].capacity_J_K[i]
                input.start_K[k] = start[k][i]
                input.heat_W[k] = heat[k][i]
              }
              for (let k = 0; k < links.length; k++) input.conductance_W_K[k] = conductance[k][i]
              for (let k = 0; k < radiation.length; k++) input.radiative_m2[k] = exchange[k][i]
              try {
                network.step(input, out)
              } catch (error) {
                if (!(error instanceof ThermalError)) throw error
                const { id } = nodes[error.node]
                throw new StepFailure(id, i, whyUnsettled(start[error.node][i], heat[error.node][i]))
              }
              for (let k = 0; k < nodes.length; k++) end[k][i] = out.end_K[k]
              for (let k = 0; k < links.length; k++) linkFlow[k][i] = out.flowConductive_W[k]
              for (let k = 0; k < radiation.length; k++) radiationFlow[k][i] = out.flowRadiative_W[k]
              for (let k = 0; k < held.length; k++) sink[k][i] = out.fixedHeat_W[heldIndex[k]]
            }
          }
        },
      ),
    ],
    flows: [
      ...nodes.map(n => ({ ledger: 'thermal', sign: 1, column: heatOf(n.id) }) as const),
      ...(['thermal', 'total'] as const).flatMap(ledger => [
        ...radiation.filter(r => r.to === SPACE).map(r => ({ ledger, sign: -1, column: r.flow }) as const),
        ...held.map(n => ({ ledger, sign: -1, column: `${n.id}.sink_W` }) as const),
      ]),
    ],
    stored: (['thermal', 'total'] as const).flatMap(ledger =>
      nodes.filter(n => !n.held).map(n => ({ ledger, state: tempOf(n.id), scale_J: n.capacity_J_K })),
    ),
    roles: radiation.filter(r => r.to === SPACE).map(r => ({ role: 'radiated', column: r.flow }) as const),
  }
}

const whyUnsettled = (start_K: number, heat_W: number) =>
  `no temperature settles for this node. It starts at ${start_K.toPrecision(5)} K with ${heat_W.toPrecision(5)} W of heat. ` +
  'Heat that is taken out faster than it is held and given would end below 0 K; check what cools or heats it, and its capacity.'
