import type { HeatPath } from './heat-path.ts'
import { type Melting, tempAt } from './melting.ts'
import { makeSparseSolver } from './sparse-solver.ts'
import { makeStage, type StageInput, ThermalError } from './thermal-stage.ts'

/** The nodes, and the ways between them. */
export interface ThermalTopology {
  readonly nodes: number
  /** Nodes that keep their temperature. */
  readonly fixed: readonly boolean[]
  /** What melts, by node; its numbers may change from step to step. */
  readonly melting: ReadonlyMap<number, Melting>
  readonly paths: readonly HeatPath[]
}

export interface ThermalInput extends StageInput {
  dt_s: number
  readonly start_K: Float64Array
  /** Of a node that melts: what it holds beyond capacity x temperature, J. Not read for others. */
  readonly startLatent_J: Float64Array
}

/** The flows of every path are told by the path. */
export interface ThermalOutput {
  readonly end_K: Float64Array
  /** Mean over the step, by the quadrature of the flows. */
  readonly mean_K: Float64Array
  readonly endLatent_J: Float64Array
  /** Heat that a fixed node takes up, its own scheduled heat included; 0 for the others. */
  readonly fixedHeat_W: Float64Array
}

export interface ThermalNetwork {
  step(input: ThermalInput, out: ThermalOutput): void
}

/** The stage coefficient that makes a two-stage diagonally implicit Runge-Kutta method of order 2 L-stable. */
const GAMMA = 1 - Math.SQRT1_2
/** Weights of start, first and second stage that integrate quadratics, less those of the method: what a step is off by. */
const OFF_FIRST = 1 / (6 * GAMMA * (1 - GAMMA)) - (1 - GAMMA)
const OFF_SECOND = -GAMMA * OFF_FIRST
const OFF_START = -(1 - GAMMA) * OFF_FIRST
/** A part of a step that is off by more is halved. */
const OFF_K = 0.003
/** Parts of a step at most, and halvings of one. What is quicker than the shortest is damped, not followed. */
const MOST_PARTS = 64
const MOST_HALVINGS = 14

/**
 * Lumped nodes with ways for heat between them, stepped implicitly.
 *
 *   dE_i/dt = heat_i + sum over paths of what each brings,   E_i = C_i T_i, or by the enthalpy method where it melts (melting.ts)
 *
 * Method: SDIRK2 (Alexander 1977, SIAM J. Numer. Anal. 14, 1006), L-stable and of second order, so no step is too long for it; stages in
 * thermal-stage.ts. A step whose quadrature is off by more than some millikelvins somewhere (a stiff pair just after a jump) is taken in halves. Ends are formed from the
 * very flows that are told, so that energy closes to rounding whatever Newton left. Neglected: nothing of the equation itself. A step so
 * long that a node would give more than it holds (beyond some ten of its time constants), and too short to halve, is taken by backward
 * Euler, which cannot overshoot.
 */
