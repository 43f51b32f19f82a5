import { STEFAN_BOLTZMANN_W_m2K4 } from '../constants.ts'
import type { HeatPath } from './heat-path.ts'

/** One value a link. Flows are means over the step, from the first node to the second. */
export interface Radiation {
  /** Emissivity x area x view; of a louvre, open. */
  readonly exchange_m2: Float64Array
  /** Share of it that is left when a louvre is shut; 1 where there is none. */
  readonly shut_frac: Float64Array
  /** The first node's temperatures at which its louvre begins to open, and is open. */
  readonly shut_K: Float64Array
  readonly open_K: Float64Array
  readonly flow_W: Float64Array
}

/** How far a louvre is open at a temperature, 0 to 1: straight between, as its bimetal springs turn the blades. */
export const louvreOpening = (temp_K: number, shut_K: number, open_K: number) =>
  temp_K <= shut_K ? 0 : temp_K >= open_K ? 1 : (temp_K - shut_K) / (open_K - shut_K)

/**
 * Radiation between grey nodes or to space (a link's second node -1): Q = sigma R (T_i^4 - T_j^4). With a louvre before the first node R goes
 * from a share of itself to all of it as that node warms.
 */
export function makeRadiation(links: readonly (readonly [number, number])[], space_K: number): Radiation & HeatPath {
  const n = links.length
  const from = Int32Array.from(links, l => l[0])
  const to = Int32Array.from(links, l => l[1])
  const exchange_m2 = new Float64Array(n)
  const shut_frac = new Float64Array(n).fill(1)
  const shut_K = new Float64Array(n)
  const open_K = new Float64Array(n).fill(1)
  const flow_W = new Float64Array(n)
  const between = links.filter(l => l[1] >= 0)

  const opening = (k: number, t_K: number) => louvreOpening(t_K, shut_K[k], open_K[k])
  const sigmaR = (k: number, t_K: number) => {
    const r = STEFAN_BOLTZMANN_W_m2K4 * exchange_m2[k]
    return shut_frac[k] === 1 ? r : r * (shut_frac[k] + (1 - shut_frac[k]) * opening(k, t_K))
  }
  function flowOf(k: number, temp_K: Float64Array): number {
    const t_K = temp_K[from[k]]
    return sigmaR(k, t_K) * (t_K ** 4 - (to[k] < 0 ? space_K : temp_K[to[k]]) ** 4)
  }
  /** What the louvre's turning adds to the slope over its node's temperature. */
  function turning_W_K(k: number, temp_K: Float64Array): number {
    const t_K = temp_K[from[k]]
    if (shut_frac[k] === 1 || t_K <= shut_K[k] || t_K >= open_K[k]) return 0
    const other_K = to[k] < 0 ? space_K : temp_K[to[k]]
    const perKelvin_m2 = (exchange_m2[k] * (1 - shut_frac[k])) / (open_K[k] - shut_K[k])
    return STEFAN_BOLTZMANN_W_m2K4 * perKelvin_m2 * (t_K ** 4 - other_K ** 4)
  }

  return {
    exchange_m2,
    shut_frac,
    shut_K,
    open_K,
    flow_W,
    pairs: between,
    bind({ place, diagonal, offDiagonal }) {
      const row = Int32Array.from(links, l => (l[1] < 0 ? -1 : place(l[0], l[1])))
      const column = Int32Array.from(links, l => (l[1] < 0 ? -1 : place(l[1], l[0])))
      return {
        rates(temp_K, rate_W) {
          for (let k = 0; k < n; k++) {
            const q_W = flowOf(k, temp_K)
            rate_W[from[k]] -= q_W
            if (to[k] >= 0) rate_W[to[k]] += q_W
          }
        },
        slopes(temp_K) {
          for (let k = 0; k < n; k++) {
            const i = from[k]
            const j = to[k]
            const four = 4 * sigmaR(k, temp_K[i])
            const mine = four * temp_K[i] ** 3 + turning_W_K(k, temp_K)
            diagonal[i] += mine
            if (j < 0) continue
            const others = four * temp_K[j] ** 3
            diagonal[j] += others
            offDiagonal[row[k]] -= others
            offDiagonal[column[k]] -= mine
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
