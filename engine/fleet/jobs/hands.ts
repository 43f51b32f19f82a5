/** Numbers of a job in hand: when it arrived and from when on it can be worked on, s; its work left, PFLOP; and the next in the same hands. */
const [ARRIVED, READY, LEFT, NEXT] = [0, 1, 2, 3]
const JOB = 4
const NONE = -1
/** Room for jobs at first. */
const ROOM = 1024

/** Jobs on their way to satellites or in their hands, first come first done, in a table that grows with the most there are at once. */
export function makeHands(lanes: number) {
  let table = new Float64Array(ROOM * JOB)
  let used = 0
  let free = NONE
  const first = new Int32Array(lanes).fill(NONE)
  const last = new Int32Array(lanes).fill(NONE)
  let count = 0

  function place(): number {
    if (free !== NONE) {
      const at = free
      free = table[at + NEXT]
      return at
    }
    if (used === table.length) {
      const roomier = new Float64Array(2 * table.length)
      roomier.set(table)
      table = roomier
    }
    used += JOB
    return used - JOB
  }

  return {
    /** In all hands. */
    count: () => count,
    isEmpty: (lane: number) => first[lane] === NONE,
    take(lane: number, arrived_s: number, ready_s: number, work_PFLOP: number): void {
      const at = place()
      table[at + ARRIVED] = arrived_s
      table[at + READY] = ready_s
      table[at + LEFT] = work_PFLOP
      table[at + NEXT] = NONE
      if (first[lane] === NONE) first[lane] = at
      else table[last[lane] + NEXT] = at
      last[lane] = at
      count++
    },
    /** Does so much of the jobs in a lane's hands, in order; less than `rounding_PFLOP` left of one is nothing. `ended` is told when each arrived. */
    work(lane: number, done_PFLOP: number, rounding_PFLOP: number, ended: (arrived_s: number) => void): void {
      let more_PFLOP = done_PFLOP
      for (let at = first[lane]; at !== NONE; at = first[lane]) {
        const part_PFLOP = Math.min(more_PFLOP, table[at + LEFT])
        more_PFLOP -= part_PFLOP
        table[at + LEFT] -= part_PFLOP
        if (table[at + LEFT] > rounding_PFLOP) return
        first[lane] = table[at + NEXT]
        table[at + NEXT] = free
        free = at
        count--
        ended(table[at + ARRIVED])
      }
    },
    /** Work left of those of a lane that can be worked on. */
    ready_PFLOP(lane: number, now_s: number): number {
      let sum_PFLOP = 0
      for (let at = first[lane]; at !== NONE; at = table[at + NEXT])
        if (table[at + READY] <= now_s) sum_PFLOP += table[at + LEFT]
      return sum_PFLOP
    },
  }
}
