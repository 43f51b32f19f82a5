import { partRef } from '../quantity/parameter.ts'
import { steps } from '../quantity/rows.ts'
import { component, step } from '../tick/component.ts'
import { followSchedule, jumpsOf } from './schedule.ts'

export const supplyScheduled = component({
  kind: 'supply.scheduled',
  about: 'Power supplied to a bus by a table of times: tests a plant without an orbit.',
  parameters: {
    steps: steps({ about: 'Rows [time_s, power_W], each holding from its time on; 0 before the first.' }),
    bus: partRef('bus', { about: 'The bus it feeds.' }),
  },
  check: ({ steps: rows }) =>
    rows
      .filter(r => r[1] < 0)
      .map(r => ({
        key: 'steps' as const,
        what: `${r[1]} W is below 0`,
        instead: 'A supply gives power; for a load write load.scheduled.',
      })),
  build({ id, values }) {
    const power = `${id}.power_W`
    const used = `${id}.used_W`
    const fill = followSchedule(values.steps)
    return {
      jumps_s: jumpsOf(values.steps),
      steps: [
        step('offer', { writes: { power_W: power }, adds: { supply_W: `${values.bus}.supply_W` } }, io => span => {
          fill(io.power_W, span)
          for (let i = span.from; i < span.to; i++) io.supply_W[i] += io.power_W[i]
        }),
        step(
          'spend',
          { reads: { power_W: power, used_frac: `${values.bus}.used_frac` }, writes: { used_W: used } },
          io => span => {
            for (let i = span.from; i < span.to; i++) io.used_W[i] = io.power_W[i] * io.used_frac[i]
          },
        ),
      ],
      // What the bus curtails was never supplied.
      flows: [{ ledger: 'total', sign: 1, column: used }],
    }
  },
})
