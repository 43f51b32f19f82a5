import type * as z from 'zod'
import { describeParameter } from '../quantity/describe.ts'
import type { Parameter, ParameterSet } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { didYouMean } from '../quantity/suggest.ts'
import { unitOf } from '../quantity/unit.ts'

type Issue = z.core.$ZodIssue

/** Turns what the validation found into problems as a user reads them. `label` names the place, such as a part's id. */
export function explainAll(
  issues: readonly Issue[],
  value: unknown,
  path: Path,
  label: string,
  parameters: ParameterSet,
  otherKeys: readonly string[] = [],
): Problem[] {
  const known = [...Object.keys(parameters), ...otherKeys]
  return issues.flatMap(issue => {
    const inner = issue.path.map(p => (typeof p === 'symbol' ? String(p) : p))
    const at = [...path, ...inner]
    const name = [label, ...inner].filter(x => x !== '').join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({
        path: [...at, key],
        name: [label, ...inner, key].filter(x => x !== '').join('.'),
        atKey: true,
        what: 'unknown key',
        instead: didYouMean(key, known),
      }))
    const key = String(inner[0] ?? '')
    return [{ path: at, name, ...explain(issue, valueAt(value, inner), key, parameters[key], inner.length > 1) }]
  })
}

function valueAt(value: unknown, path: Path): unknown {
  let v = value
  for (const step of path)
    v = v !== null && typeof v === 'object' ? (v as Record<string, unknown>)[String(step)] : undefined
  return v
}

const show = (v: unknown) => (v === undefined ? 'nothing' : typeof v === 'number' ? String(v) : JSON.stringify(v))

function explain(
  issue: Issue,
  value: unknown,
  key: string,
  p: Parameter | undefined,
  nested: boolean,
): { what: string; instead: string } {
  const expects = p === undefined ? '' : describeParameter(key, p)
  const write = `Write ${key === '' ? 'it' : key}${expects === '' ? '' : ` (${expects})`}${p === undefined ? '.' : `: ${p.about}`}`
  if (value === undefined) return { what: 'is missing', instead: write }
  if (issue.code === 'too_big' || issue.code === 'too_small') return outOfRange(issue, value, key, p, expects)
  if (issue.code === 'invalid_value' && p?.words !== undefined)
    return { what: `${show(value)} is not known`, instead: didYouMean(String(value), p.words) }
  if (issue.code === 'invalid_type' && issue.expected === 'number') return notANumber(value, key, nested)
  if (issue.code === 'invalid_type' && issue.expected === 'int')
    return { what: `${show(value)} is not whole`, instead: 'Write a whole number.' }
  if (issue.code === 'custom') return { what: issue.message, instead: `Write ${expects}.` }
  if (issue.code === 'invalid_type' && issue.expected === 'boolean')
    return { what: `${show(value)} is not true or false`, instead: write }
  if (issue.code === 'invalid_type') return { what: `${show(value)} is not ${article(issue.expected)}`, instead: write }
  return { what: `${show(value)} does not fit`, instead: write }
}

function outOfRange(
  issue: Extract<Issue, { code: 'too_big' | 'too_small' }>,
  value: unknown,
  key: string,
  p: Parameter | undefined,
  expects: string,
): { what: string; instead: string } {
  if (issue.origin === 'array') return { what: 'the list is too short', instead: `Write ${expects}.` }
  if (issue.origin === 'string') return { what: 'the text is empty', instead: 'Write at least one letter.' }
  const bound = issue.code === 'too_big' ? issue.maximum : issue.minimum
  const side =
    issue.code === 'too_big' ? (issue.inclusive ? 'above' : 'not below') : issue.inclusive ? 'below' : 'not above'
  const unit = unitOf(key)
  const what = `${show(value)} is ${side} ${bound}${unit === undefined || unit === '1' ? '' : ` ${unit}`}`
  if (key.endsWith('_frac') && typeof value === 'number' && value > 1 && value <= 100)
    return { what, instead: `A fraction: write ${Number((value / 100).toPrecision(12))} for ${value} %.` }
  return { what, instead: `Write a number: ${expects}${p === undefined ? '' : `. ${p.about}`}` }
}

function notANumber(value: unknown, key: string, nested: boolean): { what: string; instead: string } {
  const unit = unitOf(key)
  const leading = typeof value === 'string' ? /^-?\d+(\.\d+)?/.exec(value)?.[0] : undefined
  const what = typeof value === 'number' ? `${value} is not a finite number` : `${show(value)} is not a number`
  const clock = unit === 'h' ? CLOCK.exec(String(value)) : null
  if (clock !== null) return { what, instead: `Write hours as one number, ${key}: ${hoursOf(clock)}.` }
  if (leading !== undefined && !nested)
    return {
      what,
      instead: `Write the number alone, ${key}: ${leading}; its unit ${unit === undefined || unit === '1' ? 'is in the name' : `(${unit}) is in the name`}.`,
    }
  return { what, instead: `Write a number${unit === undefined || unit === '1' ? '' : ` in ${unit}`}.` }
}

/** Hours and minutes, and seconds, as a clock shows them. */
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/
const hoursOf = ([, h, min, s = '0']: readonly string[]) =>
  Number((Number(h) + Number(min) / 60 + Number(s) / 3600).toPrecision(8))

const article = (type: string) =>
  /^[aeiou]/.test(type) ? `an ${type}` : type === 'record' ? 'an object' : type === 'string' ? 'a text' : `a ${type}`
