import type { Column } from '../tick/column.ts'
import { type Part, step, type Wires } from '../tick/component.ts'
import type { LoadPart } from './load.ts'
import type { Shedding } from './shedding.ts'

/** What the steps of a bus share: its loads in their order of priority, and what each draws in this step. */
export interface BusLoads {
  readonly id: string
  readonly loads: readonly LoadPart[]
  /** Converters that feed other buses. */
  readonly exports: readonly Part[]
  /** What its converter passes on to each load. */
  readonly passed: readonly Column[]
  readonly draw_W: readonly Column[]
  /** The columns of what each load wanted while it was switched off, by reason. */
  readonly offs: readonly { readonly shed?: string; readonly survival?: string }[]
}

export const converts = ({ values }: LoadPart) => values.conversion_efficiency_frac !== undefined
export const lossOf = ({ id }: LoadPart) => `${id}.conversion_loss_W`

const wires = (what: string, parts: readonly { readonly id: string }[]): Wires =>
  Object.fromEntries(parts.map((p, k) => [`${what}_${k}_W`, `${p.id}.${what}_W`]))

/** What each load draws from the bus, its conversion included; one that is switched off draws nothing. */
export function drawStep({ id, loads, passed, draw_W, offs }: BusLoads, shedding: Shedding) {
  const reasons = offs.flatMap((o, k) => Object.entries(o).map(([why, column]) => [`${why}_${k}_W`, column] as const))
  const reads: Wires = { ...wires('demand', loads), ...shedding.reads }
  const writes: Wires = { own_W: `${id}.own_draw_W`, ...Object.fromEntries(reasons) }
  return step('settle', { reads, writes, adds: { sum_W: `${id}.draw_W` }, advances: shedding.advances }, bound => {
    const io = bound as Readonly<Record<string, Column>>
    const decide = shedding.bind(io)
    const demand = loads.map((_, k) => io[`demand_${k}_W`])
    const shed = loads.map((_, k) => io[`shed_${k}_W`] ?? new Float64Array(io.own_W.length))
    const survival = loads.map((_, k) => io[`survival_${k}_W`] ?? new Float64Array(io.own_W.length))
    return ({ from, to }) => {
      for (let i = from; i < to; i++) {
        const off = decide(i)
        let own_W = 0
        for (let k = 0; k < loads.length; k++) {
          const byMode = off.survival && !loads[k].values.essential
          const bySelf = !byMode && off.shed[k]
          survival[k][i] = byMode ? demand[k][i] : 0
          shed[k][i] = bySelf ? demand[k][i] : 0
          draw_W[k][i] = byMode || bySelf ? 0 : demand[k][i] / passed[k][i]
          own_W += draw_W[k][i]
        }
        io.own_W[i] = own_W
        io.sum_W[i] += own_W
      }
    }
  })
}

/** Serves loads and converters out of what there is, once the batteries have settled. */
export function serveStep({ id, loads, exports, passed, draw_W }: BusLoads) {
  const flow = (name: string) => `${id}.${name}_W`
  const reads: Wires = {
    ...Object.fromEntries(
      ['supply', 'imported', 'demand', 'draw', 'charged', 'discharged'].map(n => [`${n}_W`, flow(n)]),
    ),
    ...Object.fromEntries(exports.map((e, k) => [`export_${k}_W`, `${e.id}.demand_W`])),
  }
  const writes: Wires = {
    ...Object.fromEntries(['served', 'exported', 'curtailed', 'unserved'].map(n => [`${n}_W`, flow(n)])),
    used_frac: `${id}.used_frac`,
    served_frac: `${id}.served_frac`,
    ...wires('served', loads),
    ...Object.fromEntries(exports.map((e, k) => [`given_${k}_W`, `${e.id}.served_W`])),
    ...Object.fromEntries(loads.flatMap((l, k) => (converts(l) ? [[`loss_${k}_W`, lossOf(l)]] : []))),
  }
  return step('settle', { reads, writes }, bound => {
    const io = bound as Readonly<Record<string, Column>>
    const takers = [...loads, ...exports]
    const draws = [...draw_W, ...exports.map((_, k) => io[`export_${k}_W`])]
    const given = takers.map((_, k) => io[`given_${k - loads.length}_W`] ?? io[`served_${k}_W`])
    const losses = loads.map((_, k) => io[`loss_${k}_W`])
    const groups = byPriority(takers)
    return ({ from, to }) => {
      for (let i = from; i < to; i++) {
        const supply_W = io.supply_W[i]
        const there_W = supply_W + io.imported_W[i] + io.discharged_W[i]
        const surplus_W = supply_W + io.imported_W[i] - io.draw_W[i]
        // Formed from what there is, not from what is missing: a large demand must not round a small supply away.
        const drawn_W = surplus_W + io.discharged_W[i] < 0 ? there_W : io.draw_W[i]
        const curtailed_W = surplus_W > 0 ? surplus_W - io.charged_W[i] : 0
        let left_W = drawn_W
        for (const g of groups) left_W = serveGroup(g, draws, given, i, left_W)
        let served_W = drawn_W
        let exported_W = 0
        for (let k = 0; k < takers.length; k++) {
          if (k >= loads.length) exported_W += given[k][i]
          else if (passed[k][i] < 1) {
            const loss_W = given[k][i] * (1 - passed[k][i])
            losses[k][i] = loss_W
            given[k][i] -= loss_W
            served_W -= loss_W
          }
        }
        served_W -= exported_W
        io.served_W[i] = served_W
        io.exported_W[i] = exported_W
        io.curtailed_W[i] = curtailed_W
        io.unserved_W[i] = io.demand_W[i] - served_W
        io.used_frac[i] = supply_W > 0 ? 1 - curtailed_W / supply_W : 1
        io.served_frac[i] = io.demand_W[i] > 0 ? served_W / io.demand_W[i] : 1
      }
    }
  })
}

/** Places of those of one priority, first served first. */
function byPriority(takers: readonly Pick<Part, 'values'>[]): number[][] {
  const priorities = [...new Set(takers.map(t => Number(t.values.priority)))].sort((a, b) => a - b)
  return priorities.map(p => takers.flatMap((t, k) => (Number(t.values.priority) === p ? [k] : [])))
}

/** Serves one priority out of `left_W`; returns what is left for the next. */
function serveGroup(
  members: readonly number[],
  draws: readonly Column[],
  given: readonly Column[],
  lane: number,
  left_W: number,
): number {
  let wanted_W = 0
  for (const k of members) wanted_W += draws[k][lane]
  const share = wanted_W > left_W ? left_W / wanted_W : 1
  let given_W = 0
  for (const k of members) {
    given[k][lane] = draws[k][lane] * share
    given_W += given[k][lane]
  }
  return Math.max(0, left_W - given_W)
}
