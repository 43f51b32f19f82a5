import { describe, expect, it } from 'vitest'
import { shadedFraction } from '../../engine/physics/pointing/shading.ts'
import { unionArea } from '../../engine/physics/pointing/union-area.ts'

/** Two metres by one, in the plane z = 0, centred. */
const PANEL = Float64Array.of(0, 0, 0, 2, 0, 0, 0, 1, 0)
const box = (...v: number[]) => Float64Array.from(v)

describe('shadow of parts on a panel', () => {
  it('of a plate overhead is its area, wherever it is and whichever way it faces', () => {
    expect(shadedFraction(PANEL, [box(0, 0, 3, 1, 0, 0, 0, 0.5, 0, 0, 0, 0)], 0, 0, 1)).toBeCloseTo(0.25, 14)
    expect(shadedFraction(PANEL, [box(0.2, -0.1, 3, 0, 0.5, 0, -1, 0, 0, 0, 0, 0)], 0, 0, 7)).toBeCloseTo(0.25, 14)
    // Half of it beyond the edge; then turned by 60 degrees about x: half the width in projection.
    expect(shadedFraction(PANEL, [box(1, 0, 3, 1, 0, 0, 0, 0.5, 0, 0, 0, 0)], 0, 0, 1)).toBeCloseTo(0.125, 14)
    const half = 0.5
    const tall = Math.sqrt(3) / 2
    const tilted = box(0, 0, 3, 1, 0, 0, 0, 0.5 * half, 0.5 * tall, 0, 0, 0)
    expect(shadedFraction(PANEL, [tilted], 0, 0, 1)).toBeCloseTo(0.125, 14)
  })
  it('moves by height over tan(elevation)', () => {
    // Elevation 45 deg from +x: a plate 1 m up shades 1 m towards -x.
    const plate = box(0.5, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0)
    expect(shadedFraction(PANEL, [plate], 1, 0, 1)).toBeCloseTo(0.5, 14)
    expect(shadedFraction(PANEL, [plate], 0.5, 0, 1)).toBeCloseTo(0.5, 14)
    expect(shadedFraction(PANEL, [plate], 2, 0, 1)).toBeCloseTo(0, 14)
    expect(shadedFraction(PANEL, [plate], 1.75, 0, 1)).toBeCloseTo(0.125, 14)
    expect(shadedFraction(PANEL, [plate], -0.75, 0, 1)).toBeCloseTo(0.125, 14)
  })
  it('of a wall on the edge reaches its height over tan(elevation)', () => {
    // A wall 0.3 m high and as wide as the panel, standing beyond its +x edge.
    const wall = box(1.05, 0, 0.15, 0.1, 0, 0, 0, 1, 0, 0, 0, 0.3)
    for (const elevation_deg of [80, 60, 45, 30, 20]) {
      const e = (elevation_deg * Math.PI) / 180
      const reach = 0.3 / Math.tan(e)
      expect(shadedFraction(PANEL, [wall], Math.cos(e), 0, Math.sin(e))).toBeCloseTo(Math.min(1, reach / 2), 12)
      expect(shadedFraction(PANEL, [wall], -Math.cos(e), 0, Math.sin(e))).toBe(0)
    }
  })
  it('falls from what is on the side of the Sun only, and a part through the plane casts what sticks out', () => {
    const under = box(0, 0, -1, 1, 0, 0, 0, 1, 0, 0, 0, 0.5)
    expect(shadedFraction(PANEL, [under], 0.3, 0.1, 1)).toBe(0)
    expect(shadedFraction(PANEL, [under], 0, 0, -1)).toBeCloseTo(0.5, 14)
    // Mounted on the box's top face: not shaded by it, even with rounding in the way.
    for (const gap of [0, 1e-13, -1e-13]) {
      const below = box(0, 0, gap - 0.5, 5, 0, 0, 0, 5, 0, 0, 0, 1)
      expect(shadedFraction(PANEL, [below], 0.4, 0.2, 0.9)).toBe(0)
    }
    // A mast 0.1 x 0.1 m, 1 m up and 1 m down, overhead Sun: its section; 45 deg from +x: its section and 0.1 x 1 m, clipped at the edge.
    const mast = box(0, 0, 0, 0.1, 0, 0, 0, 0.1, 0, 0, 0, 2)
    expect(shadedFraction(PANEL, [mast], 0, 0, 1)).toBeCloseTo(0.005, 14)
    expect(shadedFraction(PANEL, [mast], 0.5, 0, 1)).toBeCloseTo((0.1 * 0.6) / 2, 14)
    expect(shadedFraction(PANEL, [mast], 5, 0, 1)).toBeCloseTo((0.1 * 1.05) / 2, 14)
  })
  it('is counted once where shadows overlap', () => {
    const a = box(-0.25, 0, 1, 0.5, 0, 0, 0, 0.5, 0, 0, 0, 0)
    const b = box(0, 0, 2, 0.5, 0, 0, 0, 0.5, 0, 0, 0, 0)
    const c = box(0, 0.1, 3, 0.2, 0, 0, 0, 0.2, 0, 0, 0, 0)
    expect(shadedFraction(PANEL, [a, b, a, c], 0, 0, 1)).toBeCloseTo((0.75 * 0.5) / 2, 13)
    const all = box(0, 0, 9, 9, 0, 0, 0, 9, 0, 0, 0, 0)
    expect(shadedFraction(PANEL, [a, all, b], 0, 0, 1)).toBeCloseTo(1, 14)
  })
  it('is nothing without parts, or with the Sun in the plane', () => {
    expect(shadedFraction(PANEL, [], 0, 0, 1)).toBe(0)
    expect(shadedFraction(PANEL, [box(0, 0, 1, 9, 0, 0, 0, 9, 0, 0, 0, 0)], 1, 0, 0)).toBe(0)
  })
  it('agrees with rays shot from a grid of points at boxes turned every way', () => {
    let seed = 1
    const next = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647 - 0.5
    }
    let shaded = 0
    for (let n = 0; n < 40; n++) {
      const boxes = Array.from({ length: 3 }, () => randomBox(next))
      const sun = [next(), next(), 0.15 + Math.abs(next())]
      const got = shadedFraction(PANEL, boxes, sun[0], sun[1], sun[2])
      let hit = 0
      const side = 60
      for (let i = 0; i < side; i++) {
        for (let k = 0; k < side; k++) {
          const x = -1 + (2 * i + 1) / side
          const y = -0.5 + (k + 0.5) / side
          if (boxes.some(b => meets(b, [x, y, 0], sun))) hit++
        }
      }
      expect(Math.abs(got - hit / (side * side))).toBeLessThan(0.015)
      shaded += got
    }
    expect(shaded).toBeGreaterThan(2)
  })
})

