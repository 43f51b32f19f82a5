import type { Summary } from '../engine/index.ts'
import { energyUnit, percent } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** Why a load may have been off; in the order of the columns. */
const REASONS = { shed: 'shed by charge', survival: 'survival mode' } as const

/** What loads wanted and were not served, and why. Empty where everybody had everything. */
export function unservedLines({ unserved }: Summary, paint: Paint): string[] {
  const missed = unserved.map(u => ({
    ...u,
    all_Wh: Object.values(u.off_Wh).reduce((sum, Wh) => sum + Wh, u.short_Wh),
  }))
  const rows = missed.filter(u => u.all_Wh > 1e-9 * u.demanded_Wh)
  if (rows.length === 0) return []
  const energy = energyUnit(rows.map(u => u.all_Wh))
  const reasons = Object.entries(REASONS).filter(([key]) => rows.some(u => (u.off_Wh[key] ?? 0) > 0))
  const right = (title: string) => ({ title, right: true })
  return table(
    [
      { title: `Unserved, ${energy.unit}` },
      right('all'),
      right('of demand'),
      right('short of power'),
      ...reasons.map(([, title]) => right(title)),
    ],
    rows.map(u => [
      u.load,
      energy.text(u.all_Wh),
      percent(u.all_Wh / u.demanded_Wh, 1),
      energy.text(u.short_Wh),
      ...reasons.map(([key]) => energy.text(u.off_Wh[key] ?? 0)),
    ]),
    paint.bold,
  )
}
