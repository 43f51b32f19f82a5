import {
  type FleetTask,
  makeCoupling,
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
  /** Where threads meet that each run a share of satellites that share jobs. */
  readonly coupling?: SharedArrayBuffer
  /** Not 0 once no further tile is wanted. */
  readonly ending: SharedArrayBuffer
}

/** Tiles to run; a share of those whose satellites share jobs, while as many other threads run theirs; or a satellite to record into a file. */
export type FleetJob =
  | { readonly tasks: readonly FleetTask[] }
  | { readonly share: FleetTask; readonly party: number; readonly parties: number }
  | { readonly satellite: number; readonly file: string }

/** The rows of the job's tiles; what a job adds to the series stays in the thread's shared memory. */
export type FleetResult = readonly TaskResult[]

/** Runs a part of a fleet. */
const fleetWork: Work<FleetSetup, FleetJob, FleetResult> = async setup => {
  const { path, use, every, series, claimed, coupling, ending } = setup
  const plan = planFleet(loadScenario(path, await loadComponents(use)), every)
  const mine = Atomics.add(new Int32Array(claimed), 0, 1)
  const runner = makeFleetRunner(plan, makeFleetSeries(seriesShape(plan), series[mine]))
  const stopped = new Int32Array(ending)
  return async job => {
    if ('tasks' in job) return job.tasks.flatMap(task => (Atomics.load(stopped, 0) === 0 ? runner.run(task) : []))
    if ('share' in job)
      return runner.run(job.share, makeCoupling(plan.fleet.satellites, job.parties, job.party, coupling))
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
