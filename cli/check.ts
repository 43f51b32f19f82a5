import { isBaseline } from './baseline-file.ts'
import type { Checked, CheckSetup } from './check-one.ts'
import { loadComponents } from './components.ts'
import { type Verdict, verdictOf } from './finding.ts'
import { InputError } from './input-error.ts'
import { outputTo, PLAIN } from './output.ts'
import { inOrder } from './pool.ts'
import { type Progress, showProgress } from './progress.ts'
import { REPORTERS, type Reporter } from './reporter.ts'
import { moduleBeside } from './thread.ts'
import { prepareFile } from './whole-file.ts'

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
  const all = await gather(results, reports, progress)
  for (const r of reports) r.close(all)
  return Math.max(...all.map(verdictOf)) as Verdict
}

async function gather(
  results: AsyncIterable<Checked>,
  reports: readonly Report[],
  progress: Progress,
): Promise<Checked[]> {
  const all: Checked[] = []
  try {
    for await (const checked of results) {
      progress.clear()
      for (const { message } of checked.wrong) process.stderr.write(`${message}\n`)
      for (const r of reports) r.tell(checked, all.length === 0)
      all.push(checked)
    }
  } finally {
    progress.clear()
  }
  return all
}

interface Report {
  tell(checked: Checked, first: boolean): void
  close(all: readonly Checked[]): void
}

/** Reporters with where they write: stdout, or a file that is written whole at the end. */
async function openReports(wanted: readonly string[]): Promise<Report[]> {
  const given = (wanted.length === 0 ? ['text'] : wanted).map(w => {
    const [name, ...file] = w.split('=')
    return { name, file: file.length === 0 ? undefined : file.join('=') }
  })
  const known = Object.keys(REPORTERS)
  for (const { name } of given)
    if (!known.includes(name))
      throw new InputError(`--reporter ${name}: there is none of that name. Known: ${known.join(', ')}.`)
  if (given.filter(g => g.file === undefined).length > 1)
    throw new InputError('Two reporters cannot both print. Give all but one a file: --reporter junit=report.xml.')
  return Promise.all(given.map(({ name, file }) => (file === undefined ? printed(name) : filed(name, file))))
}

async function printed(name: string): Promise<Report> {
  const reporter: Reporter = await REPORTERS[name](outputTo(process.stdout).paint)
  return {
    tell: (checked, first) => process.stdout.write(reporter.each?.(checked, first) ?? ''),
    close: all => process.stdout.write(reporter.end?.(all) ?? ''),
  }
}

async function filed(name: string, file: string): Promise<Report> {
  const write = prepareFile('--reporter', file)
  const reporter: Reporter = await REPORTERS[name](PLAIN)
  let text = ''
  return {
    tell: (checked, first) => {
      text += reporter.each?.(checked, first) ?? ''
    },
    close: all => write(piece => piece(text + (reporter.end?.(all) ?? ''))),
  }
}
