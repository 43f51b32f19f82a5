import { isBaseline } from './baseline-file.ts'
import type { Checked, CheckSetup } from './check-one.ts'
import { loadComponents } from './components.ts'
import type { Verdict } from './finding.ts'
import { InputError } from './input-error.ts'
import { inOrder } from './pool.ts'
import { showProgress } from './progress.ts'
import { openReports, tellAll } from './reports.ts'
import { moduleBeside } from './thread.ts'

export interface CheckOptions extends CheckSetup {
  /** `text`, or `junit=report.xml`. */
  readonly reporter: readonly string[]
  /** Threads; one a core when left out. */
  readonly workers?: number
}

/**
 * Runs scenarios on all cores, judges their limits and compares their budgets with their baselines, told in the order given. All are run,
 * whatever becomes of one; the worst verdict is returned.
 */
export async function checkCommand(named: readonly string[], options: CheckOptions): Promise<Verdict> {
  // `check scenarios/*.json` names the baselines too.
  const paths = named.filter(path => !isBaseline(path))
  if (paths.length === 0) throw new InputError(`${named.join(', ')}: a baseline. Name the scenario beside it.`)
  const { reporter, workers, ...setup } = options
  // What is wrong with a module is said once and not by every thread.
  await loadComponents(setup.use)
  const reports = await openReports(reporter)
  const progress = showProgress(paths.length, 'scenarios')
  const results = inOrder<string, Checked>(paths, {
    work: moduleBeside(import.meta.url, 'check-one'),
    setup,
    // Starting a thread takes longer than a short scenario.
    ...(paths.length === 1 ? { workers: 0 } : workers === undefined ? {} : { workers }),
    onDone: progress.update,
  })
  return tellAll(results, reports, progress.clear)
}
