import { readFileSync } from 'node:fs'

/** A file of test/truth as JSON. */
export function truth<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./truth/${name}`, import.meta.url), 'utf8')) as T
}
