import type { LimitResult } from '../engine/index.ts'
import { asWritten, clock, withUnit } from './format.ts'
import type { Paint } from './output.ts'
import { table, wrap } from './table.ts'

/** Every limit with its worst value and margin; a broken one says why it matters. */
export function limitLines(limits: readonly LimitResult[], paint: Paint): string[] {
  if (limits.length === 0) return []
  const rows = limits.map(l => [
    l.holds ? { text: 'PASS', paint: paint.good } : { text: 'FAIL', paint: paint.bad },
    l.column,
    boundOf(l),
    withUnit(l.worst, l.unit),
    withUnit(l.margin, l.unit),
    clock(l.worst_utc),
  ])
  const [head, ...lines] = table(
    [
      { title: 'Limit' },
      { title: 'column' },
      { title: 'must be' },
      { title: 'worst', right: true },
      { title: 'margin', right: true },
      { title: 'at UTC' },
    ],
    rows,
    paint.bold,
  )
  const why = (l: LimitResult) => (l.holds || l.why === undefined ? [] : wrap(`       why: ${l.why}`, '       '))
  return [head, ...lines.flatMap((line, k) => [line, ...why(limits[k])])]
}

/** The bound in words. */
export function boundOf({ min, max, unit }: LimitResult): string {
  if (min !== undefined && max !== undefined) return `${min} to ${asWritten(max, unit)}`
  return min !== undefined ? `at least ${asWritten(min, unit)}` : `at most ${asWritten(max as number, unit)}`
}
