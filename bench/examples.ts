import { readFileSync } from 'node:fs'
import { type Run, simulate } from '../engine/index.ts'

const folder = new URL('../examples/', import.meta.url)
const readText = (path: string) => readFileSync(new URL(path, folder), 'utf8')

/** Runs a scenario of examples/ with ticks of `step_s`. */
export function runExample(file: string, step_s: number): Run {
  const text = readText(file).replace(/^step_s: .*$/m, `step_s: ${step_s}`)
  return simulate(text, { file, readText })
}
