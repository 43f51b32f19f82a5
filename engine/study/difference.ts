import type { Summary } from '../results/summary.ts'
import { type NamedValue, valuesOf } from '../results/values.ts'
import { type Change, changesBetween, withChange } from '../scenario/changes.ts'
import { filledIn } from '../scenario/filled.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type SimulateOptions, simulate } from '../simulate.ts'

/** A change and what became of it when it was made alone. */
export interface TriedChange extends Change {
  /** Why the first scenario cannot run with this change alone, such as a part that needs another new one. */
  readonly refused?: string
}

/** A result that two runs do not share. */
export interface Moved {
  readonly name: string
  readonly unit: string
  /** Null where only one of the runs has it. */
  readonly was: number | null
  readonly is: number | null
  /** What each change alone does to it, in the order of the changes; null where it could not be tried. */
  readonly alone: readonly (number | null)[]
  /** The change that alone moves it most; null where none could be told. */
  readonly mover: string | null
  /** What the changes do together beyond the sum of what each does alone. */
  readonly remainder: number | null
}

export interface Difference {
  readonly changes: readonly TriedChange[]
  readonly moved: readonly Moved[]
  /** Results that both runs share, to 1e-9 of their size. */
  readonly kept_count: number
  /** Simulations that it took. */
  readonly runs_count: number
}

/** Places whose change moves no result: how it is called, and what is judged afterwards. */
const WITHOUT_EFFECT = ['name', 'about', 'limits']

/**
 * What differs between two scenarios, what that does to each result, and which change does it. Each change is made alone in the first scenario
 * (one at a time); what they do only together is told as the remainder. Two runs, and one more for each change when there are several.
 *
 * A summary that is known already, of a run that was recorded, is taken as it is: only what each change does is run.
 *
 * Throws what `simulate` throws for either scenario; a change that cannot be made alone is told as refused.
 */
export function differenceOf(
  a: Scenario,
  b: Scenario,
  options: SimulateOptions = {},
  known: { readonly before?: Summary | undefined; readonly after?: Summary | undefined } = {},
): Difference {
  const [was, is] = [filledIn(a), filledIn(b)]
  const changes = changesBetween(was, is)
  let runs_count = 0
  const numbers = (scenario: unknown, summary?: Summary): Numbers => {
    if (summary !== undefined) return byName(valuesOf(summary))
    runs_count++
    return numbersOf(scenario, options)
  }
  const before = numbers(a, known.before)
  const after = numbers(b, known.after)
  const effective = changes.filter(c => !WITHOUT_EFFECT.includes(String(c.path[0])))
  const base = known.before !== undefined && effective.length > 1 ? numbers(a) : before
  const tried = changes.map(change => {
    if (!effective.includes(change)) return { change, values: base }
    if (effective.length === 1) return { change, values: after }
    runs_count++
    return { change, ...alone(withChange(was, change), options) }
  })
  return { ...movedBetween(before, after, tried, base), runs_count }
}

/** What differs between the results of two runs of which nothing else is known. */
export const differenceOfValues = (before: readonly NamedValue[], after: readonly NamedValue[]): Difference => ({
  ...movedBetween(byName(before), byName(after), []),
  runs_count: 0,
})

/** `base` is the first run as it would be run now, where what is known of it was recorded. */
function movedBetween(before: Numbers, after: Numbers, tried: readonly Tried[], base = before) {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const moved = names.flatMap(name => {
    const [from, to] = [before.get(name), after.get(name)]
    return isSame(from?.value, to?.value) ? [] : [movedBy(name, from, to, tried, base)]
  })
  return {
    changes: tried.map(({ change, refused }) => ({ ...change, ...(refused === undefined ? {} : { refused }) })),
    moved,
    kept_count: names.length - moved.length,
  }
}

/** The ledgers close to this; what two runs differ by less is rounding. */
const SAME_frac = 1e-9

const isSame = (a: number | undefined, b: number | undefined) =>
  a === b || (a !== undefined && b !== undefined && Math.abs(b - a) <= SAME_frac * Math.max(Math.abs(a), Math.abs(b)))

type Numbers = ReadonlyMap<string, NamedValue>
interface Tried {
  readonly change: Change
  readonly values?: Numbers
  readonly refused?: string
}

function numbersOf(scenario: unknown, options: SimulateOptions): Numbers {
  // Only the summary is wanted: a recording of two rows is the least there is.
  const { summary } = simulate(scenario, { ...options, every: Number.MAX_SAFE_INTEGER })
  return byName(valuesOf(summary))
}

const byName = (values: readonly NamedValue[]): Numbers => new Map(values.map(v => [v.name, v]))

function alone(given: unknown, options: SimulateOptions): Omit<Tried, 'change'> {
  try {
    return { values: numbersOf(given, options) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { refused: error.message.split('\n')[0] }
  }
}

function movedBy(
  name: string,
  from: NamedValue | undefined,
  to: NamedValue | undefined,
  tried: readonly Tried[],
  base: Numbers,
): Moved {
  const was = from?.value ?? null
  const is = to?.value ?? null
  const alone = tried.map(({ values }) => {
    const value = values?.get(name)?.value
    const without = base.get(name)?.value
    return was === null || value === undefined || without === undefined ? null : value - without
  })
  const most = alone.reduce<number>((best, d, k) => (Math.abs(d ?? 0) > Math.abs(alone[best] ?? 0) ? k : best), 0)
  const whole = was !== null && is !== null && alone.every(d => d !== null)
  return {
    name,
    unit: (to ?? from)?.unit ?? '',
    was,
    is,
    alone,
    mover: is === null || tried.length === 0 || (alone[most] ?? 0) === 0 ? null : tried[most].change.name,
    remainder: whole ? is - was - alone.reduce<number>((sum, d) => sum + (d ?? 0), 0) : null,
  }
}
