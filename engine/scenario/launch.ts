import { objectOf, type ParameterSet, quantity } from '../quantity/parameter.ts'
import type { Path, Problem } from '../quantity/problem.ts'
import { explainAll } from './explain.ts'
import { readMap } from './map.ts'

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

const launchShape = objectOf(LAUNCH_PARAMETERS)

/** Reads `launch:`: the tick at whose start each satellite of a group begins, by its place. */
export function readLaunch(given: unknown, path: Path, step_s: number, problems: Problem[]): (k: number) => number {
  const atOnce = () => 0
  if (given === undefined) return atOnce
  const object = readMap(given, path, 'launch', 'Write launch: { satellites: 20, every_h: 24 }.', problems)
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
