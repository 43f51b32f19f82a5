import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { LEDGER_TOLERANCE_frac, type Run } from '../engine/index.ts'
import { checkBudget } from './budget.ts'
import { PLAIN } from './output.ts'
import { placeOfLimit, showPlace } from './place.ts'
import { baselineLines } from './report-baseline.ts'
import { ledgerLines } from './report-ledger.ts'
import { limitLines } from './report-limits.ts'

/**
 * Matchers for vitest, on what `simulate` returns: `import 'heliosync/vitest'` in a test, or name it in `setupFiles`. What fails tells in the
 * same tables as `heliosync check` by how much, where and when.
 */
export interface HeliosyncMatchers<R = unknown> {
  /** Every limit of the scenario holds. A scenario without limits fails: nothing would be tested. */
  toMeetLimits(): R
  /**
   * Every value is as in the baseline, within what is allowed there. `file` is relative to the test's. Without the file it fails;
   * HELIOSYNC_UPDATE=1 writes it.
   */
  toKeepBudget(file: string | URL): R
  /** The energy of every tick closes to this share of a mean tick's (1e-9 when left out). */
  toCloseLedger(tolerance_frac?: number): R
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest declares it so
  interface Matchers<T = any> extends HeliosyncMatchers<T> {}
}

interface Outcome {
  readonly pass: boolean
  readonly message: () => string
}

const UPDATE = 'HELIOSYNC_UPDATE=1'

expect.extend({
  toMeetLimits(received: unknown): Outcome {
    const { scenario, summary } = runOf(received, 'toMeetLimits')
    const { limits } = summary
    const broken = limits.filter(l => !l.holds).length
    const head =
      limits.length === 0
        ? `${summary.name}: the scenario has no limits, so nothing was tested.`
        : `${summary.name}: ${broken} of ${limits.length} limits broken.`
    const lines = limitLines(limits, PLAIN, k => showPlace(placeOfLimit(scenario, k)))
    return { pass: limits.length > 0 && broken === 0, message: () => [head, ...lines].join('\n') }
  },

  toKeepBudget(received: unknown, file: string | URL): Outcome {
    const run = runOf(received, 'toKeepBudget')
    const budget = checkBudget(
      run,
      this.testPath === undefined ? resolve(String(file)) : fromTest(this.testPath, file),
      {
        update: (process.env.HELIOSYNC_UPDATE ?? '') !== '',
        required: { instead: `Run the tests with ${UPDATE} to write it.` },
      },
    )
    const lines = baselineLines(budget, PLAIN, `a run of the tests with ${UPDATE}`)
    return {
      pass: budget.state === 'written' || budget.result?.holds === true,
      message: () => [`${run.summary.name}:`, ...lines].join('\n'),
    }
  },

  toCloseLedger(received: unknown, tolerance_frac = LEDGER_TOLERANCE_frac): Outcome {
    const { summary } = runOf(received, 'toCloseLedger')
    const open = summary.ledger.filter(l => !(l.residual_frac <= tolerance_frac)).map(l => l.name)
    const verdict = open.length === 0 ? 'every ledger closes' : `the ${open.join(' and the ')} ledger does not close`
    return {
      pass: open.length === 0,
      message: () =>
        [`${summary.name}: ${verdict} to ${tolerance_frac} of a tick.`, ...ledgerLines(summary, PLAIN)].join('\n'),
    }
  },
})

const fromTest = (test: string, file: string | URL) =>
  file instanceof URL ? fileURLToPath(file) : resolve(dirname(test), file)

function runOf(received: unknown, matcher: string): Run {
  const run = received as Partial<Run> | null | undefined
  if (run?.summary?.limits !== undefined && run.scenario !== undefined) return run as Run
  throw new TypeError(`expect(run).${matcher}() takes a run, as simulate(scenario) returns it.`)
}
