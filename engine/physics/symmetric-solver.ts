/**
 * Solves A x = b for a symmetric positive definite A whose pattern never changes: the order of elimination and the fill are
 * found once, so a chain or a tree of nodes costs a time proportional to their number. Minimum degree, then L D L^T.
 */
export interface SymmetricSolver {
  /** Row by row: the place of the value of (i, j), i != j, in `offDiagonal`. */
  place(i: number, j: number): number
  readonly diagonal: Float64Array
  readonly offDiagonal: Float64Array
  /** Solves in place: `b` becomes x. Overwrites `diagonal` and `offDiagonal`. */
  solve(b: Float64Array): void
}

/** `pairs`: the unordered pairs (i, j) that may be coupled. */
export function makeSymmetricSolver(n: number, pairs: readonly (readonly [number, number])[]): SymmetricSolver {
  const neighbours = Array.from({ length: n }, () => new Set<number>())
  for (const [i, j] of pairs)
    if (i !== j) {
      neighbours[i].add(j)
      neighbours[j].add(i)
    }
  const index = new Map<number, number>()
  const place = (i: number, j: number) => {
    const key = Math.min(i, j) * n + Math.max(i, j)
    let k = index.get(key)
    if (k === undefined) {
      k = index.size
      index.set(key, k)
    }
    return k
  }
  for (const [i, j] of pairs) if (i !== j) place(i, j)

  const order: number[] = []
  const below: number[][] = []
  const done = new Uint8Array(n)
  for (let round = 0; round < n; round++) {
    let best = -1
    for (let i = 0; i < n; i++) if (!done[i] && (best < 0 || neighbours[i].size < neighbours[best].size)) best = i
    const rest = [...neighbours[best]].sort((a, b) => a - b)
    for (const a of rest)
      for (const b of rest)
        if (a < b && !neighbours[a].has(b)) {
          neighbours[a].add(b)
          neighbours[b].add(a)
          place(a, b)
        }
    for (const a of rest) neighbours[a].delete(best)
    done[best] = 1
    order.push(best)
    below.push(rest)
  }

  // Flat programs: for pivot k, its later neighbours, the place of each coupling, and where each product is subtracted.
  const pivots = Int32Array.from(order)
  const starts = new Int32Array(n + 1)
  below.forEach((rest, k) => {
    starts[k + 1] = starts[k] + rest.length
  })
  const others = Int32Array.from(below.flat())
  const couplings = Int32Array.from(below.flatMap((rest, k) => rest.map(a => place(order[k], a))))
  const targets = Int32Array.from(below.flatMap(rest => rest.flatMap((a, p) => rest.slice(0, p).map(b => place(a, b)))))
  const diagonal = new Float64Array(n)
  const offDiagonal = new Float64Array(Math.max(1, index.size))

  return {
    place,
    diagonal,
    offDiagonal,
    solve(b) {
      let t = 0
      for (let k = 0; k < n; k++) {
        const pivot = pivots[k]
        const d = diagonal[pivot]
        for (let p = starts[k]; p < starts[k + 1]; p++) {
          const a = others[p]
          const value = offDiagonal[couplings[p]]
          const factor = value / d
          for (let q = starts[k]; q < p; q++) offDiagonal[targets[t++]] -= factor * offDiagonal[couplings[q]]
          diagonal[a] -= factor * value
          b[a] -= factor * b[pivot]
        }
      }
      for (let k = n - 1; k >= 0; k--) {
        const pivot = pivots[k]
        let x = b[pivot]
        for (let p = starts[k]; p < starts[k + 1]; p++) x -= offDiagonal[couplings[p]] * b[others[p]]
        b[pivot] = x / diagonal[pivot]
      }
    },
  }
}
