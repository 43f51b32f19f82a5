import { type Problem, ScenarioError } from '../quantity/problem.ts'
import { parseText } from '../scenario/source.ts'
import type { Allowed, Baseline } from './baseline.ts'

const AGAIN = 'heliosync check --update writes the file anew.'

type Tree = Readonly<Record<string, unknown>>
const isTree = (v: unknown): v is Tree => v !== null && typeof v === 'object' && !Array.isArray(v)

/** A baseline as JSON in which every value and every part has a line of its own, so that a change of one is a change of one line. */
export function writeBaseline({ values, scenario }: Baseline, about: Readonly<Record<string, string>>): string {
  const top = entriesOf(scenario).map(([key, v]) =>
    keyed(key, Array.isArray(v) ? block('[', v.map(line), ']', '    ') : line(v)),
  )
  const all = [
    ...entriesOf(about).map(([key, v]) => keyed(key, line(v))),
    keyed(
      'values',
      block(
        '{',
        entriesOf(values).map(([key, v]) => keyed(key, line(v))),
        '}',
        '  ',
      ),
    ),
    keyed('scenario', block('{', top, '}', '  ')),
  ]
  return `${block('{', all, '}', '')}\n`
}

const entriesOf = (o: object) => Object.entries(o).filter(([, v]) => v !== undefined)
const keyed = (key: string, text: string) => `${JSON.stringify(key)}: ${text}`

const block = (open: string, items: readonly string[], close: string, indent: string) =>
  items.length === 0 ? open + close : `${open}\n${items.map(i => `${indent}  ${i}`).join(',\n')}\n${indent}${close}`

function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`
  if (!isTree(value)) return JSON.stringify(value)
  return `{ ${entriesOf(value)
    .map(([key, v]) => keyed(key, line(v)))
    .join(', ')} }`
}

/** Reads what `writeBaseline` wrote, perhaps edited since. Throws ScenarioError with every problem, each with its line and column. */
export function readBaseline(text: string, file?: string): Baseline {
  const { value, source, problems: syntax } = parseText(text, file)
  if (syntax.length > 0)
    throw new ScenarioError(syntax.map(p => ({ ...p, name: 'baseline', instead: `${p.instead} Or ${AGAIN}` })))
  const problems: Problem[] = []
  const part = (key: 'values' | 'scenario'): Tree => {
    const found = isTree(value) ? value[key] : undefined
    if (isTree(found)) return found
    problems.push({ path: [key], name: 'baseline', what: `this is no baseline: it has no ${key}`, instead: AGAIN })
    return {}
  }
  const [values, scenario] = [part('values'), part('scenario')]
  for (const [name, v] of Object.entries(values)) {
    const { value, allowed } = isTree(v) ? v : {}
    const problem = (key: string, what: string, instead: string) =>
      problems.push({ path: ['values', name, key], name: `${name}.${key}`, what, instead })
    if (typeof value !== 'number' || !Number.isFinite(value))
      problem('value', `${JSON.stringify(value) ?? 'nothing'} is not a number`, 'Write what the value was.')
    if (!isAllowed(allowed))
      problem(
        'allowed',
        `${JSON.stringify(allowed) ?? 'nothing'} does not say how far it may move`,
        'Write a number of 0 or more in its unit, or a share such as "0.1 %".',
      )
  }
  if (problems.length > 0) throw new ScenarioError(problems.map(p => source.place(p)))
  return { values, scenario } as unknown as Baseline
}

function isAllowed(v: unknown): v is Allowed {
  return typeof v === 'number' ? v >= 0 : typeof v === 'string' && /^\d+(\.\d+)? %$/.test(v)
}
