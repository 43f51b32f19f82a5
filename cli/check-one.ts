import {
  type AnyComponent,
  type FleetLimitResult,
  fleetLimits,
  formatProblem,
  type LedgerResult,
  type LimitResult,
  type Scenario,
  ScenarioError,
  type Summary,
  simulate,
} from '../engine/index.ts'
import { baselinePathOf } from './baseline-file.ts'
import { type CheckedBaseline, checkBudget } from './budget.ts'
import { loadComponents } from './components.ts'
import { explains } from './explained.ts'
import { loadScenario } from './load.ts'
import { type Place, placeOfLimit } from './place.ts'
import type { Work } from './pool.ts'

export interface CheckSetup {
  /** The user's modules of components. */
  readonly use: readonly string[]
  /** Baselines are written, not compared. */
  readonly update: boolean
  /** A scenario without a baseline is wrong. */
  readonly requireBaseline: boolean
}

/** What became of one scenario: all that any reporter needs, and plain data, so that it crosses threads as it is. */
export interface Checked {
  readonly path: string
  /** What the scenario is called; undefined when it could not be read. */
  readonly name?: string
  /** The one fault that happened, null where none did; left out where the scenario was run with all that it has. */
  readonly fault?: CheckedFault | null
  /** What is wrong with the input, each as its author reads it; then nothing was judged. */
  readonly wrong: readonly Wrong[]
  readonly limits: readonly JudgedLimit[]
  readonly ledger: readonly LedgerResult[]
  readonly baseline?: CheckedBaseline
  readonly elapsed_s: number
}

export interface CheckedFault {
  /** Its place among the faults of the scenario, from 1 on. */
  readonly number: number
  readonly part: string
  readonly fault: string
  /** Each time that it happened; none where its rate drew none in this run. */
  readonly happened: Summary['faults']
}

export interface Wrong {
  readonly message: string
  readonly place?: Place
}

export interface JudgedLimit extends LimitResult, Partial<Omit<FleetLimitResult, keyof LimitResult>> {
  /** Where it is written. */
  readonly place?: Place
}

/** Runs a scenario, judges its limits, and compares it with its baseline or writes that. */
const checkOne: Work<CheckSetup, string, Checked> = async setup => {
  const components = await loadComponents(setup.use)
  return path => {
    const begin = performance.now()
    const elapsed_s = () => (performance.now() - begin) / 1000
    try {
      return { path, wrong: [], ...judged(path, components, setup), elapsed_s: elapsed_s() }
    } catch (error) {
      return wronglyGiven(path, error, elapsed_s())
    }
  }
}

export default checkOne

/** What there is of a scenario whose input is wrong. Throws any other error. */
export function wronglyGiven(path: string, error: unknown, elapsed_s: number): Checked {
  if (!explains(error)) throw error
  return { path, wrong: wrongsOf(error), limits: [], ledger: [], elapsed_s }
}

/** Limits with where they are written. */
export const located = (scenario: Scenario, limits: readonly LimitResult[]): JudgedLimit[] =>
  limits.map((l, k) => {
    const place = placeOfLimit(scenario, k)
    return place === undefined ? l : { ...l, place }
  })

function judged(path: string, components: readonly AnyComponent[], { update, requireBaseline }: CheckSetup) {
  const scenario = loadScenario(path, components)
  // A fleet has no baseline.
  if (scenario.fleet !== undefined)
    return {
      name: scenario.name,
      limits: located(scenario, fleetLimits(scenario)),
      ledger: [] as readonly LedgerResult[],
    }
  const run = simulate(scenario, { components, every: scenario.ticks })
  const { name, limits, ledger } = run.summary
  return {
    name,
    limits: located(scenario, limits),
    ledger,
    baseline: checkBudget(run, baselinePathOf(path), {
      update,
      ...(requireBaseline ? { required: { instead: 'heliosync check --update writes it.' } } : {}),
    }),
  }
}

function wrongsOf(error: Error): Wrong[] {
  if (!(error instanceof ScenarioError)) return [{ message: error.message }]
  return error.problems.map(p => {
    const { file, line, column = 1 } = p
    return {
      message: formatProblem(p),
      ...(file === undefined || line === undefined ? {} : { place: { file, line, column } }),
    }
  })
}
