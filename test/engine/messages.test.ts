import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ScenarioError, simulate } from '../../engine/index.ts'

// Every scenario of test/golden/messages is wrong; beside it stands what its author reads. UPDATE_GOLDEN=1 writes them anew.
const folder = new URL('../golden/messages/', import.meta.url)
const scenarios = readdirSync(folder).filter(f => f.endsWith('.yaml'))

function messageOf(file: string): string {
  const readText = (path: string) => {
    throw new Error(`${path} cannot be read: there is no such file`)
  }
  try {
    simulate(readFileSync(new URL(file, folder), 'utf8'), { file, readText })
  } catch (error) {
    if (error instanceof ScenarioError) return `${error.message}\n`
    throw error
  }
  throw new Error(`${file} was accepted`)
}

describe('what the author of a wrong scenario reads', () => {
  it.each(scenarios)('%s', file => {
    const golden = new URL(file.replace('.yaml', '.txt'), folder)
    const message = messageOf(file)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, message)
    expect(message).toBe(readFileSync(golden, 'utf8'))
    for (const line of message.trimEnd().split('\n')) {
      expect(line, 'file, line, column, what is wrong, what to write').toMatch(
        /^[\w-]+\.yaml:\d+:\d+ {2}\S.*\. \S.*[.?]$/,
      )
      expect(line).not.toMatch(/undefined|\[object|zod|Zod|Invalid input/)
    }
  })
})
