import { inScale, type Scale } from '../format.ts'
import type { ChartPlan } from './choose.ts'

/** Least and greatest. */
function extent(values: Float64Array): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const v of values) {
    if (v < least) least = v
    if (v > greatest) greatest = v
  }
  return [least, greatest]
}

export const largestOf = ({ columns }: ChartPlan): number =>
  Math.max(0, ...columns.flatMap(c => extent(c.values).map(Math.abs)))

/** The chart in words, for who cannot see it. `compared` are the columns that another run's lines stand beside. */
export function describe({ title, columns, unit }: ChartPlan, scale: Scale, compared: readonly string[]): string {
  const spans = columns.map(c => {
    const [least, greatest] = extent(c.values)
    return `${c.name} from ${inScale(least, scale)} to ${inScale(greatest, scale)}`
  })
  const beside = compared.length === 0 ? '' : `; dashed, the run compared with: ${compared.join(', ')}`
  return `${title}, ${scale.unit === '' ? unit : scale.unit}: ${spans.join('; ')}${beside}`
}

/** Room above and below the lines; a line that is level all along gets some of its own. */
export function padded(min: number, max: number): [number, number] {
  if (!(Number.isFinite(min) && Number.isFinite(max))) return [0, 1]
  // What moves by less than a part in a hundred looks level, which it is.
  const room = max > min ? Math.max((max - min) * 0.08, Math.abs(max) * 0.01) : Math.max(Math.abs(max) * 0.1, 1e-6)
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
