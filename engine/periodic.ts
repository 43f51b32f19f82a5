import { findFixedPoint } from './physics/numbers/fixed-point.ts'
import { unitOf } from './quantity/unit.ts'
import type { Scenario } from './scenario/scenario.ts'

/** What a state may be off after an orbit, how far it is moved to learn its slope, and its range; by its unit. */
const KINDS: Readonly<Record<string, { tolerance: number; step: number; lowest: number; highest: number }>> = {
  K: { tolerance: 3e-4, step: 1, lowest: 3, highest: 5000 },
  '1': { tolerance: 1e-6, step: 0.01, lowest: 0, highest: 1 },
}
const MOST_ITERATIONS = 40

/** No state was found that one orbit repeats. */
export class PeriodicStartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PeriodicStartError'
  }
}

/** The states at the end of a run, by name, for each set of states that it may begin with. */
export type EndOf = (starts: readonly ReadonlyMap<string, number>[]) => readonly ReadonlyMap<string, number>[]

/**
 * The scenario of one orbit: as many ticks as come nearest to its own length, made to fit the nodal period exactly. Nothing fails in it.
 */
export function oneOrbitOf(scenario: Scenario, period_s: number): Scenario {
  const ticks = Math.max(1, Math.round(period_s / scenario.step_s))
  return { ...scenario, ticks, step_s: period_s / ticks, limits: [], faults: [], periodicStart: false }
}

/**
 * The state from which one orbit repeats: temperatures and charges (not the angles of drives, which find the Sun by themselves), by Newton's
 * method on the map of a state to its state an orbit later (physics/numbers/fixed-point.ts), starting from the scenario's own. The season and
 * the turn of the node move it by a little each orbit; that is not counted. Returns it with a sentence on what it is worth.
 */
export function findPeriodic(
  initial: ReadonlyMap<string, number>,
  endOf: EndOf,
): { start: Map<string, number>; note: string } {
  const names = [...initial.keys()].filter(name => (unitOf(name) ?? '') in KINDS)
  const of = (name: string) => KINDS[unitOf(name) as string]
  const row = (pick: 'tolerance' | 'step' | 'lowest' | 'highest') => Float64Array.from(names, name => of(name)[pick])
  const named = (point: Float64Array) => new Map(names.map((name, k) => [name, point[k]]))
  const { point, moved, found } = findFixedPoint(
    points => endOf(points.map(named)).map(end => Float64Array.from(names, name => end.get(name) as number)),
    Float64Array.from(names, name => initial.get(name) as number),
    {
      tolerance: row('tolerance'),
      step: row('step'),
      lowest: row('lowest'),
      highest: row('highest'),
      mostIterations: MOST_ITERATIONS,
    },
  )
  const worst = names.reduce(
    (w, _n, k) => (Math.abs(moved[k]) / of(names[k]).tolerance > Math.abs(moved[w]) / of(names[w]).tolerance ? k : w),
    0,
  )
  const by = `${names[worst]} by ${Math.abs(moved[worst]).toExponential(1)}${of(names[worst]) === KINDS.K ? ' K' : ''}`
  if (!found)
    throw new PeriodicStartError(
      `No state was found that one orbit repeats: the nearest still moves ${by}. Give the start as an instant, and the initial values to the parts.`,
    )
  return {
    start: named(point),
    note: `The run begins in the state that one orbit repeats; the orbit still moves ${by}.`,
  }
}
