import type { Summary } from '../engine/index.ts'
import { fixed, percent } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** How long each battery lasts at the duty of the run. */
export function batteryLines({ batteries }: Summary, paint: Paint): string[] {
  if (batteries.length === 0) return []
  return table(
    [
      { title: 'Battery life' },
      { title: 'cycles', right: true },
      { title: 'deepest', right: true },
      { title: 'by cycling, a year', right: true },
      { title: 'by calendar', right: true },
      { title: 'lasts', right: true },
    ],
    batteries.map(b => [
      b.battery,
      fixed(b.cycles_count, 1),
      percent(b.deepest_frac, 1),
      percent(b.cycling_per_year, 1),
      percent(b.calendar_per_year, 1),
      `${fixed(b.life_year, 1)} years`,
    ]),
    paint.bold,
  )
}
