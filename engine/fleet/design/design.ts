import type { Side } from '../../environment/surface.ts'
import type { Forest } from '../../physics/heat/thermal-forest.ts'

/** A number of every satellite: the same for all, or by its place in the fleet. */
export type Each = number | ((satellite: number) => number)

/** A thermal node; `conductance` and `radiative` are its link to the node it hangs on. */
export interface FastNode {
  readonly id: string
  readonly capacity_J_K: Each
  /** Emissivity x area to space. */
  readonly exchange_m2: Each
  readonly conductance_W_K: Each
  readonly radiative_m2: Each
  /** Heat for each W/m2 of sunlight. */
  readonly absorbing_m2: Each
  readonly initial_K: Each
}

export interface FastArray {
  readonly id: string
  /** Its place among the nodes. */
  readonly node: number
  /** W for each W/m2 of sunlight, at the cell's reference temperature. */
  readonly peak_m2: Each
  readonly beta_per_K: Each
  readonly reference_K: Each
}

/** Body axes, on a body with +z to the Sun. */
export const AXES = ['+x', '-x', '+y', '-y', '+z', '-z'] as const
export type Axis = (typeof AXES)[number]

interface FastSide {
  readonly node: number
  /** The array whose cells lie on it: what the Earth reflects adds to its power. */
  readonly array?: number
  /** Heat for each W/m2 of reflected sunlight, and of the Earth's infrared. */
  readonly albedo_m2: Each
  readonly infrared_m2: Each
}

/** One side of a flat surface, for what the Earth sends it. */
export interface FastFace extends FastSide {
  readonly looks: Axis
}

/** One side of a flat surface that turns from the Sun, for all that shines on it. */
export interface TurningFace extends FastSide {
  readonly part: string
  readonly side: Side
  /** Heat for each W/m2 of sunlight on it. */
  readonly sun_m2: Each
  /** Where cells lie on it: what they make use of, for each W/m2 of sunlight on it, by the cosine of incidence. */
  readonly useful?: (cosine: number) => number
}

export interface FastLoad {
  readonly id: string
  readonly priority: number
  /** -1: its heat leaves the model. */
  readonly node: number
  readonly demand_W: Each
}

export interface FastBattery {
  readonly id: string
  /** -1: its losses leave the model. */
  readonly node: number
  readonly capacity_J: Each
  readonly initial_frac: Each
  readonly floor_frac: Each
  readonly charge_efficiency_frac: Each
  readonly discharge_efficiency_frac: Each
  readonly max_charge_W: Each
  readonly max_discharge_W: Each
}

/**
 * A satellite as the fast path runs it: one bus with at most one battery, arrays, loads of constant demand, and nodes whose links
 * form trees. All satellites of a group share it; their numbers may differ.
 */
export interface FastDesign {
  readonly forest: Forest
  /** In the order of the forest. */
  readonly nodes: readonly FastNode[]
  readonly arrays: readonly FastArray[]
  /** In rising priority. */
  readonly loads: readonly FastLoad[]
  readonly battery?: FastBattery
  /** Left out, the Earth shines on nothing. */
  readonly faces?: readonly FastFace[]
  /**
   * Where faces do not stay as they are to the Sun: all that shines on nodes and arrays is made anew for each step (fast/turning-faces.ts), and the step is given it.
   * Then there are no others, and no node has light of its own.
   */
  readonly turning?: readonly TurningFace[]
}
