import { makeRainflow } from '../physics/power/rainflow.ts'
import { type BatteryLife, cycleWear_frac } from '../physics/power/wear.ts'
import type { TickView } from '../tick/column.ts'

const YEAR_s = 365.25 * 86400

/** How long a battery lasts at the duty of the run. */
export interface BatteryLifeResult {
  readonly battery: string
  /** Cycles that were counted by rainflow, halves as halves. */
  readonly cycles_count: number
  readonly deepest_frac: number
  /** Share of its life that a year takes: by cycling, and by the calendar. */
  readonly cycling_per_year: number
  readonly calendar_per_year: number
  readonly life_year: number
}

/** A battery's promise and where its charge is, for one lane. */
export interface WatchedBattery {
  readonly battery: string
  readonly column: string
  readonly life: BatteryLife
}

export function watchLife({ battery, column, life }: WatchedBattery, lane: number) {
  let cycles = 0
  let deepest = 0
  let wear = 0
  let duration_s = 0
  const rainflow = makeRainflow((range, count) => {
    cycles += count
    deepest = Math.max(deepest, range)
    wear += count * cycleWear_frac(range, life)
  })
  return {
    observe({ time_s, columns }: TickView): void {
      rainflow.push((columns.get(column) as Float64Array)[lane])
      duration_s = time_s
    },
    /** Call once, at the end. */
    result(): BatteryLifeResult {
      rainflow.finish()
      const cycling = (wear * YEAR_s) / duration_s
      const calendar = 1 / life.calendar_year
      return {
        battery,
        cycles_count: cycles,
        deepest_frac: deepest,
        cycling_per_year: cycling,
        calendar_per_year: calendar,
        life_year: 1 / (cycling + calendar),
      }
    },
  }
}
