import { partRef } from '../quantity/parameter.ts'
import { steps } from '../quantity/rows.ts'
import { component, heatOf, step } from '../tick/component.ts'
import { followSchedule, jumpsOf } from './schedule.ts'

export const heatScheduled = component({
  kind: 'heat.scheduled',
  about: 'Heat put into a node by a table of times; below 0 it takes heat out.',
  parameters: {
    steps: steps({ about: 'Rows [time_s, heat_W], each holding from its time on; 0 before the first.' }),
    node: partRef('node', { about: 'The node it heats.' }),
  },
  build({ id, values }) {
    const heat = `${id}.heat_W`
    const fill = followSchedule(values.steps)
    return {
      jumps_s: jumpsOf(values.steps),
      steps: [
        step('spend', { writes: { heat_W: heat }, adds: { node_W: heatOf(values.node) } }, io => span => {
          fill(io.heat_W, span)
          for (let i = span.from; i < span.to; i++) io.node_W[i] += io.heat_W[i]
        }),
      ],
      flows: [{ ledger: 'total', sign: 1, column: heat }],
    }
  },
})
