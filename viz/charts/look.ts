import type { Stretch } from '../page.ts'
import type { Shown } from '../shown.ts'
import { makeValue, type Value } from '../value.ts'

/** How the panels look at the run: shared by charts, tables, form and exports. */
export interface Look {
  /** The run that the present one is compared with. */
  readonly ghost: Value<Shown | undefined>
  /** The row under the pointer. */
  readonly hover: Value<number | undefined>
  /** Columns that are charted; undefined for the usual ones. */
  readonly ticked: Value<ReadonlySet<string> | undefined>
}

export const makeLook = (): Look => ({
  ghost: makeValue<Shown | undefined>(undefined),
  hover: makeValue<number | undefined>(undefined),
  ticked: makeValue<ReadonlySet<string> | undefined>(undefined),
})

/** First and last row of a stretch. */
export function rowsIn(stretch: Stretch | undefined, interval_s: number, rows: number): readonly [number, number] {
  if (stretch === undefined) return [0, rows - 1]
  // A row's time is a product: a hair of the interval keeps a bound on a row from losing it.
  const first = Math.max(0, Math.ceil(stretch.from_s / interval_s - 1e-9))
  return [first, Math.max(first, Math.min(rows - 1, Math.floor(stretch.to_s / interval_s + 1e-9)))]
}
