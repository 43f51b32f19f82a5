import type { ColumnInfo, TickView } from '../tick/column.ts'

/** The least and largest value of a column at any tick, and when. */
export interface Extremes {
  readonly column: string
  readonly unit: string
  readonly min: number
  readonly min_utc: string
  readonly max: number
  readonly max_utc: string
}

/** Follows the columns of everything that is carried from tick to tick: temperatures, charge. */
export function watchExtremes(info: readonly ColumnInfo[], lane: number) {
  const watched = info
    .filter(c => c.meaning === 'state')
    .map(c => ({
      name: c.name,
      unit: c.unit,
      min: Number.POSITIVE_INFINITY,
      min_s: 0,
      max: Number.NEGATIVE_INFINITY,
      max_s: 0,
    }))
  return {
    observe({ time_s, columns }: TickView): void {
      for (const w of watched) {
        const value = (columns.get(w.name) as Float64Array)[lane]
        if (value < w.min) {
          w.min = value
          w.min_s = time_s
        }
        if (value > w.max) {
          w.max = value
          w.max_s = time_s
        }
      }
    },
    result: (utcOf: (time_s: number) => string): Extremes[] =>
      watched.map(w => ({
        column: w.name,
        unit: w.unit,
        min: w.min,
        min_utc: utcOf(w.min_s),
        max: w.max,
        max_utc: utcOf(w.max_s),
      })),
  }
}
