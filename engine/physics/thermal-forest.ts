import { SPACE_TEMP_K, STEFAN_BOLTZMANN_W_m2K4 } from './constants.ts'

/**
 * Lumped nodes whose links form trees, stepped without iteration: what a fleet's satellites have, at a tenth of the cost of the
 * general network (thermal-network.ts), whose equations these are:
 *
 *   C_i dT_i/dt = heat_i - sigma X_i (T_i^4 - T_space^4) + sum_j G_ij (T_j - T_i) + sum_j sigma R_ij (T_j^4 - T_i^4)
 *
 * Method: ROS2, the two-stage Rosenbrock method, L-stable and of second order (Verwer, Spee, Blom and Hundsdorfer 1999, SIAM J.
 * Sci. Comput. 20, 1456) with gamma = 1 - 1/sqrt 2:
 *
 *   (C - g h J) k1 = f(T),   (C - g h J) k2 = f(T + h k1) - 2 C k1,   T' = T + 3/2 h k1 + 1/2 h k2
 *
 * One factorisation serves both stages; a tree gives it without fill, leaves first. The flow in any path is the mean of its two
 * stages, each with its own linear part, so that reported flows and temperatures close to rounding.
 *
 * Neglected: nothing of the equation; a step's error is of third order. A step in which a stage moves a temperature by more than a
 * quarter is not for this method, and is refused.
 */
export interface Forest {
  readonly nodes: number
  /** The node that each one hangs on, always a later one; -1 for a root. */
  readonly parent: Int32Array
  /** Place in the forest of each node as it was given. */
  readonly place: Int32Array
}

/** A share of its temperature that a node may move in a stage. */
const BOLDEST_frac = 0.25
const GAMMA = 1 - Math.SQRT1_2
const SPACE4_K4 = SPACE_TEMP_K ** 4

/** The forest of these links, its nodes in an order of leaves before roots; undefined where the links close a ring. */
export function forestOf(nodes: number, links: readonly (readonly [number, number])[]): Forest | undefined {
  const neighbours = Array.from({ length: nodes }, () => [] as number[])
  for (const [a, b] of links) {
    neighbours[a].push(b)
    neighbours[b].push(a)
  }
  const above = new Int32Array(nodes).fill(-1)
  const place = new Int32Array(nodes).fill(-1)
  let free = nodes
  let trees = 0
  for (let root = 0; root < nodes; root++) {
    if (place[root] >= 0) continue
    trees++
    place[root] = --free
    const queue = [root]
    for (const node of queue)
      for (const next of neighbours[node]) {
        if (place[next] >= 0) continue
        place[next] = --free
        above[next] = node
        queue.push(next)
      }
  }
  if (links.length !== nodes - trees) return undefined
  const parent = new Int32Array(nodes)
  for (let i = 0; i < nodes; i++) parent[place[i]] = above[i] < 0 ? -1 : place[above[i]]
  return { nodes, parent, place }
}

/** Constants of many lanes, `nodes` of each side by side: lane * nodes + node. `link` values belong to a node and its parent. */
export interface ForestLanes {
  readonly capacity_J_K: Float64Array
  /** Emissivity x area to space. */
  readonly exchange_m2: Float64Array
  readonly conductance_W_K: Float64Array
  /** Exchange area with the parent. */
  readonly radiative_m2: Float64Array
}

/** What a step leaves besides the temperatures: means over it, one for each node. */
export interface ForestFlows {
  /** To space. */
  readonly radiated_W: Float64Array
  /** Sum of radiated_W. */
  total_W: number
}

/** Moves `temp_K` (from place `lane * nodes`) on by one step with constant `heat_W`, one for each node. False: nothing was moved. */
export type StepForest = (lane: number, temp_K: Float64Array, heat_W: Float64Array, step_s: number) => boolean

