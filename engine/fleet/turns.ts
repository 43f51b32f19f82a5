import type { Sgp4Lanes } from './sgp4-lanes.ts'
import type { Tile } from './tile.ts'

/** Phases of a turn at which SGP4 is asked. */
const PHASES = 16
/** Positions at one phase, turn after turn, are interpolated by the cubic through four of them. */
const NODES = 4
/** Numbers of a sampled turn. */
const SAMPLE = 4 * PHASES
/** Before any place of a ring. */
const NOT_YET = -(2 ** 30)
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

/** Satellites of a tile that are followed from turn to turn. */
export interface Turns {
  /** Whether this lane is; asked for once, before its positions. */
  follows(lane: number): boolean
  /**
   * Writes the positions of all that are followed into the row of x, and those of y and z after it, at an address of the tile's memory. Times may be
   * asked for in rising order only. `ended` is told of a lane for which SGP4 gives no more; it is followed no longer.
   */
  fill(time_s: number, rowAt: number, ended: (lane: number) => void): void
}

/**
 * A satellite that comes round to the same phase of its near-circular orbit finds itself almost where it was: the plane has turned by
 * a small part of a degree, drag has moved it along the track, perigee has gone round a little. At one phase the position is therefore
 * so smooth a function of the number of the turn that a cubic through turns 0, 6, 12 and 18 gives the rest within 0.1 m, and SGP4 is
 * asked 64 times a day. Between phases the polynomial of degree 11 serves, as between knots; both are in assembly/kernel.ts (follow). Not so
 * followed are eccentric or high orbits, and any whose own sample is off by more than 0.4 m. It depends on each satellite alone, not on its tile.
 */
export function makeTurns(sgp4: Sgp4Lanes, duration_s: number, tile: Tile): Turns {
  const count = sgp4.orbits.length
  const { turns, code } = tile
  // Of each lane: sampled turns stretch * span + 0, stride, 2 stride, 3 stride at all phases. A stride of 0 is not followed.
  const { nodes, stride, stretch, next, phase_s } = turns
  stride.fill(0)
  stretch.fill(0)
  next.fill(NOT_YET)
  const first_km = new Float64Array(count)
  const one = new Float64Array(6)
  const cubic = new Float64Array(NODES)

  function sample(lane: number, from: number, to: number): boolean {
    for (let q = from; q < to; q++) {
      const turn = (stretch[lane] * (NODES - 1) + q) * stride[lane]
      for (let phase = 0; phase < PHASES; phase++) {
        if (!sgp4.state(lane, (turn * PHASES + phase) * phase_s[lane], one)) return false
        // An orbit that decays before the last turn of the sample does not stay near where it was.
        const radius_km = Math.sqrt(one[0] * one[0] + one[1] * one[1] + one[2] * one[2])
        first_km[lane] ||= radius_km
        if (Math.abs(radius_km / first_km[lane] - 1) > MOST_CHANGE) return false
        const at = (lane * NODES + q) * SAMPLE + 4 * phase
        nodes[at] = one[0]
        nodes[at + 1] = one[1]
        nodes[at + 2] = one[2]
      }
    }
    return true
  }

  /** How far the cubic is off where it is worst, between the first two nodes, at a phase that the elements choose. */
  function error_km(lane: number): number {
    const turn = Math.max(1, Math.round(0.4 * stride[lane]))
    const phase = Math.floor(Math.abs(sgp4.orbits[lane].elements.meanAnomaly_deg / 360) * PHASES) % PHASES
    cubicWeights(turn / stride[lane], cubic)
    if (!sgp4.state(lane, (turn * PHASES + phase) * phase_s[lane], one)) return Number.POSITIVE_INFINITY
    let square_km2 = 0
    for (let a = 0; a < 3; a++) {
      let miss_km = -one[a]
      for (let q = 0; q < NODES; q++) miss_km += cubic[q] * nodes[(lane * NODES + q) * SAMPLE + 4 * phase + a]
      square_km2 += miss_km * miss_km
    }
    return Math.sqrt(square_km2)
  }

  /** The last node of a stretch is the first of the next. */
  function goOn(lane: number): boolean {
    stretch[lane]++
    const at = lane * NODES * SAMPLE
    nodes.copyWithin(at, at + (NODES - 1) * SAMPLE, at + NODES * SAMPLE)
    return sample(lane, 1, NODES)
  }

  return {
    follows(lane) {
      const { elements, propagator } = sgp4.orbits[lane]
      const turn_s = propagator.period_s
      if (!(turn_s < LONGEST_s && elements.eccentricity < MOST_ECCENTRICITY)) return false
      const turns = duration_s / turn_s + 1
      const stretches = Math.ceil(turns / ((NODES - 1) * MOST_STRIDE))
      stride[lane] = Math.ceil(turns / stretches / (NODES - 1))
      phase_s[lane] = turn_s / PHASES
      // One turn is no worse off with SGP4 itself.
      if (stride[lane] > 1 && sample(lane, 0, NODES) && error_km(lane) <= MOST_ERROR_km) return true
      stride[lane] = 0
      return false
    },
    fill(time_s, rowAt, ended) {
      turns.count(count)
      for (;;) {
        const lane = code.follow(turns.at, time_s, rowAt)
        if (lane < 0) return
        if (goOn(lane)) continue
        stride[lane] = 0
        ended(lane)
      }
    },
  }
}

/** Weights of the cubic through four equidistant values at `x` steps after the first (Lagrange). */
function cubicWeights(x: number, out: Float64Array): void {
  out[0] = (-(x - 1) * (x - 2) * (x - 3)) / 6
  out[1] = (x * (x - 2) * (x - 3)) / 2
  out[2] = (-x * (x - 1) * (x - 3)) / 2
  out[3] = (x * (x - 1) * (x - 2)) / 6
}
