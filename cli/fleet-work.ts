import {
  type FleetTask,
  makeFleetRunner,
  makeFleetSeries,
  planFleet,
  recordSatellite,
  seriesShape,
  type TaskResult,
} from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { loadScenario } from './load.ts'
import type { Work } from './pool.ts'
import { encoderOf, openTable } from './table-stream.ts'

export interface FleetSetup {
  readonly path: string
  readonly use: readonly string[]
  readonly every?: number
  /** Memory for the series of every thread; `claimed` counts those that are taken. */
  readonly series: readonly SharedArrayBuffer[]
  readonly claimed: SharedArrayBuffer
}

/** Tiles to run, or a satellite to record into a file. */
export type FleetJob = { readonly tasks: readonly FleetTask[] } | { readonly satellite: number; readonly file: string }

/** The rows of the job's tiles; what a job adds to the series stays in the thread's shared memory. */
export type FleetResult = readonly TaskResult[]

/** Runs a part of a fleet. */
const fleetWork: Work<FleetSetup, FleetJob, FleetResult> = async ({ path, use, every, series, claimed }) => {
  const plan = planFleet(loadScenario(path, await loadComponents(use)), every)
  const mine = Atomics.add(new Int32Array(claimed), 0, 1)
  const runner = makeFleetRunner(plan, makeFleetSeries(seriesShape(plan), series[mine]))
  return async job => {
    if ('tasks' in job) return job.tasks.flatMap(task => runner.run(task))
    const table = openTable(job.file, await encoderOf(job.file))
    try {
      const { summary } = recordSatellite(plan.scenario, job.satellite, every ?? 1, table.write)
      table.finish({ 'heliosync:scenario': summary.name, 'heliosync:start': summary.start_utc })
    } catch (error) {
      table.abandon()
      throw error
    }
    return []
  }
}

export default fleetWork
