import * as z from 'zod'
import type { Parameter, Port } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { didYouMean } from '../quantity/suggest.ts'
import { type AnyComponent, SPACE } from '../tick/component.ts'
import { readKind } from './kind.ts'
import type { ScenarioPart } from './scenario.ts'

/** Names that mean something else, so that no part may have them. */
const RESERVED = ['orbit', 'sky', 'earth', 'attitude', 'ground', SPACE]
/** What a part has beside the parameters of its kind. */
const WITH_ID = { id: z.string() }
const ID = /^[A-Za-z][A-Za-z0-9_-]*$/

/** Reads the list of parts; references are checked and the obvious ones filled in. A scenario that needs a bus and names none gets one. */
export function readParts(
  given: unknown,
  components: readonly AnyComponent[],
  hasOrbit: boolean,
  problems: Problem[],
  at: Path = ['parts'],
): ScenarioPart[] {
  if (!Array.isArray(given) || given.length === 0) {
    problems.push({
      path: at,
      what: given === undefined ? 'is missing' : 'is not a list of parts',
      instead: 'Write - { id: wing, kind: array.flat, ... } under parts.',
    })
    return []
  }
  const read = given.flatMap((item, index) => readPart(item, [...at, index], index, components, problems))
  checkIds(read, at, problems)
  const parts = withBus(read, components)
  // A part of an unknown kind is named already; what refers to it is not wrong for that.
  const written = given.flatMap(item => (typeof item?.id === 'string' ? [item.id as string] : []))
  const unknown = written.filter(id => !parts.some(p => p.id === id))
  for (const p of parts) resolveReferences(p, parts, unknown, at, problems)
  const complete = parts.filter(p => p.complete)
  for (const p of parts) {
    const { needsOrbit } = p.component
    if (!hasOrbit && p.complete && (typeof needsOrbit === 'function' ? needsOrbit(p.values) : needsOrbit))
      problems.push({
        path: [...at, p.index],
        name: p.id,
        what: `${p.kind} needs an orbit`,
        instead: 'Write orbit: { kind: sun-synchronous, altitude_km: 650, ltan_h: 18 }.',
      })
    for (const c of p.complete ? (p.component.check?.(p.values, complete) ?? []) : [])
      problems.push({ path: [...at, p.index, c.key], name: `${p.id}.${c.key}`, what: c.what, instead: c.instead })
  }
  return parts.map(({ id, kind, component, values }) => ({ id, kind, component, values }))
}

interface ReadPart extends ScenarioPart {
  readonly index: number
  readonly values: Record<string, unknown>
  /** False when some of its values were refused; it is kept so that references to it still count. */
  readonly complete: boolean
}

function readPart(
  item: unknown,
  path: Path,
  index: number,
  components: readonly AnyComponent[],
  problems: Problem[],
): ReadPart[] {
  const object = item !== null && typeof item === 'object' ? (item as Record<string, unknown>) : {}
  const id = typeof object.id === 'string' ? object.id : undefined
  const label = id ?? `parts.${index}`
  const read = readKind(item, components, path, label, problems, WITH_ID)
  if (id !== undefined && !ID.test(id))
    problems.push({
      path: [...path, 'id'],
      name: label,
      what: `${JSON.stringify(id)} is not an id`,
      instead: 'Write letters, digits, - and _, beginning with a letter.',
    })
  if (id !== undefined && RESERVED.includes(id))
    problems.push({
      path: [...path, 'id'],
      name: label,
      what: `the name ${id} is taken by the engine`,
      instead: `Choose another; taken are ${RESERVED.join(', ')}.`,
    })
  const component = read?.kind ?? components.find(c => c.kind === object.kind)
  if (id === undefined || component === undefined) return []
  const { id: _id, kind: _kind, ...values } = read?.values ?? object
  return [{ id, kind: component.kind, component, values, index, complete: read !== undefined }]
}

function checkIds(parts: readonly ReadPart[], at: Path, problems: Problem[]): void {
  const seen = new Set<string>()
  for (const p of parts) {
    if (seen.has(p.id))
      problems.push({
        path: [...at, p.index, 'id'],
        name: p.id,
        what: 'two parts have this id',
        instead: 'Give each part its own.',
      })
    seen.add(p.id)
  }
}

function withBus(parts: readonly ReadPart[], components: readonly AnyComponent[]): readonly ReadPart[] {
  const wantsBus = parts.some(p =>
    Object.values(p.component.parameters as Record<string, Parameter>).some(q => q.port === 'bus'),
  )
  const bus = components.find(c => c.ports.includes('bus'))
  if (!wantsBus || bus === undefined || parts.some(p => p.component.ports.includes('bus') || p.id === 'bus'))
    return parts
  return [...parts, { id: 'bus', kind: bus.kind, component: bus, values: {}, index: parts.length, complete: true }]
}

const offers = (p: ReadPart, port: Port) => p.component.ports.includes(port)

function resolveReferences(
  part: ReadPart,
  parts: readonly ReadPart[],
  unknown: readonly string[],
  at: Path,
  problems: Problem[],
): void {
  for (const [key, q] of Object.entries(part.component.parameters as Record<string, Parameter>)) {
    if (q.port === undefined) continue
    const { port } = q
    const ids = parts.filter(p => offers(p, port)).map(p => p.id)
    const given = part.values[key]
    const problem = (what: string, instead: string, within: (string | number)[] = []) => {
      const name = [`${part.id}.${key}`, ...within].join('.')
      problems.push({ path: [...at, part.index, key, ...within], name, what, instead })
    }
    const checkNamed = (named: string, within?: (string | number)[]) => {
      if ([...ids, ...unknown].includes(named) || (named === SPACE && key === 'to')) return
      const other = parts.find(p => p.id === named)
      if (other === undefined) problem(`no part is called ${JSON.stringify(named)}`, didYouMean(named, ids), within)
      else
        problem(
          `${named} is ${other.kind}, not a ${port}`,
          ids.length === 0 ? `Add a ${port} to the parts.` : `Name one of ${ids.join(', ')}.`,
          within,
        )
    }
    if (typeof given === 'string') checkNamed(given)
    else if (q.type === 'stations' && Array.isArray(given))
      for (const [k, row] of given.entries()) {
        if (Array.isArray(row) && typeof row[0] === 'string') checkNamed(row[0], [k, 0])
      }
    if (given !== undefined || q.optional || q.type === 'stations') continue
    if (ids.length === 1) part.values[key] = ids[0]
    else if (unknown.length > 0) continue
    else if (ids.length === 0) problem('is missing', `Add a ${port} to the parts and name it here.`)
    else problem('is missing', `Name one of ${ids.join(', ')}.`)
  }
}
