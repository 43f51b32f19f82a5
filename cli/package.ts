import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package: one above `cli/` in a checkout, one above `dist/` once built. */
export const PACKAGE_FOLDER = findPackage(dirname(fileURLToPath(import.meta.url)))

function findPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('The package.json of heliosync is missing; install it again.')
  return findPackage(above)
}

export function packageVersion(): string {
  return JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')).version
}

/** The example that runs when no scenario is named; its path as the user would write it from here. */
export function mainExample(): string {
  const path = join(PACKAGE_FOLDER, 'examples', 'dawn-dusk-compute.yaml')
  const fromHere = relative(process.cwd(), path)
  return fromHere.startsWith('..') ? path : fromHere
}
