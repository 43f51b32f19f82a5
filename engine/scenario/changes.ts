import type { Path } from '../quantity/problem.ts'

/** One value that differs between two scenarios. `was` or `is` is undefined where it stands in one of them only. */
export interface Change {
  /** As problems name the place: `wing.area_m2`, `orbit.ltan_h`, `step_s`. */
  readonly name: string
  readonly was: unknown
  readonly is: unknown
  /** The place in both; a part stands for itself by its id. */
  readonly path: Path
}

type Tree = Readonly<Record<string, unknown>>

const isTree = (v: unknown): v is Tree => v !== null && typeof v === 'object' && !Array.isArray(v)
/** A list of things, not of numbers: its members are compared one by one. */
const isList = (v: unknown): v is readonly Tree[] => Array.isArray(v) && v.length > 0 && v.every(isTree)
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Every value that differs between two scenarios, given with nothing left out. Parts are matched by their id, other lists by place. A thing whose
 * `kind` differs is one change as a whole, and so is a table.
 */
export function changesBetween(a: unknown, b: unknown, path: Path = []): Change[] {
  if (isTree(a) && isTree(b) && a.kind === b.kind)
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap(key =>
      changesBetween(a[key], b[key], [...path, key]),
    )
  if (isList(a) && isList(b)) {
    const keys = [...new Set([...a.map(keyOf), ...b.map(keyOf)])]
    return keys.flatMap(key => changesBetween(member(a, key), member(b, key), [...path, key]))
  }
  return same(a, b) ? [] : [{ name: nameOf(path), was: a, is: b, path }]
}

/** A scenario with one change made, and nothing else. */
export const withChange = (given: unknown, { path, is }: Change): unknown => put(given, path, is)

/** `into` with `value` at the end of `path`; undefined takes away what stands there. */
function put(into: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(into)) {
    const next = put(member(into, key), rest, value)
    const known = into.some((m, k) => keyOf(m, k) === key)
    const all: unknown[] = known ? into.map((m, k) => (keyOf(m, k) === key ? next : m)) : [...into, next]
    return all.filter(m => m !== undefined)
  }
  const { [key]: before, ...others } = (into ?? {}) as Tree
  const next = put(before, rest, value)
  return next === undefined ? others : { ...others, [key]: next }
}

const keyOf = (m: Tree, place: number): string | number => (typeof m.id === 'string' ? m.id : place)
const member = (list: readonly Tree[], key: string | number) => list.find((m, k) => keyOf(m, k) === key)
/** Parts are called by their id alone. */
const nameOf = (path: Path) => (path[0] === 'parts' && path.length > 1 ? path.slice(1) : path).join('.')
