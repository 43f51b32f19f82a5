import { availableParallelism } from 'node:os'
import {
  couplingBytes,
  type FleetPlan,
  type FleetRun,
  type FleetSeries,
  lookOn,
  makeFleetReport,
  makeFleetSeries,
  seriesBytes,
  seriesShape,
} from '../engine/index.ts'
import type { FleetFiles } from './fleet-files.ts'
import { jobsOf } from './fleet-jobs.ts'
import type { FleetJob, FleetResult, FleetSetup } from './fleet-work.ts'
import { Interrupted, inOrder, type PoolOptions, STOPS } from './pool.ts'
import { showProgress } from './progress.ts'
import { moduleBeside } from './thread.ts'

export interface FleetThreads {
  readonly use: readonly string[]
  /** A row of the series and of records every so many ticks. */
  readonly every?: number
  /** Threads; one a core when left out. */
  readonly workers?: number
}

type Outcome = Omit<FleetRun, 'satellites'>

/** Jobs that may wait for an earlier one to end: what is held is bounded. */
const JOBS_AHEAD = 64

/** How often one looks how far satellites are that go side by side. */
const LOOK_ms = 200

/**
 * Runs a fleet on threads; its files are written while it runs and are whole at the end. Throws Interrupted at Ctrl-C, with what was done and where it is:
 * whole satellites, or, of satellites that share jobs, all of them up to a tick.
 */
export async function runOnThreads(
  path: string,
  plan: FleetPlan,
  options: FleetThreads,
  files: FleetFiles | undefined,
): Promise<Outcome> {
  // A Ctrl-C while files are finished waits, and is heard where records are begun. Without threads nobody could hear it, and it ends the program.
  const wait = () => {}
  if (options.workers !== 0) for (const signal of STOPS) process.on(signal, wait)
  try {
    return await runAndRecord(path, plan, options, files)
  } finally {
    for (const signal of STOPS) process.off(signal, wait)
  }
}

async function runAndRecord(
  path: string,
  plan: FleetPlan,
  options: FleetThreads,
  files: FleetFiles | undefined,
): Promise<Outcome> {
  const threads = threadsOf(path, plan, options)
  const { setup, workers } = threads
  const together = setup.coupling && lookOn(plan.scenario, setup.coupling)
  const endEarly = together?.endEarly ?? (() => Atomics.store(new Int32Array(setup.ending), 0, 1))
  const report = makeFleetReport(plan)
  const total = plan.tasks.reduce((sum, t) => sum + t.count, 0)
  let done = 0
  const progress = together ? showProgress(plan.scenario.ticks, 'ticks') : showProgress(total, 'satellites')
  const show = () => progress.update(together?.ticks() ?? done)
  const looking = together && setInterval(show, LOOK_ms)
  const { first, afterwards } = jobsOf(plan, files, Math.min(workers, JOBS_AHEAD))
  try {
    for await (const results of inOrder<FleetJob, FleetResult>(first, { ...threads, endEarly })) {
      for (const result of results) {
        const rows = report.take(result)
        files?.write(rows)
        done += rows.rows
      }
      show()
    }
  } catch (error) {
    if (error instanceof Interrupted) {
      // Tiles that were stopped on their way are in the series and not in the table.
      const run = error.ended && done > 0 ? report.finish(seriesOf(plan, setup)) : undefined
      // Of satellites that share jobs there is nothing before all have come to the same tick.
      const kept = together && run === undefined ? 0 : done
      error.message = `Interrupted after ${together && run ? upTo(run, plan) : `${kept} of ${total} satellites`}.`
      if (files && kept > 0) error.message += keepParts(files, error.message, run, together !== undefined)
    }
    files?.abandon()
    throw error
  } finally {
    clearInterval(looking)
    progress.clear()
  }
  const run = report.finish(seriesOf(plan, setup))
  files?.finish(run)
  if (files && afterwards.length > 0) await writeRecords(afterwards, threads, files)
  return run
}

function threadsOf(path: string, plan: FleetPlan, { use, every, workers = availableParallelism() }: FleetThreads) {
  const { scenario, fleet } = plan
  const setup: FleetSetup = {
    path,
    use,
    ...(every === undefined ? {} : { every }),
    series: Array.from({ length: Math.max(1, workers) }, () => new SharedArrayBuffer(seriesBytes(seriesShape(plan)))),
    claimed: new SharedArrayBuffer(4),
    ...(fleet.jobs === undefined ? {} : { coupling: new SharedArrayBuffer(couplingBytes(scenario)) }),
    ending: new SharedArrayBuffer(4),
  }
  return { work: moduleBeside(import.meta.url, 'fleet-work'), setup, workers, ahead: JOBS_AHEAD }
}

/** What all threads have told. */
function seriesOf(plan: FleetPlan, { series: buffers }: FleetSetup): FleetSeries {
  const shape = seriesShape(plan)
  const series = makeFleetSeries(shape)
  for (const buffer of buffers) series.merge(makeFleetSeries(shape, buffer).data)
  return series
}

const upTo = ({ summary: { ticks, end_utc } }: Outcome, { scenario, fleet }: FleetPlan) =>
  `${ticks} of ${scenario.ticks} ticks of ${fleet.satellites} satellites, up to ${end_utc}`

/** A summary only of satellites that share jobs: all of them are in it, up to the same tick. */
function keepParts(files: FleetFiles, why: string, run: Outcome | undefined, areTogether: boolean): string {
  const written = files.finishParts(why, {
    ...(run === undefined ? {} : { series: run.series }),
    ...(run !== undefined && areTogether ? { summary: run.summary } : {}),
  })
  return ` They are in ${listed(written)}, marked as ${written.length > 1 ? 'parts' : 'a part'}.`
}

/** Records that had to wait for the fleet; when they are interrupted, the fleet's files are whole. */
async function writeRecords(jobs: readonly FleetJob[], threads: PoolOptions, files: FleetFiles): Promise<void> {
  let done = 0
  try {
    for await (const _ of inOrder<FleetJob, FleetResult>(jobs, threads)) done++
  } catch (error) {
    files.abandon()
    const { satellites, series, summary } = files.names
    if (error instanceof Interrupted)
      error.message = `Interrupted after ${done} of ${jobs.length} records. The fleet is whole, in ${listed([satellites, series, summary])}.`
    throw error
  }
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
