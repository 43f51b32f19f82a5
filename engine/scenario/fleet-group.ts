import * as z from 'zod'
import { objectOf, type ParameterSet, text } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import type { AnyComponent } from '../tick/component.ts'
import { CONSTELLATION_KINDS, type Constellation } from './constellations.ts'
import { explainAll } from './explain.ts'
import { readKind } from './kind.ts'
import { readLaunch } from './launch.ts'
import { readMap } from './map.ts'
import { type ReadText, refusals } from './orbits.ts'
import { readParts } from './parts.ts'
import type { ScenarioPart } from './scenario.ts'
import { findParameter, readSpread, type Spread } from './spread.ts'

/** What can be written of a group, beside orbits, set, spread, launch and parts. */
export const GROUP_PARAMETERS = {
  id: text({ about: 'What the group is called.' }),
} as const satisfies ParameterSet

const GROUP_KEYS = ['orbits', 'set', 'spread', 'launch', 'parts'] as const

/** Satellites of one design: same parts, other orbits and numbers. */
export interface FleetGroup {
  readonly id: string
  /** Number in the fleet of its first satellite; the fleet's first is 1. */
  readonly first: number
  readonly constellation: Constellation
  readonly parts: readonly ScenarioPart[]
  readonly spread: readonly Spread[]
  /** The tick at whose start satellite `k` of the group begins. */
  readonly beginTick: (k: number) => number
}

export interface FleetContext {
  readonly components: readonly AnyComponent[]
  readonly readText: ReadText
  readonly start_us: number
  readonly step_s: number
  /** Undefined where the duration cannot be read. */
  readonly ticks: number | undefined
  /** The scenario's own parts as they were written. */
  readonly parts: unknown
}

const groupShape = objectOf(GROUP_PARAMETERS, Object.fromEntries(GROUP_KEYS.map(k => [k, z.unknown().optional()])))
/** Reads a group; undefined when it has no orbits that can be flown. `first` is the number of its first satellite, `before` the names of the groups before it. */
export function readGroup(
  given: unknown,
  index: number,
  seed: number,
  first: number,
  before: readonly unknown[],
  context: FleetContext,
  problems: Problem[],
): FleetGroup | undefined {
  const path = ['fleet', 'groups', index]
  const label = `fleet.groups.${index}`
  const object = readMap(given, path, label, 'Write { id: shell, orbits: { kind: walker-delta, ... } }.', problems)
  if (object === undefined) return undefined
  const parsed = groupShape.safeParse(object)
  if (!parsed.success)
    problems.push(...explainAll(parsed.error.issues, object, path, label, GROUP_PARAMETERS, GROUP_KEYS))
  const id = String(object.id)
  if (before.includes(id))
    problems.push({ path: [...path, 'id'], name: label, what: `two groups are called ${id}`, instead: 'Rename one.' })
  const constellation = readConstellation(object.orbits, [...path, 'orbits'], label, context, problems)
  const parts = readDesign(object, path, context, problems)
  const count = constellation?.satellites ?? 0
  const beginTick = readLaunch(object.launch, [...path, 'launch'], context, count, problems)
  const spread = readSpread(object.spread, parts, id, seed, count, [...path, 'spread'], problems)
  return constellation && { id, first, constellation, parts, spread, beginTick }
}

function readConstellation(
  given: unknown,
  path: Path,
  label: string,
  context: FleetContext,
  problems: Problem[],
): Constellation | undefined {
  const read = readKind(given, CONSTELLATION_KINDS, path, `${label}.orbits`, problems)
  if (read === undefined) return undefined
  const { start_us, readText } = context
  const end_us = start_us + (context.ticks ?? 1) * context.step_s * 1e6
  const made = read.kind.constellation(read.values, { start_us, end_us, readText, path })
  if (Array.isArray(made)) {
    problems.push(...(made as Problem[]).map(p => ({ ...p, name: `${label}.orbits.${p.name}` })))
    return undefined
  }
  const constellation = made as Constellation
  const refused = refusals(constellation.elements(0), start_us, path)
  problems.push(...refused)
  return refused.length > 0 ? undefined : constellation
}

/** A group's own parts, or those of the scenario with other values where it sets some. */
function readDesign(
  group: Readonly<Record<string, unknown>>,
  path: Path,
  context: FleetContext,
  problems: Problem[],
): readonly ScenarioPart[] {
  const own = group.parts !== undefined
  const at = own ? [...path, 'parts'] : ['parts']
  const found: Problem[] = []
  const written = own ? group.parts : context.parts
  const parts = readParts(written, context.components, true, found, at)
  // The scenario's own parts have had their problems told where they stand.
  if (own) problems.push(...found)
  if (group.set === undefined || found.length > 0 || !Array.isArray(written)) return parts
  const setPath = [...path, 'set']
  const set = readMap(group.set, setPath, 'set', 'Write set: { wing.area_m2: 500 }.', problems)
  if (set === undefined) return parts
  const changed = structuredCloneOf(written)
  const places = new Map<string, string>()
  for (const [name, value] of Object.entries(set)) {
    const target = findParameter(name, parts, setPath, problems)
    const k = changed.findIndex(p => p.id === target?.part.id)
    if (target === undefined || k < 0) continue
    changed[k][target.key] = value
    places.set(JSON.stringify([k, target.key]), name)
  }
  const later: Problem[] = []
  const result = readParts(changed, context.components, true, later, at)
  for (const p of later) {
    const name = places.get(JSON.stringify(p.path.slice(at.length, at.length + 2)))
    problems.push(name === undefined ? { ...p, path: setPath } : { ...p, path: [...setPath, name] })
  }
  return result
}

const structuredCloneOf = (list: readonly unknown[]) =>
  list.map(item => ({ ...(item as object) })) as Record<string, unknown>[]
