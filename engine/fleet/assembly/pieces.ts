import { beginTick, findMoments } from './contacts'
import { meanVisible } from './disc'
import { BAND, CURVATURE, Edges, HEIGHT, MOMENT, PENUMBRA, SLOPE, TIME, UMBRA } from './edges'
import { DURATION, REFUSED, ROW, SUNLIGHT, TALLY } from './lanes'

// Where a lane is in its tick: when its piece begins and ends, the sunlight of the whole tick and the visible share in this piece, the moment before the
// piece and the tick's last (0 where no edge is near), whether the lane has more pieces.
const FROM: usize = 0, TO: usize = 8, WHOLE: usize = 16, SHARE: usize = 24, SINCE: usize = 32, LAST_MOMENT: usize = 36, IS_BUSY: usize = 40, COURSE: usize = 48
/** Pieces shorter than this are not cut off, s. */
const SHORTEST_s: f64 = 1e-6
/**
 * A penumbra is gone through in so many parts: for the bus more than for the heat, since a mean of the light hides for how long it is too little for the
 * loads.
 */
const PARTS: f64 = 3
/** Halving a tick this often has found what it can. */
const DEEPEST: f64 = 1.0 / 16777216.0

let start: f64 = 0, end: f64 = 0
let count: i32 = 0, lanes: i32 = 0
let isFirst = false

@inline function courseOf(e: Edges, lane: i32): usize { return e.courses + <usize>lane * COURSE }
@inline function rowOf(e: Edges, lane: i32): usize { return e.lane + (<usize>lane << 3) }

/**
 * Cuts the tick of the lanes that `look` has listed (`specials` of them): between contacts, and the penumbra into parts. Each
 * is given its first piece. `all` is how many lanes there are, `base` the knot that the first row is, `reach` as `look` has it; the Sun at the tick's begin and end.
 * Returns 0, or 1 where there is no room for a lane's moments.
 */
export function cut(
  e: Edges, specials: i32, all: i32, base: i32, from: f64, to: f64, reach: f64,
  ax: f64, ay: f64, az: f64, bx: f64, by: f64, bz: f64,
): i32 {
  start = from
  end = to
  count = all
  lanes = 0
  isFirst = true
  beginTick(from, to, ax, ay, az, bx, by, bz)
  let moments = e.moments
  for (let k = 0; k < specials; k++) {
    const lane = load<i32>(e.special + (<usize>k << 2))
    // The lane beside an odd last one.
    if (lane >= count) continue
    const course = begin(e, lane)
    const last = findMoments(e, lane, base, reach, moments)
    if (last == 0) return 1
    store<u32>(course, <u32>moments, SINCE)
    store<u32>(course, <u32>last, LAST_MOMENT)
    moments = last + MOMENT
    next(e, lane)
    store<u32>(course, 1, IS_BUSY)
    store<i32>(e.busy + (<usize>(lanes++) << 2), lane)
  }
  return 0
}

/** Puts a lane at the tick's begin, as if no edge were near. */
function begin(e: Edges, lane: i32): usize {
  const course = courseOf(e, lane)
  store<f64>(course, start, FROM)
  store<f64>(course, end, TO)
  store<f64>(course, load<f64>(rowOf(e, lane), SUNLIGHT), WHOLE)
  store<u32>(course, 0, SINCE)
  return course
}

/** Makes a lane's next piece, as long as its surroundings stay alike. */
function next(e: Edges, lane: i32): void {
  const course = courseOf(e, lane), row = rowOf(e, lane)
  const from = load<f64>(course, FROM)
  let moment = <usize>load<u32>(course, SINCE)
  let until = end
  if (moment != 0) {
    const last = <usize>load<u32>(course, LAST_MOMENT)
    while (moment + MOMENT < last && load<f64>(moment + MOMENT, TIME) <= from) moment += MOMENT
    store<u32>(course, <u32>moment, SINCE)
    until = load<f64>(moment + MOMENT, TIME)
    if (load<i32>(moment, BAND) == PENUMBRA) until = partEnd(load<f64>(moment, TIME), until, from)
  }
  set(e, lane, until)
}

