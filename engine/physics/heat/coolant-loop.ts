import type { HeatPath } from './heat-path.ts'

/** Where the coolant meets a node: the node, and the coolant that leaves it. */
export interface LoopStation {
  readonly node: number
  readonly coolant: number
}

/** The loop's nodes in the order of its flow: supply, cold plates, radiators, and back to the supply. */
export interface LoopTopology {
  /** The coolant that the pump delivers to the first cold plate. */
  readonly supply: number
  readonly plates: readonly LoopStation[]
  readonly radiators: readonly LoopStation[]
}

export interface LoopState {
  /** Flow times specific heat. 0 stands still: then each station's coolant takes its node's temperature by the conductance alone. */
  rate_W_K: number
  /** False: the radiators are frozen, and the bypass carries all. */
  radiatorsOpen: boolean
  /** Conductance between a station and its coolant, plates first. */
  readonly conductance_W_K: Float64Array
  /** Supply temperatures at which the bypass is open, and shut; both 0 without one. */
  bypassOpen_K: number
  bypassShut_K: number
  /** Told: heat from each plate into the coolant, from the coolant into each radiator, and the part of the flow that went by the radiators. */
  readonly flow_W: Float64Array
  bypass_frac: number
}

/** What goes through the radiators when the bypass is open: no valve is tight (estimate). */
const LEAST_THROUGH_frac = 0.01

/** Heat that a stream takes from a node at constant temperature, per kelvin at its inlet: w (1 - exp(-UA/w)). */
const effectiveRate_W_K = (rate_W_K: number, conductance_W_K: number) =>
  rate_W_K > 0 ? -rate_W_K * Math.expm1(-conductance_W_K / rate_W_K) : 0

/** Its slope over the stream's rate. */
function effectiveSlope(rate_W_K: number, conductance_W_K: number): number {
  if (!(rate_W_K > 0)) return 0
  const ntu = conductance_W_K / rate_W_K
  return 1 - Math.exp(-ntu) * (1 + ntu)
}

/**
 * A single-phase coolant that carries w = m_dot c_p between cold plates and radiators, one after another. Along a station at one temperature
 * w dT/dx = UA (T_node - T), so that it takes (the effectiveness of one stream that changes temperature, by its number of transfer units UA/w):
 *
 *   Q = w (1 - exp(-UA/w)) (T_node - T_inlet),   C dT_outlet/dt = w (T_inlet - T_outlet) + Q
 *
 * and past the radiators a valve mixes what went by them so as to keep the supply:
 *
 *   C dT_supply/dt = w (1 - b) T_radiators + w b T_plates - w T_supply,   b = clamp((T_shut - T_supply)/(T_shut - T_open))
 *
 * The coolant's own heat capacity is at the outlets. What enters a coolant node leaves it, so the heat carried does not depend on where temperature is counted from,
 * and every kelvin that one node loses another gains. A node's balance depends on the coolant before it and not after it, so the slopes
 * are not symmetric. The valve is solved with the rest; where a step has no answer with it (radiators warmer than the plates turn its sign) it is
 * held for that step. Neglected: the time of travel but for mixing at the outlets, heat lost by the pipes, and viscosity's effect on UA.
 */
