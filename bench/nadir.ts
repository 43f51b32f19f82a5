import { readFileSync } from 'node:fs'
import { builtin, makeFleetRunner, makeFleetSeries, planFleet, readScenario, seriesShape } from '../engine/index.ts'
import type { Work } from './measure.ts'

const text = readFileSync(new URL('../examples/fleet-dawn-dusk.yaml', import.meta.url), 'utf8')

/** Satellites of examples/fleet-dawn-dusk.yaml in planes from 17 h and 20 h, looking down or with +z to the Sun, for a day of ticks of a minute. */
export function nadirCase(satellites: number, { attitude = 'nadir', ticks = 1440, method = 'auto' } = {}): Work {
  const changed = text
    .replace('duration: 1 d', `duration: ${ticks} min\nattitude: { kind: ${attitude} }`)
    .replace('ltan_h: 17.5', 'ltan_h: 17')
    .replace('ltan_step_h: 0.5', 'ltan_step_h: 3')
    .replace('satellites: 240', `satellites: ${satellites}`)
    .replace('planes: 3', 'planes: 2')
    .replace('seed: 2026', `seed: 2026\n  method: ${method}`)
  const plan = planFleet(readScenario(changed, { components: builtin }))
  const runner = makeFleetRunner(plan, makeFleetSeries(seriesShape(plan)))
  return {
    run() {
      for (const task of plan.tasks) runner.run(task)
    },
    units: satellites * ticks,
  }
}
