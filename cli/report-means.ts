import type { Summary } from '../engine/index.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** What parts tell as a mean over the run, such as the drag. */
export function meanLines({ means }: Summary, paint: Paint): string[] {
  if (means.length === 0) return []
  return table(
    [{ title: 'Mean over the run' }, { title: '', right: true }, { title: '' }],
    means.map(m => [m.column, Number(m.mean.toPrecision(4)).toString(), m.unit === '1' ? '' : m.unit]),
    paint.bold,
  )
}
