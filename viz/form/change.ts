import type { Path } from '../../engine/index.ts'
import { type Given, groupsOf } from './fields.ts'

/** What differs from the scenario as it was opened: names as in messages (`wing.area_m2`) and what they are now. */
export type Changes = ReadonlyMap<string, unknown>

/** A copy of the scenario with the changes in it; `undefined` takes a key away. Names it does not have come back in `unknown`. */
export function changed(scenario: Given, changes: Changes): { scenario: Given; unknown: readonly string[] } {
  const paths = new Map(groupsOf(scenario).flatMap(g => g.fields.map(f => [f.name, f.path] as const)))
  let result = scenario
  const unknown: string[] = []
  for (const [name, value] of changes) {
    const path = paths.get(name)
    if (path === undefined) unknown.push(name)
    else result = withValue(result, path, value) as Given
  }
  return { scenario: result, unknown }
}

/** A copy of `target` with `value` at `path`; everything else is shared. */
function withValue(target: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value
  const [step, ...rest] = path
  if (Array.isArray(target)) return target.map((item, k) => (k === step ? withValue(item, rest, value) : item))
  const object = (target ?? {}) as Record<string, unknown>
  const next = withValue(object[step], rest, value)
  if (next !== undefined) return { ...object, [step]: next }
  const { [String(step)]: _gone, ...others } = object
  return others
}

/** `wing.area_m2:500`: a change as the page's address writes it. */
export function encodeChange(name: string, value: unknown): string {
  // A word is written bare unless it would be read as something else.
  const bare = typeof value === 'string' && value !== '' && decodeValue(value) === value
  return `${name}:${bare ? value : value === undefined ? '' : JSON.stringify(value)}`
}

/** Undefined where it is no change at all. */
export function decodeChange(text: string): readonly [string, unknown] | undefined {
  const colon = text.indexOf(':')
  return colon <= 0 ? undefined : [text.slice(0, colon), decodeValue(text.slice(colon + 1))]
}

function decodeValue(text: string): unknown {
  if (text === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? text : value
  } catch {
    return text
  }
}
