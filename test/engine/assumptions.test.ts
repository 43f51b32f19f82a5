import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ACCELERATORS } from '../../engine/catalogue/accelerators.ts'
import { CELLS } from '../../engine/catalogue/cells.ts'
import { COATINGS } from '../../engine/catalogue/coatings.ts'
import { assumptionsOf, builtin, type Parameter, readScenario, simulate } from '../../engine/index.ts'
import { EVERY_KIND } from '../every-kind.ts'

const scenario = readScenario(EVERY_KIND, { components: builtin })
const all = assumptionsOf(scenario)
const find = (owner: string, name: string) => all.find(a => a.owner === owner && a.name === name)

describe('assumptions of a scenario', () => {
  it('tell what was written from what was not', () => {
    expect(find('wing', 'area_m2')).toMatchObject({ value: 4, unit: 'm2', origin: 'written' })
    expect(find('wing', 'packing_frac')).toMatchObject({ value: 0.9, origin: 'default' })
    expect(find('wing', 'collection_frac')).toMatchObject({ origin: 'default', confidence: 'estimate' })
    expect(find('orbit', 'altitude_km')).toMatchObject({ value: 650, unit: 'km', origin: 'written' })
    expect(find('orbit', 'eccentricity')).toMatchObject({ value: 0.0001, origin: 'default' })
  })

  it('name the source of every figure of the catalogue, by the entry that the part names', () => {
    const { value, source, year, confidence } = CELLS['hjt-silicon'].efficiency_frac
    expect(find('wing', 'cell.efficiency_frac')).toMatchObject({ value, source, year, confidence, origin: 'catalogue' })
    expect(find('radiator', 'coating.absorptance_frac')?.value).toBe(COATINGS['white-z93'].absorptance_frac.value)
    for (const a of all.filter(a => a.origin === 'catalogue')) expect(a.source.length, a.name).toBeGreaterThan(5)
  })

  it('leave out what the scenario replaces', () => {
    const given = readScenario({ ...EVERY_KIND, environment: { albedo_frac: 0.2 } }, { components: builtin })
    const names = assumptionsOf(given).map(a => `${a.owner} ${a.name}`)
    expect(names).toContain('environment albedo_frac')
    expect(names).not.toContain('physics earth_albedo_frac')
    expect(names).toContain('physics earth_infrared_W_m2')
  })

  it('hold the values of faults, those that nobody wrote as defaults', () => {
    const faults = [{ part: 'attitude', fault: 'pointing-lost', at: '5 min', axis: [0, 1, 0] }]
    const failing = assumptionsOf(readScenario({ ...EVERY_KIND, faults }, { components: builtin }))
    const of = (name: string) => failing.find(a => a.owner === 'attitude pointing-lost' && a.name === name)
    expect(of('at')).toMatchObject({ value: '5 min', origin: 'written' })
    expect(of('axis')).toMatchObject({ value: [0, 1, 0], origin: 'written' })
    expect(of('rate_deg_s')).toMatchObject({ value: 0.1, unit: 'deg/s', origin: 'default', confidence: 'estimate' })
    expect(of('seed')).toBeUndefined()
  })

  it('hold every default that is in force', () => {
    for (const part of scenario.parts)
      for (const [name, p] of Object.entries(part.component.parameters as Record<string, Parameter>))
        if (p.fallback !== undefined && p.port === undefined)
          expect(find(part.id, name), `${part.id}.${name}`).toBeDefined()
  })
})

describe('a part that computes with a catalogue', () => {
  it('says so in its parameter', async () => {
    const catalogues = await allCatalogues()
    expect(catalogues.length).toBeGreaterThanOrEqual(4)
    for (const c of builtin)
      for (const [name, p] of Object.entries(c.parameters as Record<string, Parameter>))
        for (const catalogue of catalogues)
          if (String(p.words) === String(Object.keys(catalogue)))
            expect(p.catalogue?.entries, `${c.kind}.${name}: entryOf(...) names what it uses`).toBe(catalogue)
  })

  it('names every figure that it reads', () => {
    for (const entry of [CELLS['hjt-silicon'], COATINGS['white-z93'], ACCELERATORS['h100-sxm']]) {
      const read = new Set<string>()
      const restore = spyOn(entry, read)
      try {
        simulate(EVERY_KIND)
      } finally {
        restore()
      }
      const uses = builtin
        .flatMap(c => Object.values(c.parameters as Record<string, Parameter>))
        .flatMap(p => (Object.values(p.catalogue?.entries ?? {}).includes(entry) ? (p.catalogue?.uses ?? []) : []))
      for (const name of read) expect(uses).toContain(name)
      expect(read.size).toBeGreaterThan(1)
    }
  })
})

/** Every export of engine/catalogue/ that maps names to entries with a name. */
async function allCatalogues(): Promise<Readonly<Record<string, object>>[]> {
  const folder = join(import.meta.dirname, '../../engine/catalogue')
  const modules = await Promise.all(readdirSync(folder).map(file => import(join(folder, file))))
  const isEntry = (e: unknown) => e !== null && typeof e === 'object' && 'name' in e
  return modules
    .flatMap(m => Object.values(m as object))
    .filter(e => e !== null && typeof e === 'object' && Object.values(e).length > 1 && Object.values(e).every(isEntry))
}

/** Notes which keys of an entry are read. */
function spyOn(entry: object, read: Set<string>): () => void {
  const before = Object.getOwnPropertyDescriptors(entry)
  for (const [name, { value }] of Object.entries(before))
    Object.defineProperty(entry, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        read.add(name)
        return value
      },
    })
  return () => {
    Object.defineProperties(entry, before)
  }
}
