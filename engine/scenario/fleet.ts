import * as z from 'zod'
import { choice, objectOf, optionalNumbers, type ParameterSet, quantity, text } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import type { AnyComponent } from '../tick/component.ts'
import { CONSTELLATION_KINDS, type Constellation } from './constellations.ts'
import { explainAll } from './explain.ts'
import { type Jobs, readJobs } from './jobs.ts'
import { readKind } from './kind.ts'
import { type ReadText, refusals } from './orbits.ts'
import { readParts } from './parts.ts'
import type { ScenarioPart } from './scenario.ts'
import { findParameter, readSpread, type Spread } from './spread.ts'

/** What can be written of a fleet, beside its groups. */
export const FLEET_PARAMETERS = {
  seed: quantity({
    min: 0,
    max: 2 ** 53 - 1,
    integer: true,
    fallback: 0,
    about: 'Whole number from which all draws follow: the same seed, the same fleet.',
  }),
  method: choice(['auto', 'plain'], {
    fallback: 'auto',
    about: 'auto: the fast path for designs that it can take; plain: every satellite as if it were run alone.',
  }),
  record: optionalNumbers({
    min: 1,
    integer: true,
    about: 'Numbers of satellites of which everything is recorded; they count from 1 through the groups.',
  }),
} as const satisfies ParameterSet

/** What can be written of a group, beside orbits, set, spread, launch and parts. */
export const GROUP_PARAMETERS = {
  id: text({ about: 'What the group is called.' }),
} as const satisfies ParameterSet

