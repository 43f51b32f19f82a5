import * as z from 'zod'
import { ATTITUDE_KINDS, type Attitude, SUN_POINTING } from '../environment/attitude.ts'
import { ENVIRONMENT_PARAMETERS, type Environment, PLAIN_ENVIRONMENT } from '../environment/earth.ts'
import { makePropagator } from '../physics/orbit.ts'
import { instantOrPeriodic, objectOf, optionalText, type ParameterSet, quantity, text } from '../quantity/parameter.ts'
import { type Problem, ScenarioError } from '../quantity/problem.ts'
import type { AnyComponent } from '../tick/component.ts'
import { explainAll } from './explain.ts'
import { type RunTime, readFaults, type ScenarioFault } from './faults.ts'
import { type Fleet, readFleet } from './fleet.ts'
import { readKind } from './kind.ts'
import { checkWholeOrbits, readLimits } from './limits.ts'
import { readMap } from './map.ts'
import { ORBIT_KINDS, type ReadText, refusals } from './orbits.ts'
import { readParts } from './parts.ts'
import type { Scenario, ScenarioOrbit } from './scenario.ts'
import { objectSource, parseText, type Source } from './source.ts'
import { type Duration, formatUtc, parseDuration, parseUtc_us } from './time.ts'

/** What stands at the top of a scenario, besides orbit, attitude, parts and limits. */
export const TOP_PARAMETERS = {
  name: text({ about: 'What the scenario is called.' }),
  start: instantOrPeriodic({
    about:
      'The first instant, UTC: 2026-06-21T00:00:00Z. With { at: ..., state: periodic } the run begins in the state that one orbit repeats.',
  }),
  duration: text({ about: 'How long: 1 d, 90 min, 3600 s, 2 h or 6 orbits.' }),
  step_s: quantity({ above: 0, max: 86400, about: 'Length of a tick.' }),
  about: optionalText({ about: 'What the scenario shows.' }),
} as const satisfies ParameterSet

const OTHER_KEYS = ['orbit', 'fleet', 'attitude', 'environment', 'parts', 'limits', 'faults'] as const

const TOP_SCHEMA = objectOf(TOP_PARAMETERS, Object.fromEntries(OTHER_KEYS.map(key => [key, z.unknown().optional()])))
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
  const { top, periodicStart } = readStart(given, options, problems)
  const orbit = given.orbit === undefined ? undefined : readOrbit(given.orbit, top.start_us, options, problems)
  const attitude = readAttitude(given.attitude, problems)
  const environment = readEnvironment(given.environment, problems)
  const isFleet = given.fleet !== undefined
  const ownParts = isFleet && given.parts === undefined && everyGroupHasParts(given.fleet)
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
      ticks: ticks ?? 1,
      parts: given.parts,
    },
    problems,
  )
}

function everyGroupHasParts(fleet: unknown): boolean {
  const groups = fleet !== null && typeof fleet === 'object' ? (fleet as { groups?: unknown }).groups : undefined
  return Array.isArray(groups) && groups.every(g => g?.parts !== undefined)
}

/** When the run is; undefined where that could not be read. */
function runTime(top: Top, orbit: ScenarioOrbit | undefined, ticks: number | undefined): RunTime | undefined {
  if (top.start_us === undefined || ticks === undefined) return undefined
  const period_s = orbit === undefined ? undefined : makePropagator(orbit.elements).period_s
  return { start_us: top.start_us, duration_s: ticks * top.step_s, period_s }
}

function inTextOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}

/** The instant, and whether the state there is one that repeats; `start: periodic` alone takes the epoch of published elements. */
function readStart(
  given: Record<string, unknown>,
  options: ReadOptions,
  problems: Problem[],
): { top: Top; periodicStart: boolean } {
  const { start } = given
  const object = start !== null && typeof start === 'object' ? (start as { at?: unknown; state?: unknown }) : undefined
  const periodicStart = start === 'periodic' || object?.state === 'periodic'
  if (periodicStart && given.orbit === undefined)
    problems.push({
      path: ['start'],
      what: 'periodic without an orbit',
      instead: 'Add an orbit, or write the instant alone.',
    })
  if (
    object !== undefined &&
    (object.state !== 'periodic' || Object.keys(object).some(k => k !== 'at' && k !== 'state'))
  )
    problems.push({
      path: ['start'],
      what: `${JSON.stringify(start)} is not an instant`,
      instead: 'Write 2026-06-21T00:00:00Z, or { at: 2026-06-21T00:00:00Z, state: periodic }.',
    })
  if (start !== 'periodic')
    return { top: readTop(object === undefined ? given : { ...given, start: object.at }, problems), periodicStart }
  const epoch_us = epochOf(given.orbit, options)
  const instant = epoch_us === undefined ? '2000-01-01T00:00:00Z' : formatUtc(Math.ceil(epoch_us / 1e3) * 1e3)
  if (epoch_us === undefined && given.orbit !== undefined)
    problems.push({
      path: ['start'],
      what: 'periodic tells how, not when',
      instead:
        'Write start: { at: 2026-06-21T00:00:00Z, state: periodic }; only an omm or a tle brings its own instant.',
    })
  return { top: readTop({ ...given, start: instant }, problems), periodicStart }
}

