import type { Limit } from '../scenario/scenario.ts'
import type { LimitResult } from './limits.ts'

/** What is told of every satellite, beside who it is. NaN where it has no such thing. */
const ROW_NAMES = [
  'generated_Wh',
  'demanded_Wh',
  'served_Wh',
  'curtailed_Wh',
  'unserved_Wh',
  'loss_Wh',
  'absorbed_Wh',
  'radiated_Wh',
  'sunlit_frac',
  'lowest_charge_frac',
  'coldest_K',
  'hottest_K',
  'work_PFLOP_day',
] as const

/** What a limit is about: a column, or a number of the summary. */
export const subjectOf = (l: Limit) => ('column' in l ? l.column : l.result)

/** The column of a limit's margin: `margin_chips.temp_K`, with a number where there is more than one limit on the same. */
export const marginNames = (limits: readonly Limit[]): string[] =>
  limits.map((limit, k) => {
    const subject = subjectOf(limit)
    const before = limits.slice(0, k).filter(l => subjectOf(l) === subject).length
    return before === 0 ? `margin_${subject}` : `margin_${before + 1}_${subject}`
  })

/** Rows of neighbouring satellites of a group, a column a name. */
export interface FleetRows {
  readonly group: number
  /** Place in the group of the first. */
  readonly first: number
  readonly count: number
  readonly columns: Readonly<Record<string, Float64Array>>
  /** Which node was coldest and hottest: places in the list of the fleet's nodes; -1 for none. */
  readonly coldestNode: Int16Array
  readonly hottestNode: Int16Array
  /** How each limit fared and when, by row; only of rows from the plain path. */
  readonly judged: (readonly (LimitResult | undefined)[] | undefined)[]
}

export function makeFleetRows(group: number, first: number, count: number, limits: readonly Limit[]): FleetRows {
  const names = [...ROW_NAMES, ...marginNames(limits)]
  return {
    group,
    first,
    count,
    columns: Object.fromEntries(names.map(name => [name, new Float64Array(count).fill(Number.NaN)])),
    coldestNode: new Int16Array(count).fill(-1),
    hottestNode: new Int16Array(count).fill(-1),
    judged: [],
  }
}
