import type { Column } from '../tick/column.ts'
import type { Program } from '../tick/compile.ts'
import { SPACE, type Span } from '../tick/component.ts'
import type { NamedBuilt } from '../tick/wires.ts'

/** Where energy comes from and goes to beside the parts. */
export const OUTSIDE = {
  sun: 'Sun and Earth',
  prescribed: 'prescribed',
  space: 'space',
  held: 'held temperatures',
  leaves: 'leaves the model',
} as const

/** Energy that went from one part to another, or from or to the outside, over the whole run. */
export interface EnergyFlow {
  readonly from: string
  readonly to: string
  readonly energy_Wh: number
}

/** A part's account: what came is what went and what it holds more than at the start. */
export interface EnergyAccount {
  readonly part: string
  readonly in_Wh: number
  readonly out_Wh: number
  /** Gain of what it stores. */
  readonly stored_Wh: number
  /** What does not add up. */
  readonly residual_Wh: number
}

export interface EnergyFlows {
  readonly flows: readonly EnergyFlow[]
  readonly accounts: readonly EnergyAccount[]
}

/** A power that goes from one place to another: `by`, times `share` where only a part of it goes. Either sign. */
interface Transfer {
  readonly from: string
  readonly to: string
  readonly by: Column
  readonly share?: Column
}

const J_A_Wh = 3600
/** The part that a column or a node belongs to: ids have no dot. */
const ownerOf = (name: string) => name.split('.', 1)[0]
const isOf = (column: string, what: string) => column.endsWith(`.${what}`)

/**
 * Follows one lane's energy from part to part, step by step. What is followed is what the ledgers book: heat that a part adds to a node, links
 * and radiation between nodes, what parts and a bus give each other, what enters and leaves the total ledger, and what it stores.
 * So every part's account closes when the ledgers do.
 */
export function makeFlowMeter(program: Program, parts: readonly NamedBuilt[], lane: number) {
  const transfers = [
    ...additions(program),
    ...served(program),
    ...thermal(program, parts),
    ...acrossTheEdge(program, parts),
  ]
  const energy_J = new Float64Array(transfers.length)
  const stores = parts.flatMap(({ built }) => (built.stored ?? []).filter(s => s.ledger === 'total'))
  const state = (name: string) => program.states.find(s => s.name === name) as Program['states'][number]
  const start = stores.map(s => state(s.state).start[lane])
  return {
    book({ from, to, duration_s }: Span): void {
      if (lane < from || lane >= to) return
      for (const [k, { by, share }] of transfers.entries())
        energy_J[k] += by[lane] * (share === undefined ? 1 : share[lane]) * duration_s
    },
    result(): EnergyFlows {
      const gains = new Map<string, number>()
      for (const [k, s] of stores.entries()) {
        const gain_J = (state(s.state).start[lane] - start[k]) * s.scale_J[lane]
        gains.set(ownerOf(s.state), (gains.get(ownerOf(s.state)) ?? 0) + gain_J / J_A_Wh)
      }
      const flows = netFlows(transfers, energy_J)
      return { flows, accounts: accountsOf(flows, gains) }
    },
  }
}

/** Heat that a part puts into a node, and what arrays and batteries give to a bus or take from it. */
function additions({ additions: all, columns }: Program): Transfer[] {
  return all.flatMap(({ owner, sum, by }): Transfer[] => {
    const place = ownerOf(sum)
    if (isOf(sum, 'heat_W') || isOf(sum, 'discharged_W') || isOf(sum, 'imported_W'))
      return [{ from: owner, to: place, by }]
    if (isOf(sum, 'charged_W')) return [{ from: place, to: owner, by }]
    // What the bus does not take was never given.
    if (isOf(sum, 'supply_W'))
      return [{ from: owner, to: place, by, share: columns.get(`${place}.used_frac`) as Column }]
    return []
  })
}

/** What a bus serves to each load: a column that the bus writes for it. */
function served({ info, columns }: Program): Transfer[] {
  return info
    .filter(c => isOf(c.name, 'served_W') && ownerOf(c.name) !== c.owner)
    .map(c => ({ from: c.owner, to: ownerOf(c.name), by: columns.get(c.name) as Column }))
}

function thermal({ columns }: Program, parts: readonly NamedBuilt[]): Transfer[] {
  const transfer = (from: string, to: string, flow: string): Transfer => ({
    from: ownerOf(from),
    to: to === SPACE ? OUTSIDE.space : ownerOf(to),
    by: columns.get(flow) as Column,
  })
  return parts.flatMap(({ built: { links = [], radiation = [], loops = [] } }) => [
    ...[...links, ...radiation].map(l => transfer(l.from, l.to, l.flow)),
    ...loops.flatMap(l => l.plates.map(s => transfer(s.node, s.coolant, s.flow))),
    ...loops.flatMap(l => l.radiators.map(s => transfer(s.coolant, s.node, s.flow))),
  ])
}

/** What parts book into and out of the total ledger; what is radiated to space is followed already. */
function acrossTheEdge({ columns }: Program, parts: readonly NamedBuilt[]): Transfer[] {
  const radiated = new Set(parts.flatMap(p => p.built.radiation ?? []).map(r => r.flow))
  return parts.flatMap(({ owner, built }) =>
    (built.flows ?? [])
      .filter(f => f.ledger === 'total' && !radiated.has(f.column))
      .map(f => {
        const by = columns.get(f.column) as Column
        // The network books the sinks of held nodes for them.
        if (isOf(f.column, 'sink_W')) return { from: ownerOf(f.column), to: OUTSIDE.held, by }
        const absorbed = built.roles?.some(r => r.role === 'absorbed' && r.column === f.column)
        if (f.sign === 1) return { from: absorbed ? OUTSIDE.sun : OUTSIDE.prescribed, to: owner, by }
        return { from: owner, to: OUTSIDE.leaves, by }
      }),
  )
}

/** One flow for each pair of places and direction; a part's heat in itself is no flow, and less than nothing goes the other way. */
function netFlows(transfers: readonly Transfer[], energy_J: Float64Array): EnergyFlow[] {
  const sums = new Map<string, { from: string; to: string; energy_Wh: number }>()
  for (const [k, t] of transfers.entries()) {
    const forward = energy_J[k] >= 0
    const [from, to] = forward ? [t.from, t.to] : [t.to, t.from]
    if (from === to || energy_J[k] === 0) continue
    const key = `${from}\n${to}`
    const flow = sums.get(key) ?? { from, to, energy_Wh: 0 }
    flow.energy_Wh += Math.abs(energy_J[k]) / J_A_Wh
    sums.set(key, flow)
  }
  return [...sums.values()]
}

function accountsOf(flows: readonly EnergyFlow[], gains: ReadonlyMap<string, number>): EnergyAccount[] {
  const outside: readonly string[] = Object.values(OUTSIDE)
  const parts = [...new Set([...flows.flatMap(f => [f.from, f.to]), ...gains.keys()])].filter(p => !outside.includes(p))
  const sum = (some: readonly EnergyFlow[]) => some.reduce((total, f) => total + f.energy_Wh, 0)
  return parts.map(part => {
    const in_Wh = sum(flows.filter(f => f.to === part))
    const out_Wh = sum(flows.filter(f => f.from === part))
    const stored_Wh = gains.get(part) ?? 0
    return { part, in_Wh, out_Wh, stored_Wh, residual_Wh: in_Wh - out_Wh - stored_Wh }
  })
}
