import { type Baseline, type BaselineResult, compareWithBaseline, makeBaseline, type Run } from '../engine/index.ts'
import { loadBaseline, saveBaseline, shortHash } from './baseline-file.ts'
import { explains } from './explained.ts'
import { InputError } from './input-error.ts'

/** A run against its baseline. Plain data. */
export interface CheckedBaseline {
  readonly file: string
  /** There is none; it was compared; it was written, and compared with the one before if there was one. */
  readonly state: 'missing' | 'compared' | 'written'
  readonly result?: BaselineResult
  /** The first letters of the hashes of the scenario then and now. */
  readonly was_sha256?: string
  readonly is_sha256?: string
}

export interface BudgetOptions {
  /** The baseline is written, not held to. */
  readonly update: boolean
  /** A run without a baseline is wrong; what to do is said with it. */
  readonly required?: { readonly instead: string }
}

/** Compares a run with the baseline in a file, or writes it there. Throws InputError or ScenarioError when the file cannot be used. */
export function checkBudget(run: Pick<Run, 'scenario' | 'summary'>, file: string, o: BudgetOptions): CheckedBaseline {
  const before = o.update ? whatIsThere(file) : loadBaseline(file)
  if (o.update) saveBaseline(file, run, before)
  if (before === undefined) {
    if (!o.update && o.required !== undefined)
      throw new InputError(`There is no baseline ${file}. ${o.required.instead}`)
    return { file, state: o.update ? 'written' : 'missing' }
  }
  return {
    file,
    state: o.update ? 'written' : 'compared',
    result: compareWithBaseline(run, before),
    was_sha256: shortHash(before.scenario),
    is_sha256: shortHash(makeBaseline(run).scenario),
  }
}

/** A baseline that is to be written anew need not be in order. */
function whatIsThere(file: string): Baseline | undefined {
  try {
    return loadBaseline(file)
  } catch (error) {
    if (explains(error)) return undefined
    throw error
  }
}
