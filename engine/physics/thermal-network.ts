import type { HeatPath } from './heat-path.ts'
import { capacityAt, type Melting, tempAt } from './melting.ts'
import { makeSparseSolver } from './sparse-solver.ts'

/** The nodes, and the ways between them. */
export interface ThermalTopology {
  readonly nodes: number
  /** Nodes that keep their temperature. */
  readonly fixed: readonly boolean[]
  /** What melts, by node; its numbers may change from step to step. */
  readonly melting: ReadonlyMap<number, Melting>
  readonly paths: readonly HeatPath[]
}

export interface ThermalInput {
  dt_s: number
  /** Of a node that melts, while solid. */
  readonly capacity_J_K: Float64Array
  readonly start_K: Float64Array
  /** Of a node that melts: what it holds beyond capacity x temperature, J. Not read for others. */
  readonly startLatent_J: Float64Array
  readonly heat_W: Float64Array
}

/** The flows of every path are told by the path. */
export interface ThermalOutput {
  readonly end_K: Float64Array
  readonly endLatent_J: Float64Array
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
const MOST_ITERATIONS = 80
const MOST_HALVINGS = 40
/** Of the decrease that a step promises, what it must keep; less goes round in circles at a kink (a limit, the end of a melting range). */
const ENOUGH_frac = 0.1
/** Roundings in a sum of flows, each of the size of its slope times its temperature. */
const ROUNDINGS = 8 * Number.EPSILON
/** Newton stops when a step no longer changes a temperature by more than this share of it; the next would be its square. */
const SMALL_frac = 1e-9
const CLOSED_frac = 1e-8

/**
 * Lumped nodes with ways for heat between them, stepped implicitly.
 *
 *   dE_i/dt = heat_i + sum over paths of what each brings,   E_i = C_i T_i, or by the enthalpy method where it melts (melting.ts)
 *
 * Method: SDIRK2 (Alexander 1977, SIAM J. Numer. Anal. 14, 1006), L-stable and of second order, so no step is too long for it.
 * Each stage is solved by Newton with the paths' own slopes and a sparse factorisation; a step of Newton that does not bring the heat nearer to its
 * balance is halved. End contents are then formed from the very flows that are told, so that energy closes to rounding whatever Newton
 * left. Neglected: nothing of the equation itself; the error of a step is of third order in dt over the time constants at hand. A step so
 * long that a node would give more than it holds (beyond some ten of its time constants) is taken by backward Euler, which cannot
 * overshoot.
 */
export function makeThermalNetwork({ nodes: n, fixed, melting, paths }: ThermalTopology): ThermalNetwork {
  const solver = makeSparseSolver(
    n,
    paths.flatMap(p => p.pairs),
  )
  const bound = paths.map(p => p.bind(solver))
  const free = Uint8Array.from(fixed, f => (f ? 0 : 1))
  const fixedRows = Int32Array.from(
    paths
      .flatMap(p => p.pairs)
      .flatMap(([i, j]) => [...(fixed[i] ? [solver.place(i, j)] : []), ...(fixed[j] ? [solver.place(j, i)] : [])]),
  )
  const melts = [...melting].map(([node, m]) => ({ node, m }))
  const doesMelt = Uint8Array.from(fixed, (_, i) => (melting.has(i) ? 1 : 0))
  /** What a stage begins with: temperature, or content for a node that melts. */
  const base = new Float64Array(n)
  const temp_K = new Float64Array(n)
  const content_J = new Float64Array(n)
  const before_K = new Float64Array(n)
  const before_J = new Float64Array(n)
  const guess_K = new Float64Array(n)
  const guess_J = new Float64Array(n)
  const rate_W = new Float64Array(n)
  const first_W = new Float64Array(n)
  const first_K = new Float64Array(n)
  const first_J = new Float64Array(n)
  const residual_W = new Float64Array(n)
  const change_K = new Float64Array(n)
  const rounding_W = new Float64Array(n)
  const slope_J_K = new Float64Array(n)

  /** Rates at `temp_K`, and what they leave of `(E - base)/h - rate = 0`. Returns the sum of squares. */
  function evaluate(input: ThermalInput, h_s: number): number {
    rate_W.set(input.heat_W)
    for (const p of bound) p.rates(temp_K, rate_W)
    for (let i = 0; i < n; i++)
      residual_W[i] = free[i] ? rate_W[i] - (input.capacity_J_K[i] * (temp_K[i] - base[i])) / h_s : 0
    for (const { node } of melts) residual_W[node] = rate_W[node] - (content_J[node] - base[node]) / h_s
    let sum = 0
    for (let i = 0; i < n; i++) sum += residual_W[i] * residual_W[i]
    return sum
  }

  /** Newton's step from here. Returns the sum of squares that rounding alone can make of the residuals. */
  function findChange(input: ThermalInput, h_s: number): number {
    const { diagonal, offDiagonal } = solver
    offDiagonal.fill(0)
    slope_J_K.set(input.capacity_J_K)
    for (const { node, m } of melts) slope_J_K[node] = capacityAt(m, content_J[node])
    for (let i = 0; i < n; i++) diagonal[i] = slope_J_K[i] / h_s
    for (const p of bound) p.slopes(temp_K)
    for (let i = 0; i < n; i++) if (!free[i]) diagonal[i] = 1
    for (let k = 0; k < fixedRows.length; k++) offDiagonal[fixedRows[k]] = 0
    let sum = 0
    for (let i = 0; i < n; i++) {
      rounding_W[i] = ROUNDINGS * diagonal[i] * temp_K[i]
      sum += rounding_W[i] * rounding_W[i]
    }
    change_K.set(residual_W)
    solver.solve(change_K)
    return sum
  }

  /** Whether what is left moves no end by more than a small share: ends are formed from flows, and a tiny node feels every milliwatt. */
  function closes(input: ThermalInput, h_s: number): boolean {
    for (let i = 0; i < n; i++) {
      const left_W = Math.abs(residual_W[i])
      if (left_W * h_s > CLOSED_frac * input.capacity_J_K[i] * temp_K[i] && left_W > rounding_W[i]) return false
    }
    return true
  }

  /** Goes a part of Newton's step from `before`; returns the largest share of a temperature that it moved. */
  function goTo(part: number): number {
    for (let i = 0; i < n; i++)
      // No temperature may lose more than three quarters in one iteration: T^4 has its minimum at zero.
      temp_K[i] = Math.max(before_K[i] + part * change_K[i], 0.25 * before_K[i])
    for (const { node, m } of melts) {
      // Newton in the content: it crosses an end of the melting range without stepping over what lies in it.
      content_J[node] = Math.max(before_J[node] + part * change_K[node] * slope_J_K[node], 0.25 * before_J[node])
      temp_K[node] = tempAt(m, content_J[node])
    }
    let largest = 0
    for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(temp_K[i] - before_K[i]) / (before_K[i] + 1e-3))
    return largest
  }

