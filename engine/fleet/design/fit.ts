import { acceleratorOf } from '../../catalogue/accelerators.ts'
import { CELL_REFERENCE_K, cellOf, remainingPower_frac } from '../../catalogue/cells.ts'
import type { FleetGroup } from '../../scenario/fleet-group.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import type { Each, FastDesign, FastFace, FastLoad, TurningFace } from './design.ts'
import { checkFit, Unfit } from './fit-checks.ts'
import { absorbing_m2, facesOf, isTurning, type Side } from './fit-faces.ts'
import { type LaneNumber, readNetwork } from './fit-network.ts'
import { fitNumbers } from './fit-numbers.ts'

/** A group as the fast path runs it. */
export interface Fit {
  readonly design: FastDesign
  /** Makes the numbers of satellites `first` to `first + count` of the group ready; the design's numbers are asked for these. */
  prepare(first: number, count: number): void
  /** Loads that compute. */
  readonly computing: readonly Computing[]
}

export interface Computing {
  /** Place among the design's loads. */
  readonly load: number
  /** When fully served. */
  readonly rate_TFLOP_s: Each
  /** What utilisation does: of `count` accelerators each draws idle + utilisation x swing, and they do utilisation x peak. */
  readonly count: Each
  readonly idle_W: number
  readonly swing_W: number
  readonly peak_TFLOP_s: Each
  /** Place of its node; -1 for none. */
  readonly node: number
  /** Temperature of the node up to which no junction throttles (physics/power/accelerator.ts). */
  readonly unthrottled_K: Each
}

/** The design of a group for the fast path, or why it needs the plain one. */
export function fitDesign(scenario: Scenario, group: FleetGroup): Fit | string {
  try {
    return design(scenario, group)
  } catch (error) {
    if (error instanceof Unfit) return error.message
    throw error
  }
}

