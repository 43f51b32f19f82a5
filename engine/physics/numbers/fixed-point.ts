/** Maps many points at once: the rows of what comes in, each to its own. */
export type ManyMap = (points: readonly Float64Array[]) => readonly Float64Array[]

export interface FixedPointOptions {
  /** Step of the differences, one for each number. */
  readonly step: Float64Array
  /** No number leaves its range. */
  readonly lowest: Float64Array
  readonly highest: Float64Array
  /** Good when no number moves by more than this. */
  readonly tolerance: Float64Array
  readonly mostIterations: number
}

export interface FixedPoint {
  readonly point: Float64Array
  /** What the map still moves it by. */
  readonly moved: Float64Array
  readonly found: boolean
}

/**
 * A point that a map leaves where it is, by Newton's method with differences: each iteration maps the point and its neighbours along
 * every axis at once. A number that the map only shifts (a battery that loses the same each orbit) has no fixed point inside its range: it
 * is followed the way it goes, in growing steps, to the edge, and `moved` tells that it is still pushed there.
 */
export function findFixedPoint(map: ManyMap, start: Float64Array, o: FixedPointOptions): FixedPoint {
  const n = start.length
  let point = Float64Array.from(start)
  let best: FixedPoint | undefined
  let before = new Float64Array(n)
  const boost = new Float64Array(n).fill(1)
  for (let iteration = 0; iteration < o.mostIterations; iteration++) {
    const neighbours = Array.from({ length: n }, (_, k) => {
      const p = Float64Array.from(point)
      // Inwards, where the range ends.
      p[k] += point[k] + o.step[k] > o.highest[k] ? -o.step[k] : o.step[k]
      return p
    })
    const [image, ...images] = map([point, ...neighbours])
    const moved = image.map((v, k) => v - point[k])
    const found = moved.every((m, k) => Math.abs(m) <= o.tolerance[k] || isPushedOut(m, point[k], k, o))
    if (best === undefined || found || size(moved, o) < size(best.moved, o)) best = { point, moved, found }
    if (found) return best
    // Columns of the Jacobian of map(x) - x.
    const matrix = Array.from({ length: n }, (_, row) =>
      Float64Array.from({ length: n }, (_v, k) => {
        const slope = (images[k][row] - image[row]) / (neighbours[k][k] - point[k])
        return slope - (row === k ? 1 : 0)
      }),
    )
    const change = solveDense(
      matrix,
      moved.map(m => -m),
    )
    point = point.map((v, k) => {
      const next = v + change[k]
      if (next >= o.lowest[k] && next <= o.highest[k]) {
        boost[k] = 1
        return next
      }
      // The slope promises nothing inside the range: go the map's own way, farther each time until it turns.
      boost[k] = moved[k] * before[k] > 0 ? 2 * boost[k] : 1
      return Math.min(o.highest[k], Math.max(o.lowest[k], v + boost[k] * moved[k]))
    })
    before = moved
  }
  return best as FixedPoint
}

const size = (moved: Float64Array, o: FixedPointOptions) =>
  moved.reduce((most, m, k) => Math.max(most, Math.abs(m) / o.tolerance[k]), 0)

/** At an end of the range and pushed against it. */
function isPushedOut(m: number, value: number, k: number, o: FixedPointOptions): boolean {
  return (value <= o.lowest[k] && m < 0) || (value >= o.highest[k] && m > 0)
}

/** A pivot smaller than this is a direction in which nothing holds: as if it were this, so that the step is long and the range ends it. */
const SMALLEST_PIVOT = 1e-9

/** Gauss with partial pivoting; the matrix is used up. */
export function solveDense(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const a = [...matrix]
  const x = Float64Array.from(right)
  const n = x.length
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i
    ;[a[k], a[pivot]] = [a[pivot], a[k]]
    ;[x[k], x[pivot]] = [x[pivot], x[k]]
    if (Math.abs(a[k][k]) < SMALLEST_PIVOT) a[k][k] = a[k][k] < 0 ? -SMALLEST_PIVOT : SMALLEST_PIVOT
    for (let i = k + 1; i < n; i++) {
      const factor = a[i][k] / a[k][k]
      if (factor === 0) continue
      for (let j = k; j < n; j++) a[i][j] -= factor * a[k][j]
      x[i] -= factor * x[k]
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) x[k] -= a[k][j] * x[j]
    x[k] /= a[k][k]
  }
  return x
}