export function makeCoolantLoop({ supply, plates, radiators }: LoopTopology): LoopState & HeatPath {
  const stations = [...plates, ...radiators]
  const inlets = stations.map((_, k) => (k === 0 ? supply : stations[k - 1].coolant))
  const lastPlate = plates[plates.length - 1].coolant
  const lastRadiator = radiators[radiators.length - 1].coolant
  let held: number | undefined
  const state: LoopState = {
    rate_W_K: 0,
    radiatorsOpen: true,
    conductance_W_K: new Float64Array(stations.length),
    bypassOpen_K: 0,
    bypassShut_K: 0,
    flow_W: new Float64Array(stations.length),
    bypass_frac: 0,
  }

  const inBand = (t_K: number) => held === undefined && t_K > state.bypassOpen_K && t_K < state.bypassShut_K
  function bypass(temp_K: Float64Array): number {
    if (!state.radiatorsOpen) return 1
    const { bypassOpen_K, bypassShut_K } = state
    const t_K = held ?? temp_K[supply]
    if (t_K >= bypassShut_K) return 0
    const b = t_K <= bypassOpen_K ? 1 : (bypassShut_K - t_K) / (bypassShut_K - bypassOpen_K)
    return (1 - LEAST_THROUGH_frac) * b
  }
  /** Flow through a station, given what goes through the radiators. */
  const through = (k: number, radiators_W_K: number) => (k < plates.length ? state.rate_W_K : radiators_W_K)
  const heatFrom = (k: number, w: number, temp_K: Float64Array) =>
    w > 0
      ? effectiveRate_W_K(w, state.conductance_W_K[k]) * (temp_K[stations[k].node] - temp_K[inlets[k]])
      : state.conductance_W_K[k] * (temp_K[stations[k].node] - temp_K[stations[k].coolant])

  return Object.assign(state, {
    pairs: [
      ...stations.flatMap(({ node, coolant }, k) => [
        [node, coolant] as const,
        [node, inlets[k]] as const,
        [coolant, inlets[k]] as const,
        [node, supply] as const,
        [coolant, supply] as const,
      ]),
      [lastPlate, supply] as const,
      [lastRadiator, supply] as const,
    ],
    bind({ place, diagonal, offDiagonal }) {
      const put = (i: number, j: number, value: number) => {
        if (i === j) diagonal[i] += value
        else offDiagonal[place(i, j)] += value
      }
      return {
        rates(temp_K, rate_W) {
          const w = state.rate_W_K
          const wRadiators = w * (1 - bypass(temp_K))
          for (let k = 0; k < stations.length; k++) {
            const { node, coolant } = stations[k]
            const q_W = heatFrom(k, through(k, wRadiators), temp_K)
            rate_W[node] -= q_W
            rate_W[coolant] += through(k, wRadiators) * (temp_K[inlets[k]] - temp_K[coolant]) + q_W
          }
          rate_W[supply] +=
            wRadiators * (temp_K[lastRadiator] - temp_K[supply]) +
            (w - wRadiators) * (temp_K[lastPlate] - temp_K[supply])
        },
        slopes(temp_K) {
          const w = state.rate_W_K
          const wRadiators = w * (1 - bypass(temp_K))
          // How the flow through the radiators answers to the supply's temperature.
          const opens =
            state.radiatorsOpen && inBand(temp_K[supply])
              ? (w * (1 - LEAST_THROUGH_frac)) / (state.bypassShut_K - state.bypassOpen_K)
              : 0
          for (let k = 0; k < stations.length; k++) {
            const { node, coolant } = stations[k]
            const inlet = inlets[k]
            const here = through(k, wRadiators)
            if (!(here > 0)) {
              const g = state.conductance_W_K[k]
              put(node, node, g)
              put(node, coolant, -g)
              put(coolant, coolant, g)
              put(coolant, node, -g)
              continue
            }
            const e = effectiveRate_W_K(here, state.conductance_W_K[k])
            put(node, node, e)
            put(node, inlet, -e)
            put(coolant, node, -e)
            put(coolant, inlet, e - here)
            put(coolant, coolant, here)
            if (k < plates.length || opens === 0) continue
            const more_W = effectiveSlope(here, state.conductance_W_K[k]) * (temp_K[node] - temp_K[inlet]) * opens
            put(node, supply, more_W)
            put(coolant, supply, -more_W - (temp_K[inlet] - temp_K[coolant]) * opens)
          }
          put(supply, supply, w)
          put(supply, lastRadiator, -wRadiators)
          put(supply, lastPlate, wRadiators - w)
          put(supply, supply, (temp_K[lastPlate] - temp_K[lastRadiator]) * opens)
        },
        clear() {
          state.flow_W.fill(0)
          state.bypass_frac = 0
        },
        tell(temp_K, weight) {
          const b = bypass(temp_K)
          for (let k = 0; k < stations.length; k++) {
            const q_W = heatFrom(k, through(k, state.rate_W_K * (1 - b)), temp_K)
            state.flow_W[k] += weight * (k < plates.length ? q_W : -q_W)
          }
          state.bypass_frac += weight * b
        },
        hold(temp_K) {
          held = temp_K?.[supply]
        },
      }
    },
  } satisfies HeatPath)
}
