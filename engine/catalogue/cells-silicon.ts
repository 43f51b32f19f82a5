import { type Cell, damage, FRONT_ABSORPTANCE, FRONT_EMISSIVITY } from './cell.ts'
import { estimate } from './figure.ts'

const siliconDamage = damage(
  0.82,
  0.72,
  0.67,
  'silicon is the softest of the space cells; n-type is worse under displacement',
)
const siliconPrice = estimate(
  0.1,
  'terrestrial cells cost a few cents a watt; thinned and covered for space a few times that',
  [0.03, 1],
)

export const SILICON_CELLS = {
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
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 1,
      open_circuit_V: estimate(0.74, 'heterojunction cells of 0.73 to 0.75 V', [0.72, 0.76]),
      peak_V: estimate(0.645, 'a fill factor of 0.82', [0.62, 0.66]),
      short_circuit_A_m2: estimate(492, 'from the efficiency and the voltages at AM0', [450, 510]),
      peak_A_m2: estimate(464, 'from the efficiency and the voltages at AM0', [430, 490]),
      open_circuit_V_K: {
        value: -0.00195,
        source: 'derived: -0.264 %/K of 0.74 V, EPJ Photovoltaics 16 (2025), pv20240072, table 5',
        year: 2025,
        confidence: 'D',
      },
      short_circuit_per_K: {
        value: -0.00001,
        source: 'EPJ Photovoltaics 16 (2025), pv20240072, table 5: -0.001 %/K',
        year: 2025,
        confidence: 'A',
        range: [-0.00001, 0.0006],
      },
    },
    areal_mass_kg_m2: estimate(0.3, 'a wafer of 130 um', [0.2, 0.4]),
    price_USD_W: siliconPrice,
    remaining: siliconDamage,
    loss_per_year: {
      value: 0.025,
      source:
        "default of A. McCalip's calculator; Starcloud's white paper assumes 0.0015, unshielded or polar up to 0.12",
      year: 2025,
      confidence: 'B',
      range: [0.0015, 0.12],
    },
  },
  'perc-silicon': {
    name: 'Silicon PERC, p-type',
    efficiency_frac: estimate(
      0.2,
      'about a tenth below heterojunction of the same wafer; 23 to 24 % on the ground',
      [0.18, 0.21],
    ),
    temp_coefficient_per_K: {
      value: -0.0032,
      source: 'Kiwa PVEL PV module reliability scorecard, PAN performance (2025)',
      year: 2025,
      confidence: 'A',
      range: [-0.0035, -0.003],
    },
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 1,
      open_circuit_V: estimate(0.69, 'PERC cells of 0.68 to 0.7 V', [0.67, 0.7]),
      peak_V: estimate(0.58, 'a fill factor of 0.8', [0.56, 0.6]),
      short_circuit_A_m2: estimate(490, 'from the efficiency and the voltages at AM0', [450, 510]),
      peak_A_m2: estimate(469, 'from the efficiency and the voltages at AM0', [430, 490]),
      open_circuit_V_K: estimate(-0.0019, 'about -0.28 %/K', [-0.0022, -0.0017]),
      short_circuit_per_K: estimate(0.0005, 'silicon: the gap shrinks as it warms', [0.0003, 0.0007]),
    },
    areal_mass_kg_m2: estimate(0.35, 'a wafer of 150 um', [0.25, 0.4]),
    price_USD_W: siliconPrice,
    remaining: damage(0.85, 0.75, 0.7, 'p-type silicon stands displacement better than n-type'),
    loss_per_year: estimate(0.022, 'p-type silicon at 500 to 800 km', [0.015, 0.035]),
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
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 1,
      open_circuit_V: estimate(0.6, 'silicon of the nineties', [0.58, 0.62]),
      peak_V: estimate(0.49, 'a fill factor of 0.76', [0.46, 0.51]),
      short_circuit_A_m2: estimate(325, 'as the efficiency, with the losses of the wing', [300, 420]),
      peak_A_m2: estimate(301, 'as the efficiency, with the losses of the wing', [280, 390]),
      open_circuit_V_K: estimate(-0.0022, 'silicon without heterojunction', [-0.0024, -0.002]),
      short_circuit_per_K: estimate(0.0005, 'silicon: the gap shrinks as it warms', [0.0003, 0.0007]),
    },
    areal_mass_kg_m2: estimate(0.6, 'a wafer of 200 um with its cover', [0.4, 0.9]),
    price_USD_W: estimate(100, 'space silicon of the nineties'),
    remaining: siliconDamage,
    loss_per_year: estimate(0.01, 'low orbit at 400 km', [0.005, 0.02]),
  },
} as const satisfies Record<string, Cell>
