import { FLEET_OFFSETS_s, FLEET_PENUMBRA_OFFSETS_s } from '../physics/heat/substeps.ts'
import type { ShadowEdges } from './shadow-edges.ts'
import { ROW, TALLY, type Tile } from './tile.ts'

/** Halving a piece this often has found what it can. */
const DEEPEST = 2 ** -24
/** Pieces shorter than this are not cut off, s. */
const SHORTEST_s = 1e-6
/** Steps are no longer graded so long after a jump, s. */
export const GRADED_s = Math.max(...FLEET_OFFSETS_s, ...FLEET_PENUMBRA_OFFSETS_s)

const MOST_OFFSETS = Math.max(FLEET_OFFSETS_s.length, FLEET_PENUMBRA_OFFSETS_s.length)
/** Pieces of a tick for which there is room at first. */
const ROOM = 32

interface Clock {
  readonly orbits: readonly unknown[]
  readonly first: number
  readonly step_s: number
}

/** Takes the lanes of a tile through a tick, each in its own pieces: cut at the shadow's edges and at the graded steps after them. */
export function makePieces(tile: Tile, { orbits, first, step_s }: Clock, edges: ShadowEdges) {
  const { table, code, list } = tile
  const count = orbits.length
  const near = new Uint32Array(table.near.buffer, table.near.byteOffset, 2 * ROW)
  const refused = new Uint32Array(table.refused.buffer, table.refused.byteOffset, 2 * ROW)
  /** Time of the last jump of a lane's surroundings. The start is one: nothing there is in balance yet. */
  const jump_s = table.jump
  /** Ends of the pieces of a lane's tick and the sunlight in each, W/m2; the place of the one it goes through, and where that begins. */
  let room = ROOM
  let ends_s = new Float64Array(count * room)
  let sunlight_W_m2 = new Float64Array(count * room)
  const pieces = new Int32Array(count)
  const place = new Int32Array(count)
  const begin_s = new Float64Array(count)
  /** The lanes that are not through the tick, rising, and how many. */
  const busy = new Int32Array(count)
  let lanes = 0

  /**
   * The pieces of a lane's tick: between contacts, cut at the graded steps after the last jump. Calls that pass times would have them boxed:
   * they are read from where they stand.
   */
  function cut(lane: number, tick: number): void {
    const whole_W_m2 = table.sunlight[lane]
    const isNear = near[2 * lane] !== 0
    const contacts = isNear ? edges.look(lane, tick) : 0
    while ((contacts + 1) * (MOST_OFFSETS + 1) > room) widen()
    let at = lane * room
    let from_s = (tick - 1) * step_s
    let lit_s = 0
    for (let k = 0; k <= contacts; k++) {
      const to_s = k < contacts ? edges.times_s[k] : tick * step_s
      const lit = isNear ? edges.lit[k] : 1
      const offsets_s = lit < 0 ? FLEET_PENUMBRA_OFFSETS_s : FLEET_OFFSETS_s
      const since_s = jump_s[lane]
      for (let j = 0; from_s < to_s; j++) {
        const cut_s = j < offsets_s.length ? since_s + offsets_s[j] : to_s
        if (cut_s < from_s + SHORTEST_s && j < offsets_s.length) continue
        const end_s = cut_s < to_s - SHORTEST_s ? cut_s : to_s
        const share = lit < 0 ? edges.meanLit(from_s, end_s) : lit
        ends_s[at] = end_s
        sunlight_W_m2[at++] = whole_W_m2 * share
        lit_s += share * (end_s - from_s)
        from_s = end_s
      }
      if (k < contacts) jump_s[lane] = to_s
    }
    pieces[lane] = at - lane * room
    // Where no edge is near, the kernel has counted the lit time.
    if (isNear) table.tally[TALLY.lit_s * ROW + lane] += lit_s
    place[lane] = 0
    begin_s[lane] = (tick - 1) * step_s
    set(lane)
  }

  function widen(): void {
    ends_s = roomier(ends_s, room)
    sunlight_W_m2 = roomier(sunlight_W_m2, room)
    room *= 2
  }

  function set(lane: number): void {
    const at = lane * room + place[lane]
    table.duration[lane] = ends_s[at] - begin_s[lane]
    table.sunlight[lane] = sunlight_W_m2[at]
  }

  /** A lane whose last piece was refused goes through it in halves; one that has made it begins the next. False when it has none left. */
  function goOn(lane: number): boolean {
    if (refused[2 * lane] !== 0) {
      if (pieces[lane] === room) widen()
      const at = lane * room + place[lane]
      if (ends_s[at] - begin_s[lane] < DEEPEST * step_s)
        throw new RangeError(`The temperatures of satellite ${first + lane} do not settle.`)
      const last = lane * room + pieces[lane]++
      ends_s.copyWithin(at + 1, at, last)
      sunlight_W_m2.copyWithin(at + 1, at, last)
      ends_s[at] = 0.5 * (begin_s[lane] + ends_s[at + 1])
    } else begin_s[lane] = ends_s[lane * room + place[lane]++]
    if (place[lane] === pieces[lane]) {
      table.duration[lane] = 0
      return false
    }
    set(lane)
    return true
  }

  return {
    /** `specials`: how many lanes of the tile's list have more than one piece, as the kernel has looked. */
    run(tick: number, specials: number): void {
      lanes = 0
      for (let k = 0; k < specials; k++) {
        const lane = tile.special[k]
        // The lane beside an odd last one.
        if (lane >= count) continue
        cut(lane, tick)
        if (pieces[lane] > 1) busy[lanes++] = lane
      }
      if (code.stepAll(count) > 0) halve(tick)
      if (lanes > 0) finish()
    },
  }

  /** Lanes that refused the whole tick. */
  function halve(tick: number): void {
    const cuts = lanes
    for (let lane = 0; lane < count; lane++) {
      if (refused[2 * lane] === 0 || busy.subarray(0, cuts).includes(lane)) continue
      ends_s[lane * room] = tick * step_s
      sunlight_W_m2[lane * room] = table.sunlight[lane]
      pieces[lane] = 1
      place[lane] = 0
      begin_s[lane] = (tick - 1) * step_s
      busy[lanes++] = lane
    }
    busy.subarray(0, lanes).sort()
  }

  /** Goes on, piece by piece, with the lanes that are not through the tick. */
  function finish(): void {
    table.duration.fill(0)
    for (;;) {
      let left = 0
      let pairs = 0
      for (let k = 0; k < lanes; k++) {
        const lane = busy[k]
        if (!goOn(lane)) continue
        busy[left++] = lane
        const at = (lane >> 1) * 16
        if (pairs === 0 || list[pairs - 1] !== at) list[pairs++] = at
      }
      lanes = left
      if (lanes === 0) return
      code.step(tile.listAt, pairs)
    }
  }
}

/** The rows of a table of `room` numbers each, with room for twice as many. */
function roomier(a: Float64Array<ArrayBuffer>, room: number): Float64Array<ArrayBuffer> {
  const b = new Float64Array(2 * a.length)
  for (let row = 0; row * room < a.length; row++) b.set(a.subarray(row * room, (row + 1) * room), 2 * row * room)
  return b
}
