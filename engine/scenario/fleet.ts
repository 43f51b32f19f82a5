import * as z from 'zod'
import { choice, objectOf, type ParameterSet, quantity } from '../quantity/parameter.ts'
import type { Problem } from '../quantity/problem.ts'
import { optionalNumbersOrNames } from '../quantity/rows.ts'
import { chooseSatellites } from './chosen.ts'
import { explainAll } from './explain.ts'
import { type FleetContext, type FleetGroup, readGroup } from './fleet-group.ts'
import { type Jobs, readJobs } from './jobs.ts'
import { readMap } from './map.ts'

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
  record: optionalNumbersOrNames({
    about:
      'Satellites of which everything is recorded: numbers, which count from 1 through the groups; of a catalogue also names, and catalogue numbers in quotes.',
  }),
} as const satisfies ParameterSet

export interface Fleet {
  readonly seed: number
  readonly method: 'auto' | 'plain'
  readonly record: readonly number[]
  readonly groups: readonly FleetGroup[]
  readonly satellites: number
  /** A queue that the satellites share. */
  readonly jobs?: Jobs
}

/** True where a satellite of the group begins within so many ticks. */
function begins({ constellation, beginTick }: FleetGroup, ticks: number): boolean {
  for (let k = 0; k < constellation.satellites; k++) if (beginTick(k) < ticks) return true
  return false
}

const fleetShape = objectOf(FLEET_PARAMETERS, { groups: z.unknown(), jobs: z.unknown().optional() })
/** Reads `fleet:`; undefined when it cannot be used, with its problems added. */
export function readFleet(given: unknown, context: FleetContext, problems: Problem[]): Fleet | undefined {
  const before = problems.length
  const path = ['fleet']
  const object = readMap(given, path, 'fleet', 'Write fleet: { groups: [...] }.', problems)
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
  const jobs = readJobs(object.jobs, [...path, 'jobs'], design?.parts, list.length, launched, problems)
  if (!parsed.success || problems.length > before) return undefined
  const { ticks = Number.POSITIVE_INFINITY } = context
  if (!groups.some(g => begins(g, ticks))) {
    const what = 'no satellite begins before the end of the run'
    problems.push({ path: [...path, 'groups'], name: 'fleet.groups', what, instead: 'Launch earlier, or run longer.' })
  }
  const { method, record = [] } = parsed.data as unknown as { method: Fleet['method']; record?: (number | string)[] }
  return {
    seed,
    method,
    record: chooseSatellites(record, groups, ticks, [...path, 'record'], problems),
    groups,
    satellites,
    ...(jobs === undefined ? {} : { jobs }),
  }
}
