import { KNOT_s, TURN_LARGE, TURN_SERIES, TURN_TERMS } from '../tile/layout.ts'
import { ROW, type Tile } from '../tile/tile.ts'
import type { Sgp4Lanes } from './sgp4-lanes.ts'

/** Phases of a turn at which SGP4 is asked, as many as the series in the phase has terms: for harmonics up to the fifth, and to the fourth. */
const PHASES = TURN_TERMS
const FEW_PHASES = 9
/** Without drag and up to this eccentricity three turns are enough where they reach to the end, and a parabola. */
const FEW_NODES = 3
const STEADY_ECCENTRICITY = 0.0002
const MOST_STEADY_STRIDE = 9
/** Up to this eccentricity the fifth harmonic can be left out. */
const FEW_ECCENTRICITY = 0.003
/** Positions at one phase, turn after turn, are interpolated by the cubic through four of them. */
const NODES = 4
/** Numbers of a sampled turn. */
const SAMPLE = 3 * PHASES
/** Most turns between two of the four: three times six is a little over a day in low orbit. Where that is too long, fewer. */
const STRIDES = [6, 3]
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
   * Writes `count` knots of all that are followed, the first at `time_s`, into rows of x, y and z from an address of the tile's memory on. Times may be
   * asked for in rising order only. `left` is told of a lane that is followed no longer, some of whose knots are then missing, and why: SGP4 gives no more, or
   * drag has become too strong.
   */
  fill(time_s: number, count: number, rowsAt: number, left: (lane: number, why: 'ended' | 'uneven') => void): void
}

/** Shares of the samples at so many phases in each term of the series: 1, and cosine and sine of the harmonics. Term by term. */
const sharesOf = (phases: number) =>
  Float64Array.from({ length: phases * phases }, (_, k) => {
    const term = Math.floor(k / phases)
    const angle_rad = (2 * Math.PI * ((term + 1) >> 1) * (k % phases)) / phases
    return ((term === 0 ? 1 : 2) * (term % 2 === 1 || term === 0 ? Math.cos(angle_rad) : Math.sin(angle_rad))) / phases
  })
const SHARES = sharesOf(PHASES)
const FEW_SHARES = sharesOf(FEW_PHASES)

/**
 * A satellite that comes round to the same phase of its near-circular orbit finds itself almost where it was, but for its plane, which the Earth's
 * flattening turns about the axis at a steady rate. Seen from a frame that turns with the node, drag has moved it along the track and perigee has gone round a
 * little: its position is a periodic function of the phase that changes slowly from turn to turn. At each of 11 phases a cubic through turns 0, 6, 12 and
 * 18 gives all the turns between, within 1 mm on a sun-synchronous orbit and 0.2 m with strong drag; at any one time the eleven cubics are samples of a
 * whole turn, and the Fourier series through them, to the fifth harmonic, leaves out less than 4 cm at an eccentricity of 0.01; up to 0.003, nine phases
 * and the fourth harmonic leave out less than 0.35 m. SGP4 is asked 36 or 44 times a day. In a run of no more than a day, without drag and at an
 * eccentricity of 0.0002 or less, a parabola through three turns is as good to 1 cm on a sun-synchronous orbit and 0.15 m on any, and
 * SGP4 is asked 27 times. Where what is left is over 0.4 m,
 * looked at once in each stretch, turns three apart are tried, or, in a later stretch, SGP4 is asked for every knot from then on. The series is summed in assembly/turns.ts (follow), in single precision but for its large
 * constants: the rest is some 100 km at most, and 1 cm is left out. Not so followed are eccentric or high orbits, and any that is off by more even then.
 * It depends on each satellite alone, not on its tile.
 */
