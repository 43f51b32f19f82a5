import { type FleetPlan, planFleet, seriesShape } from './fleet-plan.ts'
import { makeFleetRunner, type TaskResult } from './fleet-runner.ts'
import { builtin } from './parts/index.ts'
import { type FleetSeries, makeFleetSeries, seriesTable } from './results/fleet-series.ts'
import { type FleetSummary, type JobsResult, makeFleetTotals } from './results/fleet-summary.ts'
import { type FleetTable, joinTables, tableOfRows } from './results/fleet-table.ts'
import { type ReadOptions, readScenario } from './scenario/read.ts'
import type { Scenario } from './scenario/scenario.ts'
import { formatUtc } from './scenario/time.ts'

export interface FleetOptions extends Partial<ReadOptions> {
  /** A row of the series every so many ticks. Default 1, or as many as keep a long run's series to 256 MiB. */
  readonly every?: number
}

/** A fleet's run. */
export interface FleetRun {
  readonly summary: FleetSummary
  /** The fleet over time. */
  readonly series: FleetTable
  /** A row a satellite. */
  readonly satellites: FleetTable
}

/**
 * Runs a fleet: YAML or JSON text, the object itself, or a Scenario that was read before. Every satellite's numbers follow from the
 * scenario and its own number alone, whatever else is in the fleet.
 *
 * Throws what `simulate` throws, NoFleetError for a scenario of one satellite, and RangeError where `every` is no number of ticks.
 */
export function simulateFleet(scenario: unknown, options: FleetOptions = {}): FleetRun {
  const read =
    scenario !== null && typeof scenario === 'object' && 'source' in scenario
      ? (scenario as Scenario)
      : readScenario(scenario, { components: builtin, ...options })
  const plan = planFleet(read, options.every)
  const runner = makeFleetRunner(plan, makeFleetSeries(seriesShape(plan)))
  const report = makeFleetReport(plan)
  const tables = plan.tasks.flatMap(task => runner.run(task).map(report.take))
  return { ...report.finish(runner.series), satellites: joinTables(tables) }
}

/** Gathers a fleet's results from those of its tasks, which come in the order of the plan; keeps no rows. */
export function makeFleetReport(plan: FleetPlan) {
  const { scenario, fleet, groups, nodes } = plan
  const totals = makeFleetTotals(scenario.limits, nodes)
  let positionError_km: number | null = null
  const throttled = groups.map(() => 0)
  const whyPlain = groups.map(g => g.why)
  let jobs: JobsResult | null = null
  let { ticks } = scenario
  return {
    /** The rows as a table. */
    take(result: TaskResult): FleetTable {
      const { group } = groups[result.rows.group]
      throttled[result.rows.group] += result.throttled
      whyPlain[result.rows.group] ??= result.why
      const { first } = result.rows
      if (result.ticks !== undefined) ticks = result.ticks
      totals.take(result.rows, group.first + first, ticks - group.beginTick(first))
      if (result.jobs !== undefined) jobs = result.jobs
      if (result.positionError_km !== undefined)
        positionError_km = Math.max(positionError_km ?? 0, result.positionError_km)
      return tableOfRows(result.rows, group, nodes, scenario)
    },
    finish(series: FleetSeries): Omit<FleetRun, 'satellites'> {
      const { step_s, start_us } = scenario
      const shape = { ...seriesShape(plan), ticks, start_us }
      const end_utc = formatUtc(start_us + ticks * step_s * 1e6)
      const early =
        ticks < scenario.ticks ? [`Ended early, at ${end_utc}, after ${ticks} of ${scenario.ticks} ticks.`] : []
      const left_out = fleet.groups.flatMap(g =>
        g.constellation.leftOut.map(({ name, why }) => ({ group: g.id, name, why })),
      )
      const summary: FleetSummary = {
        name: scenario.name,
        start_utc: formatUtc(start_us),
        end_utc,
        duration_s: ticks * step_s,
        step_s,
        ticks,
        ...totals.result(),
        not_begun: plan.notBegun,
        groups: groups.map(({ group }, k) => ({
          id: group.id,
          satellites: group.constellation.satellites,
          path: whyPlain[k] === undefined ? 'fast' : 'plain',
          why: whyPlain[k] ?? null,
          throttled: throttled[k],
        })),
        jobs,
        position_error_km: positionError_km,
        left_out,
        notes: [...early, ...notesOf(plan, left_out, whyPlain, throttled)],
      }
      return { summary, series: seriesTable(series, shape) }
    },
  }
}

/** Names that a note tells before it stops. */
const NAMED = 5

function notesOf(
  plan: FleetPlan,
  leftOut: FleetSummary['left_out'],
  whyPlain: readonly (string | undefined)[],
  throttled: readonly number[],
): string[] {
  const notes = plan.groups.flatMap(({ group }, k): string[] => {
    const why = whyPlain[k]
    if (why !== undefined) return [`Group ${group.id} took the plain path: ${why}.`]
    if (throttled[k] === 0) return []
    return [
      `Group ${group.id} took the fast path, but for ${throttled[k]} satellites whose accelerators came so hot that they throttle.`,
    ]
  })
  const whys = [...new Set(leftOut.map(l => l.why))]
  for (const why of whys.slice(0, NAMED)) {
    const names = leftOut.flatMap(l => (l.why === why ? [l.name] : []))
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more, all of them in the summary` : ''
    notes.push(`Left out of the catalogue: ${names.slice(0, NAMED).join(', ')}${more} (${why}).`)
  }
  if (whys.length > NAMED)
    notes.push(`${leftOut.length} objects of the catalogue are left out in all; the summary has why.`)
  notes.push(...plan.groups.flatMap(({ group }) => group.constellation.notes ?? []))
  if (plan.every > 1) notes.push(`A row of the series is the mean of ${plan.every} ticks.`)
  if (plan.notBegun > 0)
    notes.push(
      `${plan.notBegun} of ${plan.fleet.satellites} satellites begin after the end of the run and are in no table.`,
    )
  return notes
}
