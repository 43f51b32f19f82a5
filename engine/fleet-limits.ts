import { satelliteScenario } from './fleet/satellite.ts'
import { placeOf } from './fleet-record.ts'
import type { LimitResult } from './results/limits.ts'
import type { Fleet } from './scenario/fleet.ts'
import type { Scenario } from './scenario/scenario.ts'
import { runLanes } from './simulate.ts'
import { simulateFleet } from './simulate-fleet.ts'

/**
 * How a fleet's limits fared, each as its worst satellite has it. That satellite is run once more, alone: a fleet keeps margins, and the run
 * tells when. Whether the limit holds is what the fleet found.
 */
export function fleetLimits(scenario: Scenario): LimitResult[] {
  const { limits } = simulateFleet(scenario, { every: scenario.ticks }).summary
  return limits.flatMap((l, k) => {
    const [worst] = l.worst
    // Nobody who has the column began.
    if (worst === undefined) return []
    const { group, k: place } = placeOf(scenario.fleet as Fleet, worst.satellite)
    const alone = { ...satelliteScenario(scenario, group, place), limits: [scenario.limits[k]] }
    const [run] = runLanes([alone], { every: alone.ticks, recorded: false })
    const [result] = run.summary.limits
    return [
      { ...result, subject: `${l.subject} of satellite ${worst.satellite}`, holds: l.holds, margin: worst.margin },
    ]
  })
}
