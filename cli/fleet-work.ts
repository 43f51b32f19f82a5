import {
  type FleetPlan,
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

/** Tiles to run, or, where satellites share jobs, the share of thread `party` of `parties` that run at once; or a satellite to record into a file. */
export type FleetJob =
  | { readonly tasks: readonly FleetTask[]; readonly parties?: number; readonly party?: number }
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
    if ('tasks' in job) {
      const { tasks, parties, party } = job
      const met = coupling && makeCoupling(plan.scenario, parties, party, coupling)
      return tasks.flatMap(task => (Atomics.load(stopped, 0) === 0 ? runner.run(task, met) : []))
    }
    const table = openTable(job.file, await encoderOf(job.file))
    try {
      const asked = coupling && askedOf(plan, job.satellite, coupling)
      const { summary } = recordSatellite(plan.scenario, job.satellite, every ?? 1, table.write, asked)
      table.finish({ 'heliosync:scenario': summary.name, 'heliosync:start': summary.start_utc })
    } catch (error) {
      table.abandon()
      throw error
    }
    return []
  }
}

/** What the satellites that ran before have left of it. */
const askedOf = ({ scenario, fleet }: FleetPlan, satellite: number, memory: SharedArrayBuffer) =>
  makeCoupling(scenario, 1, 0, memory).asked[fleet.record.indexOf(satellite)].busy_frac

export default fleetWork
