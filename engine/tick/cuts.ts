import { GRADED_OFFSETS_s } from '../physics/heat/substeps.ts'

/**
 * Where ticks are cut. At a jump (a shadow's edge, a step of a schedule) the tick ends one step and begins another, so
 * that conditions are constant within each; a few shorter steps follow, because temperatures move fastest just after a jump.
 */
export interface Cuts {
  /** An event of this lane: it and its graded followers become cuts. */
  jump(time_s: number): void
  /** A cut that is no event: nothing jumps there. */
  cut(time_s: number): void
  /** The cuts strictly inside (start_s, end_s), rising; those up to end_s are then forgotten. */
  take(start_s: number, end_s: number): readonly number[]
  /** No cut comes before this time. */
  next_s(): number
}

/** Times closer than this are one time. A millionth of a second holds less than a joule of any satellite. */
const SAME_s = 1e-6

export function makeCuts(): Cuts {
  let pending: number[] = []
  let sorted = true
  const none: readonly number[] = []
  return {
    next_s: () => pending.reduce((least, t) => Math.min(least, t), Number.POSITIVE_INFINITY),
    jump(time_s) {
      pending.push(time_s)
      for (const offset_s of GRADED_OFFSETS_s) pending.push(time_s + offset_s)
      sorted = false
    },
    cut(time_s) {
      pending.push(time_s)
      sorted = false
    },
    take(start_s, end_s) {
      if (pending.length === 0) return none
      if (!sorted) pending.sort((a, b) => a - b)
      sorted = true
      if (pending[0] > end_s + SAME_s) return none
      const inside: number[] = []
      let last = start_s
      for (const t of pending)
        if (t > last + SAME_s && t < end_s - SAME_s) {
          inside.push(t)
          last = t
        }
      pending = pending.filter(t => t > end_s + SAME_s)
      return inside
    },
  }
}
