import type { BoundPath } from './heat-path.ts'
import { capacityAt, type Melting, tempAt } from './melting.ts'
import type { SparseSolver } from './sparse-solver.ts'

/** What a step of a network is given: nodes' capacities, and the heat that comes into them from outside the network. */
export interface StageInput {
  /** Of a node that melts, while solid. */
  readonly capacity_J_K: Float64Array
  readonly heat_W: Float64Array
}

/** One implicit stage: find the temperatures at which `(E - base)/h = rate`. */
export interface Stage {
  /** What the stage begins with: temperature, K, or content, J, for a node that melts. */
  readonly base: Float64Array
  /** In: the guess. Out: the solution. */
  readonly temp_K: Float64Array
  /** The same of nodes that melt, J. */
  readonly content_J: Float64Array
  /** Out: net heat into every node there, W. */
  readonly rate_W: Float64Array
  /** Out: of a node's slope over its temperature, the share that is its own capacity's and not its neighbours'. */
  readonly own_frac: Float64Array
  /** Net heat at `temp_K`, into `rate_W`. */
  rates(input: StageInput): void
  solve(input: StageInput, h_s: number): void
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
 * Newton's method with the paths' own slopes and a sparse factorisation. A step that does not bring the heat nearer to its balance is halved.
 * `fixedRows`: places of the matrix whose row is a fixed node's.
 */
export function makeStage(
  solver: SparseSolver,
  paths: readonly BoundPath[],
  fixed: readonly boolean[],
  fixedRows: Int32Array,
  melting: ReadonlyMap<number, Melting>,
): Stage {
  const n = fixed.length
  const free = Uint8Array.from(fixed, f => (f ? 0 : 1))
  const melts = [...melting].map(([node, m]) => ({ node, m }))
  const of = () => new Float64Array(n)
  const [base, temp_K, content_J, rate_W, own_frac] = [of(), of(), of(), of(), of()]
  const [before_K, before_J, guess_K, guess_J] = [of(), of(), of(), of()]
  const [residual_W, change_K, rounding_W, slope_J_K] = [of(), of(), of(), of()]

  function rates(input: StageInput): void {
    rate_W.set(input.heat_W)
    for (const p of paths) p.rates(temp_K, rate_W)
  }

  /** Rates at `temp_K`, and what they leave of the stage's equation. Returns the sum of squares. */
  function evaluate(input: StageInput, h_s: number): number {
    rates(input)
    for (let i = 0; i < n; i++)
      residual_W[i] = free[i] ? rate_W[i] - (input.capacity_J_K[i] * (temp_K[i] - base[i])) / h_s : 0
    for (const { node } of melts) residual_W[node] = rate_W[node] - (content_J[node] - base[node]) / h_s
    let sum = 0
    for (let i = 0; i < n; i++) sum += residual_W[i] * residual_W[i]
    return sum
  }

  /** Newton's step from here. Returns the sum of squares that rounding alone can make of the residuals. */
  function findChange(input: StageInput, h_s: number): number {
    const { diagonal, offDiagonal } = solver
    offDiagonal.fill(0)
    slope_J_K.set(input.capacity_J_K)
    for (const { node, m } of melts) slope_J_K[node] = capacityAt(m, content_J[node])
    for (let i = 0; i < n; i++) diagonal[i] = slope_J_K[i] / h_s
    for (const p of paths) p.slopes(temp_K)
    for (let i = 0; i < n; i++) if (!free[i]) diagonal[i] = 1
    for (let k = 0; k < fixedRows.length; k++) offDiagonal[fixedRows[k]] = 0
    let sum = 0
    for (let i = 0; i < n; i++) {
      own_frac[i] = slope_J_K[i] / h_s / diagonal[i]
      rounding_W[i] = ROUNDINGS * diagonal[i] * temp_K[i]
      sum += rounding_W[i] * rounding_W[i]
    }
    change_K.set(residual_W)
    solver.solve(change_K)
    return sum
  }

  /** Whether what is left moves no end by more than a small share: ends are formed from flows, and a tiny node feels every milliwatt. */
  function closes(input: StageInput, h_s: number): boolean {
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

  function iterate(input: StageInput, h_s: number): boolean {
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

  return {
    base,
    temp_K,
    content_J,
    rate_W,
    own_frac,
    rates,
    solve(input, h_s) {
      guess_K.set(temp_K)
      guess_J.set(content_J)
      if (iterate(input, h_s)) return
      // With every valve held as it stands at the guess there is one solution.
      temp_K.set(guess_K)
      content_J.set(guess_J)
      for (const p of paths) p.hold?.(guess_K)
      const settled = iterate(input, h_s)
      for (const p of paths) p.hold?.(undefined)
      if (settled) return
      let worst = 0
      for (let i = 0; i < n; i++) if (!(Math.abs(change_K[i]) <= Math.abs(change_K[worst]))) worst = i
      throw new ThermalError(
        `The temperatures do not settle: node ${worst} is at ${temp_K[worst]} K and still moves by ${change_K[worst]} K.`,
        worst,
      )
    },
  }
}
