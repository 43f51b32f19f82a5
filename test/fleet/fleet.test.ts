import { describe, expect, it } from 'vitest'
import {
  builtin,
  type FleetRun,
  planFleet,
  readScenario,
  type ScenarioError,
  scenarioOfSatellite,
  seriesBytes,
  seriesShape,
  simulate,
  simulateFleet,
} from '../../engine/index.ts'
import { normalQuantile } from '../../engine/physics/numbers/normal.ts'
import { uniformOf, wordOf } from '../../engine/physics/numbers/philox.ts'

/** Two groups of one design in another environment of orbits, with spread areas; short of power now and then. */
const FLEET = {
  name: 'Two groups',
  start: '2026-06-21T00:00:00Z',
  duration: '4 h',
  step_s: 60,
  fleet: {
    seed: 7,
    groups: [
      {
        id: 'dawn',
        orbits: { kind: 'sun-synchronous-planes', altitude_km: 600, ltan_h: 18, satellites: 5 },
        spread: { 'wing.area_m2': { kind: 'normal', mean: 20, sd: 1, min: 17, max: 23 } },
      },
      {
        id: 'delta',
        orbits: { kind: 'walker-delta', altitude_km: 550, inclination_deg: 53, satellites: 6, planes: 3, phasing: 1 },
        set: { 'load.power_W': 2500 },
      },
    ],
  },
  parts: [
    { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 20, face: '+z' },
    { id: 'battery', kind: 'battery.bucket', capacity_Wh: 1500, floor_frac: 0.2, node: 'bay' },
    { id: 'load', kind: 'load.constant', power_W: 3500, node: 'bay' },
    { id: 'bay', kind: 'node.lumped', capacity_J_K: 60000, initial_temp_K: 300 },
    { id: 'radiator', kind: 'radiator.flat', coating: 'white-z93', area_m2: 8, initial_temp_K: 295 },
    { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'radiator', conductance_W_K: 300 },
  ],
  limits: [
    { column: 'battery.charge_frac', min: 0.3 },
    { column: 'bay.temp_K', max: 330 },
  ],
}

const withMethod = (method: string) => ({ ...FLEET, fleet: { ...FLEET.fleet, method } })
const column = (run: FleetRun, name: string) =>
  run.satellites.columns.find(c => c.name === name)?.values as Float64Array

const drawn = uniformOf(7, 2, 0, wordOf('dawn'), wordOf('wing.area_m2'))