/** The end of the part of a penumbra in which `from` lies. */
@inline function partEnd(begin: f64, end: f64, from: f64): f64 {
  const part = (end - begin) / PARTS
  for (let k: f64 = 1; k < PARTS; k++) if (begin + k * part > from + SHORTEST_s) return begin + k * part
  return end
}

/** Has a lane's piece end at a time. */
function set(e: Edges, lane: i32, to: f64): void {
  const course = courseOf(e, lane), row = rowOf(e, lane)
  const from = load<f64>(course, FROM)
  store<f64>(course, to, TO)
  store<f64>(row, to - from, DURATION)
  const moment = <usize>load<u32>(course, SINCE)
  if (moment == 0) return
  const share = visibleShare(moment, from, to)
  store<f64>(course, share, SHARE)
  store<f64>(row, share * load<f64>(course, WHOLE), SUNLIGHT)
}

function visibleShare(moment: usize, from: f64, to: f64): f64 {
  const band = load<i32>(moment, BAND)
  if (band != PENUMBRA) return band == UMBRA ? 0 : 1
  const time = load<f64>(moment, TIME), length = load<f64>(moment + MOMENT, TIME) - time
  return meanVisible(
    (from - time) / length, (to - time) / length, length, load<f64>(moment, HEIGHT), load<f64>(moment, SLOPE),
    load<f64>(moment + MOMENT, HEIGHT), load<f64>(moment + MOMENT, SLOPE), load<f64>(moment, CURVATURE),
  )
}

/**
 * Has the lanes that are not through the tick begin their next piece, and lists their pairs, so that one calls `step` for these and comes back.
 * `refused`: whether any lane refused the piece before (0 for none). Returns how many pairs there are, 0 at the tick's end, and
 * below 0 a lane, less one, whose temperatures do not settle.
 */
export function goOn(e: Edges, refused: i32): i32 {
  if (isFirst) {
    isFirst = false
    if (refused > 0) addRefused(e)
    if (lanes == 0) return 0
    memory.fill(e.lane + DURATION, 0, ROW)
  }
  let left = 0, pairs = 0, listed = -1
  for (let k = 0; k < lanes; k++) {
    const lane = load<i32>(e.busy + (<usize>k << 2))
    const course = courseOf(e, lane), row = rowOf(e, lane)
    const from = load<f64>(course, FROM), to = load<f64>(course, TO)
    if (load<u32>(row, REFUSED) != 0) {
      if (to - from < DEEPEST * (end - start)) return -1 - lane
      set(e, lane, 0.5 * (from + to))
    } else {
      // Where no edge is near, `look` has counted the lit time.
      if (load<u32>(course, SINCE) != 0)
        store<f64>(row, load<f64>(row, TALLY + 10 * ROW) + load<f64>(course, SHARE) * (to - from), TALLY + 10 * ROW)
      if (to == end) {
        finish(course, row)
        continue
      }
      store<f64>(course, to, FROM)
      next(e, lane)
    }
    store<i32>(e.busy + (<usize>(left++) << 2), lane)
    if (lane >> 1 == listed) continue
    listed = lane >> 1
    store<i32>(e.list + (<usize>(pairs++) << 2), listed << 4)
  }
  lanes = left
  return pairs
}

function finish(course: usize, row: usize): void {
  store<f64>(row, 0, DURATION)
  store<u32>(course, 0, IS_BUSY)
}

/** Lanes that refused the whole tick. */
function addRefused(e: Edges): void {
  lanes = 0
  for (let lane = 0; lane < count; lane++) {
    const course = courseOf(e, lane)
    if (load<u32>(course, IS_BUSY) == 0) {
      if (load<u32>(rowOf(e, lane), REFUSED) == 0) continue
      begin(e, lane)
      store<u32>(course, 1, IS_BUSY)
    }
    store<i32>(e.busy + (<usize>(lanes++) << 2), lane)
  }
}
