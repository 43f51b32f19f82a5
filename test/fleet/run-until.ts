import {
  couplingBytes,
  type FleetPlan,
  type FleetRun,
  type FleetSeries,
  type FleetTable,
  type FleetWatch,
  joinTables,
  lookOn,
  makeCoupling,
  makeFleetReport,
  makeFleetRunner,
  makeFleetSeries,
  seriesShape,
} from '../../engine/index.ts'

/** Tells `series` what it is told, and calls back before. */
export const overhear = (series: FleetSeries, hear: (tick: number, times: 1 | -1) => void): FleetWatch => ({
  closes: series.closes,
  count: series.count,
  add(tick, sum, together, times = 1) {
    hear(tick, times)
    series.add(tick, sum, together, times)
  },
})

/** Runs satellites that share jobs until somebody who hears of a tick, told or taken back, says true: the next is the last. */
export function runUntil(plan: FleetPlan, isTime: (tick: number, times: 1 | -1) => boolean): FleetRun {
  const { scenario } = plan
  const memory = new SharedArrayBuffer(couplingBytes(scenario))
  const series = makeFleetSeries(seriesShape(plan))
  const watch = overhear(series, (tick, times) => {
    if (isTime(tick, times)) lookOn(scenario, memory).endEarly()
  })
  const report = makeFleetReport(plan)
  const tables: FleetTable[] = makeFleetRunner(plan, watch)
    .run(plan.tasks[0], makeCoupling(scenario, 1, 0, memory))
    .map(report.take)
  return { ...report.finish(series), satellites: joinTables(tables) }
}
