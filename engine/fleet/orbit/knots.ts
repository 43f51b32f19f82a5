import { LAGRANGE_NODES, lagrangeWeights } from '../../physics/numbers/lagrange.ts'
import { nextPerigee_s } from '../../physics/orbit/perigee.ts'
import { KNOT_s } from '../tile/layout.ts'
import { ROW, type Tile } from '../tile/tile.ts'
import type { Sgp4Lanes } from './sgp4-lanes.ts'
import { makeTurns } from './turns.ts'

const HALF = LAGRANGE_NODES / 2
/** An orbit rounder than this is as smooth between knots at perigee as anywhere. */
const ROUND_ECCENTRICITY = 0.005
/** What the polynomial may be off at perigee, where it is worst, km. */
const MOST_ERROR_km = 4e-4
/** SGP4 counts orbits of 225 min and more as deep space, and changes its variables there at 0.2 rad. */
const DEEP_rev_day = 6.4
const SWITCH_deg = (0.2 * 180) / Math.PI
const NEAR_deg = 0.5
/** Between positions that tell a velocity. */
const JUST_s = 0.25
/** Knots held at once: twelve, and three times as many to go on with. */
export const KNOTS = 4 * LAGRANGE_NODES
/** Ticks may be as long as the knots held beside the twelve. */
const LONGEST_TICK_s = (KNOTS - LAGRANGE_NODES - 1) * KNOT_s

/**
 * Positions of a tile's satellites at any time, by the polynomial through the twelve nearest knots. Knots come from SGP4, or, on
 * near-circular orbits, from SGP4 a few turns apart (turns.ts). An orbit too eccentric for the knots is asked of SGP4 itself.
 */
export interface Knots {
  /** Lanes whose positions are SGP4's own at every tick. */
  readonly direct: readonly number[]
  /** Makes the twelve knots around the end of a tick ready. Returns their first, as held, and writes their weights. */
  around(time_s: number, weights: Float64Array): number
  /** Position of a lane in the tick that was made ready, km; asked for more numbers, its velocity, km/s. */
  at(lane: number, time_s: number, out: Float64Array): void
  /** Which knot the first row is, counted from the start: for the kernel. */
  base(): number
  /** Largest distance from SGP4, sampled while running, km. */
  error_km(): number
}

/** When a satellite next passes its perigee, seconds after the start; undefined where SGP4 does not get so far. */
function perigee_s(sgp4: Sgp4Lanes, lane: number): number | undefined {
  const state = new Float64Array(6)
  const climbs = (time_s: number) =>
    sgp4.state(lane, time_s, state) ? state[0] * state[3] + state[1] * state[4] + state[2] * state[5] : undefined
  return nextPerigee_s(climbs, 86400 / sgp4.orbits[lane].elements.meanMotion_rev_day, 0)
}

/** How far the polynomial is off half way between two knots that stand about the next perigee, km. */
function missAtPerigee_km(sgp4: Sgp4Lanes, lane: number): number {
  const middle_s = perigee_s(sgp4, lane)
  if (middle_s === undefined) return Number.POSITIVE_INFINITY
  const weights = new Float64Array(LAGRANGE_NODES)
  lagrangeWeights(0.5, weights)
  const state = new Float64Array(6)
  const miss = new Float64Array(3)
  if (!sgp4.state(lane, middle_s, state)) return Number.POSITIVE_INFINITY
  for (let a = 0; a < 3; a++) miss[a] = -state[a]
  for (let k = 0; k < LAGRANGE_NODES; k++) {
    if (!sgp4.state(lane, middle_s + (k - HALF + 0.5) * KNOT_s, state)) return Number.POSITIVE_INFINITY
    for (let a = 0; a < 3; a++) miss[a] += weights[k] * state[a]
  }
  return Math.hypot(miss[0], miss[1], miss[2])
}

/**
 * Whether an orbit has no smooth path from knot to knot. SGP4's own deep-space part jumps, by up to some hundred metres, where the
 * inclination passes 0.2 rad, at which it changes its variables, and near zero.
 */
