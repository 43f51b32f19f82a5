import { EARTH_RADIUS_km } from '../constants.ts'
import { limbOnSun, STRETCH } from './earth-limb.ts'

/** A crossing of the edge of the Earth's shadow. */
export const CONTACT_KINDS = ['penumbra-start', 'umbra-start', 'umbra-end', 'penumbra-end'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

/** Writes a position in TEME, km, at a time in seconds of the caller's clock. */
export type PositionAt = (t_s: number, out: Float64Array) => void

/** Pieces no longer than this hold at most one extremum of the limb's height: it takes an orbit, or a graze of minutes, to turn twice. */
const PIECE_s = 60
/** Nothing bound to the Earth moves faster, km/s, with a little for the stretching. */
const FASTEST_km_s = 11.3
/** Slope of the penumbra's and umbra's cones: the Sun's largest angular radius, stretched and rounded up. */
const CONE = 0.006
/** Angular rate of the Sun seen from the Earth, rad/s, rounded up. */
const SUN_RATE_rad_s = 2.2e-7
/** A height cannot rise and fall again by more than this within a piece: half of (g + v^2/Re)/30 km, some 7e-4 per s^2, times (30 s)^2. */
const HIDDEN = 2
/** Precision of a contact. */
const TOLERANCE_s = 1e-5
const EDGES = [-1, 1] as const

const R = new Float64Array(6)
const S = new Float64Array(3)
const LIMB = new Float64Array(2)

/**
 * Reports every contact with the Earth's shadow in (from_s, to_s], in order of time, to 0.01 ms: WGS 84 ellipsoid, disc of the Sun, as
 * `limbOnSun`. `positionAt` writes the satellite into an array of at least three (six are offered), `sunAt` the Sun.
 *
 * Intervals are halved until a piece is too far from the shadow's edge to reach it (one evaluation, and that is all most of them cost) or is at
 * most 60 s long. There the extremum of the limb's height is sought if its slope changes sign, so that a graze within the piece is
 * found; between extrema the height is monotone and each edge is crossed once. Adjacent intervals report no contact twice and lose none.
 */
export function findContacts(
  positionAt: PositionAt,
  sunAt: PositionAt,
  from_s: number,
  to_s: number,
  sink: (kind: ContactKind, t_s: number) => void,
): void {
  if (!(to_s > from_s)) return
  const length_s = to_s - from_s
  const middle_s = from_s + 0.5 * length_s
  if (cannotReachEdge(positionAt, sunAt, middle_s, 0.5 * length_s)) return
  if (length_s > PIECE_s) {
    findContacts(positionAt, sunAt, from_s, middle_s, sink)
    findContacts(positionAt, sunAt, middle_s, to_s, sink)
    return
  }
  const heightAt = (t_s: number) => {
    positionAt(t_s, R)
    sunAt(t_s, S)
    limbOnSun(R, S, LIMB)
    return LIMB[0]
  }
  const first = heightAt(from_s)
  const last = heightAt(to_s)
  if ((first < -1 - HIDDEN && last < -1 - HIDDEN) || (first > 1 + HIDDEN && last > 1 + HIDDEN)) return
  const step_s = Math.min(0.05, 0.25 * length_s)
  const rise = heightAt(from_s + step_s) - first
  const fall = heightAt(to_s - step_s) - last
  // Both ends look uphill, or both downhill, into the piece: there is a top, or a bottom, between them.
  if (rise > 0 === fall > 0) {
    const top_s = extremum(heightAt, from_s, to_s, rise > 0 ? 1 : -1)
    const top = heightAt(top_s)
    crossings(heightAt, from_s, first, top_s, top, sink)
    crossings(heightAt, top_s, top, to_s, last, sink)
  } else crossings(heightAt, from_s, first, to_s, last, sink)
}

/** True when no contact can lie within `half_s` of the middle, by how far the satellite can move. */
function cannotReachEdge(positionAt: PositionAt, sunAt: PositionAt, middle_s: number, half_s: number): boolean {
  positionAt(middle_s, R)
  sunAt(middle_s, S)
  const z = STRETCH * R[2]
  const dx = S[0] - R[0]
  const dy = S[1] - R[1]
  const dz = STRETCH * (S[2] - R[2])
  const r2 = R[0] * R[0] + R[1] * R[1] + z * z
  const along = (R[0] * dx + R[1] * dy + z * dz) / Math.sqrt(dx * dx + dy * dy + dz * dz)
  const reach = 1.02 * FASTEST_km_s * half_s + (CONE + SUN_RATE_rad_s * half_s) * Math.sqrt(r2)
  if (along > reach) return true
  const across = Math.sqrt(Math.max(0, r2 - along * along))
  return across > EARTH_RADIUS_km + reach || (along < -reach && across < EARTH_RADIUS_km - reach)
}

/** Time of the largest (sign 1) or smallest (sign -1) height between a and b, by golden section. */
function extremum(heightAt: (t_s: number) => number, from_s: number, to_s: number, sign: number): number {
  const golden = 0.6180339887498949
  let a_s = from_s
  let b_s = to_s
  let c_s = b_s - golden * (b_s - a_s)
  let d_s = a_s + golden * (b_s - a_s)
  let fc = sign * heightAt(c_s)
  let fd = sign * heightAt(d_s)
  while (b_s - a_s > 1e-3) {
    if (fc > fd) {
      b_s = d_s
      d_s = c_s
      fd = fc
      c_s = b_s - golden * (b_s - a_s)
      fc = sign * heightAt(c_s)
    } else {
      a_s = c_s
      c_s = d_s
      fc = fd
      d_s = a_s + golden * (b_s - a_s)
      fd = sign * heightAt(d_s)
    }
  }
  return 0.5 * (a_s + b_s)
}

/** Reports the edges that a monotone piece crosses, in order of time. */
function crossings(
  heightAt: (t_s: number) => number,
  a_s: number,
  atA: number,
  b_s: number,
  atB: number,
  sink: (kind: ContactKind, t_s: number) => void,
): void {
  const darker = atB > atA
  for (let k = 0; k < 2; k++) {
    const edge = EDGES[darker ? k : 1 - k]
    if (atA < edge === atB < edge) continue
    const shadow = edge < 0 ? 'penumbra' : 'umbra'
    sink(`${shadow}-${darker ? 'start' : 'end'}`, root(heightAt, edge, a_s, atA - edge, b_s, atB - edge))
  }
}

/** Where the height passes an edge: false position with the Illinois rule, halving where that is slow. The end is on b's side of the edge. */
function root(
  heightAt: (t_s: number) => number,
  edge: number,
  a_s: number,
  fa: number,
  b_s: number,
  fb: number,
): number {
  const below = fb < 0
  for (let k = 0; b_s - a_s > TOLERANCE_s && k < 80; k++) {
    const share = fa / (fa - fb)
    // A step of half the tolerance beyond the estimate lets both ends close in.
    const guess_s = a_s + share * (b_s - a_s)
    const t_s =
      k % 4 === 3 ? 0.5 * (a_s + b_s) : Math.min(b_s - 0.4 * TOLERANCE_s, Math.max(a_s + 0.4 * TOLERANCE_s, guess_s))
    const f = heightAt(t_s) - edge
    if (f < 0 === below) {
      b_s = t_s
      fb = f
      fa *= 0.5
    } else {
      a_s = t_s
      fa = f
      fb *= 0.5
    }
  }
  return b_s
}
