import { LAGRANGE_NODES, lagrangeSum, lagrangeWeights } from '../physics/lagrange.ts'
import type { Sgp4Lanes } from './sgp4-lanes.ts'

/** Phases of a turn at which SGP4 is asked. */
const PHASES = 16
/** Positions at one phase, turn after turn, are interpolated by the cubic through four of them. */
const NODES = 4
/** Turns between two of the four: three times this is a little over a day in low orbit. */
const MOST_STRIDE = 6
/** Beyond this eccentricity the orbit is followed by SGP4 at every knot. */
const MOST_ECCENTRICITY = 0.01
/** SGP4 counts orbits of 225 min and more as deep space: Sun and Moon pull them about. */
const LONGEST_s = 225 * 60
/** What the cubic may be off, km. */
const MOST_ERROR_km = 4e-4
/** Part by which the radius of such an orbit may change: the ellipse, the Earth's flattening and some drag. */
const MOST_CHANGE = 2 * MOST_ECCENTRICITY + 0.03
const HALF = LAGRANGE_NODES / 2
/** Positions on the satellite's own phases held at once; a power of two. */
const RING = 16

/** Writes a satellite's position, km, at a time; false where SGP4 gives none. Times may be asked for in rising order only. */
export type Follow = (time_s: number, out: Float64Array) => boolean

/**
 * A satellite that comes round to the same phase of its near-circular orbit finds itself almost where it was: the plane has turned by
 * a small part of a degree, drag has moved it along the track, perigee has gone round a little. At one phase the position is therefore
 * so smooth a function of the number of the turn that a cubic through turns 0, 6, 12 and 18 gives the rest within 0.1 m, and SGP4 is
 * asked 64 times a day. Between phases the polynomial of degree 11 serves, as between knots. Undefined where the cubic does not hold:
 * eccentric or high orbits, and any whose own sample is off by more than 0.4 m. Depends on this satellite alone, not on its tile.
 */
export function followTurns(sgp4: Sgp4Lanes, lane: number, duration_s: number): Follow | undefined {
  const { elements, propagator } = sgp4.orbits[lane]
  const turn_s = propagator.period_s
  const turns = duration_s / turn_s + 1
  const windows = Math.ceil(turns / ((NODES - 1) * MOST_STRIDE))
  const stride = Math.ceil(turns / windows / (NODES - 1))
  // One turn is no worse off with SGP4 itself.
  if (!(turn_s < LONGEST_s && elements.eccentricity < MOST_ECCENTRICITY) || stride < 2) return undefined
  if (worstError_km(sgp4, lane, turn_s, stride) > MOST_ERROR_km) return undefined

  const span = (NODES - 1) * stride
  const phase_s = turn_s / PHASES
  const nodes = new Float64Array(NODES * PHASES * 3)
  const ring = new Float64Array(RING * 3)
  const weights = new Float64Array(LAGRANGE_NODES)
  const cubic = new Float64Array(NODES)
  const one = new Float64Array(6)
  const point = one.subarray(0, 3)
  // The sampled turns held are window * span + 0, stride, 2 stride, 3 stride.
  let window = 0
  let next = Number.NaN
  let first_km = 0
  if (!sample(0, NODES)) return undefined

  function sample(from: number, to: number): boolean {
    for (let q = from; q < to; q++)
      for (let phase = 0; phase < PHASES; phase++) {
        const turn = window * span + q * stride
        if (!sgp4.state(lane, (turn * PHASES + phase) * phase_s, one)) return false
        // An orbit that decays before the last turn of the sample does not stay near where it was.
        const radius_km = Math.hypot(one[0], one[1], one[2])
        first_km ||= radius_km
        if (Math.abs(radius_km / first_km - 1) > MOST_CHANGE) return false
        nodes.set(point, (q * PHASES + phase) * 3)
      }
    return true
  }

  function fill(place: number): boolean {
    const turn = Math.floor(place / PHASES)
    const phase = place - turn * PHASES
    // The last node of a window is the first of the next.
    while (turn >= (window + 1) * span) {
      window++
      nodes.copyWithin(0, (NODES - 1) * PHASES * 3)
      if (!sample(1, NODES)) return false
    }
    cubicWeights((turn - window * span) / stride, cubic)
    const [a, b, c, d] = cubic
    const step = PHASES * 3
    const to = place & (RING - 1)
    for (let k = 0, i = 3 * phase; k < 3; k++, i++)
      ring[3 * to + k] = a * nodes[i] + b * nodes[i + step] + c * nodes[i + 2 * step] + d * nodes[i + 3 * step]
    return true
  }

  return (time_s, out) => {
    const place = Math.floor(time_s / phase_s)
    const first = place - HALF + 1
    if (!(next >= first)) next = first
    for (; next < first + LAGRANGE_NODES; next++) if (!fill(next)) return false
    lagrangeWeights(time_s / phase_s - place, weights)
    lagrangeSum(weights, ring, first, RING, out)
    return true
  }
}

/** Where the cubic is worst: between the first two nodes, at a phase that the elements choose. */
function worstError_km(sgp4: Sgp4Lanes, lane: number, turn_s: number, stride: number): number {
  const state = new Float64Array(6)
  const weights = new Float64Array(NODES)
  const place = Math.max(1, Math.round(0.4 * stride))
  cubicWeights(place / stride, weights)
  const phase_s = (sgp4.orbits[lane].elements.meanAnomaly_deg / 360) * turn_s
  const miss = new Float64Array(3)
  let known = sgp4.state(lane, place * turn_s + phase_s, state)
  for (let a = 0; a < 3; a++) miss[a] -= state[a]
  for (let q = 0; q < NODES && known; q++) {
    known = sgp4.state(lane, q * stride * turn_s + phase_s, state)
    for (let a = 0; a < 3; a++) miss[a] += weights[q] * state[a]
  }
  return known ? Math.hypot(miss[0], miss[1], miss[2]) : Number.POSITIVE_INFINITY
}

/** Weights of the cubic through four equidistant values at `x` steps after the first (Lagrange). */
function cubicWeights(x: number, out: Float64Array): void {
  out[0] = (-(x - 1) * (x - 2) * (x - 3)) / 6
  out[1] = (x * (x - 2) * (x - 3)) / 2
  out[2] = (-x * (x - 1) * (x - 3)) / 2
  out[3] = (x * (x - 1) * (x - 2)) / 6
}