/** A box with edges square to each other, turned by two angles. */
function randomBox(next: () => number): Float64Array {
  const a = 6 * next()
  const b = 6 * next()
  const x = [Math.cos(a) * Math.cos(b), Math.sin(a) * Math.cos(b), Math.sin(b)]
  const y = [-Math.sin(a), Math.cos(a), 0]
  const z = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]]
  const size = [0.2 + Math.abs(next()), 0.2 + Math.abs(next()), 0.05 + Math.abs(next())]
  return Float64Array.of(
    2 * next(),
    next(),
    0.6 * next() + 0.2,
    ...x.map(v => v * size[0]),
    ...y.map(v => v * size[1]),
    ...z.map(v => v * size[2]),
  )
}

/** Whether a ray meets a box, by slabs. */
function meets(b: Float64Array, from: number[], along: number[]): boolean {
  let near = 0
  let far = Number.POSITIVE_INFINITY
  for (let e = 0; e < 3; e++) {
    const edge = [b[3 + 3 * e], b[4 + 3 * e], b[5 + 3 * e]]
    const half = 0.5 * (edge[0] ** 2 + edge[1] ** 2 + edge[2] ** 2)
    const rate = edge[0] * along[0] + edge[1] * along[1] + edge[2] * along[2]
    const at = edge[0] * (from[0] - b[0]) + edge[1] * (from[1] - b[1]) + edge[2] * (from[2] - b[2])
    const t0 = (-half - at) / rate
    const t1 = (half - at) / rate
    near = Math.max(near, Math.min(t0, t1))
    far = Math.min(far, Math.max(t0, t1))
  }
  return far > near
}

describe('area of a union of convex polygons', () => {
  it('follows inclusion and exclusion', () => {
    const stride = 8
    const squares = new Float64Array(3 * stride)
    squares.set([0, 0, 2, 0, 2, 2, 0, 2])
    squares.set([1, 1, 3, 1, 3, 3, 1, 3], stride)
    // A diamond of area 2 about (2, 2): half of it is in the two squares, which meet it in opposite quadrants.
    squares.set([2, 1, 3, 2, 2, 3, 1, 2], 2 * stride)
    const counts = Uint8Array.of(4, 4, 4)
    expect(unionArea(squares, counts, 0, stride)).toBe(0)
    expect(unionArea(squares, counts, 1, stride)).toBe(4)
    expect(unionArea(squares, counts, 2, stride)).toBeCloseTo(7, 14)
    // The second square, 1 to 3, holds all of the diamond.
    expect(unionArea(squares, counts, 3, stride)).toBeCloseTo(7, 14)
    squares.set([3, 2, 4, 3, 3, 4, 2, 3], 2 * stride)
    // Moved to (3, 3): a quarter of it lies in the square.
    expect(unionArea(squares, counts, 3, stride)).toBeCloseTo(8.5, 14)
  })
})
