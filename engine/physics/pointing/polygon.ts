/**
 * Convex polygons in a plane: flat arrays x0, y0, x1, y1, ... and a count of corners. All workspaces are the caller's; nothing is
 * allocated.
 */

/** Keeps the part of a convex polygon where a x + b y <= c (Sutherland & Hodgman 1974). Returns the corners written; `to` is not `from`. */
function clipHalfPlane(from: Float64Array, corners: number, a: number, b: number, c: number, to: Float64Array): number {
  let count = 0
  for (let i = 0; i < corners; i++) {
    const k = i + 1 < corners ? i + 1 : 0
    const x0 = from[2 * i]
    const y0 = from[2 * i + 1]
    const x1 = from[2 * k]
    const y1 = from[2 * k + 1]
    const out0 = a * x0 + b * y0 - c
    const out1 = a * x1 + b * y1 - c
    if (out0 <= 0) {
      to[2 * count] = x0
      to[2 * count + 1] = y0
      count++
    }
    if ((out0 < 0 && out1 > 0) || (out0 > 0 && out1 < 0)) {
      const part = out0 / (out0 - out1)
      to[2 * count] = x0 + part * (x1 - x0)
      to[2 * count + 1] = y0 + part * (y1 - y0)
      count++
    }
  }
  return count
}

/** Clips to the unit square, in place; `spare` holds as many corners. Returns the corners left: at most four more. */
export function clipToUnitSquare(polygon: Float64Array, corners: number, spare: Float64Array): number {
  let count = clipHalfPlane(polygon, corners, -1, 0, 0, spare)
  count = clipHalfPlane(spare, count, 1, 0, 1, polygon)
  count = clipHalfPlane(polygon, count, 0, -1, 0, spare)
  return clipHalfPlane(spare, count, 0, 1, 1, polygon)
}

/**
 * Convex hull of points, sorted in place; corners anticlockwise into `hull`, which has room for one more than twice the points. Andrew 1979
 * (monotone chain). Returns the corners: under 3 when all lie on a line.
 */
export function convexHull(points: Float64Array, count: number, hull: Float64Array): number {
  for (let i = 1; i < count; i++) {
    const x = points[2 * i]
    const y = points[2 * i + 1]
    let k = i
    while (k > 0 && (points[2 * k - 2] > x || (points[2 * k - 2] === x && points[2 * k - 1] > y))) {
      points[2 * k] = points[2 * k - 2]
      points[2 * k + 1] = points[2 * k - 1]
      k--
    }
    points[2 * k] = x
    points[2 * k + 1] = y
  }
  let corners = 0
  for (let side = 0; side < 2; side++) {
    const floor = corners + 1
    for (let j = 0; j < count; j++) {
      const i = side === 0 ? j : count - 1 - j
      const x = points[2 * i]
      const y = points[2 * i + 1]
      while (corners > floor && turn(hull, corners, x, y) <= 0) corners--
      // The other side starts where this one ended.
      if (side === 1 && j === 0) continue
      hull[2 * corners] = x
      hull[2 * corners + 1] = y
      corners++
    }
  }
  return corners - 1
}

/** Twice the area of the turn from the last two corners to a point: above 0 to the left. */
function turn(hull: Float64Array, corners: number, x: number, y: number): number {
  const x0 = hull[2 * corners - 4]
  const y0 = hull[2 * corners - 3]
  const x1 = hull[2 * corners - 2]
  const y1 = hull[2 * corners - 1]
  return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)
}
