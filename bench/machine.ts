import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'

/** What the numbers of a script were made on: processor, Node, and the versions of the packages that do arithmetic. */
export function machine(): string {
  const all = cpus()
  const version = (name: string) => {
    const file = new URL(`../node_modules/${name}/package.json`, import.meta.url)
    return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`
  }
  return `${all[0]?.model.trim() ?? 'unknown processor'}, ${all.length} cores, Node ${process.versions.node}, ${version('satellite.js')}`
}

/** How busy the machine is with other things: what two threads gain shows only on an idle one. */
export const load = () => `load ${loadavg()[0].toFixed(1)}`
