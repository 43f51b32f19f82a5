import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSparseSolver } from '../../engine/physics/heat/sparse-solver.ts'

type Pair = [number, number]
const chain = (n: number): Pair[] => Array.from({ length: n - 1 }, (_, k) => [k, k + 1])
const grid = (w: number): Pair[] =>
  Array.from({ length: w * w }, (_, k) => k).flatMap(k => [
    ...(k % w < w - 1 ? [[k, k + 1] as Pair] : []),
    ...(k + w < w * w ? [[k, k + w] as Pair] : []),
  ])

/** Fills it as a network does, heat that leaves one coming into another, and returns the worst share by which A x misses b. */
function missOf(n: number, pairs: readonly Pair[], value: (k: number) => number): number {
  const solver = makeSparseSolver(n, pairs)
  const dense = Array.from({ length: n }, () => new Float64Array(n))
  for (let i = 0; i < n; i++) dense[i][i] = 0.01 + value(i)
  for (const [k, [i, j]] of pairs.entries())
    for (const [from, to, size] of [
      [i, j, value(2 * k)],
      [j, i, value(2 * k + 1)],
    ]) {
      dense[from][from] += size
      dense[to][from] -= size
    }
  const b = Float64Array.from({ length: n }, (_, k) => 1000 * (value(7 * k) - 0.5))
  solver.diagonal.set(dense.map((row, i) => row[i]))
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (i !== j && dense[i][j] !== 0) solver.offDiagonal[solver.place(i, j)] = dense[i][j]
  const x = b.slice()
  solver.solve(x)
  return dense.reduce((worst, row, i) => {
    const sizes = row.reduce((s, a, j) => s + Math.abs(a * x[j]), Math.abs(b[i]))
    return Math.max(worst, Math.abs(row.reduce((s, a, j) => s + a * x[j], -b[i])) / sizes)
  }, 0)
}

/** Values from 1e-6 to 1e6 by a plain recurrence. */
const spread = (seed: number) => (k: number) => 10 ** (12 * ((Math.sin(seed + 12.9898 * k) * 43758.5453) % 1) * 0.5)

describe('the sparse solver solves what it is given', () => {
  it.each([
    ['a chain of 200', 200, chain(200)],
    ['a grid of 14 x 14', 196, grid(14)],
    ['a star of 200', 200, Array.from({ length: 199 }, (_, k) => [0, k + 1] as Pair)],
    ['a ring of 200', 200, [...chain(200), [199, 0] as Pair]],
    ['200 apart', 200, []],
  ])('%s, one way as the other or not', (_name, n, pairs) => {
    expect(missOf(n, pairs, spread(1))).toBeLessThan(1e-12)
  })

  it('whatever is linked to what', () => {
    const graph = fc.integer({ min: 2, max: 60 }).chain(n =>
      fc.record({
        n: fc.constant(n),
        pairs: fc.array(fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.integer({ min: 0, max: n - 1 })), {
          maxLength: 3 * n,
        }),
        seed: fc.integer({ min: 1, max: 1000 }),
      }),
    )
    fc.assert(
      fc.property(graph, ({ n, pairs, seed }) => {
        const different = pairs.filter(([i, j]) => i !== j)
        expect(missOf(n, different, spread(seed))).toBeLessThan(1e-12)
      }),
      { numRuns: 60, seed: 4 },
    )
  })
})
