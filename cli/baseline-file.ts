import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Baseline, makeBaseline, type Run, readBaseline, writeBaseline } from '../engine/index.ts'
import { hashOf } from './hash.ts'
import { InputError, reasonOf } from './input-error.ts'
import { prepareFile } from './whole-file.ts'

const ENDING = '.baseline.json'

/** `dawn-dusk.yaml` has its baseline beside it in `dawn-dusk.baseline.json`. */
export const baselinePathOf = (scenario: string) => scenario.replace(/(\.(ya?ml|json))?$/i, ENDING)

export const isBaseline = (path: string) => path.endsWith(ENDING)

/** The baseline in a file; undefined when there is no such file. Throws InputError or ScenarioError when it cannot be read. */
export function loadBaseline(path: string): Baseline | undefined {
  if (!existsSync(path)) return undefined
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`The baseline ${path} cannot be read: ${reasonOf(error)}.`)
  }
  return readBaseline(text, path)
}

/** Writes what a run gave as its baseline; tolerances of the one before are kept. */
export function saveBaseline(path: string, run: Pick<Run, 'scenario' | 'summary'>, before: Baseline | undefined): void {
  const baseline = makeBaseline(run, before)
  const name = basename(path)
  const text = writeBaseline(baseline, {
    about: `${name}: what the scenario gave, and how far each value may move. Set tolerances by hand; heliosync check --update keeps them.`,
    scenario_sha256: hashOf(baseline.scenario),
  })
  prepareFile('The baseline', path)(write => write(text))
}

/** The first letters of a scenario's hash, as a reader compares them. */
export const shortHash = (scenario: unknown) => hashOf(scenario).slice(0, 12)