export function makeThermalNetwork({ nodes: n, fixed, melting, paths }: ThermalTopology): ThermalNetwork {
  const pairs = paths.flatMap(p => p.pairs)
  const solver = makeSparseSolver(n, pairs)
  const bound = paths.map(p => p.bind(solver))
  const fixedRows = pairs.flatMap(([i, j]) => [
    ...(fixed[i] ? [solver.place(i, j)] : []),
    ...(fixed[j] ? [solver.place(j, i)] : []),
  ])
  const stage = makeStage(solver, bound, fixed, Int32Array.from(fixedRows), melting)
  const { base, temp_K, content_J, rate_W } = stage
  const melts = [...melting].map(([node, m]) => ({ node, m }))
  const doesMelt = Uint8Array.from(fixed, (_, i) => (melting.has(i) ? 1 : 0))
  const of = () => new Float64Array(n)
  const [now_K, now_J, gained_J, mean_K] = [of(), of(), of(), of()]
  const [start_W, first_W, first_K, first_J] = [of(), of(), of(), of()]

  /** The stage's guess and base: where the step has come to. */
  function begin(): void {
    base.set(now_K)
    temp_K.set(now_K)
    for (const { node } of melts) {
      content_J[node] = now_J[node]
      base[node] = now_J[node]
    }
  }

  /** The second stage's base. False where a node would give more than it holds. */
  function beginSecond(input: ThermalInput, dt_s: number): boolean {
    let least = Number.POSITIVE_INFINITY
    for (let i = 0; i < n; i++) {
      if (fixed[i]) continue
      const rise_J = (1 - GAMMA) * dt_s * first_W[i]
      base[i] = doesMelt[i] ? now_J[i] + rise_J : now_K[i] + rise_J / input.capacity_J_K[i]
      least = Math.min(least, base[i])
    }
    return least > 0
  }

  /** What the quadrature of both stages is off by, K; a node that its neighbours hold is off by less. */
  function off_K(input: ThermalInput, dt_s: number): number {
    let worst = 0
    for (let i = 0; i < n; i++) {
      if (fixed[i]) continue
      const off_W = OFF_START * start_W[i] + OFF_FIRST * first_W[i] + OFF_SECOND * rate_W[i]
      worst = Math.max(worst, (Math.abs(off_W) * dt_s * stage.own_frac[i]) / input.capacity_J_K[i])
    }
    return worst
  }

  /** Adds a part of the step: the last stage counts `weight`, the first the rest. */
  function accept(input: ThermalInput, dt_s: number, weight: number): void {
    const share = dt_s / input.dt_s
    for (const p of bound) {
      if (weight < 1) p.tell(first_K, (1 - weight) * share)
      p.tell(temp_K, weight * share)
    }
    for (let i = 0; i < n; i++) {
      gained_J[i] += dt_s * ((1 - weight) * first_W[i] + weight * rate_W[i])
      mean_K[i] += share * ((1 - weight) * first_K[i] + weight * temp_K[i])
    }
    for (let i = 0; i < n; i++) if (!fixed[i]) now_K[i] = input.start_K[i] + gained_J[i] / input.capacity_J_K[i]
    for (const { node, m } of melts) {
      now_J[node] = input.capacity_J_K[node] * input.start_K[node] + input.startLatent_J[node] + gained_J[node]
      now_K[node] = tempAt(m, now_J[node])
    }
    // Newton stays above zero, so an energy that does not close above zero means that there is no solution.
    for (let i = 0; i < n; i++)
      if (!(now_K[i] >= 0)) throw new ThermalError(`Node ${i} would come to ${now_K[i]} K.`, i)
  }

  let parts = 0
  /** From where the step has come to, `dt_s` on; in halves where that is better. */
  function advance(input: ThermalInput, dt_s: number, halvings: number): void {
    const mayHalve = halvings < MOST_HALVINGS && parts < MOST_PARTS
    const halve = () => {
      advance(input, dt_s / 2, halvings + 1)
      advance(input, dt_s / 2, halvings + 1)
    }
    begin()
    stage.rates(input)
    start_W.set(rate_W)
    stage.solve(input, GAMMA * dt_s)
    first_W.set(rate_W)
    first_K.set(temp_K)
    first_J.set(content_J)
    if (beginSecond(input, dt_s)) {
      stage.solve(input, GAMMA * dt_s)
      if (mayHalve && off_K(input, dt_s) > OFF_K) {
        halve()
        return
      }
      accept(input, dt_s, GAMMA)
    } else if (mayHalve) {
      halve()
      return
    } else {
      // One stage over all of it: of first order, but it has a solution where the second stage has none.
      begin()
      temp_K.set(first_K)
      content_J.set(first_J)
      stage.solve(input, dt_s)
      accept(input, dt_s, 1)
    }
    parts++
  }

  return {
    step(input, out) {
      now_K.set(input.start_K)
      for (const { node } of melts)
        now_J[node] = input.capacity_J_K[node] * input.start_K[node] + input.startLatent_J[node]
      gained_J.fill(0)
      mean_K.fill(0)
      for (const p of bound) p.clear()
      parts = 0
      advance(input, input.dt_s, 0)
      out.end_K.set(now_K)
      out.mean_K.set(mean_K)
      // Solid, it holds nothing beside; what rounding makes of the difference is no heat.
      for (const { node, m } of melts)
        out.endLatent_J[node] = now_K[node] > m.melts_from_K ? now_J[node] - input.capacity_J_K[node] * now_K[node] : 0
      for (let i = 0; i < n; i++) out.fixedHeat_W[i] = fixed[i] ? gained_J[i] / input.dt_s : 0
    },
  }
}