/** The epoch of published elements; undefined where they have none or cannot be read, which is said where the orbit is read. */
function epochOf(given: unknown, options: ReadOptions): number | undefined {
  const published = ORBIT_KINDS.filter(k => k.kind === 'omm' || k.kind === 'tle')
  const read = readKind(given, published, ['orbit'], 'orbit', [])
  if (read === undefined) return undefined
  const elements = read.kind.elements(read.values, {
    start_us: 0,
    readText: options.readText ?? noFiles,
    path: ['orbit'],
  })
  return Array.isArray(elements) ? undefined : (elements as { epoch_us: number }).epoch_us
}

interface Top {
  name: string
  start_us?: number
  duration?: Duration
  step_s: number
}

function readTop(given: Record<string, unknown>, problems: Problem[]): Top {
  const parsed = TOP_SCHEMA.safeParse(given)
  if (!parsed.success) problems.push(...explainAll(parsed.error.issues, given, [], '', TOP_PARAMETERS, OTHER_KEYS))
  const top: Top = { name: String(given.name), step_s: Number(given.step_s) }
  if (typeof given.start === 'string' && given.start !== '') {
    const start_us = parseUtc_us(given.start)
    if (start_us === undefined)
      problems.push({
        path: ['start'],
        what: `${JSON.stringify(given.start)} is not a UTC instant`,
        instead: startAdvice(given.start),
      })
    else if (start_us < -631152000e6 || start_us > 4102444800e6)
      problems.push({
        path: ['start'],
        what: `${given.start} is out of range`,
        instead: 'Write an instant from 1950 to 2100.',
      })
    else top.start_us = start_us
  }
  if (typeof given.duration === 'string' && given.duration !== '') {
    const duration = parseDuration(given.duration)
    if (duration === undefined)
      problems.push({
        path: ['duration'],
        what: `${JSON.stringify(given.duration)} is not a duration`,
        instead: 'Write 1 d, 90 min, 3600 s, 2 h or 6 orbits.',
      })
    else top.duration = duration
  }
  return top
}

function startAdvice(start: string): string {
  if (parseUtc_us(`${start}Z`) !== undefined) return `Write the Z that says UTC: ${start}Z.`
  if (/^\d{4}-\d\d-\d\d$/.test(start)) return `Write the time too: ${start}T00:00:00Z.`
  return 'Write it as 2026-06-21T00:00:00Z.'
}

function readTicks(
  top: Top,
  orbit: ScenarioOrbit | undefined,
  given: Record<string, unknown>,
  problems: Problem[],
): number | undefined {
  const { duration, step_s } = top
  if (duration === undefined || !(step_s > 0) || step_s > 86400) return undefined
  const problem = (what: string, instead: string) => {
    problems.push({ path: ['duration'], what, instead })
    return undefined
  }
  if ('orbits' in duration) {
    if (given.fleet !== undefined)
      return problem(
        'orbits of a fleet, whose satellites need not have the same period',
        'Write the duration in s, min, h or d.',
      )
    if (given.orbit === undefined)
      return problem('orbits without an orbit', 'Write the duration in s, min, h or d, or add an orbit.')
    if (orbit === undefined) return undefined
    // An orbit is no whole number of ticks; the run ends at the tick nearest to the end of the last.
    return Math.max(1, Math.round((duration.orbits * makePropagator(orbit.elements).period_s) / step_s))
  }
  const ticks = Math.round(duration.seconds / step_s)
  if (ticks < 1)
    return problem(
      `${duration.seconds} s is shorter than a step of ${step_s} s`,
      'Write a longer duration or a shorter step_s.',
    )
  if (Math.abs(ticks * step_s - duration.seconds) > 1e-6 * step_s)
    return problem(
      `${duration.seconds} s is not a whole number of steps of ${step_s} s`,
      `Write ${Number((ticks * step_s).toPrecision(12))} s, or a step_s that divides it.`,
    )
  return ticks
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

const noFiles: ReadText = path => {
  throw new Error(`${path} cannot be read: this scenario was given without a way to read files`)
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

/** A body that turns further than this in a tick is lit as it stands in its middle, which is not its mean. */
const BLURRED_deg = 10

function noteOnTurn({ fault, values: { rate_deg_s } }: ScenarioFault, step_s: number): string[] {
  const turn_deg = Math.abs(Number(rate_deg_s ?? 0)) * step_s
  if (fault !== 'pointing-lost' || turn_deg <= BLURRED_deg) return []
  return [
    `With ${fault} the body turns ${Number(turn_deg.toPrecision(3))} deg in a tick, and what shines on it is taken as it stands in the middle of each step; a shorter step_s is better.`,
  ]
}

/** SGP4 elements lose about a kilometre a day in low orbit; beyond this age the reader is told. */
const OLD_ELEMENTS_d = 14

function notesOn(orbit: ScenarioOrbit, start_us: number, duration_s: number): string[] {
  if (orbit.kind === 'sun-synchronous') return []
  const { epoch_us } = orbit.elements
  const farthest_d = Math.max(Math.abs(start_us - epoch_us), Math.abs(start_us + duration_s * 1e6 - epoch_us)) / 86400e6
  if (farthest_d <= OLD_ELEMENTS_d) return []
  return [
    `The run reaches ${farthest_d.toFixed(0)} days from the epoch of its elements (${formatUtc(epoch_us)}); positions may be far off by then.`,
  ]
}
