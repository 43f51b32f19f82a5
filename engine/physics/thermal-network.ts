import { STEFAN_BOLTZMANN_W_m2K4 } from './constants.ts'
import { makeSymmetricSolver } from './symmetric-solver.ts'

/** Which nodes are linked. -1 stands for space. `fixed` nodes keep their temperature. */
export interface ThermalTopology {
  readonly nodes: number
  readonly conductive: readonly (readonly [number, number])[]
  readonly radiative: readonly (readonly [number, number])[]
  readonly fixed: readonly boolean[]
}

export interface ThermalInput {
  dt_s: number
  readonly capacity_J_K: Float64Array
  readonly start_K: Float64Array
  readonly heat_W: Float64Array
  readonly conductance_W_K: Float64Array
  /** Exchange area of each radiative link: emissivity x area x view. */
  readonly radiative_m2: Float64Array
  space_K: number
}

/** Flows are means over the step, from the first node of a link to the second. */
export interface ThermalOutput {
  readonly end_K: Float64Array
  readonly mean_K: Float64Array
  readonly flowConductive_W: Float64Array
  readonly flowRadiative_W: Float64Array
  /** Heat that a fixed node takes up, its own scheduled heat included; 0 for the others. */
  readonly fixedHeat_W: Float64Array
}

export interface ThermalNetwork {
  step(input: ThermalInput, out: ThermalOutput): void
}

/** A network that could not be solved; `node` is the one that moved most. */
export class ThermalError extends Error {
  readonly node: number
  constructor(message: string, node: number) {
    super(message)
    this.name = 'ThermalError'
    this.node = node
  }
}

/** The stage coefficient that makes a two-stage diagonally implicit Runge-Kutta method of order 2 L-stable. */
const GAMMA = 1 - Math.SQRT1_2
const MOST_ITERATIONS = 60
/** Newton stops when a step no longer changes a temperature by more than this share of it; the next would be its square. */
const SMALL_frac = 1e-9

/**
 * Lumped nodes with conduction and radiation, stepped implicitly.
 *
 *   C_i dT_i/dt = heat_i + sum_j G_ij (T_j - T_i) + sum_j sigma R_ij (T_j^4 - T_i^4)
 *
 * Method: SDIRK2 (Alexander 1977, SIAM J. Numer. Anal. 14, 1006), L-stable and of second order, so no step is too long for it.
 * Each stage is solved by Newton on the full T^4 with a sparse symmetric factorisation. End temperatures are then formed from
 * the very flows that are reported, so that energy closes to rounding whatever Newton left. Neglected: nothing of the equation
 * itself; the error of a step is of third order in dt over the time constants at hand. A step so long that a node would radiate
 * more than it holds (beyond some ten of its time constants) is taken by backward Euler, which cannot overshoot.
 */
