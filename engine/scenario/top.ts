import * as z from 'zod'
import { makePropagator } from '../physics/orbit/orbit.ts'
import { instantOrPeriodic, objectOf, optionalText, type ParameterSet, quantity, text } from '../quantity/parameter.ts'
import type { Problem } from '../quantity/problem.ts'
import { explainAll } from './explain.ts'
import type { RunTime } from './faults.ts'
import { readKind } from './kind.ts'
import { ORBIT_KINDS, type ReadText } from './orbits.ts'
import type { ScenarioOrbit } from './scenario.ts'
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

/** What else stands there, each read in its own place. */
export const OTHER_KEYS = ['orbit', 'fleet', 'attitude', 'environment', 'parts', 'limits', 'faults'] as const

const TOP_SCHEMA = objectOf(TOP_PARAMETERS, Object.fromEntries(OTHER_KEYS.map(key => [key, z.unknown().optional()])))

/** When the run is; undefined where that could not be read. */
export function runTime(top: Top, orbit: ScenarioOrbit | undefined, ticks: number | undefined): RunTime | undefined {
  if (top.start_us === undefined || ticks === undefined) return undefined
  const period_s = orbit === undefined ? undefined : makePropagator(orbit.elements).period_s
  return { start_us: top.start_us, duration_s: ticks * top.step_s, period_s }
}

/** The instant, and whether the state there is one that repeats; `start: periodic` alone takes the epoch of published elements. */
export function readStart(
  given: Record<string, unknown>,
  readText: ReadText,
  problems: Problem[],
): { top: Top; periodicStart: boolean } {
  const { start } = given
  const object = start !== null && typeof start === 'object' ? (start as { at?: unknown; state?: unknown }) : undefined
  const periodicStart = start === 'periodic' || object?.state === 'periodic'
  if (periodicStart && given.orbit === undefined && given.fleet === undefined)
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
  const epoch_us = epochOf(given.orbit, readText)
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
function epochOf(given: unknown, readText: ReadText): number | undefined {
  const published = ORBIT_KINDS.filter(k => k.kind === 'omm' || k.kind === 'tle')
  const read = readKind(given, published, ['orbit'], 'orbit', [])
  if (read === undefined) return undefined
  const elements = read.kind.elements(read.values, {
    start_us: 0,
    readText,
    path: ['orbit'],
  })
  return Array.isArray(elements) ? undefined : (elements as { epoch_us: number }).epoch_us
}

/** What could be read of the top. */
export interface Top {
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

/** How many ticks the run has; undefined where that could not be read. */
export function readTicks(
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
