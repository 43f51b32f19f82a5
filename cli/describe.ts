import { describeParameter, nearest, scenarioJsonSchema } from '../engine/index.ts'
import { loadComponents } from './components.ts'
import { InputError } from './input-error.ts'
import { type Held, type Kind, type KindGroup, kindGroups } from './kinds.ts'
import { outputTo, type Paint } from './output.ts'
import { table, WIDTH, wrap } from './table.ts'

export interface DescribeOptions {
  readonly schema: boolean
  readonly use: readonly string[]
}

/** Prints what can be written in a scenario: every kind, one of them, or the JSON Schema of all. Always on stdout: it is what was asked for. */
export async function describeCommand(name: string | undefined, { schema, use }: DescribeOptions): Promise<void> {
  const components = await loadComponents(use)
  const { print, paint } = outputTo(process.stdout)
  if (schema) {
    if (name !== undefined)
      throw new InputError('describe --schema takes no kind: it is the schema of whole scenarios.')
    print([JSON.stringify(scenarioJsonSchema(components), null, 2)])
    return
  }
  const groups = kindGroups(components)
  print(name === undefined ? listLines(groups, paint) : answerLines(groups, name, paint))
}

/** A kind by its name, or all that stand under a key of the scenario, such as spread or parts. */
function answerLines(groups: readonly KindGroup[], name: string, paint: Paint): string[] {
  const kinds = groups.flatMap(g => g.kinds)
  const found = kinds.find(k => k.kind === name)
  if (found !== undefined) return kindLines(found, paint)
  const under = groups.filter(g => g.example.startsWith(`${name}: `))
  if (under.length > 0) return listLines(under, paint)
  const names = kinds.map(k => k.kind)
  // array for array.flat, string-lost for array.flat:string-lost: natural things to try.
  const family = names.filter(n => n.startsWith(`${name}.`) || n.endsWith(`:${name}`))
  const near = family.length > 0 ? family.join(' or ') : nearest(name, names)
  const advice = near === undefined ? 'heliosync describe lists them all.' : `Did you mean ${near}?`
  throw new InputError(`No kind is called ${JSON.stringify(name)}. ${advice}`)
}

function listLines(groups: readonly KindGroup[], paint: Paint): string[] {
  const width = Math.max(...groups.flatMap(g => g.kinds.map(k => k.kind.length)))
  const indent = ' '.repeat(width + 4)
  const lines = groups.flatMap(g => [
    `${paint.bold(g.title)}  ${paint.dim(g.example)}`,
    ...g.kinds.flatMap(k => hang(`  ${k.kind.padEnd(width)}  `, k.about, indent)),
    '',
  ])
  return [...lines, 'heliosync describe KIND tells what can be written of one.']
}

function kindLines({ kind, about, parameters, holds = [], fails = [], sorts = [] }: Kind, paint: Paint): string[] {
  const head = wrap(`${kind}: ${about}`).map(paint.bold)
  const faults = fails.length === 0 ? [] : ['', ...wrap(`It can fail: ${fails.map(f => `${kind}:${f}`).join(', ')}.`)]
  const of = sorts.length === 0 ? [] : ['', ...wrap(`It is one of: ${sorts.map(s => s.kind).join(', ')}.`)]
  return [
    ...head,
    '',
    ...parameterLines(parameters, holds, paint),
    ...faults,
    ...of,
    ...sorts.flatMap(s => ['', ...kindLines(s, paint)]),
  ]
}

function parameterLines(parameters: Kind['parameters'], holds: readonly Held[], paint: Paint): string[] {
  const entries = [
    ...Object.entries(parameters).map(([name, p]) => ({
      name,
      required: !p.optional && p.port === undefined,
      expects: describeParameter(name, p),
      about: p.about,
    })),
    ...holds,
  ]
  if (entries.length === 0) return ['It has no parameters.']
  const rows = entries.map(({ name, required, expects }) => [name, required ? 'yes' : '', expects])
  const widths = [0, 1].map(k => Math.max(['Parameter', 'required'][k].length, ...rows.map(r => r[k].length)))
  const indent = ' '.repeat(widths[0] + widths[1] + 4)
  const [title] = table(
    [{ title: 'Parameter'.padEnd(widths[0]) }, { title: 'required' }, { title: 'what to write' }],
    [],
    paint.bold,
  )
  const lines = rows.flatMap(([name, required, expects], k) => [
    ...hang(`${name.padEnd(widths[0])}  ${required.padEnd(widths[1])}  `, expects, indent),
    ...hang(indent, entries[k].about, indent).map(paint.dim),
  ])
  return [title, ...lines]
}

/** Text after a label, its later lines under its first. */
function hang(label: string, text: string, indent: string): string[] {
  const [first = '', ...rest] = wrap(text, '', WIDTH - indent.length)
  return [`${label}${first}`.trimEnd(), ...rest.map(line => indent + line)]
}
