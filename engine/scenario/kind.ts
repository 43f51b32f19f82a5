import type * as z from 'zod'
import { type ParameterSet, schemaOf } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { didYouMean } from '../quantity/suggest.ts'
import { explainAll } from './explain.ts'
import { readMap } from './map.ts'

interface AnyKind {
  readonly kind: string
  readonly about: string
  readonly parameters: ParameterSet
}

const NOTHING_ELSE = {}
const schemas = new WeakMap<object, WeakMap<AnyKind, z.ZodType>>()

/** The schema of a kind, made once: thousands of scenarios may be read with it. `extra` must be the same object each time. */
function schemaFor(kind: AnyKind, extra: Record<string, z.ZodType>): z.ZodType {
  const known = schemas.get(extra) ?? new WeakMap<AnyKind, z.ZodType>()
  schemas.set(extra, known)
  const schema = known.get(kind) ?? schemaOf(kind.kind, kind.about, kind.parameters, extra)
  known.set(kind, schema)
  return schema
}

/** Finds the kind that an object names, and reads its parameters. */
export function readKind<K extends AnyKind>(
  given: unknown,
  kinds: readonly K[],
  path: Path,
  label: string,
  problems: Problem[],
  extra: Record<string, z.ZodType> = NOTHING_ELSE,
): { kind: K; values: Record<string, unknown> } | undefined {
  const key = path.at(-1)
  const written = typeof key === 'string' ? `${key}: ` : ''
  const example = kinds[0] === undefined ? '' : ` ${written}{ kind: ${kinds[0].kind}, ... }`
  const object = readMap(given, path, label, `Write${example}.`, problems)
  if (object === undefined) return undefined
  const kind = kinds.find(k => k.kind === object.kind)
  if (kind === undefined) {
    const names = kinds.map(k => k.kind)
    const missing = object.kind === undefined
    problems.push({
      path: missing ? path : [...path, 'kind'],
      name: `${label}.kind`,
      what: missing ? 'is missing' : `${JSON.stringify(object.kind)} is not known`,
      instead: missing ? `Write one of ${[...names].sort().join(', ')}.` : didYouMean(String(object.kind), names),
    })
    return undefined
  }
  const parsed = schemaFor(kind, extra).safeParse(object)
  if (parsed.success) return { kind, values: parsed.data as Record<string, unknown> }
  problems.push(
    ...explainAll(parsed.error.issues, object, path, label, kind.parameters, ['kind', ...Object.keys(extra)]),
  )
  return undefined
}
