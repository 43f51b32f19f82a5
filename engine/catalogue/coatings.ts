import { estimate, type Figure } from './figure.ts'

/** A thermal-control coating: share of sunlight absorbed, and emissivity in the infrared, at the beginning and at the end of life. */
export interface Coating {
  readonly name: string
  readonly absorptance_frac: Figure
  readonly emissivity_frac: Figure
  readonly absorptance_end_frac: Figure
  readonly emissivity_end_frac: Figure
}

const GILMORE = 'Gilmore (ed.), Spacecraft Thermal Control Handbook, App. A, as shown by globalspec.com'

export const COATINGS = {
  'osr-quartz': {
    name: 'Optical solar reflector, quartz',
    absorptance_frac: { value: 0.07, source: GILMORE, year: 2002, confidence: 'A' },
    emissivity_frac: { value: 0.8, source: GILMORE, year: 2002, confidence: 'A' },
    absorptance_end_frac: estimate(0.12, 'quartz itself stays clear; what settles on it does not', [0.09, 0.2]),
    emissivity_end_frac: estimate(0.79, 'hardly changes'),
  },
  'osr-diffuse': {
    name: 'Optical solar reflector, diffuse',
    absorptance_frac: { value: 0.1, source: GILMORE, year: 2002, confidence: 'A' },
    emissivity_frac: { value: 0.8, source: GILMORE, year: 2002, confidence: 'A' },
    absorptance_end_frac: estimate(0.15, 'as much more as the quartz reflector', [0.12, 0.23]),
    emissivity_end_frac: estimate(0.79, 'hardly changes'),
  },
  'osr-ito': {
    name: 'Optical solar reflector, conductive (indium tin oxide)',
    absorptance_frac: { value: 0.07, source: GILMORE, year: 2002, confidence: 'A' },
    emissivity_frac: { value: 0.76, source: GILMORE, year: 2002, confidence: 'A' },
    absorptance_end_frac: estimate(0.12, 'as much more as the quartz reflector', [0.09, 0.2]),
    emissivity_end_frac: estimate(0.75, 'hardly changes'),
  },
  'silver-teflon': {
    name: 'Silvered Teflon, 5 mil',
    absorptance_frac: estimate(0.08, 'as it is commonly quoted', [0.06, 0.09]),
    emissivity_frac: estimate(0.78, 'as it is commonly quoted', [0.78, 0.85]),
    absorptance_end_frac: estimate(0.15, 'as it is commonly quoted for some years in orbit', [0.12, 0.2]),
    emissivity_end_frac: estimate(0.77, 'hardly changes'),
  },
  'aluminized-teflon': {
    name: 'Aluminized Teflon, 2 mil',
    absorptance_frac: { value: 0.11, source: GILMORE, year: 2002, confidence: 'A', range: [0.08, 0.14] },
    emissivity_frac: { value: 0.63, source: GILMORE, year: 2002, confidence: 'A', range: [0.6, 0.66] },
    absorptance_end_frac: estimate(0.2, 'as silvered Teflon darkens', [0.15, 0.28]),
    emissivity_end_frac: estimate(0.62, 'hardly changes'),
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
    absorptance_end_frac: {
      value: 0.36,
      source: 'secondary, citing NASA NTRS 19920048673',
      year: 2026,
      confidence: 'B',
    },
    emissivity_end_frac: { value: 0.9, source: 'secondary, citing NASA NTRS 19920048673', year: 2026, confidence: 'B' },
  },
  'low-absorptance': {
    name: 'Low-absorptance coating as Starcloud assumes it',
    absorptance_frac: { value: 0.09, source: 'Starcloud/Lumen Orbit white paper v1.03', year: 2024, confidence: 'A' },
    emissivity_frac: { value: 0.92, source: 'Starcloud/Lumen Orbit white paper v1.03', year: 2024, confidence: 'A' },
    absorptance_end_frac: estimate(0.2, 'the paper gives one value; every white surface darkens', [0.12, 0.36]),
    emissivity_end_frac: estimate(0.9, 'hardly changes'),
  },
  black: {
    name: 'Black paint',
    absorptance_frac: estimate(0.95, 'nearly black', [0.9, 0.97]),
    emissivity_frac: estimate(0.88, 'matt paint', [0.85, 0.91]),
    absorptance_end_frac: estimate(0.94, 'black bleaches a little'),
    emissivity_end_frac: estimate(0.88, 'hardly changes'),
  },
} as const satisfies Record<string, Coating>

export type CoatingName = keyof typeof COATINGS
export const coatingOf = (name: CoatingName): Coating => COATINGS[name]

/** Absorptance and emissivity a share of the way from the beginning (0) to the end of life (1), straight between. */
export function agedCoating(
  name: CoatingName,
  age_frac: number,
): { absorptance_frac: number; emissivity_frac: number } {
  const c = coatingOf(name)
  const between = (a: Figure, b: Figure) => a.value + age_frac * (b.value - a.value)
  return {
    absorptance_frac: between(c.absorptance_frac, c.absorptance_end_frac),
    emissivity_frac: between(c.emissivity_frac, c.emissivity_end_frac),
  }
}
