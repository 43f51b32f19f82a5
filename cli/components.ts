import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AnyComponent, builtin } from '../engine/index.ts'
import { InputError } from './input-error.ts'

/** The engine's kinds and those of the user's modules (`--use`). A module exports one component or a list, as default or `components`. */
export async function loadComponents(modules: readonly string[]): Promise<readonly AnyComponent[]> {
  const components = [...builtin]
  for (const module of modules)
    for (const mine of await componentsOf(module)) {
      if (components.some(c => c.kind === mine.kind))
        throw new InputError(`--use ${module}: the kind ${mine.kind} is taken. Give your component another kind.`)
      components.push(mine)
    }
  return components
}

async function componentsOf(module: string): Promise<readonly AnyComponent[]> {
  const path = resolve(module)
  if (!existsSync(path)) throw new InputError(`--use ${module}: there is no such file.`)
  const exported = await importModule(module, path)
  const given = exported.default ?? exported.components
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  if (list.length > 0 && list.every(isComponent)) return list
  throw new InputError(
    `--use ${module}: exports no component. Export one made by component({ kind, about, parameters, build }), or a list of them, as default or as components.`,
  )
}

async function importModule(module: string, path: string): Promise<{ default?: unknown; components?: unknown }> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    const typescript = (error as NodeJS.ErrnoException).code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[cm]?ts$/.test(path)
    const advice = typescript ? ' This Node runs no TypeScript: compile it, or start with node --import tsx.' : ''
    throw new InputError(`--use ${module}: cannot be loaded: ${(error as Error).message}.${advice}`)
  }
}

function isComponent(value: unknown): value is AnyComponent {
  if (value === null || typeof value !== 'object') return false
  const c = value as Record<string, unknown>
  return (
    typeof c.kind === 'string' &&
    typeof c.about === 'string' &&
    typeof c.build === 'function' &&
    Array.isArray(c.ports) &&
    c.parameters !== null &&
    typeof c.parameters === 'object'
  )
}
