import { steps } from '../quantity/rows.ts'
import { component } from '../tick/component.ts'
import { buildLoad, checkLoad, loadParameters } from './load.ts'
import { followSchedule, jumpsOf } from './schedule.ts'

export const loadScheduled = component({
  kind: 'load.scheduled',
  about: 'A load that asks for power by a table of times.',
  parameters: {
    steps: steps({ about: 'Rows [time_s, power_W], each holding from its time on; 0 before the first.' }),
    ...loadParameters,
  },
  check: (v, parts) => [
    ...checkLoad(v, parts),
    ...v.steps
      .filter(r => r[1] < 0)
      .map(r => ({
        key: 'steps' as const,
        what: `${r[1]} W is below 0`,
        instead: 'A load asks for power; for supply write supply.scheduled.',
      })),
  ],
  build({ id, values }) {
    return { ...buildLoad(id, values.bus, values.node, followSchedule(values.steps)), jumps_s: jumpsOf(values.steps) }
  },
})
