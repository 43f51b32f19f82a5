import { BAND, CURVATURE, Edges, HEIGHT, LIT, MOMENT, PENUMBRA, SLOPE, TIME, UMBRA } from './edges'
import { BEFORE, CLEARANCE, EARTH_RADIUS_km, LAST, POSITION, ROW, STRETCH } from './lanes'
import { bulge, foresee, foreseenSlope, forget, isSure, remember, samples, slopeAhead } from './height-cubic'
import { height, see, setHeight, slope } from './limb'
import { moveTo, px, py, pz, standAt, turnTo } from './path'
import { STEADY, isWithinReach } from './shadow'

/** Pieces no longer than this hold at most one extremum of the limb's height, which cannot hide by rising and falling by more. As in physics/light/contacts.ts. */
const PIECE_s: f64 = 60, HIDDEN: f64 = 2
/** As there: nothing bound to the Earth is faster; the cones' slope; how fast the Sun turns. */
const FASTEST_km_s: f64 = 1.02 * 11.3, CONE: f64 = 0.006, SUN_RATE_rad_s: f64 = 2.2e-7
/** Precision of a contact, s. */
const TOLERANCE_s: f64 = 1e-5
/** A foreseen contact may lie so far outside the piece in which the signs say that it is, s. */
const SLACK_s: f64 = 1e-3
/** Where the height goes one way, and where it may turn round: how near two looks must be to tell a contact (see foresee), s2. */
const STEADILY_s2: f64 = 50, NEAR_TURN_s2: f64 = 1
/** An extremum is known within this, radii of the disc. */
const EXTREMUM: f64 = 1e-9
const MOST_LOOKS = 60
/** Stands for a height beyond the edges. */
const OUTSIDE: f64 = 2

/** Told of each contact: 0 penumbra-start, 1 umbra-start, 2 umbra-end, 3 penumbra-end. */
@external("env", "contact") declare function tell(lane: i32, kind: i32, time: f64): void

let start: f64 = 0, end: f64 = 0
// The Sun at the tick's begin and end, and what it moves in a second.
let ax: f64 = 0, ay: f64 = 0, az: f64 = 0, bx: f64 = 0, by: f64 = 0, bz: f64 = 0
let ux: f64 = 0, uy: f64 = 0, uz: f64 = 0
let lane: i32 = 0, band = LIT
let at: usize = 0, most: usize = 0, tells = false

/** Begins a tick: its begin and end, and the Sun at both. */
export function beginTick(from: f64, to: f64, sx: f64, sy: f64, sz: f64, tx: f64, ty: f64, tz: f64): void {
  start = from
  end = to
  ax = sx, ay = sy, az = sz, bx = tx, by = ty, bz = tz
  ux = (tx - sx) / (to - from), uy = (ty - sy) / (to - from), uz = (tz - sz) / (to - from)
}

/**
 * Writes the moments of a lane's tick to an address and returns that of the last, or 0 where they find no room: every contact as findContacts
 * (physics/light/contacts.ts) finds it, none missed. `base` is the knot that the first row is, `reach` as `look` has it.
 */
export function findMoments(e: Edges, which: i32, base: i32, reach: f64, to: usize): usize {
  lane = which
  at = to
  most = e.momentsEnd - MOMENT
  tells = e.tells != 0
  forget()
  const row = e.lane + (<usize>which << 3)
  const before = load<f64>(row, BEFORE), after = load<f64>(row, CLEARANCE)
  // The distance from the shadow changes by more than it can bend: it goes one way.
  const isSteady = Math.abs(after - before) > STEADY * reach && load<u8>(e.direct + which) == 0
  turnTo(e, which, base, 0.5 * (start + end))
  lookAtEnd(isSteady, before, row + LAST, start, ax, ay, az)
  const first = height, rise = slope
  lookAtEnd(isSteady, after, row + POSITION, end, bx, by, bz)
  const last = height, fall = slope
  band = first < -1 ? LIT : first < 1 ? PENUMBRA : UMBRA
  write(start, first, rise)
  if (isSteady) pass(start, first, end, last, start + (before / (before - after)) * (end - start), STEADILY_s2)
  else search(start, first, rise, end, last, fall)
  write(end, last, fall)
  return at > most ? 0 : at - MOMENT
}

/**
 * Looks at the limb at an end of the tick: from the position that both ticks share, to the bit. Where the distance from the shadow goes one way and is
 * beyond the penumbra, which side it is on is all that one needs to know.
 */
function lookAtEnd(isSteady: bool, distance: f64, position: usize, time: f64, sx: f64, sy: f64, sz: f64): void {
  const x = load<f64>(position), y = load<f64>(position, ROW), z = load<f64>(position, 2 * ROW)
  if (isSteady && !isWithinReach(distance, x, y, z)) {
    setHeight(distance > 0 ? -OUTSIDE : OUTSIDE)
    return
  }
  moveTo(time)
  standAt(x, y, z)
  see(sx, sy, sz, ux, uy, uz)
  remember(time)
}

