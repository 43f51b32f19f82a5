import { LAGRANGE_SHARES } from '../../physics/numbers/lagrange.ts'
import { TILE_LANES, WIDTH } from './layout.ts'

/** Bytes of a moment, and where a lane is in its tick: MOMENT in assembly/edges.ts, COURSE in assembly/pieces.ts. */
const MOMENT = 40
const COURSE = 48
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
    return {
      at,
      tellContacts(isTold) {
        new Uint32Array(buffer, at, head.length)[head.length - 1] = isTold ? 1 : 0
      },
      listAt,
      courses: new Uint8Array(buffer, courses, COURSE * WIDTH),
      direct: new Uint8Array(buffer, direct, WIDTH),
      point: new Float64Array(buffer, point, 6),
    }
  }
}
