import type { ColumnInfo, TickView } from '../tick/column.ts'

/** The mean of a column over all ticks of the run. */
export interface Mean {
  readonly column: string
  readonly unit: string
  readonly mean: number
}

/** Follows the columns that parts want told as a mean, such as the density of the air. */
export function watchMeans(names: readonly string[], info: readonly ColumnInfo[], lane: number) {
  const sums = new Float64Array(names.length)
  let ticks = 0
  return {
    observe({ tick, columns }: TickView): void {
      if (tick === 0) return
      ticks++
      for (const [k, name] of names.entries()) sums[k] += (columns.get(name) as Float64Array)[lane]
    },
    result: (): Mean[] =>
      names.map((column, k) => ({
        column,
        unit: info.find(c => c.name === column)?.unit ?? '',
        mean: sums[k] / ticks,
      })),
  }
}
