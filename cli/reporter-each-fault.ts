import { brokenInOrder } from '../engine/index.ts'
import type { Checked } from './check-one.ts'
import { faultName } from './finding.ts'
import { clock, percent } from './format.ts'
import type { Paint } from './output.ts'
import { breachOf, demandOf } from './report-limits.ts'
import type { Reporter } from './reporter.ts'
import { type Cell, table, WIDTH, wrap } from './table.ts'

/** For people at a terminal: a table a scenario, a row a fault, with the limit that it breaks first. */
export const eachFaultReporter = (paint: Paint): Reporter => ({
  end: all => {
    const paths = [...new Set(all.map(c => c.path))]
    return paths
      .map(
        path =>
          `${scenarioLines(
            path,
            all.filter(c => c.path === path),
            paint,
          ).join('\n')}\n`,
      )
      .join('\n')
  },
})

function scenarioLines(path: string, cases: readonly Checked[], paint: Paint): string[] {
  const wrong = cases.some(c => c.wrong.length > 0)
  return [paint.bold(path), ...(wrong ? [paint.bad('The input is wrong.')] : caseLines(cases, paint))]
}

function caseLines(cases: readonly Checked[], paint: Paint): string[] {
  const [none, ...faults] = cases
  if (faults.length === 0)
    return wrap('No faults are written. Write them under faults; heliosync describe fault tells how.')
  const rows = cases.map(c => [verdictOf(c, paint), nameOf(c), whenOf(c), firstOf(c)])
  const [head, ...lines] = table(
    [{ title: 'Limits' }, { title: 'with' }, { title: 'from UTC' }, { title: 'breaks first' }],
    rows,
    paint.bold,
  )
  return [head, ...lines.flatMap((line, k) => [line, ...breachLines(cases[k])]), ...wrap(verdictLine(none, faults))]
}

const breaks = ({ limits }: Checked) => limits.some(l => !l.holds)

const verdictOf = (c: Checked, paint: Paint): Cell =>
  breaks(c) ? { text: 'FAIL', paint: paint.bad } : { text: 'PASS', paint: paint.good }

const nameOf = ({ fault }: Checked) => (fault == null ? 'no fault' : faultName(fault))

/** A rate tells how often it was drawn, and when first. */
function whenOf({ fault }: Checked): string {
  if (fault == null) return ''
  const { happened } = fault
  const [first] = happened
  if (first === undefined) return 'not drawn in this run'
  const share = first.lost_frac < 1 ? `, ${percent(first.lost_frac, 1)}` : ''
  const times = happened.length > 1 ? `, ${happened.length} times` : ''
  return `${clock(first.from_utc)}${share}${times}`
}

function firstOf({ limits }: Checked): string {
  const [first] = brokenInOrder(limits)
  if (first === undefined) return ''
  return `${first.subject}, ${demandOf(first)}, at ${clock(first.broken_since_utc ?? first.worst_utc)}`
}

const INDENT = '      '

/** Every broken limit with how far, in the order in which they broke. */
const breachLines = ({ limits }: Checked) =>
  brokenInOrder(limits).flatMap(l =>
    wrap(`${l.subject} ${breachOf(l)}`, '', WIDTH - INDENT.length).map(line => INDENT + line),
  )

function verdictLine(none: Checked, faults: readonly Checked[]): string {
  const failed = faults.filter(breaks).length
  const before = breaks(none) ? 'Limits are broken already without a fault. ' : ''
  if (failed === 0)
    return `${before}Every limit holds with ${faults.length === 1 ? 'the fault' : `each of ${faults.length} faults`}.`
  return `${before}${failed} of ${faults.length} faults ${failed === 1 ? 'breaks' : 'break'} a limit.`
}
