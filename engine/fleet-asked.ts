import { makeCoupling } from './fleet/jobs/coupling.ts'
import { planFleet } from './fleet-plan.ts'
import { makeFleetRunner } from './fleet-runner.ts'
import type { Fleet } from './scenario/fleet.ts'
import type { Scenario } from './scenario/scenario.ts'

/** How busy a satellite that shares jobs was to be among the others: at place k in tick k + 1. */
export type Asked = Float64Array

/**
 * How busy some satellites, by their numbers, were to be that share jobs. Which they are is known only when the fleet has run, so it runs. `goesOn` is
 * asked in every tick; once it says no, the run ends, and nothing is known. Nor is it where no jobs are shared.
 */
export function askSatellites(
  scenario: Scenario,
  satellites: readonly number[],
  goesOn: (tick: number) => boolean = () => true,
): (satellite: number) => Asked | undefined {
  const fleet = scenario.fleet as Fleet
  if (fleet.jobs === undefined || satellites.length === 0) return () => undefined
  const recorded = { ...scenario, fleet: { ...fleet, record: satellites } }
  const plan = planFleet(recorded)
  const coupling = makeCoupling(recorded)
  const { ending, asked } = coupling
  const runner = makeFleetRunner(plan, {
    closes(tick) {
      if (!goesOn(tick)) ending.endEarly()
      return false
    },
    add() {},
    count() {},
  })
  for (const task of plan.tasks) runner.run(task, coupling)
  if (ending.lastTick() < scenario.ticks) return () => undefined
  return satellite => asked[satellites.indexOf(satellite)].busy_frac
}
