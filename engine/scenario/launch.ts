import { objectOf, type ParameterSet, quantity, text } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { explainAll } from './explain.ts'
import { readMap } from './map.ts'
import { formatUtc, parseDuration, parseUtc_us } from './time.ts'

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

/** One batch of a list of launches. */
export const LAUNCH_BATCH_PARAMETERS = {
  at: text({ about: 'When it begins: an instant (UTC with Z), or a time since the start: 90 min, 2 d.' }),
  satellites: LAUNCH_PARAMETERS.satellites,
} as const satisfies ParameterSet

const launchShape = objectOf(LAUNCH_PARAMETERS)
const batchShape = objectOf(LAUNCH_BATCH_PARAMETERS)

/** The steps of a run, of which a launch is a whole number after the start. */
interface Steps {
  readonly start_us: number
  readonly step_s: number
}

/** The tick at whose start satellite `k` of a group begins. */
type BeginTick = (k: number) => number

const atOnce: BeginTick = () => 0

/** Reads `launch:` of a group of so many satellites: batches at equal intervals, or a list of them with their times. */
export function readLaunch(
  given: unknown,
  path: Path,
  steps: Steps,
  satellites: number,
  problems: Problem[],
): BeginTick {
  if (given === undefined) return atOnce
  if (Array.isArray(given)) return readBatches(given, path, steps, satellites, problems)
  const object = readMap(given, path, 'launch', 'Write launch: { satellites: 20, every_h: 24 }.', problems)
  return object === undefined ? atOnce : readIntervals(object, path, steps, problems)
}

function readIntervals(object: object, path: Path, { step_s }: Steps, problems: Problem[]): BeginTick {
  const parsed = launchShape.safeParse(object)
  if (!parsed.success) {
    problems.push(...explainAll(parsed.error.issues, object, path, 'launch', LAUNCH_PARAMETERS))
    return atOnce
  }
  const { satellites, every_h, first_h } = parsed.data as Record<keyof typeof LAUNCH_PARAMETERS, number>
  for (const [key, hours] of Object.entries({ every_h, first_h })) {
    const ticks = (hours * 3600) / step_s
    if (isWhole(ticks)) continue
    problems.push({
      path: [...path, key],
      name: `launch.${key}`,
      what: `${hours} h is not a whole number of steps of ${step_s} s`,
      instead: `Write ${Number(((Math.max(1, Math.round(ticks)) * step_s) / 3600).toPrecision(12))}.`,
    })
  }
  return k => Math.round(((first_h + Math.floor(k / satellites) * every_h) * 3600) / step_s)
}

const isWhole = (ticks: number) => Math.abs(ticks - Math.round(ticks)) <= 1e-6

type Batch = { readonly satellites: number; readonly tick: number } | undefined

const carriedBy = (batches: readonly Batch[]) => batches.reduce((sum, b) => sum + (b?.satellites ?? 0), 0)

function readBatches(
  list: readonly unknown[],
  path: Path,
  steps: Steps,
  satellites: number,
  problems: Problem[],
): BeginTick {
  const before = problems.length
  const batches = list.map((item, k) => readBatch(item, [...path, k], steps, problems))
  const carried = carriedBy(batches)
  if (problems.length > before) return atOnce
  if (carried < satellites)
    problems.push({
      path,
      name: 'launch',
      what: `the launches carry ${carried} of the ${satellites} satellites of the group`,
      instead: `Write launches for ${satellites - carried} more.`,
    })
  const ends = batches.map((_, k) => carriedBy(batches.slice(0, k + 1)))
  return k => batches[ends.findIndex(end => k < end)]?.tick ?? 0
}

function readBatch(item: unknown, path: Path, { start_us, step_s }: Steps, problems: Problem[]): Batch {
  const label = `launch.${path.at(-1)}`
  const object = readMap(item, path, label, 'Write { at: 2026-07-01T06:00:00Z, satellites: 20 }.', problems)
  if (object === undefined) return undefined
  const parsed = batchShape.safeParse(object)
  if (!parsed.success) {
    problems.push(...explainAll(parsed.error.issues, object, path, label, LAUNCH_BATCH_PARAMETERS))
    return undefined
  }
  const { at, satellites } = parsed.data as { at: string; satellites: number }
  const problem = (what: string, instead: string) =>
    problems.push({ path: [...path, 'at'], name: `${label}.at`, what, instead })
  const since_s = sinceStart_s(at, start_us)
  if (since_s === undefined) {
    problem(
      `${JSON.stringify(at)} is no time`,
      'Write an instant, 2026-07-01T06:00:00Z, or a time since the start, 36 h.',
    )
    return undefined
  }
  const tick = Math.round(since_s / step_s)
  if (since_s < 0)
    problem(`${at} is before the start`, `Write ${formatUtc(start_us)} for satellites that are there from the start.`)
  else if (!isWhole(since_s / step_s))
    problem(
      `${at} is not a whole number of steps of ${step_s} s after the start`,
      `Write ${formatUtc(start_us + tick * step_s * 1e6)}.`,
    )
  return { satellites, tick }
}

/** Seconds from the start to an instant or a time since the start; undefined when it is neither. */
function sinceStart_s(at: string, start_us: number): number | undefined {
  const at_us = parseUtc_us(at)
  if (at_us !== undefined) return (at_us - start_us) / 1e6
  const duration = parseDuration(at)
  return duration !== undefined && 'seconds' in duration ? duration.seconds : undefined
}
