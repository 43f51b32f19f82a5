import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ACCELERATORS } from '../../engine/catalogue/accelerators.ts'
import { CELLS } from '../../engine/catalogue/cells.ts'
import type { Figure } from '../../engine/catalogue/figure.ts'
import { unitOf } from '../../engine/index.ts'

/** Numbers that are what they are by name: how many junctions a cell has, and the fluences of a table. */
const NO_FIGURE = ['junctions_count', 'fluence_per_cm2']

const catalogue = join(import.meta.dirname, '../../engine/catalogue')
const files = readdirSync(catalogue).filter(f => f.endsWith('.ts'))
const modules = await Promise.all(files.map(async f => [f, await import(join(catalogue, f))] as const))
/** Every table of entries that a file of the catalogue exports. */
const tables = modules.flatMap(([file, exported]) =>
  Object.entries(exported as Record<string, unknown>)
    .filter(([name, value]) => /^[A-Z_]+$/.test(name) && isTable(value))
    .map(([name, value]) => [`${file} ${name}`, value as Record<string, object>] as const),
)

/** A map of entries by name; lists of names and single figures are none. */
function isTable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isFigure(value)
}

function isFigure(value: unknown): value is Figure {
  return typeof value === 'object' && value !== null && 'confidence' in value
}

/** Every figure below a value with the path to it; a bare number on the way is reported as one without provenance. */
function walk(value: unknown, path: string, bare: string[]): [string, Figure][] {
  if (isFigure(value)) return [[path, value]]
  if (typeof value === 'number' && !NO_FIGURE.some(name => path.endsWith(name))) bare.push(path)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, v]) => walk(v, `${path}.${key}`, bare))
}

describe.each(tables)('%s', (_name, entries) => {
  const bare: string[] = []
  const figures = Object.entries(entries).flatMap(([key, entry]) => walk(entry, key, bare))

  it('has no number without provenance', () => {
    expect(figures.length).toBeGreaterThan(0)
    expect(bare).toEqual([])
  })

  it('says of every figure its unit, source, year and confidence, and lies in its range', () => {
    for (const [path, f] of figures) {
      expect(unitOf(path), path).toBeDefined()
      expect(Number.isFinite(f.value), path).toBe(true)
      expect(f.source.length, path).toBeGreaterThan(8)
      expect(f.year, path).toBeGreaterThan(1900)
      expect(['A', 'B', 'C', 'D', 'estimate'], path).toContain(f.confidence)
      // An estimate says that it is one, and nothing else does.
      expect(f.source.startsWith('estimate: '), path).toBe(f.confidence === 'estimate')
      if (f.range !== undefined) {
        expect(f.value, path).toBeGreaterThanOrEqual(f.range[0])
        expect(f.value, path).toBeLessThanOrEqual(f.range[1])
      }
    }
  })
})

it('every cell that a designer compares is there, each with all that is asked of it', () => {
  for (const name of [
    'hjt-silicon',
    'perc-silicon',
    'perovskite',
    'perovskite-silicon-tandem',
    'perovskite-cigs-tandem',
    'triple-junction-3g30',
    'triple-junction-xtj',
    'four-junction-4g32',
  ] as const)
    for (const key of [
      'efficiency_frac',
      'temp_coefficient_per_K',
      'absorptance_frac',
      'emissivity_frac',
      'areal_mass_kg_m2',
      'price_USD_W',
      'loss_per_year',
      'remaining',
      'curve',
    ] as const)
      expect(CELLS[name][key], `${name}.${key}`).toBeDefined()
  expect(Object.keys(ACCELERATORS).length).toBeGreaterThan(3)
})
