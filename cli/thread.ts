import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A module next to the caller's, in TypeScript in a checkout and compiled in dist. */
export const moduleBeside = (here: string, name: string) => new URL(`./${name}${extname(here)}`, here).href

/** Starts a thread on a module. A thread does not inherit the loader that makes Node read TypeScript, so in a checkout it registers its own. */
export function startThread(module: string, workerData: unknown): Worker {
  if (extname(module) !== '.ts') return new Worker(new URL(module), { workerData })
  const tsx = import.meta.resolve('tsx/esm/api')
  const begin = `import(${JSON.stringify(tsx)}).then(({ register }) => (register(), import(${JSON.stringify(module)})))`
  return new Worker(begin, { eval: true, workerData })
}
