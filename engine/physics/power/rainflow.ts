/** Takes one cycle: its range, and 1 for a whole one or 0.5 for a half. */
export type TakeCycle = (range: number, count: 0.5 | 1) => void

export interface Rainflow {
  /** The next value of the history. */
  push(value: number): void
  /** Reports what has not closed as half cycles; call once, at the end. */
  finish(): void
}

/**
 * Counts the cycles of a history by rainflow, three points at a time, as it comes: ASTM E1049-85, section 5.4.4. Only turning points that
 * have not closed yet are held, a number that grows with the logarithm of a history and not with its length.
 */
export function makeRainflow(take: TakeCycle): Rainflow {
  const turns: number[] = []
  let last = Number.NaN
  let rising = 0

  function turn(value: number): void {
    turns.push(value)
    while (turns.length >= 3) {
      const n = turns.length
      const newest = Math.abs(turns[n - 1] - turns[n - 2])
      const older = Math.abs(turns[n - 2] - turns[n - 3])
      if (newest < older) return
      take(older, n === 3 ? 0.5 : 1)
      // A range that holds the start of the history is half a cycle, and the start moves on; any other closes.
      if (n === 3) turns.shift()
      else turns.splice(n - 3, 2)
    }
  }

  return {
    push(value) {
      if (Number.isNaN(last)) turn(value)
      else if (value !== last) {
        const up = value > last ? 1 : -1
        if (rising !== 0 && up !== rising) turn(last)
        rising = up
      }
      last = value
    },
    finish() {
      if (rising !== 0) turn(last)
      for (let k = 1; k < turns.length; k++) take(Math.abs(turns[k] - turns[k - 1]), 0.5)
      turns.length = 0
    },
  }
}
