import type { LimitResult } from '../results/limits.ts'
import type { Summary } from '../results/summary.ts'
import type { ScenarioFault } from '../scenario/faults.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type SimulateOptions, simulateLanes } from '../simulate.ts'

/** A run in which one fault alone happens; undefined is the run in which none does. */
export interface FaultCase {
  readonly fault: ScenarioFault | undefined
  readonly summary: Summary
  /** Limits that are broken, in the order in which they broke. */
  readonly broken: readonly LimitResult[]
}

/** Runs a scenario without its faults, and with each of them alone: lanes of one run, that differ in what fails. */
export function runEachFault(scenario: Scenario, options: SimulateOptions = {}): FaultCase[] {
  const cases = [undefined, ...scenario.faults]
  const runs = simulateLanes(
    cases.map(fault => ({ ...scenario, faults: fault === undefined ? [] : [fault] })),
    { ...options, every: scenario.ticks },
  )
  return runs.map(({ summary }, k) => ({
    fault: cases[k],
    summary,
    broken: brokenInOrder(summary.limits),
  }))
}

/** Those of some limits that are broken, in the order in which they broke. */
export const brokenInOrder = <L extends LimitResult>(limits: readonly L[]): L[] =>
  limits.filter(l => !l.holds).sort((a, b) => since_ms(a) - since_ms(b))

const since_ms = ({ broken_since_utc, worst_utc }: LimitResult) => Date.parse(broken_since_utc ?? worst_utc)
