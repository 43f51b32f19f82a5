import { type AnyComponent, type LimitResult, simulate } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { explains } from './explained.ts'
import { loadScenario } from './load.ts'
import type { Work } from './pool.ts'

export interface CheckSetup {
  /** The user's modules of components. */
  readonly use: readonly string[]
}

/** What became of one scenario: all that any reporter needs, and plain data, so that it crosses threads as it is. */
export interface Checked {
  readonly path: string
  /** What is wrong with the input, as its author reads it; then nothing was run. */
  readonly wrong?: string
  readonly limits: readonly LimitResult[]
}

/** Runs a scenario and judges its limits. */
const checkOne: Work<CheckSetup, string, Checked> = async ({ use }) => {
  const components = await loadComponents(use)
  return path => checked(path, components)
}

export default checkOne

function checked(path: string, components: readonly AnyComponent[]): Checked {
  try {
    const scenario = loadScenario(path, components)
    const { limits } = simulate(scenario, { components, every: scenario.ticks }).summary
    return { path, limits }
  } catch (error) {
    if (!explains(error)) throw error
    return { path, wrong: error.message, limits: [] }
  }
}
