import type { Column } from './column.ts'
import type { Span } from './component.ts'

/** What one part adds to a sum that many add to, W, as its own column. */
export interface Addition {
  readonly owner: string
  /** The sum's name. */
  readonly sum: string
  readonly by: Column
}

/** A step that also notes what it adds to each sum: the sum's change across it. The numbers of the run stay the same bits. */
export function metered(
  run: (span: Span) => void,
  sums: readonly { readonly column: Column; readonly by: Column }[],
): (span: Span) => void {
  return span => {
    for (const { column, by } of sums) for (let i = span.from; i < span.to; i++) by[i] = column[i]
    run(span)
    for (const { column, by } of sums) for (let i = span.from; i < span.to; i++) by[i] = column[i] - by[i]
  }
}
