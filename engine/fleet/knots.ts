import { LAGRANGE_NODES, lagrangeWeights } from '../physics/lagrange.ts'
import type { Elements } from '../physics/orbit.ts'
import type { Sgp4Lanes } from './sgp4-lanes.ts'
import { makeTurns, turnsFor } from './turns.ts'

const HALF = LAGRANGE_NODES / 2
/** Knots to a turn of a near-circular orbit. Twelve of them give a low orbit's position within 0.3 m. */
export const KNOTS_A_TURN = 16
/** Angle at perigee between two knots of an eccentric orbit, rad: as dense there. */
const FARTHEST_rad = (2 * Math.PI) / KNOTS_A_TURN
/** Knots held at once: twelve, and three times as many to go on with. */
export const KNOTS = 4 * LAGRANGE_NODES

/**
 * Positions of a tile's satellites at any time, by the polynomial through the twelve nearest knots. Knots come from SGP4, or, on
 * near-circular orbits, from SGP4 a few turns apart (turns.ts).
 */
export interface Knots {
  /** Makes the twelve knots around a time ready. Returns their first, as held, and writes their weights. */
  around(time_s: number, weights: Float64Array): number
  /** Position of a lane at a time near one that was made ready, km. */
  at(lane: number, time_s: number, out: Float64Array): void
  /** Largest distance from SGP4, sampled while running, km. */
  error_km(): number
}

/** Writes the row of x, of y and of z of knot `knot` (knot 0 is the start) at place `at` of `rows`. */
export type FillKnot = (knot: number, rows: Float64Array, at: number) => void

/** Time between the knots of an eccentric orbit, s. */
export function knotSpacing_s(e: Elements): number {
  const mean_rad_s = (2 * Math.PI * e.meanMotion_rev_day) / 86400
  const perigee_rad_s = (mean_rad_s * (1 + e.eccentricity) ** 2) / (1 - e.eccentricity ** 2) ** 1.5
  return FARTHEST_rad / perigee_rad_s
}

/** `rows` holds KNOTS times x, y, z, each a row of `width` lanes. */
export function makeKnots(sgp4: Sgp4Lanes, duration_s: number, rows: Float64Array, width: number): Knots {
  const turns = turnsFor(sgp4, duration_s)
  const knot_s = turns === undefined ? Math.min(...sgp4.elements.map(knotSpacing_s)) : turns.turn_s / KNOTS_A_TURN
  const fillKnot: FillKnot =
    turns === undefined ? (knot, into, at) => sgp4.row(knot * knot_s, into, at, width) : makeTurns(sgp4, turns, width)
  const free = new Float64Array(LAGRANGE_NODES)
  const point = new Float64Array(3)
  const state = new Float64Array(6)
  let worst_km = 0
  let base = -HALF + 1
  fill(0)

  function fill(from: number): void {
    for (let k = from; k < KNOTS; k++) fillKnot(base + k, rows, 3 * k * width)
  }

  /** One satellite after the other, half way between two knots in the middle of what is held. */
  function measure(): void {
    const lane = Math.abs(base) % sgp4.count
    const time_s = (base + KNOTS / 2 + 0.5) * knot_s
    if (!sgp4.state(lane, time_s, state)) return
    at(lane, time_s, point)
    worst_km = Math.max(worst_km, Math.hypot(point[0] - state[0], point[1] - state[1], point[2] - state[2]))
  }

  function at(lane: number, time_s: number, out: Float64Array): void {
    const place = time_s / knot_s
    const knot = Math.min(Math.floor(place), base + KNOTS - HALF - 1)
    lagrangeWeights(place - knot, free)
    const first = 3 * (knot - HALF + 1 - base)
    for (let a = 0; a < 3; a++) {
      let sum = 0
      for (let k = 0, i = (first + a) * width + lane; k < LAGRANGE_NODES; k++, i += 3 * width) sum += free[k] * rows[i]
      out[a] = sum
    }
  }

  return {
    at,
    error_km: () => worst_km,
    around(time_s, weights) {
      const place = time_s / knot_s
      const knot = Math.floor(place)
      lagrangeWeights(place - knot, weights)
      // The tick that ends here began up to a tick earlier: a knot before the twelve stays.
      const first = knot - HALF + 1 - base
      if (first + LAGRANGE_NODES <= KNOTS) return first
      measure()
      const from = first - 1
      rows.copyWithin(0, 3 * from * width, 3 * KNOTS * width)
      base += from
      fill(Math.max(0, KNOTS - from))
      return 1
    },
  }
}
