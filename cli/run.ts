import { simulate } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { InputError } from './input-error.ts'
import { loadScenario } from './load.ts'
import { forPeople, outputTo } from './output.ts'
import { reportLines } from './report.ts'
import { prepareTableFile } from './table-file.ts'

export interface RunCommandOptions {
  readonly out?: string
  readonly every: number
  readonly json: boolean
  readonly use: readonly string[]
}

/** Runs one scenario; prints its budget, or with `json` its summary alone on stdout; writes the recording to `out`. */
export async function runCommand(path: string, { out, every, json, use }: RunCommandOptions): Promise<void> {
  const writeTable = out === undefined ? undefined : await prepareTableFile(out)
  const components = await loadComponents(use)
  const scenario = loadScenario(path, components)
  if (every > scenario.ticks)
    throw new InputError(`--every ${every}: the run has ${scenario.ticks} ticks. Write ${scenario.ticks} or less.`)
  // Without a file to write only the summary is wanted, and a recording of two rows is the least there is.
  const run = simulate(scenario, { components, every: writeTable === undefined ? scenario.ticks : every })
  writeTable?.(run)
  if (json) process.stdout.write(`${JSON.stringify(run.summary, null, 2)}\n`)
  else {
    const people = forPeople()
    people.print(reportLines(run.summary, people.paint))
  }
  if (out === undefined) return
  const { rows, columns } = run.recording
  outputTo(process.stderr).print([`Wrote ${out}: ${rows} rows, ${columns.length + 2} columns.`])
}