export function makeTurns(sgp4: Sgp4Lanes, duration_s: number, tile: Tile): Turns {
  const lanes = sgp4.orbits.length
  const { turns, code } = tile
  // Of each lane: sampled turns stretch * span + 0, stride, 2 stride, 3 stride at all phases. A stride of 0 is not followed.
  const { large, series, stride, stretch, terms, turn_s, drift_rad } = turns
  stride.fill(0)
  stretch.fill(0)
  const nodes_km = new Float64Array(lanes * NODES * SAMPLE)
  const nodes = new Uint8Array(lanes).fill(NODES)
  const first_km = new Float64Array(lanes)
  const one = new Float64Array(6)
  const frame_km = new Float64Array(3 * NODES)
  const powers_km = new Float64Array(4 * SAMPLE)

  /** Asks SGP4 at the turns `from` on of the four (or three), and makes the series of the stretch. */
  function sample(lane: number, from: number): boolean {
    const phases = terms[lane]
    for (let q = from; q < nodes[lane]; q++) {
      const turn = (stretch[lane] * (NODES - 1) + q) * stride[lane]
      for (let phase = 0; phase < phases; phase++) {
        if (!sgp4.state(lane, (turn + phase / phases) * turn_s[lane], one)) return false
        // An orbit that decays before the last turn of the sample does not stay near where it was.
        const radius_km = Math.sqrt(one[0] * one[0] + one[1] * one[1] + one[2] * one[2])
        first_km[lane] ||= radius_km
        if (Math.abs(radius_km / first_km[lane] - 1) > MOST_CHANGE) return false
        const at = (lane * NODES + q) * SAMPLE + 3 * phase
        for (let a = 0; a < 3; a++) nodes_km[at + a] = one[a]
      }
    }
    makeSeries(lane)
    return true
  }

  /** Of each phase and axis the cubic's four coefficients in strides since the stretch began, and of each the series over the phases. */
  function makeSeries(lane: number): void {
    const phases = terms[lane]
    for (let phase = 0; phase < phases; phase++) {
      turnBack(lane, phase)
      // This phase is passed a little after the turn's beginning.
      const d = phase / phases / stride[lane]
      for (let a = 0; a < 3; a++) {
        const y0 = frame_km[a]
        const y1 = frame_km[3 + a]
        const y2 = frame_km[6 + a]
        const y3 = frame_km[9 + a]
        const c1 = (-11 * y0 + 18 * y1 - 9 * y2 + 2 * y3) / 6
        const c2 = (2 * y0 - 5 * y1 + 4 * y2 - y3) / 2
        const c3 = (3 * (y1 - y2) + y3 - y0) / 6
        const at = 4 * (a * phases + phase)
        powers_km[at] = y0 - d * (c1 - d * (c2 - d * c3))
        powers_km[at + 1] = c1 - d * (2 * c2 - 3 * d * c3)
        powers_km[at + 2] = c2 - 3 * d * c3
        powers_km[at + 3] = c3
      }
    }
    const shares = phases === PHASES ? SHARES : FEW_SHARES
    let to = lane * TURN_SERIES
    for (let term = 0; term < phases; term++)
      for (let a = 0; a < 3; a++, to += 4) {
        let s0 = 0
        let s1 = 0
        let s2 = 0
        let s3 = 0
        for (let k = term * phases, at = 4 * a * phases; k < (term + 1) * phases; k++, at += 4) {
          const share = shares[k]
          s0 += share * powers_km[at]
          s1 += share * powers_km[at + 1]
          s2 += share * powers_km[at + 2]
          s3 += share * powers_km[at + 3]
        }
        const isLarge = 3 * term < TURN_LARGE
        if (isLarge) large[lane * TURN_LARGE + 3 * term + a] = s0
        series[to] = isLarge ? 0 : s0
        series[to + 1] = s1
        series[to + 2] = s2
        series[to + 3] = s3
      }
  }

  /** The four positions at a phase in the frame that turns with the node and coincides with TEME when the stretch begins. */
  function turnBack(lane: number, phase: number): void {
    for (let q = 0; q < nodes[lane]; q++) {
      const moved_rad = drift_rad[lane] * (q * stride[lane] + phase / terms[lane])
      const cos = Math.cos(moved_rad)
      const sin = Math.sin(moved_rad)
      const at = (lane * NODES + q) * SAMPLE + 3 * phase
      frame_km[3 * q] = cos * nodes_km[at] + sin * nodes_km[at + 1]
      frame_km[3 * q + 1] = cos * nodes_km[at + 1] - sin * nodes_km[at]
      frame_km[3 * q + 2] = nodes_km[at + 2]
    }
    // The parabola's fourth: no time is asked for so late.
    if (nodes[lane] === FEW_NODES)
      for (let a = 0; a < 3; a++) frame_km[9 + a] = frame_km[a] + 3 * (frame_km[6 + a] - frame_km[3 + a])
  }

  /**
   * How far the series is off where it is worst, half way between two phases that the elements choose: between the first two turns of the first stretch, and
   * the last two of a later one, when drag is stronger.
   */
  function error_km(lane: number): number {
    const phases = terms[lane]
    const phase = Math.floor(Math.abs(sgp4.orbits[lane].elements.meanAnomaly_deg / 360) * phases) % phases
    const inside = Math.max(1, Math.round(0.4 * stride[lane]))
    const turn = stretch[lane] === 0 ? inside : (stretch[lane] + 1) * (NODES - 1) * stride[lane] - inside
    const time_s = (turn + (phase + 0.5) / phases) * turn_s[lane]
    if (!sgp4.state(lane, time_s, one)) return Number.POSITIVE_INFINITY
    const { knots } = tile
    const rows = [lane, ROW + lane, 2 * ROW + lane]
    const held = rows.map(row => knots[row])
    code.follow(turns.at, lane, time_s, 1, tile.knotsAt + 8 * lane)
    const off_km = Math.hypot(...rows.map((row, a) => knots[row] - one[a]))
    for (const [a, row] of rows.entries()) knots[row] = held[a]
    return off_km
  }

  /** Whether the lane can be followed by so many nodes over so many turns. One turn is no worse off with SGP4 itself. */
  function tryWith(lane: number, count: number, turns: number): boolean {
    nodes[lane] = count
    stride[lane] = Math.ceil(turns / (count - 1))
    return stride[lane] > 1 && sample(lane, 0) && error_km(lane) <= MOST_ERROR_km
  }

  /** The last turn of a stretch is the first of the next. */
  function goOn(lane: number): boolean {
    stretch[lane]++
    const at = lane * NODES * SAMPLE
    nodes_km.copyWithin(at, at + (NODES - 1) * SAMPLE, at + NODES * SAMPLE)
    return sample(lane, 1)
  }

  return {
    follows(lane) {
      const { elements, propagator } = sgp4.orbits[lane]
      turn_s[lane] = propagator.period_s
      drift_rad[lane] = propagator.nodeRate_rad_s * propagator.period_s
      terms[lane] = elements.eccentricity > FEW_ECCENTRICITY ? PHASES : FEW_PHASES
      if (!(turn_s[lane] < LONGEST_s && elements.eccentricity < MOST_ECCENTRICITY)) return false
      const turns = duration_s / turn_s[lane] + 1
      const isSteady = elements.bstar === 0 && elements.eccentricity <= STEADY_ECCENTRICITY
      if (isSteady && turns <= (FEW_NODES - 1) * MOST_STEADY_STRIDE && tryWith(lane, FEW_NODES, turns)) return true
      for (const most of STRIDES) {
        const stretches = Math.ceil(turns / ((NODES - 1) * most))
        if (tryWith(lane, NODES, turns / stretches)) return true
      }
      stride[lane] = 0
      return false
    },
    fill(time_s, count, rowsAt, left) {
      for (let lane = 0; lane < lanes; lane++)
        for (let done = 0; stride[lane] > 0; ) {
          const at = rowsAt + 8 * (3 * done * ROW + lane)
          done += code.follow(turns.at, lane, time_s + done * KNOT_s, count - done, at)
          if (done === count) break
          const why = goOn(lane) ? (error_km(lane) <= MOST_ERROR_km ? undefined : 'uneven') : 'ended'
          if (why === undefined) continue
          stride[lane] = 0
          left(lane, why)
        }
    },
  }
}
