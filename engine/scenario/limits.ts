import * as z from 'zod'
import { MEASURES } from '../measures/index.ts'
import type { AnyMeasure } from '../measures/measure.ts'
import { objectOf, optionalQuantity, optionalText, type ParameterSet, text } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { didYouMean } from '../quantity/suggest.ts'
import { explainAll } from './explain.ts'
import { readMap } from './map.ts'
import type { Bounds, ColumnLimit, Limit, ResultLimit } from './scenario.ts'

const BOUNDS = {
  min: optionalQuantity({ about: 'The least value allowed, in the unit of what is measured.' }),
  max: optionalQuantity({ about: 'The largest value allowed, in the unit of what is measured.' }),
  why: optionalText({ about: 'Why it must hold; shown when it fails.' }),
} as const satisfies ParameterSet

/** A sort of limit: a measure of a column, or a number of the summary. */
export interface LimitKind {
  readonly kind: string
  readonly about: string
  readonly parameters: ParameterSet
  /** Undefined for a number of the summary. */
  readonly measure?: AnyMeasure
  readonly schema: z.ZodType
}

const column = text({ about: 'The column it is about, such as battery.charge_frac.' })

const columnKinds = MEASURES.map((measure, k): LimitKind => {
  const { measure: kind, about } = measure
  const parameters = { column, ...measure.parameters, ...BOUNDS }
  const written = z.literal(kind).meta({ description: about })
  return {
    kind,
    about,
    parameters,
    measure,
    schema: objectOf(parameters, { measure: k === 0 ? written.optional() : written }),
  }
})

const resultParameters = {
  result: text({ about: 'The number it is about, such as longest_eclipse_s or budget.unserved_Wh.' }),
  ...BOUNDS,
}
const resultKind: LimitKind = {
  kind: 'result',
  about: 'A number of the summary, by the name that baselines and diff give it.',
  parameters: resultParameters,
  schema: objectOf(resultParameters),
}

/** What can be written of a limit, by what it is about. */
export const LIMIT_KINDS: readonly LimitKind[] = [...columnKinds, resultKind]

export function readLimits(given: unknown, hasOrbit: boolean, problems: Problem[]): Limit[] {
  if (given === undefined || given === null) return []
  if (!Array.isArray(given)) {
    problems.push({
      path: ['limits'],
      what: 'limits is not a list',
      instead: 'Write - { column: battery.charge_frac, min: 0.3, why: ... } under limits.',
    })
    return []
  }
  return given.flatMap((item, k) => {
    const limit = readLimit(item, ['limits', k], `limits.${k}`, problems)
    if (limit === undefined) return []
    checkBounds(limit, ['limits', k], `limits.${k}`, problems)
    if (!hasOrbit && 'measure' in limit && limit.measure.byOrbit)
      problems.push({
        path: ['limits', k, 'measure'],
        name: `limits.${k}.measure`,
        what: `${limit.measure.measure} without an orbit`,
        instead: 'Add an orbit, or measure without it.',
      })
    return [limit]
  })
}

function readLimit(item: unknown, path: Path, label: string, problems: Problem[]): Limit | undefined {
  const at = { path: [...path, 'measure'], name: `${label}.measure` }
  const given = readMap(item, path, label, 'Write { column: battery.charge_frac, min: 0.3, why: ... }.', problems)
  if (given === undefined) return undefined
  const kind = kindOf(given)
  if (kind === undefined) {
    const known = MEASURES.map(m => m.measure)
    const what = `${JSON.stringify(given.measure)} is not known`
    problems.push({ ...at, what, instead: didYouMean(String(given.measure), known) })
    return undefined
  }
  const parsed = kind.schema.safeParse(given)
  if (!parsed.success) {
    const meant = given.measure === undefined ? measureOfKeys(given) : undefined
    if (meant !== undefined) problems.push({ ...at, what: 'is missing', instead: `Write measure: ${meant}.` })
    else
      problems.push(
        ...explainAll(parsed.error.issues, given, path, label, kind.parameters, kind.measure && ['measure']),
      )
    return undefined
  }
  const { measure } = kind
  if (measure === undefined) return parsed.data as ResultLimit
  const { column, min, max, why, measure: _written, ...values } = parsed.data as ColumnLimit
  const wrong = measure.check?.(values)
  if (wrong !== undefined) problems.push({ path, name: label, ...wrong })
  const bounds: Bounds = withoutUndefined({ min, max, why })
  return { column, measure, values, ...bounds }
}

/** The measure to which a key belongs that was written without it. */
const measureOfKeys = (given: object) =>
  MEASURES.find(m => Object.keys(m.parameters).some(key => key in given))?.measure

/** `measure` decides, `result` where it stands alone, else every tick of a column. */
function kindOf(given: Readonly<Record<string, unknown>>): LimitKind | undefined {
  if (given.result !== undefined && given.column === undefined) return resultKind
  return given.measure === undefined ? columnKinds[0] : columnKinds.find(k => k.kind === given.measure)
}

const withoutUndefined = (o: object) => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined))

function checkBounds({ min, max }: Bounds, path: Path, name: string, problems: Problem[]): void {
  if (min === undefined && max === undefined)
    problems.push({ path, name, what: 'limits nothing', instead: 'Write min, max or both.' })
  else if (min !== undefined && max !== undefined && min > max)
    problems.push({
      path: [...path, 'min'],
      name: `${name}.min`,
      what: `${min} is above max ${max}`,
      instead: 'No value can hold both; swap them.',
    })
}

/** Limits by orbit need a whole one: found once the length of the run is known. */
export function checkWholeOrbits(limits: readonly Limit[], period_s: number, duration_s: number): Problem[] {
  return limits.flatMap((l, k) =>
    'measure' in l && l.measure.byOrbit && duration_s < period_s
      ? [
          {
            path: ['limits', k, 'measure'],
            name: `limits.${k}.measure`,
            what: `${l.measure.measure}, but the run of ${duration_s} s ends before the first orbit does (${period_s.toFixed(0)} s)`,
            instead: 'Write duration: 1 orbits or more.',
          },
        ]
      : [],
  )
}