export function makeThermalNetwork(topology: ThermalTopology): ThermalNetwork {
  const { nodes: n, conductive, radiative, fixed } = topology
  const solver = makeSymmetricSolver(n, [...conductive, ...radiative.filter(([, j]) => j >= 0)])
  const conductiveFrom = Int32Array.from(conductive, l => l[0])
  const conductiveTo = Int32Array.from(conductive, l => l[1])
  const conductivePlace = Int32Array.from(conductive, l => solver.place(l[0], l[1]))
  const radiativeFrom = Int32Array.from(radiative, l => l[0])
  const radiativeTo = Int32Array.from(radiative, l => l[1])
  const radiativePlace = Int32Array.from(radiative, l => (l[1] < 0 ? 0 : solver.place(l[0], l[1])))
  const free = Uint8Array.from(fixed, f => (f ? 0 : 1))
  const base_K = new Float64Array(n)
  const temp_K = new Float64Array(n)
  const rate_W = new Float64Array(n)
  const first_W = new Float64Array(n)
  const first_K = new Float64Array(n)
  const change_K = new Float64Array(n)

  /** Net heat into every node at `temp_K`. */
  function rates(input: ThermalInput): void {
    rate_W.set(input.heat_W)
    for (let k = 0; k < conductiveFrom.length; k++) {
      const i = conductiveFrom[k]
      const j = conductiveTo[k]
      const flow_W = input.conductance_W_K[k] * (temp_K[i] - temp_K[j])
      rate_W[i] -= flow_W
      rate_W[j] += flow_W
    }
    for (let k = 0; k < radiativeFrom.length; k++) {
      const i = radiativeFrom[k]
      const j = radiativeTo[k]
      const flow_W =
        STEFAN_BOLTZMANN_W_m2K4 * input.radiative_m2[k] * (temp_K[i] ** 4 - (j < 0 ? input.space_K : temp_K[j]) ** 4)
      rate_W[i] -= flow_W
      if (j >= 0) rate_W[j] += flow_W
    }
  }

  /**
   * Newton's matrix of `C (T - base)/h - rate(T) = 0`. Radiation between nodes is not symmetric in T; as dT = d(T^4)/(4 T^3),
   * the mean of both slopes keeps the matrix symmetric and positive definite, and Newton's fixed point is the same.
   */
  function assemble(input: ThermalInput, h_s: number): void {
    const { diagonal, offDiagonal } = solver
    offDiagonal.fill(0)
    for (let i = 0; i < n; i++) diagonal[i] = free[i] ? input.capacity_J_K[i] / h_s : 1
    const couple = (i: number, j: number, place: number, slope_W_K: number) => {
      if (free[i]) diagonal[i] += slope_W_K
      if (free[j]) diagonal[j] += slope_W_K
      if (free[i] && free[j]) offDiagonal[place] -= slope_W_K
    }
    for (let k = 0; k < conductiveFrom.length; k++)
      couple(conductiveFrom[k], conductiveTo[k], conductivePlace[k], input.conductance_W_K[k])
    for (let k = 0; k < radiativeFrom.length; k++) {
      const i = radiativeFrom[k]
      const j = radiativeTo[k]
      const exchange = 4 * STEFAN_BOLTZMANN_W_m2K4 * input.radiative_m2[k]
      if (j >= 0) couple(i, j, radiativePlace[k], (exchange * (temp_K[i] ** 3 + temp_K[j] ** 3)) / 2)
      else if (free[i]) diagonal[i] += exchange * temp_K[i] ** 3
    }
  }

  /** Solves one stage: `temp_K` comes in as the guess and leaves as the solution, `rate_W` as the rates there. */
  function solveStage(input: ThermalInput, h_s: number): void {
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      rates(input)
      assemble(input, h_s)
      for (let i = 0; i < n; i++)
        change_K[i] = free[i] ? rate_W[i] - (input.capacity_J_K[i] * (temp_K[i] - base_K[i])) / h_s : 0
      solver.solve(change_K)
      let largest = 0
      for (let i = 0; i < n; i++) {
        // No temperature may lose more than three quarters in one iteration: T^4 has its minimum at zero.
        const next_K = Math.max(temp_K[i] + change_K[i], 0.25 * temp_K[i])
        largest = Math.max(largest, Math.abs(next_K - temp_K[i]) / (temp_K[i] + 1e-3))
        temp_K[i] = next_K
      }
      if (largest < SMALL_frac) {
        rates(input)
        return
      }
      if (!(largest < Number.POSITIVE_INFINITY)) break
    }
    let worst = 0
    for (let i = 0; i < n; i++) if (!(Math.abs(change_K[i]) <= Math.abs(change_K[worst]))) worst = i
    throw new ThermalError(
      `The temperatures do not settle: node ${worst} is at ${temp_K[worst]} K and still moves by ${change_K[worst]} K.`,
      worst,
    )
  }

  function addFlows(input: ThermalInput, weight: number, out: ThermalOutput): void {
    for (let k = 0; k < conductiveFrom.length; k++)
      out.flowConductive_W[k] +=
        weight * input.conductance_W_K[k] * (temp_K[conductiveFrom[k]] - temp_K[conductiveTo[k]])
    for (let k = 0; k < radiativeFrom.length; k++) {
      const j = radiativeTo[k]
      const other_K = j < 0 ? input.space_K : temp_K[j]
      out.flowRadiative_W[k] +=
        weight * STEFAN_BOLTZMANN_W_m2K4 * input.radiative_m2[k] * (temp_K[radiativeFrom[k]] ** 4 - other_K ** 4)
    }
  }

  /** End temperatures from the flows that were reported; the last stage counts `weight`, the first the rest. */
  function finish(input: ThermalInput, out: ThermalOutput, weight: number): void {
    for (let i = 0; i < n; i++) {
      const mean_W = (1 - weight) * first_W[i] + weight * rate_W[i]
      out.end_K[i] = free[i] ? input.start_K[i] + (input.dt_s * mean_W) / input.capacity_J_K[i] : input.start_K[i]
      out.mean_K[i] = (1 - weight) * first_K[i] + weight * temp_K[i]
      out.fixedHeat_W[i] = free[i] ? 0 : mean_W
      // Newton stays above zero, so an energy that does not close above zero means that there is no solution.
      if (!(out.end_K[i] >= 0)) throw new ThermalError(`Node ${i} would end at ${out.end_K[i]} K.`, i)
    }
  }

  /** One stage over the whole step: of first order, but it has a solution where the second stage of SDIRK2 has none. */
  function backwardEuler(input: ThermalInput, out: ThermalOutput): void {
    out.flowConductive_W.fill(0)
    out.flowRadiative_W.fill(0)
    base_K.set(input.start_K)
    temp_K.set(first_K)
    solveStage(input, input.dt_s)
    addFlows(input, 1, out)
    finish(input, out, 1)
  }

  return {
    step(input, out) {
      const { dt_s, start_K, capacity_J_K } = input
      const h_s = GAMMA * dt_s
      out.flowConductive_W.fill(0)
      out.flowRadiative_W.fill(0)

      base_K.set(start_K)
      temp_K.set(start_K)
      solveStage(input, h_s)
      first_W.set(rate_W)
      first_K.set(temp_K)
      addFlows(input, 1 - GAMMA, out)

      let coldest_K = Number.POSITIVE_INFINITY
      for (let i = 0; i < n; i++) {
        if (!free[i]) continue
        base_K[i] = start_K[i] + ((1 - GAMMA) * dt_s * first_W[i]) / capacity_J_K[i]
        coldest_K = Math.min(coldest_K, base_K[i])
      }
      if (coldest_K <= 0) backwardEuler(input, out)
      else {
        solveStage(input, h_s)
        addFlows(input, GAMMA, out)
        finish(input, out, GAMMA)
      }
    },
  }
}
