import type { HeatPath } from './heat-path.ts'

/** One value a link. Flows are means over the step, from the first node to the second. */
export interface Conduction {
  /** While the first node is the warmer one. */
  readonly forward_W_K: Float64Array
  /** While the second is. */
  readonly back_W_K: Float64Array
  /** Most that the link carries, either way; infinite for a plain one. */
  readonly most_W: Float64Array
  readonly flow_W: Float64Array
}

/**
 * Conduction, Q = G (T_i - T_j), and what carries as if by it up to a limit (a heat pipe): |Q| at most Q_max, and another G
 * backwards (a diode). Q never falls when T_i rises, so the network with such links still has one solution.
 */
export function makeConduction(links: readonly (readonly [number, number])[]): Conduction & HeatPath {
  const n = links.length
  const from = Int32Array.from(links, l => l[0])
  const to = Int32Array.from(links, l => l[1])
  const forward_W_K = new Float64Array(n)
  const back_W_K = new Float64Array(n)
  const most_W = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  const flow_W = new Float64Array(n)

  function flowOf(k: number, temp_K: Float64Array): number {
    const drop_K = temp_K[from[k]] - temp_K[to[k]]
    const q_W = (drop_K > 0 ? forward_W_K[k] : back_W_K[k]) * drop_K
    const most = most_W[k]
    return Math.max(-most, Math.min(most, q_W))
  }

  return {
    forward_W_K,
    back_W_K,
    most_W,
    flow_W,
    pairs: links,
    bind({ place, diagonal, offDiagonal }) {
      const row = Int32Array.from(links, l => place(l[0], l[1]))
      const column = Int32Array.from(links, l => place(l[1], l[0]))
      return {
        rates(temp_K, rate_W) {
          for (let k = 0; k < n; k++) {
            const q_W = flowOf(k, temp_K)
            rate_W[from[k]] -= q_W
            rate_W[to[k]] += q_W
          }
        },
        slopes(temp_K) {
          for (let k = 0; k < n; k++) {
            const drop_K = temp_K[from[k]] - temp_K[to[k]]
            const g = drop_K > 0 ? forward_W_K[k] : back_W_K[k]
            if (g * Math.abs(drop_K) > most_W[k]) continue
            diagonal[from[k]] += g
            diagonal[to[k]] += g
            offDiagonal[row[k]] -= g
            offDiagonal[column[k]] -= g
          }
        },
        clear: () => flow_W.fill(0),
        tell(temp_K, weight) {
          for (let k = 0; k < n; k++) flow_W[k] += weight * flowOf(k, temp_K)
        },
      }
    },
  }
}
