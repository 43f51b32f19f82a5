import type { Checked } from './check-one.ts'
import { findingsOf, titleOf } from './finding.ts'
import { asGiven, instant, withUnit } from './format.ts'
import { movedCells } from './report-baseline.ts'
import { demandOf, marginPercent, subjectOf } from './report-limits.ts'
import type { Reporter } from './reporter.ts'

/** For a pull request: what fails is open, what holds is folded away. */
export const markdownReporter: Reporter = {
  end: all => {
    const failing = all.filter(fails)
    const holding = all.filter(c => !fails(c))
    return [
      `### ${failing.length === 0 ? `✅ All ${all.length} scenarios keep their limits and budgets` : `❌ ${failing.length} of ${all.length} scenarios fail`}`,
      '',
      ...failing.flatMap(sectionOf),
      ...(holding.length === 0
        ? []
        : [`<details><summary>${holding.length} hold</summary>`, '', ...holding.flatMap(sectionOf), '</details>', '']),
    ].join('\n')
  },
}

const fails = (c: Checked) => findingsOf(c).some(f => f.verdict > 0)

function sectionOf(c: Checked): string[] {
  const { baseline } = c
  const moved = baseline?.state === 'compared' ? (baseline.result?.values.filter(v => !v.holds) ?? []) : []
  const changes = baseline?.result?.changes ?? []
  return [
    `#### ${cell(titleOf(c))}`,
    '',
    ...c.wrong.flatMap(w => [`- ${cell(w.message)}`]),
    ...(c.wrong.length > 0 ? [''] : []),
    ...tableOf(
      ['', 'limit', 'must be', 'worst', 'margin', '%', 'at UTC', 'tick', 'why'],
      c.limits.map(l => [
        l.holds ? '✅' : '❌',
        code(subjectOf(l)),
        demandOf(l),
        withUnit(l.worst, l.unit),
        withUnit(l.margin, l.unit),
        marginPercent(l),
        instant(l.worst_utc),
        String(l.worst_tick),
        l.why ?? '',
      ]),
    ),
    ...tableOf(
      ['', 'moved', 'was', 'is', 'change', 'allowed', 'at UTC'],
      moved.map(v => ['❌', code(v.name), ...movedCells(v)]),
    ),
    ...tableOf(
      ['changed since the baseline', 'was', 'is'],
      changes.map(ch => [code(ch.name), code(asGiven(ch.was)), code(asGiven(ch.is))]),
    ),
  ]
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line), '']
}

/** Text in a cell: nothing in it may end the cell, the row, or begin HTML. */
const cell = (text: string) =>
  text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/\s*\n\s*/g, '<br>')
const code = (text: string) => `\`${text.replaceAll('`', "'")}\``