export function makeForest(forest: Forest, c: ForestLanes): { readonly step: StepForest; readonly flows: ForestFlows } {
  const { nodes: n, parent } = forest
  const { capacity_J_K, exchange_m2, conductance_W_K, radiative_m2 } = c
  // One row of scratch a node, so that what belongs together lies together.
  const inverse = new Float64Array(n)
  const up_W_K = new Float64Array(n)
  const down_W_K = new Float64Array(n)
  const slope_W_K = new Float64Array(n)
  const space_W = new Float64Array(n)
  const start_K = new Float64Array(n)
  const k1 = new Float64Array(n)
  const k2 = new Float64Array(n)
  const flows: ForestFlows = { radiated_W: new Float64Array(n), total_W: 0 }

  function step(lane: number, temp_K: Float64Array, heat_W: Float64Array, h: number): boolean {
    const base = lane * n
    const gh = GAMMA * h
    for (let i = 0; i < n; i++) {
      const t = temp_K[base + i]
      start_K[i] = t
      const x = STEFAN_BOLTZMANN_W_m2K4 * exchange_m2[base + i]
      const t3 = t * t * t
      const out_W = x * (t3 * t - SPACE4_K4)
      const slope = 4 * x * t3
      space_W[i] = out_W
      slope_W_K[i] = slope
      inverse[i] = capacity_J_K[base + i] + gh * slope
      k1[i] = heat_W[i] - out_W
    }
    // Leaves first: when a node's turn comes, its own children are done.
    for (let i = 0; i < n; i++) {
      const p = parent[i]
      if (p < 0) continue
      const a_K = start_K[i]
      const b_K = start_K[p]
      const g = conductance_W_K[base + i]
      const r = STEFAN_BOLTZMANN_W_m2K4 * radiative_m2[base + i]
      const a3 = a_K * a_K * a_K
      const b3 = b_K * b_K * b_K
      const flow_W = g * (a_K - b_K) + r * (a3 * a_K - b3 * b_K)
      k1[i] -= flow_W
      k1[p] += flow_W
      const up = gh * (g + 4 * r * a3)
      const down = gh * (g + 4 * r * b3)
      up_W_K[i] = up
      down_W_K[i] = down
      inverse[i] += up
      inverse[p] += down
    }
    for (let i = 0; i < n; i++) {
      const one = 1 / inverse[i]
      inverse[i] = one
      const p = parent[i]
      if (p < 0) continue
      const share = up_W_K[i] * one
      up_W_K[i] = share
      inverse[p] -= share * down_W_K[i]
      k1[p] += share * k1[i]
    }
    for (let i = n - 1; i >= 0; i--) {
      const p = parent[i]
      k1[i] = (p < 0 ? k1[i] : k1[i] + down_W_K[i] * k1[p]) * inverse[i]
    }
    for (let i = 0; i < n; i++) {
      const t = start_K[i]
      const move_K = h * k1[i]
      if (!(Math.abs(move_K) < BOLDEST_frac * t)) return false
      const s = t + move_K
      const s2 = s * s
      const out_W = STEFAN_BOLTZMANN_W_m2K4 * exchange_m2[base + i] * (s2 * s2 - SPACE4_K4)
      space_W[i] += out_W
      k2[i] = heat_W[i] - out_W - 2 * capacity_J_K[base + i] * k1[i]
    }
    for (let i = 0; i < n; i++) {
      const p = parent[i]
      if (p < 0) continue
      const a_K = start_K[i] + h * k1[i]
      const b_K = start_K[p] + h * k1[p]
      const a2 = a_K * a_K
      const b2 = b_K * b_K
      const flow_W =
        conductance_W_K[base + i] * (a_K - b_K) + STEFAN_BOLTZMANN_W_m2K4 * radiative_m2[base + i] * (a2 * a2 - b2 * b2)
      k2[i] -= flow_W
      k2[p] += flow_W
    }
    for (let i = 0; i < n; i++) {
      const p = parent[i]
      if (p >= 0) k2[p] += up_W_K[i] * k2[i]
    }
    let total_W = 0
    for (let i = n - 1; i >= 0; i--) {
      const p = parent[i]
      const k = (p < 0 ? k2[i] : k2[i] + down_W_K[i] * k2[p]) * inverse[i]
      k2[i] = k
      const t = start_K[i]
      const move_K = h * (1.5 * k1[i] + 0.5 * k)
      if (!(Math.abs(move_K) < BOLDEST_frac * t)) {
        for (let j = i + 1; j < n; j++) temp_K[base + j] = start_K[j]
        return false
      }
      temp_K[base + i] = t + move_K
      const out_W = 0.5 * (space_W[i] + slope_W_K[i] * gh * (k1[i] + k))
      flows.radiated_W[i] = out_W
      total_W += out_W
    }
    flows.total_W = total_W
    return true
  }
  return { step, flows }
}
