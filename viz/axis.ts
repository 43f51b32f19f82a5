import { formatUtc } from '../engine/index.ts'
import type { Stretch } from './page.ts'

const MINUTE_s = 60
const HOUR_s = 3600
const DAY_s = 86400
const STEPS_s = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE_s),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR_s),
  ...[1, 2, 5, 10, 20, 50, 100].map(n => n * DAY_s),
]

/** A tick of a time axis: seconds since the start, and UTC in as many words as its step needs. */
export interface AxisTick {
  readonly time_s: number
  readonly text: string
}

/** Round UTC instants over a stretch, at most `most` of them. */
export function axisTicks(start_us: number, { from_s, to_s }: Stretch, most: number): AxisTick[] {
  const step_s = STEPS_s.find(s => (to_s - from_s) / s <= most) ?? (STEPS_s.at(-1) as number)
  const start_s = start_us / 1e6
  const ticks: AxisTick[] = []
  for (let k = Math.ceil((start_s + from_s) / step_s); k * step_s <= start_s + to_s; k++) {
    const utc = formatUtc(Math.round(k * step_s * 1e6))
    const midnight = (k * step_s) % DAY_s === 0
    const clock = step_s < MINUTE_s ? utc.slice(11, 19) : utc.slice(11, 16)
    ticks.push({ time_s: k * step_s - start_s, text: midnight ? utc.slice(5, 10) : clock })
  }
  return ticks
}
