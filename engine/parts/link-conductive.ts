import { partRef, quantity } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'

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
  build({ id, values, lanes }) {
    return {
      links: [{ from: values.from, to: values.to, conductance_W_K: lanes('conductance_W_K'), flow: `${id}.flow_W` }],
    }
  },
})
