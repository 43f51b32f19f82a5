import type { Column } from '../tick/column.ts'
import type { Span } from '../tick/component.ts'

/** Rows of `[time_s, value]`; a value holds from its time on, and before the first row it is 0. */
export type Schedule = readonly (readonly [number, number])[]

/** Fills a column with the scheduled value. Ticks are cut at every row, so the middle of a step tells the whole step. */
export function followSchedule(schedule: Schedule): (out: Column, span: Span) => void {
  let row = -1
  return (out, { from, to, start_s, end_s }) => {
    const now_s = 0.5 * (start_s + end_s)
    while (row >= 0 && schedule[row][0] > now_s) row--
    while (row + 1 < schedule.length && schedule[row + 1][0] <= now_s) row++
    out.fill(row < 0 ? 0 : schedule[row][1], from, to)
  }
}

/** The times at which a schedule jumps. */
export const jumpsOf = (schedule: Schedule): number[] => schedule.map(r => r[0]).filter(t => t > 0)
