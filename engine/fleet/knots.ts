import { LAGRANGE_NODES, lagrangeWeights } from '../physics/lagrange.ts'
import type { Elements } from '../physics/orbit.ts'
import type { Sgp4Lanes } from './sgp4-lanes.ts'
import { type Follow, followTurns } from './turns.ts'

const HALF = LAGRANGE_NODES / 2
/** Time between two knots, the same for every satellite, so that a position does not depend on who flies beside it. */
const KNOT_s = 320
/** Most that an orbit may turn from knot to knot, at perigee, rad: what a circular orbit at the height of the ground does not reach. */
const FARTHEST_rad = (2 * Math.PI) / 15
/** Knots held at once: twelve, and three times as many to go on with. */
export const KNOTS = 4 * LAGRANGE_NODES

/**
 * Positions of a tile's satellites at any time, by the polynomial through the twelve nearest knots. Knots come from SGP4, or, on
 * near-circular orbits, from SGP4 a few turns apart (turns.ts). An orbit too eccentric for the knots is asked of SGP4 itself.
 */
export interface Knots {
  /** Lanes whose positions are SGP4's own at every tick. */
  readonly direct: readonly number[]
  /** Makes the twelve knots around the end of a tick ready. Returns their first, as held, and writes their weights. */
  around(time_s: number, weights: Float64Array): number
  /** Position of a lane in the tick that was made ready, km. */
  at(lane: number, time_s: number, out: Float64Array): void
  /** Largest distance from SGP4, sampled while running, km. */
  error_km(): number
}

/** Whether an orbit turns too fast at perigee for the knots. */
function isTooQuick(e: Elements): boolean {
  const mean_rad_s = (2 * Math.PI * e.meanMotion_rev_day) / 86400
  const perigee_rad_s = (mean_rad_s * (1 + e.eccentricity) ** 2) / (1 - e.eccentricity ** 2) ** 1.5
  return perigee_rad_s * KNOT_s > FARTHEST_rad
}

/** `rows` holds KNOTS times x, y, z, each a row of `width` lanes. Ticks are of `step_s`. */
export function makeKnots(
  sgp4: Sgp4Lanes,
  duration_s: number,
  step_s: number,
  rows: Float64Array,
  width: number,
): Knots {
  const count = sgp4.orbits.length
  const direct = sgp4.orbits.flatMap(({ elements }, lane) => (isTooQuick(elements) ? [lane] : []))
  const isDirect = Uint8Array.from({ length: count }, (_, lane) => (direct.includes(lane) ? 1 : 0))
  const follows: readonly Follow[] = sgp4.orbits.map((_, lane) => {
    const turns = isDirect[lane] ? undefined : followTurns(sgp4, lane, duration_s)
    return turns ?? ((time_s, out) => sgp4.position(lane, time_s, out))
  })
  const free = new Float64Array(LAGRANGE_NODES)
  const point = new Float64Array(3)
  const state = new Float64Array(6)
  /** Knots before the twelve in which the tick may have begun, and one more for what lies a little before it. */
  const back = Math.ceil(step_s / KNOT_s) + 1
  if (back + LAGRANGE_NODES > KNOTS)
    throw new RangeError(`Ticks of ${step_s} s are too long: give at most ${(KNOTS - LAGRANGE_NODES - 1) * KNOT_s} s.`)
  let worst_km = 0
  let base = -HALF + 1 - back
  fill(0)

  /** Fills all knots held from one on. The lanes beyond the last satellite follow it. */
  function fill(from: number): void {
    for (let k = from; k < KNOTS; k++) {
      const time_s = (base + k) * KNOT_s
      const to = 3 * k * width
      for (let lane = 0; lane < count; lane++) {
        if (isDirect[lane]) continue
        follows[lane](time_s, point)
        for (let a = 0; a < 3; a++) rows[to + a * width + lane] = point[a]
      }
      for (let a = 0; a < 3; a++)
        rows.fill(rows[to + a * width + count - 1], to + a * width + count, to + (a + 1) * width)
    }
  }

  /** One satellite after the other, half way between two knots in the middle of what is held. */
  function measure(): void {
    const lane = Math.abs(base) % count
    const time_s = (base + KNOTS / 2 + 0.5) * KNOT_s
    if (isDirect[lane] || time_s < 0 || !sgp4.state(lane, time_s, state)) return
    at(lane, time_s, point)
    worst_km = Math.max(worst_km, Math.hypot(point[0] - state[0], point[1] - state[1], point[2] - state[2]))
  }

  function at(lane: number, time_s: number, out: Float64Array): void {
    if (isDirect[lane]) {
      sgp4.position(lane, time_s, out)
      return
    }
    const place = time_s / KNOT_s
    const knot = Math.floor(place)
    lagrangeWeights(place - knot, free)
    let x = 0
    let y = 0
    let z = 0
    for (let k = 0, i = 3 * (knot - HALF + 1 - base) * width + lane; k < LAGRANGE_NODES; k++, i += 3 * width) {
      x += free[k] * rows[i]
      y += free[k] * rows[i + width]
      z += free[k] * rows[i + 2 * width]
    }
    out[0] = x
    out[1] = y
    out[2] = z
  }

  return {
    direct,
    at,
    error_km: () => worst_km,
    around(time_s, weights) {
      const place = time_s / KNOT_s
      const knot = Math.floor(place)
      lagrangeWeights(place - knot, weights)
      const first = knot - HALF + 1 - base
      // One knot more than the twelve, so that what lies a little beyond the end can be asked for.
      if (first + LAGRANGE_NODES + 1 <= KNOTS) return first
      measure()
      const from = first - back
      rows.copyWithin(0, 3 * from * width, 3 * KNOTS * width)
      base += from
      fill(Math.max(0, KNOTS - from))
      return back
    },
  }
}
