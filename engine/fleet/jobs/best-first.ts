/** Candidates, taken one by one in the order of their scores, the lowest first; of equals the lower number. */
export interface BestFirst {
  clear(): void
  add(candidate: number, score: number): void
  /** The best that is left, and takes it out; -1 when none is. */
  take(): number
}

/** A heap of at most `most` candidates: to find the few best of many costs little more than to look at each once. */
export function makeBestFirst(most: number): BestFirst {
  const heap = new Int32Array(most)
  const scores = new Float64Array(most)
  let size = 0
  let inOrder = false
  const isBefore = (a: number, b: number) => scores[a] < scores[b] || (scores[a] === scores[b] && a < b)

  function sink(from: number): void {
    const sinking = heap[from]
    let at = from
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) child++
      if (!isBefore(heap[child], sinking)) break
      heap[at] = heap[child]
      at = child
    }
    heap[at] = sinking
  }

  return {
    clear() {
      size = 0
      inOrder = false
    },
    add(candidate, score) {
      scores[candidate] = score
      heap[size++] = candidate
    },
    take() {
      if (size === 0) return -1
      if (!inOrder) for (let at = (size >> 1) - 1; at >= 0; at--) sink(at)
      inOrder = true
      const best = heap[0]
      heap[0] = heap[--size]
      sink(0)
      return best
    },
  }
}
