import { type FaultCase, runEachFault } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { sayWhatIsWrong } from './errors.ts'
import type { Verdict } from './finding.ts'
import { clock, percent } from './format.ts'
import { InputError } from './input-error.ts'
import { loadSatellite } from './load.ts'
import { type Output, outputTo, type Paint } from './output.ts'
import { breachOf, demandOf } from './report-limits.ts'
import { type Cell, table, WIDTH, wrap } from './table.ts'

/** What `check` may be asked for besides. */
export interface EachFaultOptions {
  readonly use: readonly string[]
  readonly update: boolean
  readonly requireBaseline: boolean
  readonly reporter: readonly string[]
}

/** Runs each fault of each scenario alone and tells which limit it breaks first. Exit as `check`: 0 all hold, 1 one is broken, 2 the input is wrong. */
export async function eachFaultCommand(paths: readonly string[], o: EachFaultOptions): Promise<Verdict> {
  const other = o.update
    ? '--update'
    : o.requireBaseline
      ? '--require-baseline'
      : o.reporter.length > 0
        ? '--reporter'
        : ''
  if (other !== '')
    throw new InputError(`--each-fault does not go with ${other}: it judges limits alone, and tells them as text.`)
  const { use } = o
  const components = await loadComponents(use)
  const output = outputTo(process.stdout)
  let worst: Verdict = 0
  for (const [k, path] of paths.entries()) {
    if (k > 0) output.print([''])
    try {
      const scenario = loadSatellite(path, components, '--each-fault')
      const cases = runEachFault(scenario, { components })
      output.print([output.paint.bold(path), ...caseLines(cases, output.paint)])
      if (cases.some(c => c.broken.length > 0)) worst = Math.max(worst, 1) as Verdict
    } catch (error) {
      if (!sayWhatIsWrong(error)) throw error
      wrongInput(path, output)
      worst = 2
    }
  }
  return worst
}

const wrongInput = (path: string, { print, paint }: Output) =>
  print([paint.bold(path), paint.bad('The input is wrong.')])

function caseLines(cases: readonly FaultCase[], paint: Paint): string[] {
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

const verdictOf = ({ broken }: FaultCase, paint: Paint): Cell =>
  broken.length === 0 ? { text: 'PASS', paint: paint.good } : { text: 'FAIL', paint: paint.bad }

const nameOf = ({ fault }: FaultCase) => (fault === undefined ? 'no fault' : `${fault.part} ${fault.fault}`)

/** A rate tells how often it was drawn, and when first. */
function whenOf({ fault, summary: { faults } }: FaultCase): string {
  if (fault === undefined) return ''
  const [first] = faults
  if (first === undefined) return 'not drawn in this run'
  const share = first.lost_frac < 1 ? `, ${percent(first.lost_frac, 1)}` : ''
  const times = faults.length > 1 ? `, ${faults.length} times` : ''
  return `${clock(first.from_utc)}${share}${times}`
}

const firstOf = ({ broken: [first] }: FaultCase) =>
  first === undefined
    ? ''
    : `${first.subject}, ${demandOf(first)}, at ${clock(first.broken_since_utc ?? first.worst_utc)}`

const INDENT = '      '

/** Every broken limit with how far, in the order in which they broke. */
const breachLines = ({ broken }: FaultCase) =>
  broken.flatMap(l => wrap(`${l.subject} ${breachOf(l)}`, '', WIDTH - INDENT.length).map(line => INDENT + line))

function verdictLine(none: FaultCase, faults: readonly FaultCase[]): string {
  const failed = faults.filter(c => c.broken.length > 0).length
  const before = none.broken.length > 0 ? 'Limits are broken already without a fault. ' : ''
  if (failed === 0)
    return `${before}Every limit holds with ${faults.length === 1 ? 'the fault' : `each of ${faults.length} faults`}.`
  return `${before}${failed} of ${faults.length} faults ${failed === 1 ? 'breaks' : 'break'} a limit.`
}
