import { quantity } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'

export const nodeLumped = component({
  kind: 'node.lumped',
  about: 'A lump of heat capacity at one temperature.',
  ports: ['node'],
  parameters: {
    capacity_J_K: quantity({
      above: 0,
      max: 1e15,
      about: 'Heat that warms it by one kelvin: mass times specific heat.',
    }),
    initial_temp_K: quantity({ above: 0, max: 5000, fallback: 293.15, about: 'Temperature at the start.' }),
  },
  build({ id, lanes }) {
    return { nodes: [{ id, capacity_J_K: lanes('capacity_J_K'), initial_K: lanes('initial_temp_K'), held: false }] }
  },
})
