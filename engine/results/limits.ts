import type { Limit } from '../scenario/scenario.ts'
import type { TickView } from '../tick/column.ts'

/** How a limit fared: the worst value, when it was, and how far it is from the bound. */
export interface LimitResult extends Limit {
  readonly unit: string
  readonly holds: boolean
  /** The value nearest to (or farthest beyond) the bound. */
  readonly worst: number
  readonly worst_time_s: number
  readonly worst_utc: string
  /** Distance to the bound in the unit of the column; below 0 the limit is broken. */
  readonly margin: number
}

export interface LimitWatch {
  observe(view: TickView): void
  result(utcOf: (time_s: number) => string): LimitResult
}

/** Follows one limit through the run, at every tick whatever is recorded. */
export function watchLimit(limit: Limit, unit: string, lane: number): LimitWatch {
  let margin = Number.POSITIVE_INFINITY
  let worst = 0
  let worst_time_s = 0
  return {
    observe({ time_s, columns }) {
      const value = (columns.get(limit.column) as Float64Array)[lane]
      const now = Math.min(
        value - (limit.min ?? Number.NEGATIVE_INFINITY),
        (limit.max ?? Number.POSITIVE_INFINITY) - value,
      )
      if (now >= margin) return
      margin = now
      worst = value
      worst_time_s = time_s
    },
    result: utcOf => ({
      ...limit,
      unit,
      holds: margin >= 0,
      worst,
      worst_time_s,
      worst_utc: utcOf(worst_time_s),
      margin,
    }),
  }
}