function isUneven(sgp4: Sgp4Lanes, lane: number): boolean {
  const { eccentricity, inclination_deg, meanMotion_rev_day } = sgp4.orbits[lane].elements
  const isDeep = meanMotion_rev_day < DEEP_rev_day
  if (isDeep && (Math.abs(inclination_deg - SWITCH_deg) < NEAR_deg || inclination_deg < NEAR_deg)) return true
  return eccentricity > ROUND_ECCENTRICITY && missAtPerigee_km(sgp4, lane) > MOST_ERROR_km
}

/** The knots lie in the tile's memory: KNOTS times x, y, z, a row each. Ticks are of `step_s`. */
export function makeKnots(sgp4: Sgp4Lanes, duration_s: number, step_s: number, tile: Tile): Knots {
  tile.answers.position = (lane, time_s) => moving(lane, time_s, tile.edges.point)
  const rows = tile.knots
  const width = ROW
  const count = sgp4.orbits.length
  const direct = sgp4.orbits.flatMap((_, lane) => (isUneven(sgp4, lane) ? [lane] : []))
  const isDirect = tile.edges.direct
  for (let lane = 0; lane < count; lane++) isDirect[lane] = direct.includes(lane) ? 1 : 0
  const turns = makeTurns(sgp4, duration_s, tile)
  const isFollowed = Uint8Array.from({ length: count }, (_, lane) => (!isDirect[lane] && turns.follows(lane) ? 1 : 0))
  const [point, before, earlier] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)]
  const state = new Float64Array(6)
  /** Knots before the twelve in which the tick may have begun, and one more for what lies a little before it. */
  const back = Math.ceil(step_s / KNOT_s) + 1
  if (back + LAGRANGE_NODES > KNOTS) throw new RangeError(`Ticks of ${step_s} s are longer than ${LONGEST_TICK_s} s.`)
  /** No knot beyond this is asked for: that after the twelve around the end of the run. */
  const last = Math.floor(duration_s / KNOT_s) + HALF + 1
  let worst_km = 0
  let base = -HALF + 1 - back
  fill(0)

  /** Some of its knots are missing: all are SGP4's now. */
  function leaveTurns(lane: number, why: 'ended' | 'uneven'): void {
    isFollowed[lane] = 0
    if (why === 'ended') goDirect(lane)
  }

  /** SGP4 ends somewhere ahead: up to there it is asked at every tick. */
  function goDirect(lane: number): void {
    isDirect[lane] = 1
    direct.push(lane)
  }

  /** Fills all knots held from one on. The lanes beyond the last satellite follow it. */
  function fill(from: number): void {
    const end = Math.min(KNOTS, last + 1 - base)
    if (from >= end) return
    turns.fill((base + from) * KNOT_s, end - from, tile.knotsAt + 24 * from * width, leaveTurns)
    for (let k = from; k < end; k++) {
      const time_s = (base + k) * KNOT_s
      const to = 3 * k * width
      for (let lane = 0; lane < count; lane++) {
        if (isDirect[lane] || isFollowed[lane]) continue
        if (!sgp4.state(lane, time_s, state)) goDirect(lane)
        rows[to + lane] = state[0]
        rows[to + width + lane] = state[1]
        rows[to + 2 * width + lane] = state[2]
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

  /**
   * SGP4's position and how it moves, from where it was just before: years from its epoch SGP4's own velocity can be off by kilometres a second from what
   * its positions do.
   */
  function moving(lane: number, time_s: number, out: Float64Array): void {
    sgp4.position(lane, time_s - 2 * JUST_s, earlier)
    sgp4.position(lane, time_s - JUST_s, before)
    sgp4.position(lane, time_s, point)
    for (let a = 0; a < 3; a++) {
      out[a] = point[a]
      out[3 + a] = (3 * point[a] - 4 * before[a] + earlier[a]) / (2 * JUST_s)
    }
  }

  function at(lane: number, time_s: number, out: Float64Array): void {
    tile.code.place(tile.edges.at, lane, base, time_s)
    for (let a = 0; a < out.length; a++) out[a] = tile.edges.point[a]
  }

  return {
    direct,
    at,
    base: () => base,
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