/** Satellites of a group that begin one batch after the other. */
export const LAUNCH_PARAMETERS = {
  satellites: quantity({ min: 1, max: 1e8, integer: true, about: 'How many begin together, in their order.' }),
  every_h: quantity({ above: 0, max: 1e6, about: 'From a batch to the next; a whole number of steps.' }),
  first_h: quantity({
    min: 0,
    max: 1e6,
    fallback: 0,
    about: 'From the start to the first batch; a whole number of steps.',
  }),
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

export interface Fleet {
  readonly seed: number
  readonly method: 'auto' | 'plain'
  readonly record: readonly number[]
  readonly groups: readonly FleetGroup[]
  readonly satellites: number
  /** A queue that the satellites share. */
  readonly jobs?: Jobs
}

export interface FleetContext {
  readonly components: readonly AnyComponent[]
  readonly readText: ReadText
  readonly start_us: number
  readonly step_s: number
  readonly ticks: number
  /** The scenario's own parts as they were written. */
  readonly parts: unknown
}

const fleetShape = objectOf(FLEET_PARAMETERS, { groups: z.unknown(), jobs: z.unknown().optional() })
const groupShape = objectOf(GROUP_PARAMETERS, Object.fromEntries(GROUP_KEYS.map(k => [k, z.unknown().optional()])))
const launchShape = objectOf(LAUNCH_PARAMETERS)

/** Reads `fleet:`; undefined when it cannot be used, with its problems added. */
export function readFleet(given: unknown, context: FleetContext, problems: Problem[]): Fleet | undefined {
  const before = problems.length
  const path = ['fleet']
  const object = asMap(given, path, 'fleet', 'Write fleet: { groups: [...] }.', problems)
  if (object === undefined) return undefined
  const parsed = fleetShape.safeParse(object)
  if (!parsed.success)
    problems.push(...explainAll(parsed.error.issues, object, path, 'fleet', FLEET_PARAMETERS, ['groups', 'jobs']))
  const seed = Number.isSafeInteger(object.seed) ? (object.seed as number) : 0
  const list = Array.isArray(object.groups) ? object.groups : []
  if (list.length === 0)
    problems.push({
      path: 'groups' in object ? [...path, 'groups'] : path,
      name: 'fleet.groups',
      what: object.groups === undefined ? 'is missing' : 'is not a list of groups',
      instead: 'Write - { id: shell, orbits: { kind: walker-delta, ... } } under groups.',
    })
  const ids = list.map(g => g?.id)
  let satellites = 0
  const groups: FleetGroup[] = []
  for (const [k, item] of list.entries()) {
    const group = readGroup(item, k, seed, satellites + 1, ids.slice(0, k), context, problems)
    if (group === undefined) continue
    groups.push(group)
    satellites += group.constellation.satellites
  }
  const [design] = groups
  const launched = list.some(g => g?.launch !== undefined)
  const jobs = readJobs(object.jobs, [...path, 'jobs'], design?.parts ?? [], list.length, launched, problems)
  if (!parsed.success || problems.length > before) return undefined
  const { method, record = [] } = parsed.data as unknown as { method: Fleet['method']; record?: number[] }
  for (const [k, number] of record.entries())
    if (number > satellites)
      problems.push({
        path: [...path, 'record', k],
        name: 'fleet.record',
        what: `there is no satellite ${number}`,
        instead: `Write 1 to ${satellites}.`,
      })
  return {
    seed,
    method,
    record: [...new Set(record)].sort((a, b) => a - b),
    groups,
    satellites,
    ...(jobs === undefined ? {} : { jobs }),
  }
}

function readGroup(
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
  const object = asMap(given, path, label, 'Write { id: shell, orbits: { kind: walker-delta, ... } }.', problems)
  if (object === undefined) return undefined
  const parsed = groupShape.safeParse(object)
  if (!parsed.success)
    problems.push(...explainAll(parsed.error.issues, object, path, label, GROUP_PARAMETERS, GROUP_KEYS))
  const id = String(object.id)
  if (before.includes(id))
    problems.push({ path: [...path, 'id'], name: label, what: `two groups are called ${id}`, instead: 'Rename one.' })
  const constellation = readConstellation(object.orbits, [...path, 'orbits'], label, context, problems)
  const parts = readDesign(object, path, context, problems)
  const beginTick = readLaunch(object.launch, [...path, 'launch'], context.step_s, problems)
  const count = constellation?.satellites ?? 0
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
  const end_us = start_us + context.ticks * context.step_s * 1e6
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
  const set = asMap(group.set, setPath, 'set', 'Write set: { wing.area_m2: 500 }.', problems)
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

function readLaunch(given: unknown, path: Path, step_s: number, problems: Problem[]): (k: number) => number {
  const atOnce = () => 0
  if (given === undefined) return atOnce
  const object = asMap(given, path, 'launch', 'Write launch: { satellites: 20, every_h: 24 }.', problems)
  if (object === undefined) return atOnce
  const parsed = launchShape.safeParse(object)
  if (!parsed.success) {
    problems.push(...explainAll(parsed.error.issues, object, path, 'launch', LAUNCH_PARAMETERS))
    return atOnce
  }
  const { satellites, every_h, first_h } = parsed.data as Record<keyof typeof LAUNCH_PARAMETERS, number>
  for (const [key, hours] of Object.entries({ every_h, first_h })) {
    const ticks = (hours * 3600) / step_s
    if (Math.abs(ticks - Math.round(ticks)) > 1e-6)
      problems.push({
        path: [...path, key],
        name: `launch.${key}`,
        what: `${hours} h is not a whole number of steps of ${step_s} s`,
        instead: `Write ${Number(((Math.max(1, Math.round(ticks)) * step_s) / 3600).toPrecision(12))}.`,
      })
  }
  return k => Math.round(((first_h + Math.floor(k / satellites) * every_h) * 3600) / step_s)
}

function asMap(
  given: unknown,
  path: Path,
  name: string,
  instead: string,
  problems: Problem[],
): Record<string, unknown> | undefined {
  if (given !== null && typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>
  problems.push({ path, name, what: `${JSON.stringify(given) ?? 'nothing'} is not a map`, instead })
  return undefined
}
