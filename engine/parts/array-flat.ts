import { CELL_REFERENCE_K, cellOf } from '../catalogue/cells.ts'
import { fraction } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'
import { fault } from '../tick/fault.ts'
import { arrayParameters, buildArray, cellParameter, checkArray, remaining_frac } from './array.ts'

/**
 * A flat solar array by its cells' efficiency; the rest is in array.ts.
 *
 *   P = useful A packing eta (1 + beta (T - 301.15 K)) collection remaining
 *
 * What diodes, harness and tracker take is one share, `collection_frac`; array.strings has them one by one.
 */
export const arrayFlat = component({
  kind: 'array.flat',
  about: 'A flat solar array with cells from the catalogue; it is a thermal node too.',
  ports: ['array', 'node', 'face'],
  needsOrbit: true,
  parameters: {
    ...arrayParameters,
    cell: cellParameter('efficiency_frac', 'temp_coefficient_per_K'),
    packing_frac: fraction({ fallback: 0.9, about: 'Share of the area that is cells.' }),
    collection_frac: fraction({ fallback: 0.95, about: 'What diodes, harness and power tracker leave (estimate).' }),
  },
  check: checkArray,
  faults: {
    'string-lost': fault({
      about: 'Strings give no more power; what shines on them becomes heat.',
      parameters: { lost_frac: fraction({ about: 'Share of its strings: one of ten is 0.1.' }) },
      lost_frac: f => f.lost_frac,
    }),
  },
  build(part, plant) {
    const { each } = part
    const peak_m2 = each(
      v => v.area_m2 * v.packing_frac * v.collection_frac * remaining_frac(v) * cellOf(v.cell).efficiency_frac.value,
    )
    const beta_per_K = each(v => cellOf(v.cell).temp_coefficient_per_K.value)
    return buildArray(part, plant, {
      bind: () => (i, useful_W_m2, temp_K, works_frac) => {
        // A cell hot enough for the straight line to reach zero (about 700 K) gives nothing; it never takes power.
        const warmth = Math.max(0, 1 + beta_per_K[i] * (temp_K - CELL_REFERENCE_K))
        return useful_W_m2 * peak_m2[i] * warmth * works_frac
      },
    })
  },
})
