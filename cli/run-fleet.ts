import { type FleetPlan, formatUtc, planFleet, type Scenario, seriesBytes, seriesShape } from '../engine/index.ts'
import { openFleetFiles } from './fleet-files.ts'
import { runOnThreads } from './fleet-threads.ts'
import { hashOf } from './hash.ts'
import { InputError } from './input-error.ts'
import { forPeople, outputTo } from './output.ts'
import { fleetLines } from './report-fleet.ts'

export interface RunFleetOptions {
  readonly out?: string
  /** A row of the series and of records every so many ticks. */
  readonly every?: number
  readonly json: boolean
  readonly use: readonly string[]
  /** Threads; one a core when left out. */
  readonly workers?: number
}

/** What the series of one thread may take, were every value taken; what it does take is a part of that. */
const MOST_SERIES_bytes = 2 ** 32

function checkMemory(plan: FleetPlan): void {
  const bytes = seriesBytes(seriesShape(plan))
  if (bytes <= MOST_SERIES_bytes) return
  const least = Math.ceil((plan.every * bytes) / MOST_SERIES_bytes)
  const rows = Math.ceil(plan.scenario.ticks / plan.every)
  throw new InputError(
    `--every ${plan.every}: the series would have ${rows} rows, which do not fit in memory. Write --every ${least} or more, or leave it out.`,
  )
}

/** Runs a fleet on all cores. The table of satellites is written while it runs, the rest at the end; Ctrl-C leaves what is done as parts. */
export async function runFleet(path: string, scenario: Scenario, options: RunFleetOptions): Promise<void> {
  const { out, every, json } = options
  const plan = planFleet(scenario, every)
  checkMemory(plan)
  const about = {
    'heliosync:scenario': scenario.name,
    'heliosync:scenario_sha256': hashOf(scenario.given),
    'heliosync:start': formatUtc(scenario.start_us),
    'heliosync:step_s': String(scenario.step_s),
  }
  const files = out === undefined ? undefined : await openFleetFiles(out, plan.fleet.record, about)
  const run = await runOnThreads(path, plan, options, files)
  if (json) process.stdout.write(`${JSON.stringify(run.summary, null, 2)}\n`)
  else {
    const people = forPeople()
    people.print(fleetLines(run.summary, people.paint))
  }
  if (files === undefined) {
    const { record } = plan.fleet
    if (record.length > 0)
      outputTo(process.stderr).print([`Nothing was recorded of satellite ${record.join(', ')}: --out says where to.`])
    return
  }
  const { names } = files
  const written = [names.satellites, names.series, names.summary, ...plan.fleet.record.map(names.record)]
  outputTo(process.stderr).print(written.map(name => `Wrote ${name}.`))
}
