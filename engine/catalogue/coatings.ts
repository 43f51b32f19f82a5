import { estimate, type Figure } from './figure.ts'

/** A thermal-control coating at the beginning of life: share of sunlight absorbed, and emissivity in the infrared. */
export interface Coating {
  readonly name: string
  readonly absorptance_frac: Figure
  readonly emissivity_frac: Figure
}

const GILMORE = 'Gilmore (ed.), Spacecraft Thermal Control Handbook, App. A, as shown by globalspec.com'

export const COATINGS = {
  'osr-quartz': {
    name: 'Optical solar reflector, quartz',
    absorptance_frac: { value: 0.07, source: GILMORE, year: 2002, confidence: 'A' },
    emissivity_frac: { value: 0.8, source: GILMORE, year: 2002, confidence: 'A' },
  },
  'white-z93': {
    name: 'White paint Z-93',
    absorptance_frac: {
      value: 0.15,
      source: 'secondary, citing NASA NTRS',
      year: 2026,
      confidence: 'B',
      range: [0.14, 0.17],
    },
    emissivity_frac: {
      value: 0.92,
      source: 'secondary, citing NASA NTRS 19920048673',
      year: 2026,
      confidence: 'B',
      range: [0.9, 0.92],
    },
  },
  'low-absorptance': {
    name: 'Low-absorptance coating as Starcloud assumes it',
    absorptance_frac: { value: 0.09, source: 'Starcloud/Lumen Orbit white paper v1.03', year: 2024, confidence: 'A' },
    emissivity_frac: { value: 0.92, source: 'Starcloud/Lumen Orbit white paper v1.03', year: 2024, confidence: 'A' },
  },
  black: {
    name: 'Black paint',
    absorptance_frac: estimate(0.95, 'nearly black', [0.9, 0.97]),
    emissivity_frac: estimate(0.88, 'matt paint', [0.85, 0.91]),
  },
} as const satisfies Record<string, Coating>

export type CoatingName = keyof typeof COATINGS
export const COATING_NAMES = Object.keys(COATINGS) as CoatingName[]
export const coatingOf = (name: CoatingName): Coating => COATINGS[name]
