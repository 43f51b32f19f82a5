import { estimate, type Figure } from './figure.ts'

/** A photovoltaic cell at AM0, 1361 W/m2, 28 C, beginning of life. */
export interface Cell {
  readonly name: string
  readonly efficiency_frac: Figure
  /** Relative change of the power at the maximum power point, about 28 C. */
  readonly temp_coefficient_per_K: Figure
  /** Of the whole panel front, cells and gaps. */
  readonly absorptance_frac: Figure
  readonly emissivity_frac: Figure
  /** Of the bare cell. */
  readonly areal_mass_kg_m2: Figure
  /** For each watt at AM0. */
  readonly price_USD_W: Figure
  /** Power left after a fluence of electrons of 1 MeV, or of what does the same damage; 1e14, 5e14 and 1e15 for each square centimetre. */
  readonly remaining: readonly { readonly fluence_per_cm2: number; readonly power_frac: Figure }[]
  /** Share of its power that is lost in a year of low orbit behind a usual cover glass. */
  readonly loss_per_year: Figure
}

/** Temperature at which AM0 efficiencies are quoted. */
export const CELL_REFERENCE_K = 301.15

const frontAbsorptance = estimate(0.92, 'covered cells are nearly black', [0.88, 0.94])
const frontEmissivity = estimate(0.85, 'cover glass', [0.8, 0.9])

/** The three points of a curve of damage that nobody has published in a form that was read: estimates by the class of the cell. */
const damage = (a: number, b: number, c: number, why: string): Cell['remaining'] =>
  (
    [
      [1e14, a],
      [5e14, b],
      [1e15, c],
    ] as const
  ).map(([fluence_per_cm2, power_frac]) => ({ fluence_per_cm2, power_frac: estimate(power_frac, why) }))

const siliconDamage = damage(
  0.82,
  0.72,
  0.67,
  'silicon is the softest of the space cells; n-type is worse under displacement',
)
const perovskiteDamage = damage(
  0.98,
  0.96,
  0.94,
  'Lang et al. 2020 and 2021 saw protons of 68 MeV; no electron curve was read',
)
const siliconPrice = estimate(
  0.1,
  'terrestrial cells cost a few cents a watt; thinned and covered for space a few times that',
  [0.03, 1],
)
const IIIV_PRICE = estimate(
  100,
  'class of space III-V cells; quotes of tens to some hundreds of dollars a watt',
  [50, 300],
)

