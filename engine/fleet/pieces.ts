import { FLEET_OFFSETS_s, FLEET_PENUMBRA_OFFSETS_s } from '../physics/substeps.ts'
import type { ShadowEdges } from './shadow-edges.ts'
import { ROW, TALLY, type Tile } from './tile.ts'

/** Halving a piece this often has found what it can. */
const DEEPEST = 2 ** -24
/** Pieces shorter than this are not cut off, s. */
const SHORTEST_s = 1e-6
/** Steps are no longer graded so long after a jump, s. */
export const GRADED_s = Math.max(...FLEET_OFFSETS_s, ...FLEET_PENUMBRA_OFFSETS_s)

/** Pieces of a tick for which there is room at first. */
const ROOM = 16

interface Clock {
  readonly orbits: readonly unknown[]
  readonly first: number
  readonly step_s: number
}

/** Takes the lanes of a tile through a tick, each in its own pieces: cut at the shadow's edges and at the graded steps after them. */
export function makePieces(tile: Tile, { orbits, first, step_s }: Clock, reach_km: number, edges: ShadowEdges) {
  const { table, code, pointer, list } = tile
  const count = orbits.length
  const pairs = (count + 1) >> 1
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
  const busy: number[] = []

  /** Cuts a stretch without contacts at the graded steps. `lit` is the share of the Sun that is seen, undefined in the penumbra. */
  function grade(lane: number, from_s: number, to_s: number, whole_W_m2: number, lit: number | undefined): void {
    const since_s = jump_s[lane]
    const offsets_s = lit === undefined ? FLEET_PENUMBRA_OFFSETS_s : FLEET_OFFSETS_s
    let last_s = from_s
    if (from_s - since_s < GRADED_s)
      for (let k = 0; k < offsets_s.length; k++) {
        const cut_s = since_s + offsets_s[k]
        if (cut_s >= to_s - SHORTEST_s) break
        if (cut_s < last_s + SHORTEST_s) continue
        add(lane, last_s, cut_s, whole_W_m2, lit)
        last_s = cut_s
      }
    add(lane, last_s, to_s, whole_W_m2, lit)
  }

  function add(lane: number, from_s: number, to_s: number, whole_W_m2: number, lit: number | undefined): void {
    const share = lit ?? edges.meanLit(from_s, to_s)
    append(lane, to_s, whole_W_m2 * share)
    // Where no edge is near, the kernel has counted the lit time.
    if (near[2 * lane] !== 0) table.tally[TALLY.lit_s * ROW + lane] += share * (to_s - from_s)
  }

  function append(lane: number, to_s: number, light_W_m2: number): void {
    const k = pieces[lane]++
    if (k === room) {
      ends_s = roomier(ends_s, room)
      sunlight_W_m2 = roomier(sunlight_W_m2, room)
      room *= 2
    }
    ends_s[lane * room + k] = to_s
    sunlight_W_m2[lane * room + k] = light_W_m2
  }

  /** The pieces of a lane's tick. */
  function cut(lane: number, start_s: number, end_s: number): void {
    const whole_W_m2 = table.sunlight[lane]
    pieces[lane] = 0
    if (near[2 * lane] === 0) {
      grade(lane, start_s, end_s, whole_W_m2, 1)
      return
    }
    const contacts = edges.look(lane, start_s, end_s, table.before[lane], table.clearance[lane], reach_km)
    let from_s = start_s
    for (let k = 0; k <= contacts; k++) {
      const to_s = k < contacts ? edges.times_s[k] : end_s
      if (to_s > from_s) grade(lane, from_s, to_s, whole_W_m2, edges.lit[k])
      if (k < contacts) jump_s[lane] = to_s
      from_s = to_s
    }
  }

  function set(lane: number): void {
    const at = lane * room + place[lane]
    table.duration[lane] = ends_s[at] - begin_s[lane]
    table.sunlight[lane] = sunlight_W_m2[at]
  }

  /** A lane whose last piece was refused goes through it in halves; one that has made it begins the next. False when it has none left. */
  function goOn(lane: number): boolean {
    if (refused[2 * lane] !== 0) {
      append(lane, 0, 0)
      const at = lane * room + place[lane]
      if (ends_s[at] - begin_s[lane] < DEEPEST * step_s)
        throw new RangeError(`The temperatures of satellite ${first + lane} do not settle.`)
      const last = lane * room + pieces[lane] - 1
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
      const start_s = (tick - 1) * step_s
      const end_s = tick * step_s
      busy.length = 0
      for (let k = 0; k < specials; k++) {
        const lane = tile.special[k]
        // The lane beside an odd last one.
        if (lane >= count) continue
        cut(lane, start_s, end_s)
        begin(lane, start_s)
        if (pieces[lane] > 1) busy.push(lane)
      }
      if (code.step(pointer, tile.allAt, pairs) > 0) halve(start_s, end_s)
      if (busy.length > 0) finish()
    },
  }

  function begin(lane: number, start_s: number): void {
    place[lane] = 0
    begin_s[lane] = start_s
    set(lane)
  }

  /** Lanes that refused the whole tick. */
  function halve(start_s: number, end_s: number): void {
    for (let lane = 0; lane < count; lane++) {
      if (refused[2 * lane] === 0 || busy.includes(lane)) continue
      pieces[lane] = 0
      append(lane, end_s, table.sunlight[lane])
      begin(lane, start_s)
      busy.push(lane)
    }
    busy.sort((a, b) => a - b)
  }

  /** Goes on, piece by piece, with the lanes that are not through the tick. */
  function finish(): void {
    table.duration.fill(0)
    for (;;) {
      let lanes = 0
      let pairs = 0
      for (const lane of busy) {
        if (!goOn(lane)) continue
        busy[lanes++] = lane
        const at = (lane >> 1) * 16
        if (pairs === 0 || list[pairs - 1] !== at) list[pairs++] = at
      }
      busy.length = lanes
      if (lanes === 0) return
      code.step(pointer, tile.listAt, pairs)
    }
  }
}

/** The rows of a table of `room` numbers each, with room for twice as many. */
function roomier(a: Float64Array<ArrayBuffer>, room: number): Float64Array<ArrayBuffer> {
  const b = new Float64Array(2 * a.length)
  for (let row = 0; row * room < a.length; row++) b.set(a.subarray(row * room, (row + 1) * room), 2 * row * room)
  return b
}
