import { ACCELERATOR_NAMES, acceleratorOf } from '../catalogue/accelerators.ts'
import { choice, fraction, quantity } from '../quantity/parameter.ts'
import { component, step } from '../tick/component.ts'
import { buildLoad, loadParameters } from './load.ts'

/**
 * Compute whose every watt becomes heat: power = count (idle + utilisation (busy - idle)).
 * When the bus serves a part of it, work goes down in the same part (neglected: the idle share, which does no work).
 */
export const computeAccelerators = component({
  kind: 'compute.accelerators',
  about: 'A number of accelerators from the catalogue at a constant utilisation; every watt served becomes heat.',
  parameters: {
    accelerator: choice(ACCELERATOR_NAMES, { about: 'Which accelerator.' }),
    count: quantity({ min: 0, max: 1e9, integer: true, about: 'How many.' }),
    utilisation_frac: fraction({ fallback: 1, about: 'How busy they are wanted to be.' }),
    ...loadParameters,
  },
  build({ id, values, each }) {
    const demanded_W = each(v => {
      const a = acceleratorOf(v.accelerator)
      return v.count * (a.idle_W.value + v.utilisation_frac * (a.busy_W.value - a.idle_W.value))
    })
    const delivered = step(
      'spend',
      {
        reads: { served_W: `${id}.served_W`, demand_W: `${id}.demand_W` },
        writes: { served_frac: `${id}.served_frac` },
      },
      io => span => {
        for (let i = span.from; i < span.to; i++)
          io.served_frac[i] = io.demand_W[i] > 0 ? io.served_W[i] / io.demand_W[i] : 1
      },
    )
    const fill = (demand_W: Float64Array, { from, to }: { from: number; to: number }) => {
      for (let i = from; i < to; i++) demand_W[i] = demanded_W[i]
    }
    return buildLoad(id, values.bus, values.node, fill, [delivered])
  },
})
