import { makePropagator, type Propagator } from '../../physics/orbit/orbit.ts'
import type { Fleet } from '../../scenario/fleet.ts'
import type { Scenario } from '../../scenario/scenario.ts'

/** Numbers of a satellite's state: x, y, z (km), vx, vy, vz (km/s), TEME. */
export const STATE_NUMBERS = 6

/** Where a fleet's satellites are, each by SGP4. Their propagators are made when they are first asked for, about 2 kB each. */
export interface FleetPositions {
  readonly satellites: number
  /** When each begins, seconds since the start. */
  readonly begins_s: Float32Array
  /**
   * Writes the states of satellites `from` to `to` (counted from 0) at `time_s` since the start, rounded to single precision (half a metre in low
   * orbit). One that SGP4 cannot follow there has six zeros.
   */
  at(time_s: number, states: Float32Array, from: number, to: number): void
}

export function makeFleetPositions(scenario: Scenario): FleetPositions {
  const { groups, satellites } = scenario.fleet as Fleet
  const propagators = new Array<Propagator>(satellites)
  const begins_s = new Float32Array(satellites)
  const owner = new Uint32Array(satellites)
  for (const [g, { first, constellation, beginTick }] of groups.entries())
    for (let k = 0; k < constellation.satellites; k++) {
      owner[first - 1 + k] = g
      begins_s[first - 1 + k] = beginTick(k) * scenario.step_s
    }
  const state = new Float64Array(STATE_NUMBERS)
  return {
    satellites,
    begins_s,
    at(time_s, states, from, to) {
      for (let i = from; i < to; i++) {
        const { first, constellation } = groups[owner[i]]
        propagators[i] ??= makePropagator(constellation.elements(i - (first - 1)))
        const propagator = propagators[i]
        const since_s = (scenario.start_us - propagator.epoch_us) / 1e6 + time_s
        if (propagator.state(since_s, state) !== 0) state.fill(0)
        states.set(state, STATE_NUMBERS * i)
      }
    },
  }
}
