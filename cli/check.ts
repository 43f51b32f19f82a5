import type { Checked, CheckSetup } from './check-one.ts'
import { loadComponents } from './components.ts'
import { type Output, outputTo } from './output.ts'
import { inOrder } from './pool.ts'
import { showProgress } from './progress.ts'
import { limitLines } from './report-limits.ts'
import { wrap } from './table.ts'
import { moduleBeside } from './thread.ts'

/** Every limit holds, one is broken, the input is wrong. */
export type Verdict = 0 | 1 | 2

export interface CheckOptions {
  readonly use: readonly string[]
  /** Threads; one a core when left out. */
  readonly workers?: number
}

/** Runs scenarios on all cores and judges their limits, told in the order given. All are run, whatever becomes of one; the worst verdict is returned. */
export async function checkCommand(paths: readonly string[], { use, workers }: CheckOptions): Promise<Verdict> {
  // What is wrong with a module is said once and not by every thread.
  await loadComponents(use)
  const output = outputTo(process.stdout)
  const progress = showProgress(paths.length, 'scenarios')
  const results = inOrder<string, Checked>(paths, {
    work: moduleBeside(import.meta.url, 'check-one'),
    setup: { use } satisfies CheckSetup,
    // Starting a thread takes longer than a short scenario.
    ...(paths.length === 1 ? { workers: 0 } : workers === undefined ? {} : { workers }),
    onDone: progress.update,
  })
  let worst: Verdict = 0
  let first = true
  try {
    for await (const checked of results) {
      progress.clear()
      if (!first) output.print([''])
      first = false
      tell(checked, output)
      worst = Math.max(worst, verdictOf(checked)) as Verdict
    }
  } finally {
    progress.clear()
  }
  return worst
}

const verdictOf = ({ wrong, limits }: Checked): Verdict =>
  wrong !== undefined ? 2 : limits.some(l => !l.holds) ? 1 : 0

function tell({ path, wrong, limits }: Checked, { print, paint }: Output): void {
  if (wrong !== undefined) {
    process.stderr.write(`${wrong}\n`)
    print([paint.bold(path), paint.bad('The input is wrong.')])
    return
  }
  const broken = limits.filter(l => !l.holds).length
  print([
    paint.bold(path),
    ...limitLines(limits, paint),
    ...wrap(
      limits.length === 0 ? 'No limits are written, so nothing was checked.' : verdictLine(limits.length, broken),
    ),
  ])
}

const verdictLine = (limits: number, broken: number) =>
  broken === 0
    ? `${limits === 1 ? 'The limit holds' : `All ${limits} limits hold`}.`
    : `${broken} of ${limits} limits broken.`
