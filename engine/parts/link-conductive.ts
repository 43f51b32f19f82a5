import { fraction, partRef, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { component, step } from '../tick/component.ts'
import { fault } from '../tick/fault.ts'

/** How what carries heat can fail. */
export const LINK_FAULTS = {
  broken: fault({
    about: 'It carries less heat or none: a bolt come loose, a stopped loop that is written as a conductance.',
    parameters: { lost_frac: fraction({ fallback: 1, about: 'Share of the conductance that is gone.' }) },
    lost_frac: f => f.lost_frac,
  }),
} as const

/** Writes what a fault leaves of a conductance. */
function scaledStep(lost: string, whole: Column, left: string) {
  return step('offer', { reads: { lost_frac: lost }, writes: { left_W_K: left } }, io => ({ from, to }) => {
    for (let i = from; i < to; i++) io.left_W_K[i] = whole[i] * (1 - io.lost_frac[i])
  })
}

/** Heat flow G (T_from - T_to): a bolted joint, a strap, or the heat-transfer coefficient of a cold plate times its area. */
export const linkConductive = component({
  kind: 'link.conductive',
  about: 'Conducts heat between two nodes in proportion to their temperature difference.',
  parameters: {
    from: partRef('node', { about: 'One node; a flow from here to the other is positive.' }),
    to: partRef('node', { about: 'The other node.' }),
    conductance_W_K: quantity({ min: 0, max: 1e12, about: 'Heat per kelvin of difference.' }),
  },
  check: ({ from, to }) =>
    from === to ? [{ key: 'to', what: `both ends are ${from}`, instead: 'Name two different nodes.' }] : [],
  faults: LINK_FAULTS,
  build({ id, values, lanes }, plant) {
    const { from, to } = values
    const whole = lanes('conductance_W_K')
    const broken = plant.fault(id, 'broken')
    const left = `${id}.conductance_W_K`
    return {
      links: [{ from, to, conductance_W_K: broken === undefined ? whole : left, flow: `${id}.flow_W` }],
      steps: broken === undefined ? [] : [scaledStep(broken, whole, left)],
    }
  },
})
