import { EARTH_RADIUS_km } from '../../engine/index.ts'

/** So far from a satellite's point a click still means it. */
const REACH_px = 12

/** What a pick needs to know of a picture. All in km along the axes of TEME. */
export interface Seen {
  /** The eye, from the Earth's centre. */
  readonly eye_km: ArrayLike<number>
  /** Column by column, from TEME less the focus to clip space. */
  readonly projection: ArrayLike<number>
  readonly focus_km: ArrayLike<number>
  readonly width_px: number
  readonly height_px: number
}

/**
 * The satellite (counted from 0) whose point is nearest to a place in the picture, px from its top left; undefined where none is near or the
 * Earth hides it. `first` and `second` are states at two knots as the vertex shader has them, `between` the way from one to the other.
 */
export function pick(
  seen: Seen,
  x_px: number,
  y_px: number,
  first: Float32Array,
  second: Float32Array,
  between: number,
  knot_s: number,
  isThere: (satellite: number) => boolean,
): number | undefined {
  const { projection: m, focus_km, width_px, height_px } = seen
  const place = new Float64Array(3)
  let best: number | undefined
  let least = REACH_px * REACH_px
  for (let i = 0; 6 * i < first.length; i++) {
    if (!isThere(i) || !placeAt(first, second, i, between, knot_s, place)) continue
    const [x, y, z] = [place[0] - focus_km[0], place[1] - focus_km[1], place[2] - focus_km[2]]
    const w = m[3] * x + m[7] * y + m[11] * z + m[15]
    if (w <= 0) continue
    const dx = (0.5 + (m[0] * x + m[4] * y + m[8] * z + m[12]) / w / 2) * width_px - x_px
    const dy = (0.5 - (m[1] * x + m[5] * y + m[9] * z + m[13]) / w / 2) * height_px - y_px
    const distance = dx * dx + dy * dy
    if (distance >= least || isHidden(seen.eye_km, place)) continue
    least = distance
    best = i
  }
  return best
}

/** The cubic of the vertex shader. False for one that is nowhere. */
export function placeAt(
  first: Float32Array,
  second: Float32Array,
  i: number,
  u: number,
  knot_s: number,
  out: Float64Array,
): boolean {
  const at = 6 * i
  if (first[at] === 0 && first[at + 1] === 0 && first[at + 2] === 0) return false
  if (second[at] === 0 && second[at + 1] === 0 && second[at + 2] === 0) return false
  for (let c = 0; c < 3; c++) {
    const lean = first[at + 3 + c] * knot_s
    const toLean = second[at + 3 + c] * knot_s
    const way = second[at + c] - first[at + c]
    out[c] = first[at + c] + u * (lean + u * (3 * way - 2 * lean - toLean + u * (lean + toLean - 2 * way)))
  }
  return true
}

/** True where a sphere of the equatorial radius stands between the eye and a place. */
function isHidden(eye: ArrayLike<number>, place: ArrayLike<number>): boolean {
  const way = [place[0] - eye[0], place[1] - eye[1], place[2] - eye[2]]
  const length = Math.hypot(way[0], way[1], way[2])
  const along = -(eye[0] * way[0] + eye[1] * way[1] + eye[2] * way[2]) / length
  if (along < 0 || along > length) return false
  return eye[0] ** 2 + eye[1] ** 2 + eye[2] ** 2 - along * along < EARTH_RADIUS_km ** 2
}
