import { ATTITUDE_KINDS, type Attitude, SUN_POINTING } from '../environment/attitude.ts'
import { ENVIRONMENT_PARAMETERS, type Environment, PLAIN_ENVIRONMENT } from '../environment/earth.ts'
import { makePropagator } from '../physics/orbit/orbit.ts'
import { objectOf } from '../quantity/parameter.ts'
import { type Problem, ScenarioError } from '../quantity/problem.ts'
import type { AnyComponent } from '../tick/component.ts'
import { explainAll } from './explain.ts'
import { readFaults } from './faults.ts'
import { type Fleet, readFleet } from './fleet.ts'
import { readKind } from './kind.ts'
import { checkWholeOrbits, readLimits } from './limits.ts'
import { readMap } from './map.ts'
import { noteOnTurn, notesOn } from './notes.ts'
import { ORBIT_KINDS, type ReadText, refusals } from './orbits.ts'
import { readParts } from './parts.ts'
import type { Scenario, ScenarioOrbit } from './scenario.ts'
import { objectSource, parseText, type Source } from './source.ts'
import { OTHER_KEYS, readStart, readTicks, runTime, TOP_PARAMETERS, type Top } from './top.ts'

const ENVIRONMENT_SCHEMA = objectOf(ENVIRONMENT_PARAMETERS)

export interface ReadOptions {
  readonly components: readonly AnyComponent[]
  /** Shown in front of every problem. */
  readonly file?: string
  /** Reads the files that a scenario names. Without it such a scenario is a problem. */
  readonly readText?: ReadText
}

/**
 * Reads a scenario: YAML or JSON text, or the object itself.
 * Throws ScenarioError with every problem found, each with its line and column where the scenario came as text.
 */
export function readScenario(input: unknown, options: ReadOptions): Scenario {
  if (typeof input !== 'string') return readValue(input, objectSource, options)
  const { value, source, problems } = parseText(input, options.file)
  if (problems.length > 0) throw new ScenarioError(problems)
  return readValue(value, source, options)
}

function readValue(value: unknown, source: Source, options: ReadOptions): Scenario {
  const problems: Problem[] = []
  const fail = (): never => {
    throw new ScenarioError(inTextOrder(problems.map(p => source.place(p))))
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    problems.push({
      path: [],
      what: 'this is not a scenario',
      instead: `Write a map with ${Object.keys(TOP_PARAMETERS).join(', ')} and ${OTHER_KEYS.join(', ')}.`,
    })
    return fail()
  }
  const given = value as Record<string, unknown>
  const { top, periodicStart } = readStart(given, options.readText ?? noFiles, problems)
  const orbit = given.orbit === undefined ? undefined : readOrbit(given.orbit, top.start_us, options, problems)
  const attitude = readAttitude(given.attitude, problems)
  const environment = readEnvironment(given.environment, problems)
  const isFleet = given.fleet !== undefined
  const noParts = given.parts === undefined || (Array.isArray(given.parts) && given.parts.length === 0)
  const ownParts = isFleet && noParts && everyGroupHasParts(given.fleet)
  const parts = ownParts
    ? []
    : readParts(given.parts, options.components, given.orbit !== undefined || isFleet, problems)
  const limits = readLimits(given.limits, given.orbit !== undefined || isFleet, problems)
  const ticks = readTicks(top, orbit, given, problems)
  const fleet = isFleet ? readFleetOf(given, top, ticks, options, problems) : undefined
  if (problems.length === 0 && orbit !== undefined && ticks !== undefined)
    problems.push(...checkWholeOrbits(limits, makePropagator(orbit.elements).period_s, ticks * top.step_s))
  if (isFleet && given.faults !== undefined)
    problems.push({
      path: ['faults'],
      what: 'faults of a fleet',
      instead: 'Nothing fails in one yet: write them with one orbit.',
    })
  const faults = isFleet
    ? []
    : readFaults(given.faults, parts, orbit !== undefined, runTime(top, orbit, ticks), problems)
  if (problems.length > 0 || top.start_us === undefined || ticks === undefined) return fail()
  return {
    name: top.name,
    start_us: top.start_us,
    periodicStart,
    step_s: top.step_s,
    ticks,
    ...(orbit === undefined ? {} : { orbit }),
    ...(fleet === undefined ? {} : { fleet }),
    attitude,
    environment,
    parts: fleet?.groups[0].parts ?? parts,
    limits,
    faults,
    notes: [
      ...(orbit === undefined ? [] : notesOn(orbit, top.start_us, ticks * top.step_s)),
      ...faults.flatMap(f => noteOnTurn(f, top.step_s)),
    ],
    given: orbit?.given === undefined ? given : { ...given, orbit: orbit.given },
    source,
  }
}

