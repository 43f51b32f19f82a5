import {
  BEYOND_APOGEE,
  type Elements,
  farthest_km,
  makePropagator,
  perigeeHeight_km,
  sgp4ErrorText,
} from '../physics/orbit/orbit.ts'
import { nextPerigee_s } from '../physics/orbit/perigee.ts'

const ASKED_EVERY_s = 6 * 3600
const MOST_ASKS = 30
/** In the first turn and in the last. */
const LOOKS_A_TURN = 24
/** Turns followed to their perigee. */
const MOST_TURNS = 3
/** An orbit whose mean perigee was lower at its epoch may touch the ground there and nowhere else by now, km: a long one that has sunk since, or one near its end. */
const LOW_PERIGEE_km = { long: 1500, round: 250 }
const ROUND_ECCENTRICITY = 0.01

/**
 * Why SGP4 cannot follow an object through a run: asked through its first and last turn and every few hours, and where the perigee is low through the turn
 * that follows, to the perigee. Undefined when it can.
 */
export function whyNotFollowed(elements: Elements, start_us: number, end_us: number): string | undefined {
  const propagator = makePropagator(elements)
  const reach_km = farthest_km(elements)
  const since_s = (start_us - elements.epoch_us) / 1e6
  const duration_s = (end_us - start_us) / 1e6
  const turn_s = 86400 / elements.meanMotion_rev_day
  const isLow =
    perigeeHeight_km(elements) < LOW_PERIGEE_km[elements.eccentricity < ROUND_ECCENTRICITY ? 'round' : 'long']
  const state = new Float64Array(6)
  let trouble = 0
  /** Whether the distance grows or falls; undefined beyond the end and where there is trouble. */
  function climbs(time_s: number): number | undefined {
    if (time_s > duration_s) return undefined
    return codeAt(time_s) === 0 ? state[0] * state[3] + state[1] * state[4] + state[2] * state[5] : undefined
  }
  function codeAt(time_s: number): number {
    const code = propagator.state(since_s + time_s, state)
    trouble ||= code || (Math.hypot(state[0], state[1], state[2]) > reach_km ? BEYOND_APOGEE : 0)
    return trouble
  }
  const asks = Math.min(MOST_ASKS, Math.ceil(duration_s / ASKED_EVERY_s) + 1)
  // What grows with the time from the epoch is seen first at the ends, and at some places of a turn before others.
  for (let k = 0; k < LOOKS_A_TURN && trouble === 0; k++) {
    const along_s = Math.min(duration_s, (turn_s * k) / LOOKS_A_TURN)
    if (codeAt(along_s) === 0) codeAt(duration_s - along_s)
  }
  const rarely = Math.ceil(asks / MOST_TURNS)
  for (let k = 0; k <= asks && trouble === 0; k++) {
    const at_s = (duration_s * k) / asks
    if (codeAt(at_s) === 0 && isLow && k % rarely === 0) nextPerigee_s(climbs, turn_s, at_s)
  }
  // A perigee that sinks is lowest at the last.
  if (isLow && trouble === 0) nextPerigee_s(climbs, turn_s, Math.max(0, duration_s - 1.5 * turn_s))
  return trouble === 0 ? undefined : `SGP4: ${sgp4ErrorText(trouble)}`
}
