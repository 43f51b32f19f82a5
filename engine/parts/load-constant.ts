import { quantity } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'
import { buildLoad, checkLoad, loadParameters } from './load.ts'

export const loadConstant = component({
  kind: 'load.constant',
  about: 'A load that always asks for the same power.',
  parameters: { power_W: quantity({ min: 0, max: 1e12, about: 'Power asked for.' }), ...loadParameters },
  check: checkLoad,
  build({ id, values, lanes }) {
    const power_W = lanes('power_W')
    return buildLoad(id, values.bus, values.node, (demand_W, { from, to }) => {
      for (let i = from; i < to; i++) demand_W[i] = power_W[i]
    })
  },
})
