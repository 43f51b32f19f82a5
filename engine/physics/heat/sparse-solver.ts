/**
 * Solves A x = b for a matrix whose pattern is symmetric and never changes, though its values need not be: L U without pivoting, which is stable
 * where every column's diagonal outweighs the rest of it, as heat that only moves between nodes makes it. The order of elimination (minimum degree) and the fill
 * are found once, so a chain or a tree of nodes costs a time proportional to their number.
 */
export interface SparseSolver {
  /** The place in `offDiagonal` of row i, column j, i != j. */
  place(i: number, j: number): number
  readonly diagonal: Float64Array
  readonly offDiagonal: Float64Array
  /** Solves in place: `b` becomes x. Overwrites `diagonal` and `offDiagonal`. */
  solve(b: Float64Array): void
}

/** `pairs`: the unordered pairs (i, j) that may be coupled, each way. */
export function makeSparseSolver(n: number, pairs: readonly (readonly [number, number])[]): SparseSolver {
  const places = new Map<number, number>()
  const place = (i: number, j: number) => places.get(i * n + j) as number
  const couple = (i: number, j: number) => {
    if (places.has(i * n + j)) return
    places.set(i * n + j, places.size)
    places.set(j * n + i, places.size)
  }
  for (const [i, j] of pairs) if (i !== j) couple(i, j)
  const { order, later } = eliminationOrder(n, pairs, couple)

  // Flat programs: for pivot k, its later neighbours, their places in its row and in its column, and where each product is subtracted.
  const pivots = Int32Array.from(order)
  const starts = new Int32Array(n + 1)
  later.forEach((rest, k) => {
    starts[k + 1] = starts[k] + rest.length
  })
  const others = Int32Array.from(later.flat())
  const inRow = Int32Array.from(later.flatMap((rest, k) => rest.map(a => place(order[k], a))))
  const inColumn = Int32Array.from(later.flatMap((rest, k) => rest.map(a => place(a, order[k]))))
  // A negative target is the diagonal.
  const targets = Int32Array.from(later.flatMap(rest => rest.flatMap(a => rest.map(b => (a === b ? -1 : place(a, b))))))
  const diagonal = new Float64Array(n)
  const offDiagonal = new Float64Array(Math.max(1, places.size))

  return {
    place,
    diagonal,
    offDiagonal,
    solve(b) {
      let t = 0
      for (let k = 0; k < n; k++) {
        const pivot = pivots[k]
        const d = diagonal[pivot]
        const end = starts[k + 1]
        for (let p = starts[k]; p < end; p++) {
          const a = others[p]
          const factor = offDiagonal[inColumn[p]] / d
          for (let q = starts[k]; q < end; q++) {
            const target = targets[t++]
            if (target < 0) diagonal[a] -= factor * offDiagonal[inRow[q]]
            else offDiagonal[target] -= factor * offDiagonal[inRow[q]]
          }
          b[a] -= factor * b[pivot]
        }
      }
      for (let k = n - 1; k >= 0; k--) {
        const pivot = pivots[k]
        let x = b[pivot]
        for (let p = starts[k]; p < starts[k + 1]; p++) x -= offDiagonal[inRow[p]] * b[others[p]]
        b[pivot] = x / diagonal[pivot]
      }
    },
  }
}

/** Minimum degree: always the node with the fewest neighbours left, the first of equals. `couple` is told of every fill. */
function eliminationOrder(
  n: number,
  pairs: readonly (readonly [number, number])[],
  couple: (i: number, j: number) => void,
): { order: number[]; later: number[][] } {
  const neighbours = Array.from({ length: n }, () => new Set<number>())
  for (const [i, j] of pairs)
    if (i !== j) {
      neighbours[i].add(j)
      neighbours[j].add(i)
    }
  const order: number[] = []
  const later: number[][] = []
  const done = new Uint8Array(n)
  for (let round = 0; round < n; round++) {
    let best = -1
    for (let i = 0; i < n; i++) if (!done[i] && (best < 0 || neighbours[i].size < neighbours[best].size)) best = i
    const rest = [...neighbours[best]].sort((a, b) => a - b)
    for (const a of rest) {
      neighbours[a].delete(best)
      for (const b of rest)
        if (a !== b && !neighbours[a].has(b)) {
          neighbours[a].add(b)
          couple(a, b)
        }
    }
    done[best] = 1
    order.push(best)
    later.push(rest)
  }
  return { order, later }
}
