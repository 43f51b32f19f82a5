import { LEDGER_TOLERANCE_frac, type Summary } from '../engine/index.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** How well the books close: the worst residual of a tick, in joules and as a share of what a mean tick carries. */
export function ledgerLines({ ledger }: Summary, paint: Paint): string[] {
  if (ledger.length === 0) return []
  return table(
    [
      { title: 'Ledger' },
      { title: 'worst residual', right: true },
      { title: 'of a tick', right: true },
      { title: 'tick', right: true },
    ],
    ledger.map(l => [
      l.name,
      `${l.worst_J === 0 ? '0' : l.worst_J.toExponential(1)} J`,
      l.residual_frac === 0 ? '0' : l.residual_frac.toExponential(1),
      String(l.worst_tick),
    ]),
    paint.bold,
  ).concat(paint.dim(`A residual over ${LEDGER_TOLERANCE_frac} of a tick's energy would have stopped the run.`))
}
