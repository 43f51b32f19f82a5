import { type Cell, damage, FRONT_ABSORPTANCE, FRONT_EMISSIVITY } from './cell.ts'
import { estimate } from './figure.ts'

const perovskiteDamage = damage(
  0.98,
  0.96,
  0.94,
  'Lang et al. 2020 and 2021 saw protons of 68 MeV; no electron curve was read',
)

export const PEROVSKITE_CELLS = {
  perovskite: {
    name: 'Perovskite, single junction',
    efficiency_frac: estimate(0.19, 'small cells on the ground pass 25 %; none of size has flown', [0.15, 0.22]),
    temp_coefficient_per_K: {
      value: -0.00174,
      source: 'EPJ Photovoltaics 16 (2025), pv20240072, table 5',
      year: 2025,
      confidence: 'A',
      range: [-0.0022, -0.001],
    },
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 1,
      open_circuit_V: estimate(1.13, 'small cells of 1.1 to 1.2 V', [1.05, 1.2]),
      peak_V: estimate(0.95, 'a fill factor of 0.8', [0.88, 1.0]),
      short_circuit_A_m2: estimate(288, 'from the efficiency and the voltages at AM0', [250, 310]),
      peak_A_m2: estimate(272, 'from the efficiency and the voltages at AM0', [230, 300]),
      open_circuit_V_K: {
        value: -0.0016,
        source: 'derived: -0.143 %/K of 1.13 V, EPJ Photovoltaics 16 (2025), pv20240072, table 5',
        year: 2025,
        confidence: 'D',
      },
      short_circuit_per_K: {
        value: 0.000009,
        source: 'EPJ Photovoltaics 16 (2025), pv20240072, table 5: 0.0009 %/K',
        year: 2025,
        confidence: 'A',
      },
    },
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
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 2,
      open_circuit_V: estimate(1.88, 'the sum of its two cells', [1.75, 1.98]),
      peak_V: estimate(1.62, 'a fill factor of 0.82', [1.5, 1.7]),
      short_circuit_A_m2: estimate(246, 'from the efficiency and the voltages at AM0', [220, 260]),
      peak_A_m2: estimate(235, 'from the efficiency and the voltages at AM0', [210, 250]),
      open_circuit_V_K: estimate(-0.0035, 'the sum of its two cells', [-0.004, -0.003]),
      short_circuit_per_K: estimate(0.0003, 'between its two cells', [0, 0.0006]),
    },
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
    absorptance_frac: FRONT_ABSORPTANCE,
    emissivity_frac: FRONT_EMISSIVITY,
    curve: {
      junctions_count: 2,
      open_circuit_V: estimate(1.7, 'the sum of its two cells', [1.6, 1.8]),
      peak_V: estimate(1.4, 'a fill factor of 0.77', [1.3, 1.5]),
      short_circuit_A_m2: estimate(228, 'from the efficiency and the voltages at AM0', [200, 250]),
      peak_A_m2: estimate(214, 'from the efficiency and the voltages at AM0', [190, 235]),
      open_circuit_V_K: estimate(-0.0036, 'the sum of its two cells', [-0.0042, -0.003]),
      short_circuit_per_K: estimate(0.0003, 'between its two cells', [0, 0.0006]),
    },
    areal_mass_kg_m2: estimate(0.15, 'two films on a foil', [0.05, 0.3]),
    price_USD_W: estimate(0.7, 'no price exists', [0.2, 3]),
    remaining: damage(0.97, 0.94, 0.92, 'Lang et al. 2020: 85 % is left where the silicon tandem is dead'),
    loss_per_year: estimate(0.08, 'as perovskite', [0.02, 0.2]),
  },
} as const satisfies Record<string, Cell>
