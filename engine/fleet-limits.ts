import { satelliteScenario } from './fleet/design/satellite.ts'
import { type Asked, askSatellites } from './fleet-asked.ts'
import { placeOf, runAlone } from './fleet-record.ts'
import type { LimitResult } from './results/limits.ts'
import type { Fleet } from './scenario/fleet.ts'
import type { Scenario } from './scenario/scenario.ts'
import { simulateFleet } from './simulate-fleet.ts'

/** How a limit fared for the satellite of a fleet that is nearest to its bound or farthest beyond. */
export interface FleetLimitResult extends LimitResult {
  readonly satellite: number
  /** Satellites that break it, and that it is about. */
  readonly broken_count: number
  readonly satellites_count: number
}

/**
 * How a fleet's limits fared, each as its worst satellite has it. One of the fast path is run once more, alone: that path keeps margins, and
 * the run tells when; where satellites share jobs, as busy as among the others. A limit by which nobody was judged, as nobody who has the column began, is left out.
 */
export function fleetLimits(scenario: Scenario): FleetLimitResult[] {
  const { limits } = simulateFleet(scenario, { every: scenario.ticks }).summary
  const askedOf = askSatellites(
    scenario,
    limits.flatMap(l => (l.worst_result === null ? l.worst.slice(0, 1).map(w => w.satellite) : [])),
  )
  return limits.flatMap(
    ({ holds, worst: [worst], worst_result, broken: broken_count, satellites: satellites_count }, k) => {
      if (worst === undefined) return []
      const { satellite, margin } = worst
      const told = worst_result ?? judgedAlone(scenario, satellite, k, askedOf(satellite))
      // By a hair the fast path may judge otherwise; what the fleet found counts.
      const found = told.holds === holds ? {} : { holds, margin, margin_frac: null }
      return [{ ...told, ...found, satellite, broken_count, satellites_count }]
    },
  )
}

function judgedAlone(scenario: Scenario, satellite: number, limit: number, asked: Asked | undefined): LimitResult {
  const { group, k } = placeOf(scenario.fleet as Fleet, satellite)
  const alone = { ...satelliteScenario(scenario, group, k), limits: [scenario.limits[limit]] }
  return runAlone(alone, scenario.fleet?.jobs, { asked }).summary.limits[0]
}
