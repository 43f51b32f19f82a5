import type { Summary } from '../engine/index.ts'
import { duration, instant, percent } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** A run of many faults shows the first of them. */
const MOST_ROWS = 24

/** What failed, from when on and for how long. */
export function faultLines({ faults, end_utc }: Summary, paint: Paint): string[] {
  if (faults.length === 0) return []
  const rows = faults.map(f => [f.part, f.fault, percent(f.lost_frac, 1), instant(f.from_utc), lasted(f, end_utc)])
  const lines = table(
    [
      { title: 'Fault of' },
      { title: 'what' },
      { title: 'takes', right: true },
      { title: 'from UTC' },
      { title: 'for' },
    ],
    rows.slice(0, MOST_ROWS),
    paint.bold,
  )
  return rows.length <= MOST_ROWS ? lines : [...lines, `  ... ${rows.length - MOST_ROWS} more; --json has them all`]
}

export function lasted({ from_utc, to_utc }: Summary['faults'][number], end_utc: string): string {
  const text = duration((Date.parse(to_utc ?? end_utc) - Date.parse(from_utc)) / 1000)
  return to_utc === null ? `${text}, to the end` : text
}
