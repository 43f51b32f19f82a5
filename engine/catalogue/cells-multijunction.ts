import { type Cell, FRONT_ABSORPTANCE, FRONT_EMISSIVITY } from './cell.ts'
import { estimate } from './figure.ts'

const SATPOWER = 'cell data in public code (satpower)'
const ATJM = 'EMCORE ATJM data sheet, September 2012 (AM0 135.3 mW/cm2)'
const PRICE = estimate(
  100,
  'class of space III-V cells; quotes of tens to some hundreds of dollars a watt, in Chinese press 1000 to 3000 CNY',
  [50, 420],
)

export const MULTIJUNCTION_CELLS = {
  'triple-junction-3g30': {
    name: 'Triple junction GaInP/GaAs/Ge (AZUR SPACE 3G30C)',
    efficiency_frac: {
      value: 0.3,
      source: `${SATPOWER}; 29.6 % on a satellite project page`,
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
    absorptance_frac: { value: 0.91, source: SATPOWER, year: 2024, confidence: 'C' },
    emissivity_frac: { value: 0.85, source: SATPOWER, year: 2024, confidence: 'C' },
    curve: {
      junctions_count: 3,
      open_circuit_V: { value: 2.7, source: SATPOWER, year: 2024, confidence: 'C' },
      peak_V: { value: 2.411, source: SATPOWER, year: 2024, confidence: 'C' },
      short_circuit_A_m2: { value: 172.3, source: `0.52 A of 30.18 cm2, ${SATPOWER}`, year: 2024, confidence: 'C' },
      peak_A_m2: { value: 167, source: `0.504 A of 30.18 cm2, ${SATPOWER}`, year: 2024, confidence: 'C' },
      open_circuit_V_K: {
        value: -0.0062,
        source: SATPOWER,
        year: 2024,
        confidence: 'C',
        range: [-0.0065, -0.006],
      },
      short_circuit_per_K: {
        value: 0.00062,
        source: 'derived: 0.32 mA/K of 0.52 A, a public repository that names the data sheet',
        year: 2026,
        confidence: 'D',
        range: [0.00058, 0.00077],
      },
    },
    areal_mass_kg_m2: estimate(0.86, 'remembered; 84 mg/cm2 of EMCORE ATJM was read'),
    price_USD_W: PRICE,
    remaining: [
      {
        fluence_per_cm2: 1e14,
        power_frac: { value: 0.93, source: SATPOWER, year: 2024, confidence: 'C' },
      },
      { fluence_per_cm2: 5e14, power_frac: estimate(0.9, 'between the points on either side') },
      {
        fluence_per_cm2: 1e15,
        power_frac: {
          value: 0.88,
          source: `${SATPOWER}; another copy implies 0.83`,
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
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 4,
      open_circuit_V: { value: 3.48, source: SATPOWER, year: 2024, confidence: 'C' },
      peak_V: estimate(3.15, 'a fill factor of 0.87, as its class', [3.0, 3.2]),
      short_circuit_A_m2: { value: 140.8, source: `0.425 A of 30.18 cm2, ${SATPOWER}`, year: 2024, confidence: 'C' },
      peak_A_m2: estimate(136, 'a fill factor of 0.87, as its class', [132, 139]),
      open_circuit_V_K: estimate(-0.0084, 'four junctions of about 2 mV/K each', [-0.009, -0.0075]),
      short_circuit_per_K: estimate(0.0006, 'as triple junction', [0.0004, 0.0008]),
    },
    areal_mass_kg_m2: {
      value: 0.5,
      source: 'ESA project page, NEOSAT 4G32C: thinned to about 50 mg/cm2',
      year: 2016,
      confidence: 'A',
    },
    price_USD_W: PRICE,
    remaining: [
      { fluence_per_cm2: 1e14, power_frac: estimate(0.95, 'between the points on either side') },
      { fluence_per_cm2: 5e14, power_frac: estimate(0.9, 'between the points on either side') },
      {
        fluence_per_cm2: 1e15,
        power_frac: {
          value: 0.865,
          source: 'derived: 27.5 % after 1e15 (ESA project page) over the efficiency above',
          year: 2016,
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
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 3,
      open_circuit_V: estimate(2.633, 'as remembered from the data sheet', [2.6, 2.72]),
      peak_V: estimate(2.348, 'as remembered from the data sheet', [2.3, 2.42]),
      short_circuit_A_m2: estimate(177.6, 'as remembered from the data sheet', [174, 182]),
      peak_A_m2: estimate(170.2, 'as remembered from the data sheet', [168, 176]),
      open_circuit_V_K: {
        value: -0.006,
        source: 'a public repository that names Spectrolab TR2020A',
        year: 2026,
        confidence: 'C',
      },
      short_circuit_per_K: {
        value: 0.00063,
        source: 'derived: 0.34 mA/K of 30.18 cm2, a public repository that names Spectrolab TR2020A',
        year: 2026,
        confidence: 'D',
      },
    },
    areal_mass_kg_m2: {
      value: 0.84,
      source: '84 mg/cm2 of EMCORE ATJM, data sheet; a cell of the class',
      year: 2012,
      confidence: 'B',
    },
    price_USD_W: PRICE,
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
  'triple-junction-atjm': {
    name: 'Triple junction InGaP/InGaAs/Ge (EMCORE ATJM)',
    efficiency_frac: { value: 0.27, source: ATJM, year: 2012, confidence: 'A' },
    temp_coefficient_per_K: estimate(-0.0024, 'as triple junction', [-0.0027, -0.0018]),
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 3,
      open_circuit_V: { value: 2.575, source: ATJM, year: 2012, confidence: 'A' },
      peak_V: { value: 2.285, source: ATJM, year: 2012, confidence: 'A' },
      short_circuit_A_m2: { value: 169, source: ATJM, year: 2012, confidence: 'A' },
      peak_A_m2: { value: 160, source: ATJM, year: 2012, confidence: 'A' },
      open_circuit_V_K: estimate(-0.0062, 'as triple junction', [-0.0065, -0.0058]),
      short_circuit_per_K: estimate(0.0006, 'as triple junction', [0.0004, 0.0008]),
    },
    areal_mass_kg_m2: { value: 0.84, source: ATJM, year: 2012, confidence: 'A' },
    price_USD_W: PRICE,
    remaining: [
      { fluence_per_cm2: 1e14, power_frac: estimate(0.95, 'between none and the next') },
      { fluence_per_cm2: 5e14, power_frac: { value: 0.89, source: ATJM, year: 2012, confidence: 'A' } },
      { fluence_per_cm2: 1e15, power_frac: estimate(0.85, 'as the cells of its class', [0.83, 0.87]) },
    ],
    loss_per_year: estimate(0.01, 'triple junction at 500 to 800 km', [0.005, 0.02]),
  },
} as const satisfies Record<string, Cell>
