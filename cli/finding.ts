import type { CheckedBaseline } from './budget.ts'
import type { Checked, CheckedFault, JudgedLimit } from './check-one.ts'
import type { Place } from './place.ts'
import { movedCells } from './report-baseline.ts'
import { breachOf, demandOf, subjectOf } from './report-limits.ts'

/** Every limit and budget holds, one is broken, the input is wrong: the exit code. */
export type Verdict = 0 | 1 | 2

/** One thing that was judged of a scenario, in plain words: what reporters for machines tell. */
export interface Finding {
  readonly about: 'input' | 'limit' | 'budget'
  /** What must be so: `chips.temp_K at most 363 K`. */
  readonly title: string
  readonly verdict: Verdict
  /** By how much, where and when it broke; empty where it holds. */
  readonly message: string
  readonly place?: Place
}

export const verdictOf = (c: Checked): Verdict => Math.max(...findingsOf(c).map(f => f.verdict)) as Verdict

/** That the scenario runs, each of its limits, and its budget where there is a baseline. */
export function findingsOf(c: Checked): Finding[] {
  const runs: Finding = { about: 'input', title: 'the scenario runs', verdict: 0, message: '' }
  if (c.wrong.length > 0)
    return c.wrong.map(({ message, place }) => ({
      ...runs,
      verdict: 2,
      message,
      ...(place === undefined ? {} : { place }),
    }))
  const found = [runs, ...c.limits.map(limitFinding), ...budgetFinding(c.baseline)]
  return c.fault === undefined ? found : found.map(f => ({ ...f, title: `${f.title} ${withFault(c.fault)}` }))
}

/** The scenario, and with which fault where only one happened. */
export const titleOf = ({ path, fault }: Checked) => (fault === undefined ? path : `${path} ${withFault(fault)}`)

const withFault = (fault: Checked['fault']) =>
  fault == null ? 'without a fault' : `with fault ${fault.number}, ${faultName(fault)}`

export const faultName = ({ part, fault }: CheckedFault) => `${part} ${fault}`

function limitFinding(l: JudgedLimit): Finding {
  const message = l.holds ? '' : [breachOf(l), ...(l.why === undefined ? [] : [`why: ${l.why}`])].join('\n')
  return {
    about: 'limit',
    title: `${subjectOf(l)} ${demandOf(l)}`,
    verdict: l.holds ? 0 : 1,
    message,
    ...(l.place === undefined ? {} : { place: l.place }),
  }
}

function budgetFinding(b: CheckedBaseline | undefined): Finding[] {
  if (b?.state !== 'compared' || b.result === undefined) return []
  const lines = b.result.values
    .filter(v => !v.holds)
    .map(v => {
      const [was, is, change, allowed, when] = movedCells(v)
      return `${v.name} was ${was}, is ${is}: ${change || 'gone'}, allowed ${allowed} (${when})`
    })
  const changes = b.result.changes.map(
    c => `changed: ${c.name} ${JSON.stringify(c.was) ?? '-'} -> ${JSON.stringify(c.is) ?? '-'}`,
  )
  return [
    {
      about: 'budget',
      title: `the budget of ${b.file}`,
      verdict: b.result.holds ? 0 : 1,
      message: b.result.holds ? '' : [...lines, ...changes].join('\n'),
    },
  ]
}
