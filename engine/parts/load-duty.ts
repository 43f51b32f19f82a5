import { fraction, quantity } from '../quantity/parameter.ts'
import { CompileError } from '../tick/compile.ts'
import { component } from '../tick/component.ts'
import { buildLoad, checkLoad, loadParameters } from './load.ts'

/** Jumps of a duty cycle beyond which a run would be cut to dust: a hundred thousand, a year of a cycle of ten minutes. */
const MOST_JUMPS = 1e5

/**
 * A load that is on for a part of each period. Ticks are cut where it switches, so its energy does not depend on the tick.
 */
export const loadDuty = component({
  kind: 'load.duty',
  about: 'A load that switches on and off by the clock.',
  parameters: {
    power_W: quantity({ min: 0, max: 1e12, about: 'Power asked for while on.' }),
    off_W: quantity({ min: 0, max: 1e12, fallback: 0, about: 'Power asked for while off.' }),
    period_s: quantity({ min: 10, max: 1e9, about: 'From one switching on to the next.' }),
    on_frac: fraction({ about: 'Part of the period that it is on.' }),
    first_s: quantity({ min: 0, max: 1e9, fallback: 0, about: 'When it first switches on, after the start.' }),
    ...loadParameters,
  },
  check: checkLoad,
  build({ id, values, lanes }, plant) {
    const { period_s, on_frac, first_s } = values
    const periods = Math.ceil(plant.duration_s / period_s) + 1
    if (2 * periods > MOST_JUMPS)
      throw new CompileError([
        `${id}: a period of ${period_s} s switches more than ${MOST_JUMPS} times in this run. For so fast a duty write its mean as a load.constant.`,
      ])
    const jumps_s: number[] = []
    // The first may switch on before the start: its cycle runs backwards too.
    const start_s = first_s - Math.ceil(first_s / period_s) * period_s
    for (let k = 0; k <= periods; k++)
      for (const t of [start_s + k * period_s, start_s + (k + on_frac) * period_s]) if (t > 0) jumps_s.push(t)
    const on_W = lanes('power_W')
    const off_W = lanes('off_W')
    const fill = (
      demand_W: Float64Array,
      { from, to, start_s: a, end_s: b }: { from: number; to: number; start_s: number; end_s: number },
    ) => {
      const place = (0.5 * (a + b) - first_s) / period_s
      const on = on_frac > 0 && place - Math.floor(place) < on_frac
      for (let i = from; i < to; i++) demand_W[i] = on ? on_W[i] : off_W[i]
    }
    return { ...buildLoad(id, values.bus, values.node, fill), jumps_s }
  },
})
