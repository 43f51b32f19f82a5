import type { Fit } from './fleet/design/fit.ts'
import { partsOf } from './fleet/design/satellite.ts'
import { runCoupledLanes } from './fleet/fast/coupled-lanes.ts'
import { runFastLanes } from './fleet/fast/lanes.ts'
import { type Coupling, makeCoupling } from './fleet/jobs/coupling.ts'
import { makeDispatcher } from './fleet/jobs/dispatch.ts'
import { makePlainJobs } from './fleet/jobs/plain-jobs.ts'
import { KNOTS } from './fleet/orbit/knots.ts'
import { makeTile, type Tile } from './fleet/tile/tile.ts'
import { runPlainLanes } from './fleet-plain.ts'
import type { FleetPlan, FleetTask } from './fleet-plan.ts'
import { sunAtTicks } from './physics/light/sun-nodes.ts'
import { type FleetRows, makeFleetRows } from './results/fleet-rows.ts'
import type { FleetWatch } from './results/fleet-series.ts'
import type { JobsResult } from './results/fleet-summary.ts'
import type { Jobs } from './scenario/jobs.ts'
import { formatUtc } from './scenario/time.ts'

export interface TaskResult {
  readonly rows: FleetRows
  /** Undefined on the plain path, which asks SGP4 itself. */
  readonly positionError_km?: number
  /** Satellites of the fast path that were taken to the plain one because their accelerators would have throttled. */
  readonly throttled: number
  readonly jobs?: JobsResult
  /** Ticks that satellites went through that share jobs, fewer than planned where they ended early. */
  readonly ticks?: number
  /** Why the whole group was taken to the plain path while it ran. */
  readonly why?: string
}

export interface FleetRunner<S> {
  readonly series: S
  /**
   * Runs a task; its rows come in the order of its satellites. Shares of a group whose satellites share jobs (sharesOf) run on as many
   * threads at the same time, each with its coupling.
   */
  run(task: FleetTask, coupling?: Coupling): readonly TaskResult[]
}

/** Runs tasks of a plan one by one and tells `series` of every tick. Every worker has one; their series are merged at the end. */
export function makeFleetRunner<S extends FleetWatch>(plan: FleetPlan, series: S): FleetRunner<S> {
  const { scenario, fleet, nodes, groups } = plan
  const { step_s, start_us } = scenario
  const tiles = new Map<number, Tile>()
  let sun: Float64Array | undefined

  const sharedOf = ({ group: groupIndex }: FleetTask) => {
    const { group, limits } = groups[groupIndex]
    return { scenario, group, groupIndex, series, limits, nodes }
  }
  const numbersOf = ({ group }: FleetTask, places: readonly number[]) =>
    places.map(k => groups[group].group.first - 1 + k)

  function plain(
    task: FleetTask,
    places: readonly number[],
    rows: FleetRows,
    coupling: Coupling | undefined,
  ): JobsResult | undefined {
    series.lanesAre?.(numbersOf(task, places))
    if (fleet.jobs === undefined || coupling === undefined) {
      runPlainLanes(sharedOf(task), places, task.begin, rows)
      return undefined
    }
    const dispatcher = dispatcherOf(fleet.jobs, coupling)
    runPlainLanes(sharedOf(task), places, task.begin, rows, makePlainJobs(fleet.jobs, coupling, dispatcher))
    return dispatcher.result()
  }

  function wholePlain(task: FleetTask, coupling: Coupling | undefined): TaskResult {
    const rows = makeFleetRows(task.group, task.first, task.count, scenario.limits)
    const jobs = plain(task, placesOf(task), rows, coupling)
    return { rows, throttled: 0, ...(jobs === undefined ? {} : { jobs }), ...ticksOf(coupling) }
  }

  function fast(task: FleetTask, fit: Fit, sun_km: Float64Array): TaskResult {
    const tile = tiles.get(task.group) ?? makeTile(fit.design, KNOTS)
    tiles.set(task.group, tile)
    series.lanesAre?.(numbersOf(task, placesOf(task)))
    const { rows, positionError_km, throttled } = runFastLanes({ ...sharedOf(task), fit, tile, sun_km }, task)
    const places = throttled.map(lane => task.first + lane)
    if (places.length > 0) {
      series.forget?.(numbersOf(task, places))
      plain(task, places, rows, undefined)
    }
    return { rows, positionError_km, throttled: places.length }
  }

  function coupled(task: FleetTask, fit: Fit, sun_km: Float64Array, jobs: Jobs, coupling: Coupling): TaskResult[] {
    const dispatcher = () => dispatcherOf(jobs, coupling)
    const { first, count } = task
    const ran = runCoupledLanes({ ...sharedOf(task), fit, sun_km, coupling, dispatcher }, first, count)
    if ('tiles' in ran)
      return ran.tiles.map((tile, k) => ({
        ...tile,
        throttled: 0,
        ...ticksOf(coupling),
        ...(k > 0 || ran.jobs === undefined ? {} : { jobs: ran.jobs }),
      }))
    series.forget?.(numbersOf(task, placesOf(task)))
    if (!coupling.meeting.isFirst) return []
    const when = formatUtc(start_us + ran.hotAt * step_s * 1e6)
    return [{ ...wholePlain(plan.tasks[0], coupling), why: `at ${when} accelerators came so hot that they throttle` }]
  }

  const ticksOf = (coupling: Coupling | undefined) =>
    coupling === undefined ? {} : { ticks: coupling.ending.lastTick() }

  function dispatcherOf(jobs: Jobs, coupling: Coupling) {
    const [{ group }] = groups
    const { id } = jobs.compute
    const computes = Array.from(
      { length: fleet.satellites },
      (_, k) => (partsOf(group, k).find(p => p.id === id) as Jobs['compute']).values,
    )
    return makeDispatcher(jobs, fleet.seed, computes, step_s, coupling)
  }

  return {
    series,
    run(task, given) {
      const { fit } = groups[task.group]
      const coupling = given ?? (fleet.jobs === undefined ? undefined : makeCoupling(scenario))
      if (fit === undefined) return [wholePlain(task, coupling)]
      sun ??= sunAtTicks(scenario)
      if (fleet.jobs === undefined || coupling === undefined) return [fast(task, fit, sun)]
      return coupled(task, fit, sun, fleet.jobs, coupling)
    },
  }
}

const placesOf = ({ first, count }: FleetTask) => Array.from({ length: count }, (_, i) => first + i)
