import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type AnyComponent, nearest, readScenario, type Scenario } from '../engine/index.ts'
import { InputError, reasonOf } from './input-error.ts'

/** Reads a scenario file; the files that it names are found relative to it. Throws InputError or ScenarioError. */
export function loadScenario(path: string, components: readonly AnyComponent[]): Scenario {
  return readScenario(readUtf8(path), {
    components,
    file: path,
    readText: named => readUtf8(resolve(dirname(path), named), named),
  })
}

/** As `loadScenario`, for what is told of one satellite alone. Throws InputError for a fleet. */
export function loadSatellite(path: string, components: readonly AnyComponent[], asked: string): Scenario {
  const scenario = loadScenario(path, components)
  if (scenario.fleet === undefined) return scenario
  throw new InputError(
    `${path} is a fleet, and ${asked} is for one satellite. Write an orbit in place of the fleet; run and check take fleets.`,
  )
}

/** The text of a file, or InputError with one sentence. `shown` is how the user wrote the path. */
export function readUtf8(path: string, shown = path): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) throw new InputError(`${shown} is not text in UTF-8`)
    throw new InputError(`${shown} cannot be read: ${reasonOf(error)}${similarFile(path, error)}`)
  }
}

function similarFile(path: string, error: unknown): string {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return ''
  try {
    const near = nearest(basename(path), readdirSync(dirname(path)))
    return near === undefined ? '' : `. Did you mean ${join(dirname(path), near)}?`
  } catch {
    return ''
  }
}
