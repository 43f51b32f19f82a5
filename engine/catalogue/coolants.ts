import { estimate, type Figure } from './figure.ts'

/** A coolant as a liquid near room temperature. */
export interface Coolant {
  readonly name: string
  readonly specific_heat_J_kgK: Figure
  /** Where it no longer flows. */
  readonly freezing_K: Figure
  /** Above it there is no boiling. */
  readonly critical_K: Figure
}

const FLUIDS = 'thermalfluidscentral.org, Thermophysical Properties: Ammonia, saturated liquid'
const TOOLBOX = 'engineeringtoolbox.com, Ammonia: Thermophysical Properties'
const AIREDALE = 'Airedale DeltaChill manual, glycol design data at 20 C'
const NOVEC = '3M Novec engineered fluids, user guide, table of properties at 25 C'

export const COOLANTS = {
  ammonia: {
    name: 'Ammonia',
    specific_heat_J_kgK: {
      value: 4662,
      source: `${FLUIDS}, 280 K`,
      year: 2026,
      confidence: 'B',
      range: [4346, 4909],
      note: 'The range is that from 220 to 310 K.',
    },
    freezing_K: { value: 195.42, source: TOOLBOX, year: 2026, confidence: 'B', range: [195.4, 195.5] },
    critical_K: { value: 405.56, source: TOOLBOX, year: 2026, confidence: 'B' },
  },
  water: {
    name: 'Water',
    specific_heat_J_kgK: { value: 4180, source: AIREDALE, year: 2026, confidence: 'B' },
    freezing_K: { value: 273.15, source: '0 C, at 1 atm', year: 2026, confidence: 'D' },
    critical_K: estimate(647, 'about 374 C, not read in a source'),
  },
  'propylene-glycol-40': {
    name: 'Propylene glycol, 40 % in water',
    specific_heat_J_kgK: { value: 3700, source: AIREDALE, year: 2026, confidence: 'B', range: [3640, 3770] },
    freezing_K: { value: 252.05, source: AIREDALE, year: 2026, confidence: 'B' },
    critical_K: estimate(647, 'that of water; the mixture is not boiled'),
  },
  'novec-7100': {
    name: '3M Novec 7100, a fluid that does not conduct',
    specific_heat_J_kgK: { value: 1183, source: NOVEC, year: 2026, confidence: 'B' },
    freezing_K: { value: 138.15, source: `${NOVEC} (pour point)`, year: 2026, confidence: 'B' },
    critical_K: estimate(468, 'about 195 C, not read in a source'),
  },
} as const satisfies Record<string, Coolant>

export type CoolantName = keyof typeof COOLANTS
export const coolantOf = (name: CoolantName): Coolant => COOLANTS[name]
