import { satelliteScenario } from './fleet/design/satellite.ts'
import type { PlainJobs } from './fleet/jobs/plain-jobs.ts'
import { type FleetRows, marginNames } from './results/fleet-rows.ts'
import type { FleetSum, FleetWatch, LaneValue } from './results/fleet-series.ts'
import { CHARGE, pairsOf, type Rounding, tempOfNode } from './results/histogram.ts'
import type { WatchedWork } from './results/work.ts'
import type { FleetGroup } from './scenario/fleet-group.ts'
import type { Limit, Scenario } from './scenario/scenario.ts'
import { type Run, runLanes } from './simulate.ts'
import type { Column, Observer } from './tick/column.ts'
import type { Program } from './tick/compile.ts'
import type { Role } from './tick/component.ts'

/** What a run of neighbours on the plain path needs. */
export interface PlainLanes {
  readonly scenario: Scenario
  readonly group: FleetGroup
  readonly series: FleetWatch
  /** Limits on columns that this group has. */
  readonly limits: readonly Limit[]
  /** The fleet's nodes, by place. */
  readonly nodes: readonly string[]
}

/**
 * Runs satellites of a group that begin at tick `begin`, by their places in it, each as `simulate` runs it alone; fills their rows in `rows`,
 * which hold satellites from `rows.first` on.
 */
export function runPlainLanes(
  o: PlainLanes,
  places: readonly number[],
  begin: number,
  rows: FleetRows,
  jobs?: PlainJobs,
): void {
  const scenarios = places.map(k => {
    const one = satelliteScenario(o.scenario, o.group, k)
    return { ...one, limits: o.limits, parts: jobs === undefined ? one.parts : jobs.direct(one.parts) }
  })
  const runs = runLanes(scenarios, {
    every: scenarios[0].ticks,
    recorded: false,
    lastTick: jobs?.lastTick,
    watch: (program, work) => {
      const observe = watchFleet(program, work, o.series, begin)
      return view => {
        observe(view)
        jobs?.observe(view)
      }
    },
  })
  for (const [i, run] of runs.entries()) fillRow(rows, places[i] - rows.first, run, o)
}

const SUMS: Partial<Record<Role, FleetSum>> = {
  generated: 'generated_W',
  demanded: 'demanded_W',
  served: 'served_W',
  curtailed: 'curtailed_W',
  unserved: 'unserved_W',
  loss: 'loss_W',
  absorbed: 'absorbed_W',
  radiated: 'radiated_W',
}

/** Adds lanes to the fleet's series; their first tick is the fleet's tick `begin + 1`. */
function watchFleet(program: Program, work: readonly WatchedWork[], series: FleetWatch, begin: number): Observer {
  const { lanes, roles, info } = program
  const all = Array.from({ length: lanes }, (_, i) => i)
  const lowest = new Float64Array(lanes)
  const summed = roles.flatMap(({ role, column }) => {
    const sum = SUMS[role]
    return sum === undefined ? [] : [{ sum, column }]
  })
  const states = info.filter(c => c.meaning === 'state').map(c => c.name)
  const temps = states
    .filter(n => n.endsWith('.temp_K'))
    .map(column => ({ column, quantity: tempOfNode(column.slice(0, -'.temp_K'.length)) }))
  const charges = states.filter(n => n.endsWith('.charge_frac'))
  return ({ tick: own, columns, isLast }) => {
    if (own === 0) return
    const tick = begin + own
    const values = (name: string) => columns.get(name) as Column
    const together = (name: string) => values(name).reduce((sum, v) => sum + v, 0)
    const count = (quantity: Rounding, what: LaneValue, of: Column) => {
      series.count(tick, quantity, pairsOf(quantity, of), lanes)
      series.show?.(tick, what, all, i => of[i])
    }
    series.add(tick, 'satellites_count', lanes)
    series.add(tick, 'sunlit_count', together('sky.lit_frac'))
    for (const { sum, column } of summed) series.add(tick, sum, together(column))
    for (const w of work) series.add(tick, 'compute_TFLOP_s', together(w.delivered))
    if (!isLast && !series.closes(tick)) return
    const lit = values('sky.lit_frac')
    series.show?.(tick, 'sunlight', all, i => lit[i])
    for (const { column, quantity } of temps) count(quantity, 'temperature', values(column))
    if (charges.length === 0) return
    for (let i = 0; i < lanes; i++) lowest[i] = Math.min(...charges.map(c => values(c)[i]))
    count(CHARGE, 'charge', lowest)
  }
}

function fillRow(rows: FleetRows, i: number, { summary }: Run, o: PlainLanes): void {
  const { columns } = rows
  const { budget, hottest, coldest } = summary
  for (const [name, value] of Object.entries(budget)) if (name in columns) columns[name][i] = value
  columns.sunlit_frac[i] = summary.sunlit_frac ?? Number.NaN
  columns.lowest_charge_frac[i] = summary.lowest_charge_frac ?? Number.NaN
  columns.work_PFLOP_day[i] = summary.work.reduce((sum, w) => sum + w.delivered_PFLOP_day, 0)
  const node = (column: string) => o.nodes.indexOf(column.slice(0, -'.temp_K'.length))
  if (coldest !== null) {
    columns.coldest_K[i] = coldest.temp_K
    rows.coldestNode[i] = node(coldest.column)
  }
  if (hottest !== null) {
    columns.hottest_K[i] = hottest.temp_K
    rows.hottestNode[i] = node(hottest.column)
  }
  rows.judged[i] = o.scenario.limits.map(l => summary.limits[o.limits.indexOf(l)])
  const margins = marginNames(o.scenario.limits)
  for (const [k, l] of o.scenario.limits.entries()) {
    const own = o.limits.indexOf(l)
    if (own >= 0) columns[margins[k]][i] = summary.limits[own].margin
  }
}
