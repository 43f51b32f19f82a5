import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtin, differenceOf, readScenario } from '../../engine/index.ts'
import { changesBetween, withChange } from '../../engine/scenario/changes.ts'

/** An hour without an orbit: what is generated, stored and lost is known by hand. */
const plant = (over: { supply_W?: number; load_W?: number; efficiency?: number } = {}) => ({
  name: 'Plant',
  start: '2026-06-21T00:00:00Z',
  duration: '1 h',
  step_s: 60,
  parts: [
    { id: 'sun', kind: 'supply.scheduled', steps: [[0, over.supply_W ?? 100]] },
    { id: 'payload', kind: 'load.constant', power_W: over.load_W ?? 40 },
    {
      id: 'battery',
      kind: 'battery.bucket',
      capacity_Wh: 1000,
      initial_charge_frac: 0.5,
      ...(over.efficiency === undefined ? {} : { charge_efficiency_frac: over.efficiency }),
    },
  ],
})
const read = (given: unknown) => readScenario(given, { components: builtin })
const difference = (a: unknown, b: unknown) => differenceOf(read(a), read(b))
const moved = (d: ReturnType<typeof difference>, name: string) => d.moved.find(m => m.name === name)

describe('differenceOf', () => {
  it('tells two changes apart, and what they do only together', () => {
    // Stored in the hour: efficiency (supply - load). 0.97 x 60 before, 0.5 x 30 after.
    const d = difference(plant(), plant({ load_W: 70, efficiency: 0.5 }))
    expect(d.changes.map(c => [c.name, c.was, c.is])).toEqual([
      ['payload.power_W', 40, 70],
      ['battery.charge_efficiency_frac', 0.97, 0.5],
    ])
    const charge = moved(d, 'highest.battery.charge_frac')
    expect(charge?.was).toBeCloseTo(0.5 + 0.0582, 12)
    expect(charge?.is).toBeCloseTo(0.5 + 0.015, 12)
    expect(charge?.alone[0]).toBeCloseTo(-0.0291, 12)
    expect(charge?.alone[1]).toBeCloseTo(-0.0282, 12)
    expect(charge?.mover).toBe('payload.power_W')
    expect(charge?.remainder).toBeCloseTo(0.015 - 0.0582 + 0.0291 + 0.0282, 12)
    expect(d.runs_count).toBe(4)
  })

  it('says that a value written out is its default', () => {
    const d = difference(plant(), plant({ efficiency: 0.97 }))
    expect(d).toMatchObject({ changes: [], moved: [], runs_count: 2 })
    expect(d.kept_count).toBeGreaterThan(5)
  })

  it('tells which change cannot be made alone, and why', () => {
    const before = plant()
    const heated = { id: 'heat', kind: 'heat.scheduled', steps: [[0, 5]], node: 'box' }
    const box = { id: 'box', kind: 'node.lumped', capacity_J_K: 100 }
    const d = difference(before, { ...before, parts: [...before.parts, box, heated] })
    const refused = d.changes.filter(c => c.refused !== undefined)
    expect(refused.map(c => c.name)).toEqual(['heat'])
    expect(refused[0].refused).toContain('box')
    expect(moved(d, 'highest.box.temp_K')).toMatchObject({ was: null, mover: null, remainder: null })
  })

  it('counts limits among the changes and runs nothing for them', () => {
    const limits = [{ column: 'battery.charge_frac', min: 0.2 }]
    const d = difference(plant(), { ...plant(), limits })
    expect(d.changes).toMatchObject([{ name: 'limits', was: undefined }])
    expect(d.moved).toEqual([])
  })
})

describe('changesBetween', () => {
  const leaf = fc.oneof(fc.integer(), fc.string(), fc.constant([[0, 1]]))
  const part = fc.record({ id: fc.constantFrom('a', 'b', 'c'), kind: fc.constantFrom('x', 'y'), n: leaf, m: leaf })
  const scenario = fc.record({
    step_s: fc.integer(),
    orbit: fc.option(fc.record({ kind: fc.constantFrom('x', 'y'), h: leaf }), { nil: undefined }),
    parts: fc.uniqueArray(part, { selector: p => p.id, minLength: 1 }),
  })
  const byId = (s: { parts: readonly { id: string }[] }) => ({
    ...s,
    parts: [...s.parts].sort((p, q) => (p.id < q.id ? -1 : 1)),
  })

  it('lists what, made one after the other, makes the one the other', () => {
    fc.assert(
      fc.property(scenario, scenario, (a, b) => {
        const made = changesBetween(a, b).reduce(withChange, a as unknown) as typeof b
        expect(JSON.parse(JSON.stringify(byId(made)))).toEqual(JSON.parse(JSON.stringify(byId(b))))
      }),
    )
  })
})
