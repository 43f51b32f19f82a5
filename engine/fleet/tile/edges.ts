import { LAGRANGE_SHARES } from '../../physics/numbers/lagrange.ts'
import { TILE_LANES, WIDTH } from './layout.ts'

/** Bytes of a moment: MOMENT in assembly/edges.ts. */
const MOMENT = 40
/** Where a lane is in its tick, bytes: COURSE in assembly/pieces.ts, and some of its fields. */
const COURSE = 48
const FROM = 0
const TO = 8
const SINCE = 32
const IS_BUSY = 40
/** Room for moments of a tick: each lane near an edge has two more than it has contacts. */
const MOMENTS = 64 * TILE_LANES
/** Bytes of a path: three axes of five pairs of coefficients. */
const PATH = 3 * 5 * 16

/** What the kernel needs to find the shadow's edges and to cut ticks. */
export interface TileEdges {
  readonly at: number
  /** Room for a list of pairs of lanes. */
  readonly listAt: number
  /** Where the lanes are in their ticks, bytes; zeros at the start. */
  readonly courses: Uint8Array
  /** Whether a lane is near an edge and not yet through the tick, and when the piece that comes next begins and ends. */
  isNear(lane: number): boolean
  from_s(lane: number): number
  to_s(lane: number): number
  /** The list of pairs: their places in a row, bytes. */
  readonly list: Int32Array
  /** 1 for lanes that have no knots. */
  readonly direct: Uint8Array
  /** Whether the kernel tells of contacts. */
  tellContacts(isTold: boolean): void
  /** A position and velocity, km and km/s, where the kernel asks for one. */
  readonly point: Float64Array
}

/** Takes room for it; then fills it. */
export function layEdges(
  take: (bytes: number) => number,
  { lane, knots, special }: { readonly lane: number; readonly knots: number; readonly special: number },
): (buffer: ArrayBuffer) => TileEdges {
  const busy = take(4 * WIDTH)
  const listAt = take(2 * WIDTH)
  const shares = take(8 * LAGRANGE_SHARES.length)
  const path = take(PATH)
  const point = take(6 * 8)
  const courses = take(COURSE * WIDTH)
  const direct = take(WIDTH)
  const moments = take(MOMENTS * MOMENT)
  // The fields of Edges in assembly/edges.ts.
  const head = [
    ...[lane, knots, special, busy, listAt, shares, path, point],
    ...[courses, direct, moments, moments + MOMENTS * MOMENT, 0],
  ]
  const at = take(4 * head.length)
  return buffer => {
    new Uint32Array(buffer, at, head.length).set(head)
    new Float64Array(buffer, shares, LAGRANGE_SHARES.length).set(LAGRANGE_SHARES)
    const words = new Uint32Array(buffer, courses, (COURSE * WIDTH) / 4)
    const word = (lane: number, field: number) => words[(lane * COURSE + field) / 4]
    const times_s = new Float64Array(buffer, courses, (COURSE * WIDTH) / 8)
    return {
      at,
      tellContacts(isTold) {
        new Uint32Array(buffer, at, head.length)[head.length - 1] = isTold ? 1 : 0
      },
      isNear: lane => word(lane, IS_BUSY) !== 0 && word(lane, SINCE) !== 0,
      from_s: lane => times_s[(lane * COURSE + FROM) / 8],
      to_s: lane => times_s[(lane * COURSE + TO) / 8],
      list: new Int32Array(buffer, listAt, WIDTH / 2),
      listAt,
      courses: new Uint8Array(buffer, courses, COURSE * WIDTH),
      direct: new Uint8Array(buffer, direct, WIDTH),
      point: new Float64Array(buffer, point, 6),
    }
  }
}
