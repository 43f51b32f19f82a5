/**
 * Lumped nodes whose links form trees, which the fast path (fleet/step/network.ts) steps without iteration, at a tenth of the
 * cost of the general network (thermal-network.ts), whose equations these are:
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
 * Neglected: nothing of the equation; a step's error is of third order. A step whose answer is a 1024th of the temperature (0.3 K of 300 K) from that of
 * first order, T + h k1, or that moves a temperature by more than a quarter, is refused and gone through in halves.
 */
export interface Forest {
  readonly nodes: number
  /** The node that each one hangs on, always a later one; -1 for a root. */
  readonly parent: Int32Array
  /** Place in the forest of each node as it was given. */
  readonly place: Int32Array
}

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
