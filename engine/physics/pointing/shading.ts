import { clipToUnitSquare, convexHull } from './polygon.ts'
import { unionArea } from './union-area.ts'

/**
 * A flat rectangle in body axes: its centre and two edge vectors, square to each other, each as long as the whole edge; metres (or
 * any unit). Nine numbers: centre x y z, edge x y z, edge x y z.
 */
export type Rectangle = Float64Array
/** A box or, with a zero third edge, a flat panel, in body axes: its centre and three whole edge vectors. Twelve numbers. */
export type Box = Float64Array

/**
 * Nearer to the panel's plane than this part of its size, a corner counts as on it: what is mounted on a box is not shaded by the face
 * it lies on.
 */
const TOUCH = 1e-9
/** A Sun lower than this over the panel (sine) is taken as not shining on it. */
const GRAZING = 1e-6

/** The six faces of a box, by corner; bit 0 of a corner tells the side along the first edge, bit 1 the second, bit 2 the third. */
const FACES = Uint8Array.of(0, 1, 3, 2, 4, 5, 7, 6, 0, 1, 5, 4, 2, 3, 7, 6, 0, 2, 6, 4, 1, 3, 7, 5)
const CORNERS = new Float64Array(8 * 3)
/** Each face of four corners is cut by one plane: at most eight points, over six faces. */
const SHADOW = new Float64Array(6 * 8 * 2)
const SPARE = new Float64Array(6 * 8 * 2)
/** Corners a shadow may have after clipping: a cut box shows at most ten, six of them twice by rounding; the panel's sides may add four. */
const MOST_CORNERS = 24
let polygons = new Float64Array(8 * 2 * MOST_CORNERS)
let counts = new Uint8Array(8)
const HULL = new Float64Array(2 * (2 * 48 + 1))

/**
 * Part, 0 to 1, of a rectangle that lies in the shadow of boxes and panels, the Sun in direction s (body axes, any length), on the
 * side the Sun is on.
 *
 * The part of each box before the rectangle's plane is convex, so its shadow along s is the hull of its projected corners: exact. It is
 * cut to the rectangle, and the area of the union is exact too (`unionArea`). Neglected: the size of the Sun's disc, which blurs the
 * edge by 9 mm for each metre between the two but moves no light; reflections. `boxes` must not hold the panel itself. A Sun in the
 * plane gives 0.
 */
export function shadedFraction(panel: Rectangle, boxes: readonly Box[], sx: number, sy: number, sz: number): number {
  const ux = panel[3]
  const uy = panel[4]
  const uz = panel[5]
  const vx = panel[6]
  const vy = panel[7]
  const vz = panel[8]
  const u2 = ux * ux + uy * uy + uz * uz
  const v2 = vx * vx + vy * vy + vz * vz
  let nx = uy * vz - uz * vy
  let ny = uz * vx - ux * vz
  let nz = ux * vy - uy * vx
  const area = Math.sqrt(nx * nx + ny * ny + nz * nz)
  let down = (nx * sx + ny * sy + nz * sz) / area
  if (!(Math.abs(down) > GRAZING * Math.sqrt(sx * sx + sy * sy + sz * sz))) return 0
  const scale = (down < 0 ? -1 : 1) / area
  nx *= scale
  ny *= scale
  nz *= scale
  down = Math.abs(down)
  // A metre over the panel moves the shadow by this much of each edge.
  const slideU = (ux * sx + uy * sy + uz * sz) / (u2 * down)
  const slideV = (vx * sx + vy * sy + vz * sz) / (v2 * down)
  const touch = TOUCH * Math.sqrt(u2 + v2)

  if (counts.length < boxes.length) {
    polygons = new Float64Array(boxes.length * 2 * MOST_CORNERS)
    counts = new Uint8Array(boxes.length)
  }
  let shadows = 0
  for (const box of boxes) {
    let over = 0
    for (let k = 0; k < 8; k++) {
      const a = k & 1 ? 0.5 : -0.5
      const b = k & 2 ? 0.5 : -0.5
      const c = k & 4 ? 0.5 : -0.5
      const x = box[0] + a * box[3] + b * box[6] + c * box[9] - panel[0]
      const y = box[1] + a * box[4] + b * box[7] + c * box[10] - panel[1]
      const z = box[2] + a * box[5] + b * box[8] + c * box[11] - panel[2]
      const height = nx * x + ny * y + nz * z
      CORNERS[3 * k] = 0.5 + (ux * x + uy * y + uz * z) / u2 - height * slideU
      CORNERS[3 * k + 1] = 0.5 + (vx * x + vy * y + vz * z) / v2 - height * slideV
      CORNERS[3 * k + 2] = height
      if (height > touch) over++
    }
    if (over === 0) continue
    let points = 0
    for (let i = 0; i < FACES.length; i++) {
      const k = 3 * FACES[i]
      const next = 3 * FACES[(i & 3) === 3 ? i - 3 : i + 1]
      const h0 = CORNERS[k + 2]
      const h1 = CORNERS[next + 2]
      if (h0 >= 0) {
        SHADOW[2 * points] = CORNERS[k]
        SHADOW[2 * points + 1] = CORNERS[k + 1]
        points++
      }
      if ((h0 < 0 && h1 > 0) || (h0 > 0 && h1 < 0)) {
        const part = h0 / (h0 - h1)
        SHADOW[2 * points] = CORNERS[k] + part * (CORNERS[next] - CORNERS[k])
        SHADOW[2 * points + 1] = CORNERS[k + 1] + part * (CORNERS[next + 1] - CORNERS[k + 1])
        points++
      }
    }
    const corners = convexHull(SHADOW, points, HULL)
    if (corners < 3) continue
    const cut = clipToUnitSquare(HULL, corners, SPARE)
    if (cut < 3) continue
    for (let i = 0; i < 2 * cut; i++) polygons[shadows * 2 * MOST_CORNERS + i] = HULL[i]
    counts[shadows] = cut
    shadows++
  }
  return Math.min(1, unionArea(polygons, counts, shadows, 2 * MOST_CORNERS))
}
