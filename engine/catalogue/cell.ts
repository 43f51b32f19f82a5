import { estimate, type Figure } from './figure.ts'

/** A photovoltaic cell at AM0, 1361 W/m2, 28 C, beginning of life. */
export interface Cell {
  readonly name: string
  readonly efficiency_frac: Figure
  /** Relative change of the power at the maximum power point, about 28 C. */
  readonly temp_coefficient_per_K: Figure
  readonly curve: CellCurve
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

/** The I-V curve of one cell at AM0 and 28 C, beginning of life: the points of its data sheet, currents for each square metre of cell. */
export interface CellCurve {
  readonly junctions_count: number
  readonly short_circuit_A_m2: Figure
  readonly open_circuit_V: Figure
  /** At the maximum power point. */
  readonly peak_A_m2: Figure
  readonly peak_V: Figure
  readonly short_circuit_per_K: Figure
  readonly open_circuit_V_K: Figure
}

/** Temperature at which AM0 efficiencies are quoted. */
export const CELL_REFERENCE_K = 301.15

export const FRONT_ABSORPTANCE = estimate(0.92, 'covered cells are nearly black', [0.88, 0.94])
export const FRONT_EMISSIVITY = estimate(0.85, 'cover glass', [0.8, 0.9])

/** The three points of a curve of damage that nobody has published in a form that was read: estimates by the class of the cell. */
export const damage = (a: number, b: number, c: number, why: string): Cell['remaining'] =>
  (
    [
      [1e14, a],
      [5e14, b],
      [1e15, c],
    ] as const
  ).map(([fluence_per_cm2, power_frac]) => ({ fluence_per_cm2, power_frac: estimate(power_frac, why) }))
