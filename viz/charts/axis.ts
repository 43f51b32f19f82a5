import { inScale, type Scale } from '../format.ts'
import type { ChartPlan } from './choose.ts'

export function largestOf({ columns }: ChartPlan): number {
  let largest = 0
  for (const { values } of columns) for (const v of values) largest = Math.max(largest, Math.abs(v))
  return largest
}

/** The chart in words, for who cannot see it. */
export function describe({ title, columns, unit }: ChartPlan, scale: Scale): string {
  const spans = columns.map(c => {
    const [min, max] = c.values.reduce(
      ([a, b], v) => [Math.min(a, v), Math.max(b, v)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    )
    return `${c.name} from ${inScale(min, scale)} to ${inScale(max, scale)}`
  })
  return `${title}, ${scale.unit === '' ? unit : scale.unit}: ${spans.join('; ')}`
}

/** Room above and below the lines; a line that is level all along gets some of its own. */
export function padded(min: number, max: number): [number, number] {
  if (!(Number.isFinite(min) && Number.isFinite(max))) return [0, 1]
  const room = max > min ? (max - min) * 0.08 : Math.max(Math.abs(max) * 0.1, 1e-6)
  // Zero is a floor that powers, charges and rates have in common.
  return [min >= 0 && min - room < 0 ? -room * 0.25 : min - room, max + room]
}

export function axisText(shown: number, splits: readonly number[], { factor }: Scale): string {
  const gap = splits.length > 1 ? Math.abs(splits[1] - splits[0]) * factor : 1
  const decimals = Math.max(0, Math.min(6, Math.ceil(-Math.log10(gap) - 1e-9)))
  const text = shown.toFixed(decimals)
  return Number(text) === 0 ? '0' : text
}

/** Hours and minutes of UTC, the date where a new day begins, seconds where the chart is that near. */
export function clockText(utc_s: number, incr_s: number, before_s: number | undefined): string {
  const iso = new Date(utc_s * 1000).toISOString()
  const day = iso.slice(5, 10)
  if (incr_s >= 86400) return day
  const clock = iso.slice(11, incr_s >= 60 ? 16 : 19)
  const newDay = before_s !== undefined && new Date(before_s * 1000).toISOString().slice(5, 10) !== day
  return newDay ? day : clock
}
