import { type Run, type SimulateOptions, simulate } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { InputError } from './input-error.ts'
import { loadScenario } from './load.ts'
import { forPeople, outputTo } from './output.ts'
import { reportLines } from './report.ts'
import { prepareTableFile } from './table-file.ts'
import { prepareFile } from './whole-file.ts'

export interface RunCommandOptions {
  readonly out?: string
  readonly report?: string
  readonly every?: number
  readonly json: boolean
  readonly use: readonly string[]
  readonly view: boolean
  readonly port: number
  /** Threads for a fleet; one a core when left out. */
  readonly workers?: number
}

/** Rows of a recording beyond which its columns would take tens of gigabytes: a hundred columns of eight bytes each. */
const MOST_RECORDED = 2e7

/** A page is shown no more rows: a run of more has one every so many ticks, unless `every` says otherwise. */
const MOST_ROWS = 20_000

/** Runs one scenario; prints its budget, or with `json` its summary alone on stdout; writes the recording to `out` and a page to `report`. */
export async function runCommand(path: string, options: RunCommandOptions): Promise<void> {
  const { out, report, every = 1, json, use, view, port } = options
  const components = await loadComponents(use)
  const scenario = loadScenario(path, components)
  if (every > scenario.ticks)
    throw new InputError(`--every ${every}: the run has ${scenario.ticks} ticks. Write ${scenario.ticks} or less.`)
  if (out !== undefined && scenario.fleet === undefined && scenario.ticks / every > MOST_RECORDED)
    throw new InputError(
      `--out ${out}: ${Math.ceil(scenario.ticks / every)} rows do not fit in memory. Write --every ${Math.ceil(scenario.ticks / MOST_RECORDED)} or more.`,
    )
  if (scenario.fleet !== undefined) {
    if (report !== undefined || view)
      throw new InputError(
        `--${view ? 'view' : 'report'}: one satellite is shown, and this is a fleet. Write --out for its tables.`,
      )
    const { runFleet } = await import('./run-fleet.ts')
    return runFleet(path, scenario, options)
  }
  const writeTable = out === undefined ? undefined : await prepareTableFile(out)
  const writePage = report === undefined ? undefined : await preparePage(report)
  const go = (follow: Pick<SimulateOptions, 'onRow'>) =>
    simulate(scenario, {
      components,
      every: rowEvery(options, scenario.ticks),
      ...(writePage === undefined ? {} : { chartStretches: CHART_STRETCHES }),
      ...follow,
    })
  const run = view ? await (await import('./watched.ts')).runWatched(scenario, port, go) : go({})
  writeTable?.(run)
  writePage?.(run)
  if (json) process.stdout.write(`${JSON.stringify(run.summary, null, 2)}\n`)
  else {
    const people = forPeople()
    people.print(reportLines(run.summary, people.paint))
  }
  const { rows, columns } = run.recording
  outputTo(process.stderr).print([
    ...(out === undefined ? [] : [`Wrote ${out}: ${rows} rows, ${columns.length + 2} columns.`]),
    ...(report === undefined ? [] : [`Wrote ${report}; open it in a browser.`]),
  ])
}

/** Without a file to write or a page to show only the summary is wanted, and a recording of two rows is the least there is. */
function rowEvery({ every, out, view }: RunCommandOptions, ticks: number): number {
  if (out === undefined && !view) return ticks
  return every ?? (out === undefined ? Math.ceil(ticks / MOST_ROWS) : 1)
}

/** More than a wide screen has pixels of chart. */
const CHART_STRETCHES = 1500

/** Makes sure, before the run, that the page can be written. Returns what writes it. */
async function preparePage(path: string): Promise<(run: Run) => void> {
  if (!/\.html?$/i.test(path)) throw new InputError(`--report ${path}: it is a page. End the name in .html.`)
  const writeFile = prepareFile('--report', path)
  const { reportPage } = await import('./page/page.ts')
  return run => writeFile(write => write(reportPage(run)))
}
