import type * as z from 'zod'
import { type ParameterSet, schemaOf } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { didYouMean } from '../quantity/suggest.ts'
import { explainAll } from './explain.ts'

/** Finds the kind that an object names, and reads its parameters. */
export function readKind<K extends { kind: string; about: string; parameters: ParameterSet }>(
  given: unknown,
  kinds: readonly K[],
  path: Path,
  label: string,
  problems: Problem[],
  extra: Record<string, z.ZodType> = {},
): { kind: K; values: Record<string, unknown> } | undefined {
  const example = kinds[0] === undefined ? '' : ` ${label}: { kind: ${kinds[0].kind}, ... }`
  if (given === null || typeof given !== 'object' || Array.isArray(given)) {
    problems.push({ path, name: label, what: `${JSON.stringify(given)} is not a map`, instead: `Write${example}.` })
    return undefined
  }
  const object = given as Record<string, unknown>
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
  const parsed = schemaOf(kind.kind, kind.about, kind.parameters, extra).safeParse(object)
  if (parsed.success) return { kind, values: parsed.data as Record<string, unknown> }
  problems.push(
    ...explainAll(parsed.error.issues, object, path, label, kind.parameters, ['kind', ...Object.keys(extra)]),
  )
  return undefined
}
