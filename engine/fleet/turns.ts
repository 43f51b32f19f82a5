import { type FillKnot, KNOTS_A_TURN } from './knots.ts'
import type { Sgp4Lanes } from './sgp4-lanes.ts'

/** Positions at one phase of the orbit, turn after turn, are interpolated by the cubic through four of them. */
const NODES = 4
/** Turns between two of the four. */
const MOST_STRIDE = 5
/** Beyond this eccentricity the orbit is followed by SGP4 at every knot. */
const MOST_ECCENTRICITY = 0.02
/** SGP4 counts orbits of 225 min and more as deep space: Sun and Moon pull them about. */
const LONGEST_s = 225 * 60
/** Turns of a tile's satellites may differ by this from their mean, s. */
const MOST_APART_s = 2
/** What the cubic may be off at a knot, km. */
const MOST_ERROR_km = 4e-4

/** How the turns of a tile are sampled. */
export interface Turns {
  /** Mean nodal period of the tile, s. */
  readonly turn_s: number
  /** Turns from one sampled turn to the next. */
  readonly stride: number
}

/**
 * A satellite that comes round to the same phase of its near-circular orbit finds itself almost where it was: the plane has turned by
 * a small part of a degree, drag has moved it along the track, perigee has gone round a little. At one phase the position is therefore
 * so smooth a function of the number of the turn that a cubic through turns 0, 5, 10 and 15 gives the rest within 0.1 m, and SGP4 is
 * asked 3 times a turn where 16 knots are used. Undefined where that does not hold: tiles of eccentric or high orbits, or of unlike
 * periods, and any in which a sample is off by more than 0.4 m.
 */
export function turnsFor(sgp4: Sgp4Lanes, duration_s: number): Turns | undefined {
  const turn_s = sgp4.period_s.reduce((sum, p) => sum + p, 0) / sgp4.count
  const like =
    turn_s < LONGEST_s &&
    sgp4.period_s.every(p => Math.abs(p - turn_s) < MOST_APART_s) &&
    sgp4.elements.every(e => e.eccentricity < MOST_ECCENTRICITY)
  const stride = Math.min(MOST_STRIDE, Math.ceil(duration_s / turn_s / (NODES - 1)))
  // One turn is no worse off with SGP4 itself.
  if (!like || stride < 2) return undefined
  const turns = { turn_s, stride }
  return worstError_km(sgp4, turns) > MOST_ERROR_km ? undefined : turns
}

/** Where the cubic is worst: between the first two nodes. One phase for each satellite, another for the next. */
function worstError_km(sgp4: Sgp4Lanes, { turn_s, stride }: Turns): number {
  const state = new Float64Array(6)
  const weights = new Float64Array(NODES)
  const place = Math.max(1, Math.round(0.4 * stride))
  cubicWeights(place / stride, weights)
  let worst_km = 0
  for (let lane = 0; lane < sgp4.count; lane++) {
    const phase_s = ((lane * 7) % KNOTS_A_TURN) * (turn_s / KNOTS_A_TURN)
    const miss = [0, 0, 0]
    let known = sgp4.state(lane, place * turn_s + phase_s, state)
    for (let a = 0; a < 3; a++) miss[a] -= state[a]
    for (let q = 0; q < NODES && known; q++) {
      known = sgp4.state(lane, q * stride * turn_s + phase_s, state)
      for (let a = 0; a < 3; a++) miss[a] += weights[q] * state[a]
    }
    if (!known) return Number.POSITIVE_INFINITY
    worst_km = Math.max(worst_km, Math.hypot(miss[0], miss[1], miss[2]))
  }
  return worst_km
}

/** Weights of the cubic through four equidistant values at `x` steps after the first (Lagrange). */
function cubicWeights(x: number, out: Float64Array): void {
  out[0] = (-(x - 1) * (x - 2) * (x - 3)) / 6
  out[1] = (x * (x - 2) * (x - 3)) / 2
  out[2] = (-x * (x - 1) * (x - 3)) / 2
  out[3] = (x * (x - 1) * (x - 2)) / 6
}

/** Fills knots from sampled turns; `width` lanes a row. Knots may be asked for in rising order only. */
export function makeTurns(sgp4: Sgp4Lanes, { turn_s, stride }: Turns, width: number): FillKnot {
  const knot_s = turn_s / KNOTS_A_TURN
  const span = (NODES - 1) * stride
  const table = 3 * width
  const nodes = new Float64Array(NODES * KNOTS_A_TURN * table)
  const weights = new Float64Array(NODES)
  // The sampled turns held are window * span + 0, stride, 2 stride, 3 stride.
  let window = 0
  sample(0, NODES)

  function sample(from: number, to: number): void {
    for (let q = from; q < to; q++)
      for (let phase = 0; phase < KNOTS_A_TURN; phase++) {
        const turn = window * span + q * stride
        sgp4.row((turn * KNOTS_A_TURN + phase) * knot_s, nodes, (q * KNOTS_A_TURN + phase) * table, width)
      }
  }

  return (knot, rows, at) => {
    const turn = Math.floor(knot / KNOTS_A_TURN)
    const phase = knot - turn * KNOTS_A_TURN
    // The last node of a window is the first of the next.
    while (turn >= (window + 1) * span) {
      window++
      nodes.copyWithin(0, (NODES - 1) * KNOTS_A_TURN * table)
      sample(1, NODES)
    }
    cubicWeights((turn - window * span) / stride, weights)
    const [a, b, c, d] = weights
    const step = KNOTS_A_TURN * table
    for (let i = 0, k = phase * table; i < table; i++, k++)
      rows[at + i] = a * nodes[k] + b * nodes[k + step] + c * nodes[k + 2 * step] + d * nodes[k + 3 * step]
  }
}
