let edges = new Float64Array(64)
let starts = new Float64Array(16)
let ends = new Float64Array(16)

/**
 * Area covered by convex polygons together, anticlockwise; polygon p has `counts[p]` corners, x and y in turn from `p * stride` on.
 *
 * The plane is cut into upright strips at every corner and every crossing of two edges. In a strip no edge begins, ends or crosses
 * another, so what is covered of an upright line changes linearly across it, and its width times the covered length in its middle is exact.
 * The work grows as the cube of the number of edges: meant for tens of edges.
 */
export function unionArea(polygons: Float64Array, counts: Uint8Array, count: number, stride: number): number {
  if (count === 0) return 0
  if (count === 1) return area(polygons, 0, counts[0])
  if (starts.length < count) {
    starts = new Float64Array(count)
    ends = new Float64Array(count)
  }
  const cuts = collectCuts(polygons, counts, count, stride)
  edges.subarray(0, cuts).sort()
  let sum = 0
  for (let i = 1; i < cuts; i++) {
    const width = edges[i] - edges[i - 1]
    if (width > 0) sum += width * covered(polygons, counts, count, stride, 0.5 * (edges[i] + edges[i - 1]))
  }
  return sum
}

function area(polygons: Float64Array, from: number, corners: number): number {
  let twice = 0
  for (let i = 0; i < corners; i++) {
    const k = i + 1 < corners ? i + 1 : 0
    const x0 = polygons[from + 2 * i]
    const y0 = polygons[from + 2 * i + 1]
    twice += x0 * polygons[from + 2 * k + 1] - polygons[from + 2 * k] * y0
  }
  return Math.abs(0.5 * twice)
}

function add(x: number, cuts: number): number {
  if (cuts === edges.length) {
    const more = new Float64Array(2 * cuts)
    more.set(edges)
    edges = more
  }
  edges[cuts] = x
  return cuts + 1
}

/** Writes the x of every corner and of every crossing between edges of different polygons. */
function collectCuts(polygons: Float64Array, counts: Uint8Array, count: number, stride: number): number {
  let cuts = 0
  for (let p = 0; p < count; p++) {
    for (let i = 0; i < counts[p]; i++) cuts = add(polygons[p * stride + 2 * i], cuts)
    for (let q = 0; q < p; q++) {
      for (let i = 0; i < counts[p]; i++) {
        const a = p * stride + 2 * i
        const b = p * stride + 2 * ((i + 1) % counts[p])
        const ax = polygons[a]
        const ay = polygons[a + 1]
        const dx = polygons[b] - ax
        const dy = polygons[b + 1] - ay
        for (let k = 0; k < counts[q]; k++) {
          const c = q * stride + 2 * k
          const d = q * stride + 2 * ((k + 1) % counts[q])
          const ex = polygons[d] - polygons[c]
          const ey = polygons[d + 1] - polygons[c + 1]
          const cross = dx * ey - dy * ex
          if (cross === 0) continue
          const fx = polygons[c] - ax
          const fy = polygons[c + 1] - ay
          const t = (fx * ey - fy * ex) / cross
          const s = (fx * dy - fy * dx) / cross
          if (t > 0 && t < 1 && s > 0 && s < 1) cuts = add(ax + t * dx, cuts)
        }
      }
    }
  }
  return cuts
}

/** Length of the upright line at x that lies in any polygon. */
function covered(polygons: Float64Array, counts: Uint8Array, count: number, stride: number, x: number): number {
  let spans = 0
  for (let p = 0; p < count; p++) {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let i = 0; i < counts[p]; i++) {
      const a = p * stride + 2 * i
      const b = p * stride + 2 * ((i + 1) % counts[p])
      const x0 = polygons[a]
      const x1 = polygons[b]
      if ((x0 < x && x1 > x) || (x0 > x && x1 < x)) {
        const y = polygons[a + 1] + ((x - x0) / (x1 - x0)) * (polygons[b + 1] - polygons[a + 1])
        if (y < low) low = y
        if (y > high) high = y
      }
    }
    if (!(high > low)) continue
    let k = spans++
    while (k > 0 && starts[k - 1] > low) {
      starts[k] = starts[k - 1]
      ends[k] = ends[k - 1]
      k--
    }
    starts[k] = low
    ends[k] = high
  }
  let sum = 0
  let reached = Number.NEGATIVE_INFINITY
  for (let k = 0; k < spans; k++) {
    if (ends[k] <= reached) continue
    sum += ends[k] - Math.max(starts[k], reached)
    reached = ends[k]
  }
  return sum
}