function readFleetOf(
  given: Record<string, unknown>,
  top: Top,
  ticks: number | undefined,
  options: ReadOptions,
  problems: Problem[],
): Fleet | undefined {
  const say = (key: string, what: string, instead: string) => problems.push({ path: [key], what, instead })
  if (given.orbit !== undefined)
    say('orbit', 'an orbit beside a fleet', 'Keep one of them: a fleet has its own orbits.')
  if (given.start === 'periodic' || (given.start !== null && typeof given.start === 'object'))
    say('start', 'periodic with a fleet', 'Write the instant alone: each satellite would have another state.')
  return readFleet(
    given.fleet,
    {
      components: options.components,
      readText: options.readText ?? noFiles,
      start_us: top.start_us ?? 0,
      step_s: top.step_s > 0 ? top.step_s : 60,
      ticks,
      parts: given.parts,
    },
    problems,
  )
}

function everyGroupHasParts(fleet: unknown): boolean {
  const groups = fleet !== null && typeof fleet === 'object' ? (fleet as { groups?: unknown }).groups : undefined
  return Array.isArray(groups) && groups.every(g => g?.parts !== undefined)
}

function inTextOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}

function readOrbit(
  given: unknown,
  start_us: number | undefined,
  options: ReadOptions,
  problems: Problem[],
): ScenarioOrbit | undefined {
  const path = ['orbit']
  const read = readKind(given, ORBIT_KINDS, path, 'orbit', problems)
  if (read === undefined || start_us === undefined) return undefined
  const readText = options.readText ?? noFiles
  const elements = read.kind.elements(read.values, { start_us, readText, path })
  if (Array.isArray(elements)) {
    problems.push(...elements)
    return undefined
  }
  const refused = refusals(elements, start_us, path)
  problems.push(...refused)
  if (refused.length > 0) return undefined
  const whole = read.kind.withoutFiles?.(read.values, readText)
  return { kind: read.kind.kind, elements, ...(whole === undefined ? {} : { given: whole }) }
}

function readAttitude(given: unknown, problems: Problem[]): Attitude {
  const read = given === undefined ? undefined : readKind(given, ATTITUDE_KINDS, ['attitude'], 'attitude', problems)
  return read ?? SUN_POINTING
}

function readEnvironment(given: unknown, problems: Problem[]): Environment {
  if (given === undefined) return PLAIN_ENVIRONMENT
  const path = ['environment']
  const instead = 'Write environment: { earth_radiation: latitude }, or leave it out.'
  const object = readMap(given, path, 'environment', instead, problems)
  if (object === undefined) return PLAIN_ENVIRONMENT
  const parsed = ENVIRONMENT_SCHEMA.safeParse(object)
  if (parsed.success) return { ...PLAIN_ENVIRONMENT, ...parsed.data } as Environment
  problems.push(...explainAll(parsed.error.issues, object, path, 'environment', ENVIRONMENT_PARAMETERS))
  return PLAIN_ENVIRONMENT
}

const noFiles: ReadText = path => {
  throw new Error(`${path} cannot be read: this scenario was given without a way to read files`)
}
