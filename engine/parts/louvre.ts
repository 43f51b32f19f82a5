import { fraction, optionalQuantity } from '../quantity/parameter.ts'
import type { Part } from '../tick/component.ts'
import type { ThermalLouvre } from '../tick/thermal.ts'

/**
 * Louvres before a radiator: blades that bimetal springs turn by the radiator's own temperature. The share of its exchange goes straight from shut to open
 * over the band, inside the solve of the network (physics/heat/radiation.ts). One that is open rejects about six times what it does when shut (Gilmore, Spacecraft Thermal
 * Control Handbook I, chapter 9, which gives a band of 10 to 17 K). What the radiator absorbs goes by the same share, at the middle of the step. Neglected:
 * sunlight caught between open blades, and the blades' own absorptance.
 */
export const louvreParameters = {
  louvre_shut_K: optionalQuantity({
    above: 0,
    max: 2000,
    about: 'Temperature at which its louvres are shut; none if left out.',
  }),
  louvre_open_K: optionalQuantity({ above: 0, max: 2000, about: 'Temperature at which they are open.' }),
  louvre_shut_frac: fraction({
    fallback: 0.14,
    about: 'Share of its exchange that shut louvres leave (a sixth of open).',
  }),
  louvre_open_frac: fraction({ fallback: 0.85, about: 'Share of its exchange that open louvres leave (estimate).' }),
}

interface LouvreValues {
  readonly louvre_shut_K: number | undefined
  readonly louvre_open_K: number | undefined
  readonly louvre_shut_frac: number
  readonly louvre_open_frac: number
}

export function checkLouvre(v: LouvreValues) {
  const { louvre_shut_K: shut, louvre_open_K: open } = v
  if (shut === undefined && open === undefined) return []
  if (shut === undefined || open === undefined) {
    const key = shut === undefined ? ('louvre_shut_K' as const) : ('louvre_open_K' as const)
    return [{ key, what: 'is missing', instead: 'Louvres need both temperatures, or none for no louvres.' }]
  }
  if (open <= shut)
    return [
      {
        key: 'louvre_open_K' as const,
        what: `${open} K is not above louvre_shut_K, ${shut} K`,
        instead: 'They open as it warms: write a higher temperature; springs need 10 to 17 K.',
      },
    ]
  if (v.louvre_open_frac < v.louvre_shut_frac)
    return [
      {
        key: 'louvre_open_frac' as const,
        what: `${v.louvre_open_frac} is below louvre_shut_frac, ${v.louvre_shut_frac}`,
        instead: 'Open louvres leave more than shut ones.',
      },
    ]
  return []
}

/** Open share of the bare exchange (1 without louvres), and the louvre in the network's terms; undefined without one. */
export function louvreOf(part: Part<typeof louvreParameters>): { open_frac: Float64Array; louvre?: ThermalLouvre } {
  const { values, each } = part
  if (values.louvre_shut_K === undefined) return { open_frac: each(() => 1) }
  return {
    open_frac: each(v => v.louvre_open_frac),
    louvre: {
      shut_frac: each(v => (v.louvre_open_frac > 0 ? v.louvre_shut_frac / v.louvre_open_frac : 1)),
      shut_K: each(v => v.louvre_shut_K ?? 0),
      open_K: each(v => v.louvre_open_K ?? 1),
    },
  }
}
