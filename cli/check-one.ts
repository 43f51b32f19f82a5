import {
  type AnyComponent,
  type Baseline,
  type BaselineResult,
  compareWithBaseline,
  formatProblem,
  type LedgerResult,
  type LimitResult,
  makeBaseline,
  type Run,
  type Scenario,
  ScenarioError,
  simulate,
} from '../engine/index.ts'
import { baselinePathOf, loadBaseline, saveBaseline, shortHash } from './baseline-file.ts'
import { loadComponents } from './components.ts'
import { explains } from './explained.ts'
import { InputError } from './input-error.ts'
import { loadScenario } from './load.ts'
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
  /** What is wrong with the input, each as its author reads it; then nothing was judged. */
  readonly wrong: readonly Wrong[]
  readonly limits: readonly JudgedLimit[]
  readonly ledger: readonly LedgerResult[]
  readonly baseline?: CheckedBaseline
  readonly elapsed_s: number
}

export interface Wrong {
  readonly message: string
  readonly place?: Place
}

export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface JudgedLimit extends LimitResult {
  /** Where it is written. */
  readonly place?: Place
}

export interface CheckedBaseline {
  readonly file: string
  /** There is none; it was compared; it was written, and compared with the one before if there was one. */
  readonly state: 'missing' | 'compared' | 'written'
  readonly result?: BaselineResult
  /** The first letters of the hashes of the scenario then and now. */
  readonly was_sha256?: string
  readonly is_sha256?: string
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
      if (!explains(error)) throw error
      return { path, wrong: wrongsOf(error), limits: [], ledger: [], elapsed_s: elapsed_s() }
    }
  }
}

export default checkOne

function judged(path: string, components: readonly AnyComponent[], setup: CheckSetup) {
  const scenario = loadScenario(path, components)
  const run = simulate(scenario, { components, every: scenario.ticks })
  const { name, limits, ledger } = run.summary
  return {
    name,
    limits: limits.map((l, k): JudgedLimit => ({ ...l, ...placed(scenario, k, path) })),
    ledger,
    baseline: budgetOf(run, baselinePathOf(path), setup),
  }
}

function placed({ source }: Scenario, limit: number, file: string): { place?: Place } {
  const { line, column } = source.place({ path: ['limits', limit], what: '', instead: '' })
  return line === undefined || column === undefined ? {} : { place: { file, line, column } }
}

function budgetOf(run: Run, file: string, { update, requireBaseline }: CheckSetup): CheckedBaseline {
  const before = update ? readable(file) : loadBaseline(file)
  if (update) saveBaseline(file, run, before)
  if (before === undefined && !update && requireBaseline)
    throw new InputError(`There is no baseline ${file}. heliosync check --update writes it.`)
  if (before === undefined) return { file, state: update ? 'written' : 'missing' }
  return {
    file,
    state: update ? 'written' : 'compared',
    result: compareWithBaseline(run, before),
    was_sha256: shortHash(before.scenario),
    is_sha256: shortHash(makeBaseline(run).scenario),
  }
}

/** A baseline that is to be written anew need not be in order. */
function readable(file: string): Baseline | undefined {
  try {
    return loadBaseline(file)
  } catch (error) {
    if (explains(error)) return undefined
    throw error
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
