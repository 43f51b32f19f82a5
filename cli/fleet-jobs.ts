import { type FleetPlan, type FleetTask, sharesOf } from '../engine/index.ts'
import type { FleetFiles } from './fleet-files.ts'
import type { FleetJob } from './fleet-work.ts'

/** Tiles of the fast path that a thread takes at once; of the plain path it takes one, which is as much work. */
const FAST_TILES = 16

/** What so many threads have to do, and what can begin only then. */
export function jobsOf(plan: FleetPlan, files: FleetFiles | undefined, threads: number) {
  const records = plan.fleet.record.flatMap((satellite): FleetJob[] =>
    files === undefined ? [] : [{ satellite, file: files.names.record(satellite) }],
  )
  const shares = sharesOf(plan, threads)?.map(
    (share, party, all): FleetJob => ({ tasks: [share], parties: all.length, party }),
  )
  // How busy a satellite is that shares jobs is known when all have run.
  if (plan.fleet.jobs !== undefined) return { first: shares ?? tasksOf(plan), afterwards: records }
  return { first: [...records, ...tasksOf(plan)], afterwards: [] }
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
