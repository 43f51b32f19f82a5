import type { TickView } from '../tick/column.ts'
import type { Role } from '../tick/component.ts'

/** Energy by what it is to the reader. */
export type Budget = Readonly<Record<`${Role}_Wh`, number>>

const ROLES: readonly Role[] = [
  'generated',
  'demanded',
  'served',
  'curtailed',
  'unserved',
  'loss',
  'charged',
  'discharged',
  'absorbed',
  'radiated',
]

export interface BudgetMeter {
  observe(view: TickView): void
  total(): Budget
  /** Booked by tick: a tick belongs to the orbit in which its middle lies. */
  byOrbit(): readonly Budget[]
}

/** Integrates the columns of each role over the run and over each orbit. */
export function makeBudgetMeter(
  roles: readonly { role: Role; column: string }[],
  lane: number,
  step_s: number,
  period_s: number | undefined,
): BudgetMeter {
  const columns = ROLES.map(role => roles.filter(r => r.role === role).map(r => r.column))
  const total_J = new Float64Array(ROLES.length)
  const orbits_J: Float64Array[] = []
  return {
    observe({ tick, time_s, columns: now }) {
      if (tick === 0) return
      const orbit = period_s === undefined ? -1 : Math.floor((time_s - step_s / 2) / period_s)
      if (orbit >= 0) orbits_J[orbit] ??= new Float64Array(ROLES.length)
      for (const [k, names] of columns.entries())
        for (const name of names) {
          const energy_J = (now.get(name) as Float64Array)[lane] * step_s
          total_J[k] += energy_J
          if (orbit >= 0) orbits_J[orbit][k] += energy_J
        }
    },
    total: () => toBudget(total_J),
    byOrbit: () => orbits_J.map(toBudget),
  }
}

function toBudget(energies_J: Float64Array): Budget {
  return Object.fromEntries(ROLES.map((role, k) => [`${role}_Wh`, energies_J[k] / 3600])) as Budget
}
