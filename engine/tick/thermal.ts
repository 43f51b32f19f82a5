import type { Column } from './column.ts'

/** A lump of heat capacity, or a temperature that is held. */
export interface ThermalNode {
  readonly id: string
  readonly capacity_J_K: Column
  readonly initial_K: Column
  /** The temperature is held whatever flows in. */
  readonly held: boolean
  readonly melting?: ThermalMelting
}

/** What a node that melts has besides; its `capacity_J_K` is that of the solid. */
export interface ThermalMelting {
  readonly liquid_J_K: Column
  readonly melts_from_K: Column
  readonly melts_to_K: Column
  readonly latent_J: Column
}

/** Heat from `from` to `to` by conduction. Numbers are a constant a lane, or a column of this step. */
export interface ThermalLink {
  readonly from: string
  readonly to: string
  readonly conductance_W_K: Column | string
  /** Where it is another one backwards. */
  readonly back_W_K?: Column | string
  /** Most that it carries, either way. */
  readonly most_W?: Column | string
  readonly flow: string
}

/** Heat from `from` to `to` (a node, or `space`) by radiation: exchange area (emissivity x area x view), m2. */
export interface ThermalRadiation {
  readonly from: string
  readonly to: string
  readonly exchange_m2: Column | string
  /** A louvre before `from`: the share of the exchange that is left when it is shut, and where it opens. */
  readonly louvre?: ThermalLouvre
  readonly flow: string
}

export interface ThermalLouvre {
  readonly shut_frac: Column
  readonly shut_K: Column
  readonly open_K: Column
}

/** Where a coolant meets a node: its own node behind it, the conductance between, and the column of the heat it takes or gives. */
export interface ThermalStation {
  readonly node: string
  readonly coolant: string
  readonly conductance_W_K: Column
  readonly flow: string
}

/** A single-phase loop between nodes of this plant; its coolant's nodes are among them (physics/heat/coolant-loop.ts). */
export interface ThermalLoop {
  readonly supply: string
  readonly plates: readonly ThermalStation[]
  readonly radiators: readonly ThermalStation[]
  /** Column: flow times specific heat. */
  readonly rate_W_K: string
  /** Column: 1 while the radiators let it through, 0 while they are frozen. */
  readonly radiators_open_frac: string
  readonly bypass?: { readonly open_K: Column; readonly shut_K: Column; readonly frac: string }
}
