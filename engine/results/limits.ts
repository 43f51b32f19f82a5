import type { MeasuredRun } from '../measures/measure.ts'
import { type Problem, ScenarioError } from '../quantity/problem.ts'
import { didYouMean } from '../quantity/suggest.ts'
import type { Bounds, ColumnLimit, Limit, ResultLimit, Scenario } from '../scenario/scenario.ts'
import type { ColumnInfo, TickView } from '../tick/column.ts'
import type { NamedValue } from './values.ts'

/** How a limit fared: the worst value, when it was, and how far it is from the bound. Plain data. */
export interface LimitResult extends Bounds {
  /** What it is about: a column, or a number of the summary. */
  readonly subject: string
  /** The measure of the column, or `result` for a number of the summary. */
  readonly measure: string
  /** The measure in words that stand before the bound, such as `percentile 99`; empty for the value itself. */
  readonly words: string
  readonly unit: string
  readonly holds: boolean
  /** The value nearest to (or farthest beyond) the bound. */
  readonly worst: number
  readonly worst_tick: number
  readonly worst_time_s: number
  readonly worst_utc: string
  /** Distance to the bound in the unit of what is measured; below 0 the limit is broken, at 0 it holds. */
  readonly margin: number
  /** As a share of the bound's size; null where the bound is 0. */
  readonly margin_frac: number | null
  /** When it broke first; null where it holds. */
  readonly broken_since_utc: string | null
}

/** What all limits of a run need of it. */
export interface LimitedRun extends Omit<MeasuredRun, 'meaning' | 'unit'> {
  readonly lane: number
  readonly info: readonly ColumnInfo[]
  readonly utcOf: (time_s: number) => string
}

export interface LimitWatch {
  observe(view: TickView): void
  result(): LimitResult
}

/** Follows a limit on a column through the run, at every tick whatever is recorded. */
export function watchLimit(limit: ColumnLimit, run: LimitedRun): LimitWatch {
  const { column, measure, values } = limit
  const { unit, meaning } = run.info.find(c => c.name === column) as ColumnInfo
  const judge = makeJudge(limit, run)
  const take = measure.start(values, { ...run, unit, meaning }, judge.read)
  return {
    observe: ({ tick, columns, isLast }) => take((columns.get(column) as Float64Array)[run.lane], tick, isLast),
    result: () => judge.result({ subject: column, ...namedMeasure(limit, unit) }),
  }
}

/** The measure of a column that has this unit: its name, its words, and the unit of what it measures. */
export function namedMeasure({ measure, values }: ColumnLimit, unit: string) {
  return {
    measure: measure.measure,
    words: measure.words(values, value => (unit === '1' ? `${value}` : `${value} ${unit}`)),
    unit: measure.unit(unit),
  }
}

/** Judges a limit on a number of the summary; undefined when the run has none of that name. */
export function judgeResult(
  limit: ResultLimit,
  values: readonly NamedValue[],
  run: LimitedRun,
): LimitResult | undefined {
  const found = values.find(v => v.name === limit.result)
  if (found === undefined) return undefined
  const { step_s, ticks, utcOf } = run
  const moment_s = found.utc === undefined ? ticks * step_s : (Date.parse(found.utc) - Date.parse(utcOf(0))) / 1000
  const judge = makeJudge(limit, run)
  judge.read(found.value, Math.round(moment_s / step_s))
  return judge.result({ subject: limit.result, measure: 'result', words: '', unit: found.unit })
}

/** Keeps the worst of many readings, and the first that breaks the bounds. */
function makeJudge({ min, max, why }: Bounds, { step_s, utcOf }: LimitedRun) {
  let margin = Number.POSITIVE_INFINITY
  let worst = Number.NaN
  let worst_tick = 0
  let brokenTick: number | undefined
  return {
    read(value: number, tick: number): void {
      const now = Math.min(value - (min ?? Number.NEGATIVE_INFINITY), (max ?? Number.POSITIVE_INFINITY) - value)
      if (now < 0) brokenTick ??= tick
      if (now >= margin) return
      margin = now
      worst = value
      worst_tick = tick
    },
    result(about: Pick<LimitResult, 'subject' | 'measure' | 'words' | 'unit'>): LimitResult {
      const bound = Math.abs(min === undefined || margin !== worst - min ? (max as number) : min)
      return {
        ...about,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(why === undefined ? {} : { why }),
        holds: margin >= 0,
        worst,
        worst_tick,
        worst_time_s: worst_tick * step_s,
        worst_utc: utcOf(worst_tick * step_s),
        margin,
        margin_frac: bound === 0 ? null : margin / bound,
        broken_since_utc: brokenTick === undefined ? null : utcOf(brokenTick * step_s),
      }
    },
  }
}

/** Columns exist only once the plant is compiled, so limits on none of them are found here. */
export function checkLimitColumns(scenarios: readonly Scenario[], columns: readonly string[]): void {
  const shown = columns.filter(c => !c.includes('.mid_'))
  refuse(scenarios, l =>
    'column' in l && !columns.includes(l.column) ? { key: 'column', name: l.column, known: shown } : undefined,
  )
}

/** Numbers of the summary exist only once the run is over. */
export function checkLimitResults(scenario: Scenario, values: readonly NamedValue[]): void {
  const known = values.map(v => v.name)
  refuse([scenario], l =>
    'result' in l && !known.includes(l.result) ? { key: 'result', name: l.result, known } : undefined,
  )
}

function refuse(
  scenarios: readonly Scenario[],
  wrong: (l: Limit) => { key: 'column' | 'result'; name: string; known: readonly string[] } | undefined,
): void {
  const problems = scenarios.flatMap(({ limits, source }) =>
    limits.flatMap((l, k): Problem[] => {
      const found = wrong(l)
      if (found === undefined) return []
      const { key, name, known } = found
      const what = key === 'column' ? `no column is called ${name}` : `this run has no result called ${name}`
      return [
        source.place({ path: ['limits', k, key], name: `limits.${k}.${key}`, what, instead: didYouMean(name, known) }),
      ]
    }),
  )
  if (problems.length > 0) throw new ScenarioError(problems)
}
