import { partRef, quantity } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'

/** Heat flow sigma R (T_from^4 - T_to^4) between grey surfaces; R is emissivity times area times view (the exchange area). */
export const linkRadiative = component({
  kind: 'link.radiative',
  about: 'Exchanges heat by radiation between two nodes, or a node and space.',
  parameters: {
    from: partRef('node', { about: 'A node; a flow from here to the other is positive.' }),
    to: partRef('node', { about: 'Another node, or the word space.' }),
    exchange_m2: quantity({ min: 0, max: 1e12, about: 'Emissivity times area times view factor.' }),
  },
  check: ({ from, to }) =>
    from === to ? [{ key: 'to', what: `both ends are ${from}`, instead: 'Name two different nodes, or space.' }] : [],
  build({ id, values, lanes }) {
    return {
      radiation: [{ from: values.from, to: values.to, exchange_m2: lanes('exchange_m2'), flow: `${id}.flow_W` }],
    }
  },
})
