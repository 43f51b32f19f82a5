import type { TickView } from '../tick/column.ts'

/** TFLOP/s over seconds to PFLOP-days. */
const PFLOP_DAY_TFLOP = 1000 * 86400

/** What a part computed over the run, and what it did not, by reason; PFLOP-days. */
export interface Work {
  readonly part: string
  readonly wanted_PFLOP_day: number
  readonly delivered_PFLOP_day: number
  readonly lost_PFLOP_day: Readonly<Record<string, number>>
}

/** The columns of a part's work, for one lane. */
export interface WatchedWork {
  readonly part: string
  readonly delivered: string
  readonly lost: Readonly<Record<string, string>>
}

export function watchWork({ part, delivered, lost }: WatchedWork, lane: number, step_s: number) {
  const names = [delivered, ...Object.values(lost)]
  const sums = new Float64Array(names.length)
  return {
    observe({ tick, columns }: TickView): void {
      if (tick === 0) return
      for (const [k, name] of names.entries()) sums[k] += (columns.get(name) as Float64Array)[lane]
    },
    result(): Work {
      const total = Array.from(sums, s => (s * step_s) / PFLOP_DAY_TFLOP)
      return {
        part,
        wanted_PFLOP_day: total.reduce((sum, v) => sum + v, 0),
        delivered_PFLOP_day: total[0],
        lost_PFLOP_day: Object.fromEntries(Object.keys(lost).map((reason, k) => [reason, total[k + 1]])),
      }
    },
  }
}