function write(time: f64, h: f64, s: f64): void {
  if (at > most) return
  store<f64>(at, time, TIME)
  store<f64>(at, h, HEIGHT)
  store<f64>(at, s, SLOPE)
  store<f64>(at, bulge, CURVATURE)
  store<i32>(at, band, BAND)
  at += MOMENT
}

function look(time: f64): void {
  moveTo(time)
  const since = time - start
  see(ax + since * ux, ay + since * uy, az + since * uz, ux, uy, uz)
  remember(time)
}

/** Contacts between two times, a and b, with the heights there, h and k, and their changes, u and v. */
function search(a: f64, h: f64, u: f64, b: f64, k: f64, v: f64): void {
  if (b - a > PIECE_s) {
    const middle = 0.5 * (a + b)
    look(middle)
    if (cannotReachEdge(middle, 0.5 * (b - a))) return
    const m = height, w = slope
    search(a, h, u, middle, m, w)
    // One cubic does not tell the height of a whole long penumbra.
    if (band == PENUMBRA) write(middle, m, w)
    search(middle, m, w, b, k, v)
    return
  }
  if ((h < -1 - HIDDEN && k < -1 - HIDDEN) || (h > 1 + HIDDEN && k > 1 + HIDDEN)) return
  if (u > 0 == v < 0) {
    const top = extremum(a, u, b, v)
    const m = height
    pass(a, h, top, m, NaN, NEAR_TURN_s2)
    pass(top, m, b, k, NaN, NEAR_TURN_s2)
  } else pass(a, h, b, k, NaN, NEAR_TURN_s2)
}

/** True when no contact can lie within `half` of the middle, where the lane is, by how far it can move. As in physics/light/contacts.ts. */
function cannotReachEdge(middle: f64, half: f64): bool {
  const z = STRETCH * pz, since = middle - start
  const dx = ax + since * ux - px, dy = ay + since * uy - py, dz = STRETCH * (az + since * uz - pz)
  const r2 = px * px + py * py + z * z
  const along = (px * dx + py * dy + z * dz) / Math.sqrt(dx * dx + dy * dy + dz * dz)
  const reach = FASTEST_km_s * half + (CONE + SUN_RATE_rad_s * half) * Math.sqrt(r2)
  if (along > reach) return true
  const across = Math.sqrt(max(0.0, r2 - along * along))
  return across > EARTH_RADIUS_km + reach || (along < -reach && across < EARTH_RADIUS_km - reach)
}

/** Looks where the height is largest, or smallest, between two times at which its changes have unlike signs: at the end of the chord through these. */
function extremum(a: f64, u: f64, b: f64, v: f64): f64 {
  const rises = u > 0
  let time = a
  for (let k = 0; k < MOST_LOOKS; k++) {
    time = k % 4 == 3 ? 0.5 * (a + b) : a - (u * (b - a)) / (v - u)
    look(time)
    // As a parabola that bends as the chord does, it goes on by so much; there may be more of it where there is no edge.
    const more = (0.5 * slope * slope * (b - a)) / Math.abs(v - u)
    if (more < EXTREMUM || (Math.abs(height + 1) > 4 * more && Math.abs(height - 1) > 4 * more)) break
    if (slope > 0 == rises) {
      a = time
      u = slope
    } else {
      b = time
      v = slope
    }
  }
  return time
}

/** The edges that are passed between two times with heights h and k, in order: the height goes one way. */
function pass(a: f64, h: f64, b: f64, k: f64, guess: f64, trust: f64): void {
  const darker = k > h
  for (let i = 0; i < 2; i++) {
    const isOuter = darker == (i == 0)
    const edge: f64 = isOuter ? -1 : 1
    if (h < edge == k < edge) continue
    a = root(edge, a, b, k < edge, guess, trust)
    band = isOuter ? (darker ? PENUMBRA : LIT) : darker ? UMBRA : PENUMBRA
    if (tells) tell(lane, darker ? (isOuter ? 0 : 1) : isOuter ? 3 : 2, a)
    write(a, edge, foreseenSlope)
  }
}

/** When the height passes an edge between a and b, on the side of b: foreseen from what was seen, looked at, foreseen better. */
function root(edge: f64, a: f64, b: f64, below: bool, guess: f64, trust: f64): f64 {
  let time = guess
  for (let k = 0; k < MOST_LOOKS; k++) {
    if (samples > 1) {
      time = foresee(edge, trust)
      if (isSure && time > a - SLACK_s && time < b + SLACK_s) return min(b, max(a, time))
    } else if (samples == 1) time = slopeAhead(edge)
    else if (k > 0) time += (edge - height) / slope
    if (!(time > a && time < b) || k % 6 == 5) time = 0.5 * (a + b)
    look(time)
    if (height < edge == below) b = time
    else a = time
    if (b - a < TOLERANCE_s) break
  }
  return b
}
