import { optionalPlace, optionalSize } from '../quantity/rows.ts'
import { component } from '../tick/component.ts'

const place = optionalPlace({ about: 'Its centre in body axes.' })
const size = optionalSize(['x', 'y', 'z'], { about: 'Its lengths along the body axes.' })

/** Something solid that keeps the Sun off arrays and radiators that have a place. It has no heat and no power of its own. */
export const structureBox = component({
  kind: 'structure.box',
  about: 'A box along the body axes that shades arrays and radiators with a place of their own.',
  parameters: { position_m: { ...place, optional: false }, size_m: { ...size, optional: false } },
  check: v => [
    ...(v.position_m === undefined
      ? [{ key: 'position_m' as const, what: 'is missing', instead: 'Write [x, y, z].' }]
      : []),
    ...(v.size_m === undefined ? [{ key: 'size_m' as const, what: 'is missing', instead: 'Write [x, y, z].' }] : []),
  ],
  build: () => ({}),
})
