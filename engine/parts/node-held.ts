import { quantity } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'

export const nodeHeld = component({
  kind: 'node.held',
  about: 'A temperature that is held whatever heat flows: a boundary of the model.',
  ports: ['node'],
  parameters: { temp_K: quantity({ above: 0, max: 5000, about: 'The temperature held.' }) },
  build({ id, lanes, each }) {
    return { nodes: [{ id, capacity_J_K: each(() => 1), initial_K: lanes('temp_K'), held: true }] }
  },
})
