import type { Path, Problem } from '../quantity/problem.ts'

/** What is written where a map must stand; undefined when it is none, with the problem added. */
export function readMap(
  given: unknown,
  path: Path,
  name: string,
  instead: string,
  problems: Problem[],
): Record<string, unknown> | undefined {
  if (given !== null && typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>
  const what = given === undefined ? 'is missing' : `${JSON.stringify(given)} is not a map`
  problems.push({ path, name, what, instead })
  return undefined
}
