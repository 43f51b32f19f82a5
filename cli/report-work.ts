import type { Summary } from '../engine/index.ts'
import { decimalsFor, fixed } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** What was computed, and what was lost and why: the reasons that there were. */
export function workLines({ work }: Summary, paint: Paint): string[] {
  if (work.length === 0) return []
  const reasons = [...new Set(work.flatMap(w => Object.keys(w.lost_PFLOP_day)))].filter(reason =>
    work.some(w => (w.lost_PFLOP_day[reason] ?? 0) > 1e-9 * w.wanted_PFLOP_day),
  )
  const decimals = decimalsFor(Math.max(...work.map(w => w.wanted_PFLOP_day)))
  const right = (title: string) => ({ title, right: true })
  return table(
    [{ title: 'Work, PFLOP-days' }, right('wanted'), right('delivered'), ...reasons.map(r => right(`lost: ${r}`))],
    work.map(w => [
      w.part,
      fixed(w.wanted_PFLOP_day, decimals),
      fixed(w.delivered_PFLOP_day, decimals),
      ...reasons.map(r => fixed(w.lost_PFLOP_day[r] ?? 0, decimals)),
    ]),
    paint.bold,
  )
}