describe('a fleet', () => {
  const plain = simulateFleet(withMethod('plain'))
  const fast = simulateFleet(withMethod('auto'))

  it('says which path each group took and why', () => {
    expect(plain.summary.groups.map(g => g.path)).toEqual(['plain', 'plain'])
    expect(fast.summary.groups).toEqual([
      { id: 'dawn', satellites: 5, path: 'fast', why: null, throttled: 0 },
      { id: 'delta', satellites: 6, path: 'fast', why: null, throttled: 0 },
    ])
  })

  it('needs no parts where every group has its own', () => {
    const groups = FLEET.fleet.groups.map(({ id, orbits }) => ({ id, orbits, parts: FLEET.parts }))
    const read = readScenario({ ...FLEET, parts: [], fleet: { groups } }, { components: builtin })
    expect(read.fleet?.groups.map(g => g.parts.length)).toEqual([7, 7])
  })

  it('has one problem for one mistake: a duration in orbits beside a launch, a start that repeats', () => {
    const [dawn] = FLEET.fleet.groups
    const fleet = { record: [5], groups: [{ ...dawn, launch: { satellites: 3, every_h: 1, first_h: 2 } }] }
    const problemsOf = (scenario: object) => {
      try {
        readScenario({ ...FLEET, fleet, ...scenario }, { components: builtin })
      } catch (error) {
        return (error as ScenarioError).problems.map(p => p.path.join('.'))
      }
    }
    expect(problemsOf({})).toBeUndefined()
    expect(problemsOf({ duration: '6 orbits' })).toEqual(['duration'])
    expect(problemsOf({ start: { at: FLEET.start, state: 'periodic' } })).toEqual(['start'])
  })

  it('is refused where there is none, with rows of no ticks, and where a satellite is asked for that is not there', () => {
    const { fleet: _fleet, ...rest } = FLEET
    const orbit = { kind: 'sun-synchronous', altitude_km: 600, ltan_h: 18 }
    expect(() => simulateFleet({ ...rest, orbit })).toThrow('one satellite and no fleet')
    for (const every of [0, 7.5, 1e9, Number.NaN])
      expect(() => simulateFleet(FLEET, { every })).toThrow('write a whole number of ticks, 1 to 240')
    const scenario = readScenario(FLEET, { components: builtin })
    for (const satellite of [0, 12, 1.5])
      expect(() => scenarioOfSatellite(scenario, satellite)).toThrow('those of the fleet are 1 to 11')
  })

  it.each([
    ['wing.max_rate_deg_s is 0.1', { face: '+x', drive: 'one-axis', max_rate_deg_s: 0.1 }, 60],
    ['its faces turn and its ticks are longer than 300 s (shorter ones with --every take the fast path)', {}, 360],
    [null, { face: '+x', drive: 'one-axis' }, 300],
  ])('where its faces turn, the plain path because: %s', (why, wing, step_s) => {
    const parts = FLEET.parts.map(p => (p.id === 'wing' ? { ...p, ...wing } : p))
    const { summary } = simulateFleet({ ...FLEET, step_s, attitude: { kind: 'nadir' }, parts })
    expect(summary.groups[0]).toMatchObject({ path: why === null ? 'fast' : 'plain', why })
  })

  it.each([
    ['wing.max_rate_deg_s', { kind: 'uniform', min: 0.01, max: 0.02 }],
    ['radiator.sides', { kind: 'discrete', values: [1, 2] }],
  ])('goes the plain path where %s is drawn, which the fast one has not by satellite', (drawn, distribution) => {
    const [dawn] = FLEET.fleet.groups
    const parts = FLEET.parts.map(p => (p.id === 'wing' ? { ...p, face: '+x', drive: 'one-axis' } : p))
    const groups = [{ ...dawn, spread: { [drawn]: distribution } }]
    const { summary } = simulateFleet({ ...FLEET, parts, fleet: { seed: 7, groups } })
    expect(summary.groups[0]).toMatchObject({ path: 'plain', why: `${drawn} is drawn` })
  })

  it.each([
    [600, 'fast'],
    [1200, 'plain'],
    [14400, 'plain'],
  ])('has the energies of short ticks in ticks of %i s, on the %s path', (step_s, path) => {
    const long = simulateFleet({ ...FLEET, step_s })
    for (const g of long.summary.groups) expect(g.path).toBe(path)
    for (const [i, demanded_Wh] of column(plain, 'demanded_Wh').entries())
      for (const name of ['generated_Wh', 'served_Wh', 'absorbed_Wh'])
        expect(Math.abs(column(long, name)[i] - column(plain, name)[i]) / demanded_Wh, name).toBeLessThan(2e-3)
  })

  it('counts the sunlight of satellites that begin later for as long as they fly', () => {
    const [dawn] = FLEET.fleet.groups
    const launch = { satellites: 2, every_h: 1 }
    const { summary, series } = simulateFleet({ ...FLEET, fleet: { seed: 7, groups: [{ ...dawn, launch }] } })
    const total = (name: string) => {
      const values = series.columns.find(c => c.name === name)?.values as Float64Array
      return values.reduce((a, b) => a + b, 0)
    }
    expect(summary.sunlit_frac).toBeCloseTo(1 - total('in_shadow_count') / total('satellites_count'), 9)
  })

  it('has of a satellite on the plain path, bit for bit, what the satellite has alone', () => {
    // The third of the group dawn: the same orbit written as that of one satellite, with the area that was drawn for it.
    const alone = simulate({
      ...FLEET,
      fleet: undefined,
      orbit: { kind: 'sun-synchronous', altitude_km: 600, ltan_h: 18, mean_anomaly_deg: 144 },
      parts: FLEET.parts.map(p => (p.id === 'wing' ? { ...p, area_m2: 20 + normalQuantile(drawn) } : p)),
    })
    const row = 2
    expect(column(plain, 'satellite')[row]).toBe(3)
    for (const [name, value] of Object.entries(alone.summary.budget)) {
      if (column(plain, name) !== undefined) expect(column(plain, name)[row], name).toBe(value)
    }
    expect(column(plain, 'hottest_K')[row]).toBe(alone.summary.hottest?.temp_K)
    expect(column(plain, 'margin_bay.temp_K')[row]).toBe(alone.summary.limits[1].margin)
  })

  it('has the same on the fast path within its error', () => {
    const demanded_Wh = column(plain, 'demanded_Wh')
    for (const { name } of plain.satellites.columns.filter(c => c.name.endsWith('_Wh')))
      for (let i = 0; i < 11; i++)
        expect(Math.abs(column(fast, name)[i] - column(plain, name)[i]), `${name} ${i + 1}`).toBeLessThan(
          2e-4 * demanded_Wh[i],
        )
    for (let i = 0; i < 11; i++) {
      expect(column(fast, 'sunlit_frac')[i]).toBeCloseTo(column(plain, 'sunlit_frac')[i], 5)
      expect(column(fast, 'lowest_charge_frac')[i]).toBeCloseTo(column(plain, 'lowest_charge_frac')[i], 3)
      expect(Math.abs(column(fast, 'hottest_K')[i] - column(plain, 'hottest_K')[i])).toBeLessThan(0.1)
    }
  })

  it('of a long run has a series that keeps to its memory', () => {
    const long = readScenario({ ...FLEET, duration: '3650 d' }, { components: builtin })
    const plan = planFleet(long)
    expect(plan.every).toBeGreaterThan(1)
    expect(seriesBytes(seriesShape(plan))).toBeLessThanOrEqual(2 ** 28)
    expect(planFleet(readScenario(FLEET, { components: builtin })).every).toBe(1)
  })

  it('adds up: its series is the sum of its satellites', () => {
    for (const run of [plain, fast])
      for (const name of ['generated', 'served', 'unserved', 'radiated']) {
        const series = run.series.columns.find(c => c.name === `${name}_W`)?.values as Float64Array
        const fromSeries_Wh = series.reduce((sum, w) => sum + w, 0) / 60
        const fromRows_Wh = column(run, `${name}_Wh`).reduce((sum, e) => sum + e, 0)
        expect(Math.abs(fromSeries_Wh - fromRows_Wh)).toBeLessThan(1e-9 * fromRows_Wh + 1e-6)
      }
  })
})

