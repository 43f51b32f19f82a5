import { availableParallelism } from 'node:os'
import {
  coupledTicks,
  couplingBytes,
  type FleetPlan,
  type FleetRun,
  type FleetTable,
  type FleetTask,
  formatUtc,
  makeFleetReport,
  makeFleetSeries,
  planFleet,
  type Scenario,
  seriesBytes,
  seriesShape,
  sharesOf,
} from '../engine/index.ts'
import { type FleetFiles, openFleetFiles } from './fleet-files.ts'
import type { FleetJob, FleetResult, FleetSetup } from './fleet-work.ts'
import { hashOf } from './hash.ts'
import { forPeople, outputTo } from './output.ts'
import { Interrupted, inOrder } from './pool.ts'
import { showProgress } from './progress.ts'
import { fleetLines } from './report-fleet.ts'
import { moduleBeside } from './thread.ts'

export interface RunFleetOptions {
  readonly out?: string
  /** A row of the series and of records every so many ticks. */
  readonly every?: number
  readonly json: boolean
  readonly use: readonly string[]
  /** Threads; one a core when left out. */
  readonly workers?: number
}

/** Runs a fleet on all cores. The table of satellites is written while it runs, the rest at the end; Ctrl-C leaves what is done as parts. */
export async function runFleet(path: string, scenario: Scenario, options: RunFleetOptions): Promise<void> {
  const { out, every, json } = options
  const plan = planFleet(scenario, every)
  const about = {
    'heliosync:scenario': scenario.name,
    'heliosync:scenario_sha256': hashOf(scenario.given),
    'heliosync:start': formatUtc(scenario.start_us),
    'heliosync:step_s': String(scenario.step_s),
  }
  const files = out === undefined ? undefined : await openFleetFiles(out, plan.fleet.record, about)
  const run = await runOnThreads(path, plan, options, files)
  files?.finish(run)
  if (json) process.stdout.write(`${JSON.stringify(run.summary, null, 2)}\n`)
  else {
    const people = forPeople()
    people.print(fleetLines(run.summary, people.paint))
  }
  if (files === undefined) return
  const { names } = files
  const written = [names.satellites, names.series, names.summary, ...plan.fleet.record.map(names.record)]
  outputTo(process.stderr).print(written.map(name => `Wrote ${name}.`))
}

/** Jobs that may wait for an earlier one to end: what is held is bounded. */
const JOBS_AHEAD = 64

async function runOnThreads(
  path: string,
  plan: FleetPlan,
  { use, every, workers = availableParallelism() }: RunFleetOptions,
  files: FleetFiles | undefined,
): Promise<Omit<FleetRun, 'satellites'>> {
  const shape = seriesShape(plan)
  const setup: FleetSetup = {
    path,
    use,
    ...(every === undefined ? {} : { every }),
    series: Array.from({ length: Math.max(1, workers) }, () => new SharedArrayBuffer(seriesBytes(shape))),
    claimed: new SharedArrayBuffer(4),
    ...(plan.fleet.jobs === undefined ? {} : { coupling: new SharedArrayBuffer(couplingBytes(plan.scenario)) }),
    ending: new SharedArrayBuffer(4),
  }
  const report = makeFleetReport(plan)
  const total = plan.tasks.reduce((sum, t) => sum + t.count, 0)
  const progress = showProgress(total, 'satellites')
  let done = 0
  const finish = () => {
    const series = makeFleetSeries(shape)
    for (const buffer of setup.series) series.merge(makeFleetSeries(shape, buffer).data)
    return report.finish(series)
  }
  const { coupling } = setup
  const looking = coupling && setInterval(() => progress.update(coupledSatellites(plan, coupling)), LOOK_ms)
  // Satellites that share jobs wait for each other, and nothing is whole before the end.
  const ending = coupling === undefined ? { endEarly: () => Atomics.store(new Int32Array(setup.ending), 0, 1) } : {}
  try {
    const work = moduleBeside(import.meta.url, 'fleet-work')
    const options = { work, setup, workers, ahead: JOBS_AHEAD, ...ending }
    for (const jobs of jobsOf(plan, files, workers))
      for await (const results of inOrder<FleetJob, FleetResult>(jobs, options)) {
        for (const result of results) {
          const rows = report.take(result)
          files?.write(rows)
          done += rows.rows
        }
        progress.update(done)
      }
  } catch (error) {
    if (error instanceof Interrupted) {
      error.message = `Interrupted after ${done} of ${total} satellites.`
      // Tiles that were stopped on their way are in the series and not in the table.
      if (done > 0) error.message += keepParts(files, error.message, error.ended ? finish().series : undefined)
    }
    if (done === 0 || !(error instanceof Interrupted)) files?.abandon()
    throw error
  } finally {
    clearInterval(looking)
    progress.clear()
  }
  return finish()
}

function keepParts(files: FleetFiles | undefined, why: string, series: FleetTable | undefined): string {
  if (files === undefined) return ''
  const written = files.finishParts(why, series)
  return ` They are in ${written.join(' and ')}, marked as ${written.length > 1 ? 'parts' : 'a part'}.`
}

/** How often one looks how far satellites are that go side by side. */
const LOOK_ms = 200

/** As many satellites as would be done if they went one after the other. */
const coupledSatellites = ({ scenario, fleet }: FleetPlan, coupling: SharedArrayBuffer) =>
  Math.floor((fleet.satellites * coupledTicks(scenario, coupling)) / scenario.ticks)

/** Tiles of the fast path that a thread takes at once; of the plain path it takes one, which is as much work. */
const FAST_TILES = 16

/** What is to be done, in parts that begin when the part before has ended. */
function jobsOf(plan: FleetPlan, files: FleetFiles | undefined, workers: number): Iterable<FleetJob>[] {
  const records = plan.fleet.record.flatMap((satellite): FleetJob[] =>
    files === undefined ? [] : [{ satellite, file: files.names.record(satellite) }],
  )
  const shares = sharesOf(plan, Math.min(workers, JOBS_AHEAD))?.map(
    (share, party, all): FleetJob => ({ tasks: [share], parties: all.length, party }),
  )
  // How busy a satellite is that shares jobs is known when all have run.
  if (plan.fleet.jobs !== undefined) return [shares ?? tasksOf(plan), records]
  return [[...records, ...tasksOf(plan)]]
}

function* tasksOf(plan: FleetPlan): Generator<FleetJob> {
  let tasks: FleetTask[] = []
  for (const task of plan.tasks) {
    tasks.push(task)
    const fast = plan.groups[task.group].fit !== undefined
    if (fast && tasks.length < FAST_TILES) continue
    yield { tasks }
    tasks = []
  }
  if (tasks.length > 0) yield { tasks }
}