export const CELLS = {
  'hjt-silicon': {
    name: 'Silicon heterojunction (HJT)',
    efficiency_frac: {
      value: 0.22,
      source: 'used by the Starcloud white paper (v1.03, 2024) and by Aguera y Arcas et al., arXiv:2511.19468 (2025)',
      year: 2025,
      confidence: 'B',
      range: [0.2, 0.23],
    },
    temp_coefficient_per_K: {
      value: -0.0025,
      source: 'Kiwa PVEL PV module reliability scorecard, PAN performance (2025)',
      year: 2025,
      confidence: 'A',
      range: [-0.0032, -0.0024],
    },
    absorptance_frac: frontAbsorptance,
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: estimate(0.3, 'a wafer of 130 um', [0.2, 0.4]),
    price_USD_W: siliconPrice,
    remaining: siliconDamage,
    loss_per_year: estimate(0.025, 'silicon at 500 to 800 km', [0.015, 0.04]),
  },
  'perc-silicon': {
    name: 'Silicon PERC, p-type',
    efficiency_frac: estimate(
      0.2,
      'about a tenth below heterojunction of the same wafer; 23 to 24 % on the ground',
      [0.18, 0.21],
    ),
    temp_coefficient_per_K: estimate(-0.0034, 'terrestrial PERC modules', [-0.0037, -0.0032]),
    absorptance_frac: frontAbsorptance,
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: estimate(0.35, 'a wafer of 150 um', [0.25, 0.4]),
    price_USD_W: siliconPrice,
    remaining: damage(0.85, 0.75, 0.7, 'p-type silicon stands displacement better than n-type'),
    loss_per_year: estimate(0.022, 'p-type silicon at 500 to 800 km', [0.015, 0.035]),
  },
  perovskite: {
    name: 'Perovskite, single junction',
    efficiency_frac: estimate(0.19, 'small cells on the ground pass 25 %; none of size has flown', [0.15, 0.22]),
    temp_coefficient_per_K: estimate(-0.0015, 'small by the class', [-0.002, -0.001]),
    absorptance_frac: frontAbsorptance,
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: estimate(0.1, 'a film on 50 um of polymer', [0.03, 0.3]),
    price_USD_W: estimate(0.5, 'no price exists', [0.1, 2]),
    remaining: perovskiteDamage,
    loss_per_year: estimate(
      0.08,
      'heat, ultraviolet and vacuum, not radiation, are what ages it; unknown in orbit',
      [0.02, 0.2],
    ),
  },
  'perovskite-silicon-tandem': {
    name: 'Perovskite on silicon heterojunction, tandem',
    efficiency_frac: estimate(0.28, '33 to 34 % on the ground in small cells', [0.24, 0.3]),
    temp_coefficient_per_K: estimate(-0.0021, 'between its two cells', [-0.0026, -0.0017]),
    absorptance_frac: frontAbsorptance,
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: estimate(0.35, 'the silicon wafer and a film', [0.25, 0.45]),
    price_USD_W: estimate(0.5, 'no price exists', [0.1, 2]),
    remaining: damage(
      0.6,
      0.35,
      0.2,
      'Lang et al. 2020: 1 % is left after protons of 68 MeV, 2e12/cm2; the silicon limits the current',
    ),
    loss_per_year: estimate(0.09, 'its perovskite ages and its silicon is damaged', [0.03, 0.2]),
  },
  'perovskite-cigs-tandem': {
    name: 'Perovskite on CIGS, tandem',
    efficiency_frac: estimate(0.22, '24 % on the ground in small cells', [0.18, 0.24]),
    temp_coefficient_per_K: estimate(-0.0022, 'between its two cells', [-0.003, -0.0018]),
    absorptance_frac: frontAbsorptance,
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: estimate(0.15, 'two films on a foil', [0.05, 0.3]),
    price_USD_W: estimate(0.7, 'no price exists', [0.2, 3]),
    remaining: damage(0.97, 0.94, 0.92, 'Lang et al. 2020: 85 % is left where the silicon tandem is dead'),
    loss_per_year: estimate(0.08, 'as perovskite', [0.02, 0.2]),
  },
  'triple-junction-3g30': {
    name: 'Triple junction GaInP/GaAs/Ge (AZUR SPACE 3G30C)',
    efficiency_frac: {
      value: 0.3,
      source: 'cell data in public code (satpower); 29.6 % on a satellite project page',
      year: 2024,
      confidence: 'B',
      range: [0.293, 0.3],
    },
    temp_coefficient_per_K: {
      value: -0.0022,
      source: 'derived: -6.2 mV/K of 2.70 V (public code) and a current that rises a little',
      year: 2024,
      confidence: 'D',
      range: [-0.0026, -0.002],
    },
    absorptance_frac: { value: 0.91, source: 'cell data in public code (satpower)', year: 2024, confidence: 'C' },
    emissivity_frac: { value: 0.85, source: 'cell data in public code (satpower)', year: 2024, confidence: 'C' },
    areal_mass_kg_m2: estimate(0.86, 'remembered; 84 mg/cm2 of EMCORE ATJM was read'),
    price_USD_W: IIIV_PRICE,
    remaining: [
      {
        fluence_per_cm2: 1e14,
        power_frac: { value: 0.93, source: 'cell data in public code (satpower)', year: 2024, confidence: 'C' },
      },
      { fluence_per_cm2: 5e14, power_frac: estimate(0.9, 'between the points on either side') },
      {
        fluence_per_cm2: 1e15,
        power_frac: {
          value: 0.88,
          source: 'cell data in public code (satpower); another copy implies 0.83',
          year: 2024,
          confidence: 'C',
          range: [0.83, 0.88],
        },
      },
    ],
    loss_per_year: estimate(0.01, 'triple junction at 500 to 800 km', [0.005, 0.02]),
  },
  'four-junction-4g32': {
    name: 'Thin four junctions, upright metamorphic (AZUR SPACE 4G32)',
    efficiency_frac: estimate(
      0.318,
      'from the published 27.5 % at the end of life and the class of its damage',
      [0.31, 0.32],
    ),
    temp_coefficient_per_K: estimate(-0.0023, 'as triple junction', [-0.0028, -0.0018]),
    absorptance_frac: frontAbsorptance,
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: {
      value: 0.5,
      source: 'about 50 mg/cm2 thinned, secondary',
      year: 2020,
      confidence: 'B',
    },
    price_USD_W: IIIV_PRICE,
    remaining: [
      { fluence_per_cm2: 1e14, power_frac: estimate(0.95, 'between the points on either side') },
      { fluence_per_cm2: 5e14, power_frac: estimate(0.9, 'between the points on either side') },
      {
        fluence_per_cm2: 1e15,
        power_frac: {
          value: 0.865,
          source: 'derived: 27.5 % after 1e15 (ESA project page) over the efficiency above',
          year: 2020,
          confidence: 'D',
        },
      },
    ],
    loss_per_year: estimate(0.01, 'multi junction at 500 to 800 km', [0.005, 0.02]),
  },
  'triple-junction-xtj': {
    name: 'Triple junction GaInP/GaAs/Ge (Spectrolab XTJ)',
    efficiency_frac: {
      value: 0.298,
      source: 'Fetzer et al., abstract: 845 cells, AM0 135.3 mW/cm2, 28 C',
      year: 2011,
      confidence: 'A',
      range: [0.295, 0.311],
    },
    temp_coefficient_per_K: estimate(-0.0022, 'remembered from data sheets of the class', [-0.0027, -0.0018]),
    absorptance_frac: frontAbsorptance,
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: {
      value: 0.84,
      source: '84 mg/cm2 of EMCORE ATJM, data sheet; a cell of the class',
      year: 2012,
      confidence: 'B',
    },
    price_USD_W: IIIV_PRICE,
    remaining: [
      { fluence_per_cm2: 1e14, power_frac: estimate(0.95, 'between none and the next') },
      {
        fluence_per_cm2: 5e14,
        power_frac: { value: 0.89, source: 'Fetzer et al., abstract', year: 2011, confidence: 'A' },
      },
      {
        fluence_per_cm2: 1e15,
        power_frac: { value: 0.84, source: 'Fetzer et al., abstract', year: 2011, confidence: 'A' },
      },
    ],
    loss_per_year: estimate(0.01, 'triple junction at 500 to 800 km', [0.005, 0.02]),
  },
  'silicon-iss': {
    name: 'Silicon wing of the International Space Station, losses of the wing included',
    efficiency_frac: {
      value: 0.1085,
      source: 'derived: 31 kW from 209.9 m2 of cells (secondary) at 1361 W/m2',
      year: 2026,
      confidence: 'D',
    },
    temp_coefficient_per_K: estimate(-0.0045, 'silicon without heterojunction', [-0.005, -0.0035]),
    absorptance_frac: estimate(0.85, 'between the cells the blanket is open', [0.7, 0.9]),
    emissivity_frac: frontEmissivity,
    areal_mass_kg_m2: estimate(0.6, 'a wafer of 200 um with its cover', [0.4, 0.9]),
    price_USD_W: estimate(100, 'space silicon of the nineties'),
    remaining: siliconDamage,
    loss_per_year: estimate(0.01, 'low orbit at 400 km', [0.005, 0.02]),
  },
} as const satisfies Record<string, Cell>

export type CellName = keyof typeof CELLS
export const CELL_NAMES = Object.keys(CELLS) as CellName[]
export const cellOf = (name: CellName): Cell => CELLS[name]

/**
 * Share of its power that a cell keeps after some years and a fluence (1-MeV electrons for each cm2, 0 for none): the yearly loss compounds; between
 * points of the damage curve the power goes straight in the logarithm of the fluence, from all of it at 1e12, and on beyond the last.
 */
export function remainingPower_frac(cell: Cell, years: number, fluence_per_cm2: number): number {
  const aged = (1 - cell.loss_per_year.value) ** years
  if (!(fluence_per_cm2 > 1e12)) return aged
  const points = [
    { x: 12, y: 1 },
    ...cell.remaining.map(r => ({ x: Math.log10(r.fluence_per_cm2), y: r.power_frac.value })),
  ]
  const x = Math.log10(fluence_per_cm2)
  const after = points.findIndex(p => p.x >= x)
  const k = after < 0 ? points.length - 2 : Math.max(0, after - 1)
  const [a, b] = [points[k], points[k + 1]]
  return aged * Math.max(0, a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x))
}
