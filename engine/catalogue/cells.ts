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
}

/** Temperature at which AM0 efficiencies are quoted. */
export const CELL_REFERENCE_K = 301.15

const frontAbsorptance = estimate(0.92, 'covered cells are nearly black', [0.88, 0.94])
const frontEmissivity = estimate(0.85, 'cover glass', [0.8, 0.9])

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
  },
} as const satisfies Record<string, Cell>

export type CellName = keyof typeof CELLS
export const CELL_NAMES = Object.keys(CELLS) as CellName[]
export const cellOf = (name: CellName): Cell => CELLS[name]
