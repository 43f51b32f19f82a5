import * as z from 'zod'
import { optionalQuantity, optionalText, type ParameterSet, text } from '../quantity/parameter.ts'
import type { Problem } from '../quantity/problem.ts'
import { explainAll } from './explain.ts'
import type { Limit } from './scenario.ts'

/** What can be written of a limit. */
export const LIMIT_PARAMETERS = {
  column: text({ about: 'The column it is about, such as battery.charge_frac.' }),
  min: optionalQuantity({ about: 'The least value allowed, in the unit of the column.' }),
  max: optionalQuantity({ about: 'The largest value allowed, in the unit of the column.' }),
  why: optionalText({ about: 'Why it holds; shown when it fails.' }),
} as const satisfies ParameterSet

const schema = z.strictObject(Object.fromEntries(Object.entries(LIMIT_PARAMETERS).map(([k, p]) => [k, p.schema])))

export function readLimits(given: unknown, problems: Problem[]): Limit[] {
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
    const path = ['limits', k]
    const label = `limits.${k}`
    const parsed = schema.safeParse(item)
    if (!parsed.success) {
      problems.push(...explainAll(parsed.error.issues, item, path, label, LIMIT_PARAMETERS))
      return []
    }
    const limit = parsed.data as unknown as Limit
    if (limit.min === undefined && limit.max === undefined) {
      problems.push({ path, name: label, what: 'limits nothing', instead: 'Write min, max or both.' })
    } else if (limit.min !== undefined && limit.max !== undefined && limit.min > limit.max)
      problems.push({
        path: [...path, 'min'],
        name: `${label}.min`,
        what: `${limit.min} is above max ${limit.max}`,
        instead: 'No value can hold both; swap them.',
      })
    return [limit]
  })
}