function design(scenario: Scenario, group: FleetGroup): Fit {
  const { parts } = group
  checkFit(scenario, group)
  const place = new Map(parts.map((p, k) => [p.id, k]))
  const { sample, each, prepare } = fitNumbers(group, scenario.ticks * scenario.step_s)
  const value = (id: string, key: string): LaneNumber => {
    const k = place.get(id) as number
    return (b, lane) => b.parts[lane][k].values[key] as number
  }
  const network = readNetwork(sample.built)
  const { forest } = network
  const at = (id: unknown) => (id === undefined ? -1 : forest.place[network.ids.indexOf(id as string)])
  const arrays = parts.filter(p => p.kind === 'array.flat')
  const loads = parts
    .filter(p => DEMANDS[p.kind] !== undefined)
    .sort((a, b) => Number(a.values.priority) - Number(b.values.priority))
  const [battery] = parts.filter(p => p.kind === 'battery.bucket')
  const of = (id: string, f: (v: Values) => number): LaneNumber => {
    const k = place.get(id) as number
    return (b, lane) => f(b.parts[lane][k].values)
  }
  const turning = isTurning(scenario, parts)
  const sideOf = (f: Side) => ({
    node: at(f.part),
    ...(f.useful ? { array: arrays.findIndex(p => p.id === f.part) } : {}),
    albedo_m2: each(of(f.part, f.albedo_m2)),
    infrared_m2: each(of(f.part, f.infrared_m2)),
  })
  const face = (f: Side): FastFace => ({ looks: f.looks, ...sideOf(f) })
  const turningFace = (f: Side): TurningFace => {
    const { part, side, useful } = f
    return { part, side, ...(useful ? { useful } : {}), ...sideOf(f), sun_m2: each(of(part, f.sun_m2)) }
  }
  return {
    prepare,
    computing: loads.flatMap((p, load) =>
      p.kind !== 'compute.accelerators'
        ? []
        : [
            {
              load,
              rate_TFLOP_s: each(of(p.id, fullRate_TFLOP_s)),
              count: each(of(p.id, v => Number(v.count))),
              ...swingOf(p.values),
              peak_TFLOP_s: each(of(p.id, peak_TFLOP_s)),
              node: at(p.values.node),
              unthrottled_K: each(of(p.id, unthrottled_K)),
            },
          ],
    ),
    design: {
      forest,
      nodes: network.inOrder.map(n => ({
        id: n.id,
        capacity_J_K: each(n.capacity_J_K),
        initial_K: each(n.initial_K),
        exchange_m2: each(n.exchange_m2),
        conductance_W_K: each(n.conductance_W_K),
        radiative_m2: each(n.radiative_m2),
        absorbing_m2: turning ? 0 : each(of(n.id, absorbing_m2(parts[place.get(n.id) as number]))),
      })),
      arrays: arrays.map(p => ({
        id: p.id,
        node: at(p.id),
        peak_m2: each(of(p.id, peak_m2)),
        beta_per_K: each(of(p.id, v => cellOf(v.cell as never).temp_coefficient_per_K.value)),
        reference_K: CELL_REFERENCE_K,
      })),
      ...(turning ? { turning: facesOf(parts).map(turningFace) } : { faces: facesOf(parts).map(face) }),
      loads: loads.map(
        (p): FastLoad => ({
          id: p.id,
          priority: Number(p.values.priority),
          node: at(p.values.node),
          demand_W: each(of(p.id, DEMANDS[p.kind])),
        }),
      ),
      ...(battery === undefined
        ? {}
        : {
            battery: {
              id: battery.id,
              node: at(battery.values.node),
              capacity_J: each(of(battery.id, v => Number(v.capacity_Wh) * 3600)),
              initial_frac: each(value(battery.id, 'initial_charge_frac')),
              floor_frac: each(value(battery.id, 'floor_frac')),
              charge_efficiency_frac: each(value(battery.id, 'charge_efficiency_frac')),
              discharge_efficiency_frac: each(value(battery.id, 'discharge_efficiency_frac')),
              max_charge_W: each(value(battery.id, 'max_charge_W')),
              max_discharge_W: each(value(battery.id, 'max_discharge_W')),
            },
          }),
    },
  }
}

type Values = Readonly<Record<string, unknown>>

/** Of one accelerator. */
const swingOf = (v: Values) => {
  const { idle_W, busy_W } = acceleratorOf(v.accelerator as never)
  return { idle_W: idle_W.value, swing_W: busy_W.value - idle_W.value }
}
const busy_W = (v: Values) => swingOf(v).idle_W + Number(v.utilisation_frac) * swingOf(v).swing_W
const unthrottled_K = (v: Values) => {
  const { junction_resistance_K_W, throttle_start_K } = acceleratorOf(v.accelerator as never)
  return throttle_start_K.value - Number(v.junction_resistance_K_W ?? junction_resistance_K_W.value) * busy_W(v)
}
const peak_TFLOP_s = (v: Values) =>
  Number(v.count) * acceleratorOf(v.accelerator as never).peak_TFLOP_s.value * Number(v.efficiency_frac)
/** Compute of a part's accelerators when fully served. */
export const fullRate_TFLOP_s = (v: Values) => peak_TFLOP_s(v) * Number(v.utilisation_frac)

/** What each kind of load asks for, always the same. */
const DEMANDS: Readonly<Record<string, (v: Values) => number>> = {
  'load.constant': v => Number(v.power_W),
  'compute.accelerators': v => Number(v.count) * busy_W(v),
}

/** As in parts/array-flat.ts: W for each W/m2 straight on, at the cell's reference temperature. */
function peak_m2(v: Values): number {
  const cell = cellOf(v.cell as never)
  const share = Number(v.packing_frac) * Number(v.collection_frac) * Number(v.health_frac)
  const left_frac = remainingPower_frac(cell, Number(v.age_year), Number(v.fluence_per_cm2))
  return Number(v.area_m2) * share * left_frac * cell.efficiency_frac.value
}
