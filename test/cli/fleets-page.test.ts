import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtin, readScenario, simulateFleet } from '../../engine/index.ts'
import { query } from './fleets.ts'
import { heliosync, temporaryFolder } from './program.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const page = read('docs/fleets.md')
const example = read('examples/fleet-first.yaml')
const blocks = [...page.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text }))
const block = (language: string) => blocks.filter(b => b.language === language).map(b => b.text)
const folder = temporaryFolder()

/** The numbers of a text and what stands between them. Which of twelve satellites is the worst by a hair is left out. */
function taken(text: string) {
  const named = text.replace(/satellite \d+|\(\d+\)/g, 'one')
  const number = /\d+(\.\d+)?/g
  return { words: named.replace(number, '#').replace(/ +/g, ' '), numbers: (named.match(number) ?? []).map(Number) }
}

describe('docs/fleets.md', () => {
  it('shows the first fleet as it is, and what the command prints and writes', async () => {
    expect(block('yaml')[0]).toBe(example.replace(/^#.*\n/, ''))
    const out = join(folder, 'results/')
    const { status, stderr } = heliosync(['run', join(root, 'examples/fleet-first.yaml'), '--out', out])
    expect(status).toBe(0)
    const [said, shown] = [stderr.replace(/^Wrote .*\n/gm, ''), block('')[0]].map(taken)
    expect(said.words).toBe(shown.words)
    for (const [k, value] of said.numbers.entries())
      expect(Math.abs(value - shown.numbers[k]), said.words).toBeLessThan(0.2 + 0.01 * value)
    for (const sql of block('sql')[0].trim().split('\n')) {
      const rows = await query(sql.replaceAll('results/', out))
      expect(rows.length, sql).toBeGreaterThan(0)
    }
  })

  it('tells every column of the tables', () => {
    const { satellites, series } = simulateFleet(example)
    for (const { columns } of [satellites, series])
      for (const { name } of columns) {
        const known = name
          .replace(/^margin_.*/, 'margin_battery.charge_frac')
          .replace(/^(charge)_(min|p05|p50|p95|max)_frac/, 'charge_min_frac')
          .replace(/^\w+\.temp_\w+_K/, 'wing.temp_min_K')
        expect(page).toContain(`\`${known}\``)
      }
  })

  it('shows orbits and launches that can be written', () => {
    const orbits = [...page.matchAll(/^\| `(\{ kind: .*?\})` /gm)].map(m => m[1])
    expect(orbits).toHaveLength(4)
    const [interval, dates] = block('yaml')[1].split(/^(?=launch: #)/m)
    const text = (rest: string) => example.replace(/orbits: .*/, rest).replace('duration: 1 d', 'duration: 120 d')
    const catalogue = read('examples/catalogue.tle')
    const planes = orbits.find(o => o.includes('satellites: 24')) ?? ''
    const launches = [interval, dates].map(l => `orbits: ${planes}\n      ${l.trim().replaceAll('\n', '\n      ')}`)
    for (const rest of [...orbits.map(o => `orbits: ${o}`), ...launches])
      expect(
        readScenario(text(rest).replace('2026-06-21', '2022-08-10').replaceAll('2026-07', '2022-09'), {
          components: builtin,
          readText: () => catalogue,
        }).fleet?.groups[0].constellation.satellites,
        rest,
      ).toBeGreaterThan(20)
  })

  it('shows a library call that runs as it stands', () => {
    const printed: unknown[][] = []
    const body = block('ts')[0].replace(/^import .*$/m, '')
    new Function('simulateFleet', 'scenario', 'console', body)(simulateFleet, example, {
      log: (...x: unknown[]) => printed.push(x),
    })
    expect(printed).toEqual([[12, 1440, expect.any(Float64Array)]])
  })
})
