import { readFileSync } from 'node:fs'
import { builtin, makeFleetRunner, makeFleetSeries, planFleet, readScenario, seriesShape } from '../engine/index.ts'
import type { Work } from './measure.ts'

const text = readFileSync(new URL('../examples/fleet-jobs.yaml', import.meta.url), 'utf8')
const TICKS = 240

/** The example's satellites in 20 planes, that many of them, for four hours: on their own, or sharing 250 jobs a satellite and day. */
export function coupledCase(satellites: number, { shared = true, ticks = TICKS, method = 'auto' } = {}): Work {
  const changed = text
    .replace('duration: 12 h', `duration: ${ticks} min`)
    .replace('ltan_step_h: 4, satellites: 48, planes: 2', `ltan_step_h: 0.5, satellites: ${satellites}, planes: 20`)
    .replace('arrivals_per_day: 12000', `arrivals_per_day: ${250 * satellites}`)
    .replace('seed: 1', `seed: 1\n  method: ${method}`)
  const scenario = readScenario(shared ? changed : changed.replace(/ {2}jobs:\n.*\n/, ''), { components: builtin })
  const plan = planFleet(scenario)
  return {
    run() {
      const runner = makeFleetRunner(plan, makeFleetSeries(seriesShape(plan)))
      for (const task of plan.tasks) runner.run(task)
    },
    units: satellites * ticks,
  }
}