  /** Solves one stage: `temp_K` and `content_J` come in as the guess and leave as the solution, `rate_W` as the rates there. */
  function iterate(input: ThermalInput, h_s: number): boolean {
    let size = evaluate(input, h_s)
    let rounding = 0
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      rounding = findChange(input, h_s)
      before_K.set(temp_K)
      before_J.set(content_J)
      let part = 1
      for (let halvings = 0; ; halvings++) {
        const moved = goTo(part)
        const next = evaluate(input, h_s)
        if (moved < SMALL_frac && closes(input, h_s)) return true
        if (!(moved < Number.POSITIVE_INFINITY)) return false
        if (next <= (1 - ENOUGH_frac * part) * size + rounding || halvings === MOST_HALVINGS) {
          size = next
          break
        }
        part /= 2
      }
    }
    return size <= rounding
  }

  function solveStage(input: ThermalInput, h_s: number): void {
    guess_K.set(temp_K)
    guess_J.set(content_J)
    if (iterate(input, h_s)) return
    // With every valve held as it stands at the guess there is one solution.
    temp_K.set(guess_K)
    content_J.set(guess_J)
    for (const p of bound) p.hold?.(guess_K)
    const settled = iterate(input, h_s)
    for (const p of bound) p.hold?.(undefined)
    if (settled) return
    let worst = 0
    for (let i = 0; i < n; i++) if (!(Math.abs(change_K[i]) <= Math.abs(change_K[worst]))) worst = i
    throw new ThermalError(
      `The temperatures do not settle: node ${worst} is at ${temp_K[worst]} K and still moves by ${change_K[worst]} K.`,
      worst,
    )
  }

  /** Ends formed from the flows that were told; the last stage counts `weight`, the first the rest. */
  function finish(input: ThermalInput, out: ThermalOutput, weight: number): void {
    for (let i = 0; i < n; i++) {
      const mean_W = (1 - weight) * first_W[i] + weight * rate_W[i]
      out.end_K[i] = free[i] ? input.start_K[i] + (input.dt_s * mean_W) / input.capacity_J_K[i] : input.start_K[i]
      out.fixedHeat_W[i] = free[i] ? 0 : mean_W
    }
    for (const { node, m } of melts) {
      const solid_J_K = input.capacity_J_K[node]
      const start_J = solid_J_K * input.start_K[node] + input.startLatent_J[node]
      const end_J = start_J + input.dt_s * ((1 - weight) * first_W[node] + weight * rate_W[node])
      out.end_K[node] = tempAt(m, end_J)
      out.endLatent_J[node] = end_J - solid_J_K * out.end_K[node]
    }
    // Newton stays above zero, so an energy that does not close above zero means that there is no solution.
    for (let i = 0; i < n; i++)
      if (!(out.end_K[i] >= 0)) throw new ThermalError(`Node ${i} would end at ${out.end_K[i]} K.`, i)
  }

  /** `temp_K`, `content_J` and `base` at the start of the step. */
  function begin(input: ThermalInput): void {
    base.set(input.start_K)
    temp_K.set(input.start_K)
    for (const { node } of melts) {
      content_J[node] = input.capacity_J_K[node] * input.start_K[node] + input.startLatent_J[node]
      base[node] = content_J[node]
    }
    for (const p of bound) p.clear()
  }

  /** One stage over the whole step: of first order, but it has a solution where the second stage of SDIRK2 has none. */
  function backwardEuler(input: ThermalInput, out: ThermalOutput): void {
    begin(input)
    temp_K.set(first_K)
    content_J.set(first_J)
    solveStage(input, input.dt_s)
    for (const p of bound) p.tell(temp_K, 1)
    finish(input, out, 1)
  }

  return {
    step(input, out) {
      const { dt_s, start_K, capacity_J_K } = input
      const h_s = GAMMA * dt_s
      begin(input)
      solveStage(input, h_s)
      first_W.set(rate_W)
      first_K.set(temp_K)
      first_J.set(content_J)
      for (const p of bound) p.tell(temp_K, 1 - GAMMA)

      let least = Number.POSITIVE_INFINITY
      for (let i = 0; i < n; i++) {
        if (!free[i]) continue
        const rise_J = (1 - GAMMA) * dt_s * first_W[i]
        base[i] = doesMelt[i] ? base[i] + rise_J : start_K[i] + rise_J / capacity_J_K[i]
        least = Math.min(least, base[i])
      }
      if (least <= 0) return backwardEuler(input, out)
      solveStage(input, h_s)
      for (const p of bound) p.tell(temp_K, GAMMA)
      finish(input, out, GAMMA)
    },
  }
}
