import type { Column } from '../tick/column.ts'
import type { Part, Plant, StateDeclaration, Wires } from '../tick/component.ts'
import { batteryOf, type LoadPart } from './load.ts'

/** Charges between which something switches: off below the first, on again above the second. */
export interface Thresholds {
  readonly off: Column
  readonly on: Column
}

/** What of a step's bus decides who is off; `bind` gives a function that decides for a lane and then tells of each load. */
export interface Shedding {
  readonly states: readonly StateDeclaration[]
  readonly reads: Wires
  readonly advances: Wires
  readonly bind: (io: Readonly<Record<string, Column>>) => (lane: number) => Decision
}

export interface Decision {
  readonly survival: boolean
  /** Of the loads in their order: switched off by its own threshold. */
  readonly shed: readonly boolean[]
}

const NEVER: Decision = { survival: false, shed: [] }

/**
 * Who is switched off for want of charge: each load at its own threshold, and in survival mode all that are not essential. Decided at the
 * start of each step by the charge of the bus's first battery: a charge that crosses within a step is seen at its end. The columns are 1
 * while something is off.
 */
export function makeShedding(
  bus: string,
  loads: readonly LoadPart[],
  survival: Thresholds | undefined,
  plant: Plant,
): Shedding {
  const rules: (Thresholds & { column: string; load: number })[] = [
    ...(survival === undefined ? [] : [{ ...survival, column: `${bus}.survival_frac`, load: -1 }]),
    ...loads.flatMap((l, load) => (l.values.shed_below_frac === undefined ? [] : [{ ...ownThresholds(l), load }])),
  ]
  if (rules.length === 0) return { states: [], reads: {}, advances: {}, bind: () => () => NEVER }
  const battery = batteryOf(bus, plant.parts) as Part
  const named = (prefix: string): Wires =>
    Object.fromEntries(rules.map(({ column }, k) => [`${prefix}_${k}_frac`, column]))
  return {
    states: rules.map(({ column }) => ({ column, initial: new Float64Array(plant.lanes) })),
    reads: { charge_frac: `${battery.id}.charge_frac`, ...named('was') },
    advances: named('is'),
    bind: io => {
      const bound = rules.map((r, k) => ({ ...r, was: io[`was_${k}_frac`], is: io[`is_${k}_frac`] }))
      const decision = { survival: false, shed: loads.map(() => false) }
      return lane => {
        const charge = io.charge_frac[lane]
        for (const { off, on, was, is, load } of bound) {
          is[lane] = charge < off[lane] ? 1 : charge > on[lane] ? 0 : was[lane]
          if (load < 0) decision.survival = is[lane] > 0.5
          else decision.shed[load] = is[lane] > 0.5
        }
        return decision
      }
    },
  }
}

/** Charge above which something comes back: what was written, or a tenth of the battery above where it went. A full battery always brings it back. */
export const backOn = (off: number, on: number | undefined) => on ?? Math.min(0.999, off + 0.1)

const ownThresholds = ({ id, each }: LoadPart) => ({
  column: `${id}.shed_frac`,
  off: each(v => v.shed_below_frac ?? 0),
  on: each(v => backOn(v.shed_below_frac ?? 0, v.restore_above_frac)),
})