describe('accelerators that would throttle', () => {
  const hot = (method: string) =>
    simulateFleet({
      ...FLEET,
      limits: [],
      fleet: {
        seed: 7,
        method,
        groups: [
          {
            id: 'hot',
            orbits: { kind: 'sun-synchronous-planes', altitude_km: 600, ltan_h: 18, satellites: 8 },
            spread: { 'strap.conductance_W_K': { kind: 'uniform', min: 20, max: 60 } },
          },
        ],
      },
      parts: [
        ...FLEET.parts.filter(p => p.id !== 'load'),
        { id: 'compute', kind: 'compute.accelerators', accelerator: 'h100-sxm', count: 4, node: 'bay' },
      ],
    })
  const plain = hot('plain')
  const fast = hot('auto')
  const [{ throttled }] = fast.summary.groups

  it('take their satellites to the plain path, and them alone', () => {
    expect(throttled).toBeGreaterThan(0)
    expect(throttled).toBeLessThan(8)
    expect(fast.summary.notes[0]).toContain(`but for ${throttled} satellites`)
    const same = Array.from({ length: 8 }, (_, i) => i).filter(
      i => column(fast, 'generated_Wh')[i] === column(plain, 'generated_Wh')[i],
    )
    expect(same.length).toBe(throttled)
    for (const i of same)
      for (const name of ['work_PFLOP_day', 'radiated_Wh', 'hottest_K'])
        expect(column(fast, name)[i], name).toBe(column(plain, name)[i])
    for (let i = 0; i < 8; i++)
      expect(Math.abs(column(fast, 'work_PFLOP_day')[i] / column(plain, 'work_PFLOP_day')[i] - 1)).toBeLessThan(2e-4)
  })

  it('are in the series once', () => {
    const values = (run: FleetRun, name: string) =>
      run.series.columns.find(c => c.name === name)?.values as Float64Array
    expect(values(fast, 'satellites_count').every(n => n === 8)).toBe(true)
    for (const name of ['compute_TFLOP_s', 'radiated_W', 'in_shadow_count'])
      for (const [row, value] of values(plain, name).entries())
        expect(Math.abs(values(fast, name)[row] - value)).toBeLessThan(3e-3 * Math.max(1, value))
    for (const name of ['bay.temp_max_K', 'bay.temp_p50_K', 'charge_min_frac'])
      for (const [row, value] of values(plain, name).entries())
        expect(Math.abs(values(fast, name)[row] - value), name).toBeLessThanOrEqual(0.5)
  })
})
