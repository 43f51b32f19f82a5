import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import {
  askSatellites,
  builtin,
  type FleetSummary,
  type FleetTable,
  fleetLimits,
  makeCoupling,
  makeFleetRunner,
  makeFleetSeries,
  planFleet,
  readScenario,
  recordSatellite,
  seriesShape,
  simulate,
  simulateFleet,
  simulateSatellite,
} from '../../engine/index.ts'

const example = readFileSync(new URL('../../examples/fleet-jobs.yaml', import.meta.url), 'utf8')
  .replace('duration: 12 h', 'duration: 3 h')
  .replace('arrivals_per_day: 12000', 'arrivals_per_day: 20000')
  .replace('satellites: 48', 'satellites: 8')
/** A change to the example. */
type Change = (text: string) => string
const asItIs: Change = t => t
const run = (...changes: readonly Change[]) =>
  simulateFleet(
    changes.reduce((text, change) => change(text), example),
    { file: 'jobs.yaml' },
  )
const column = ({ columns }: FleetTable, name: string) => columns.find(c => c.name === name)?.values as Float64Array
const jobsOf = (s: FleetSummary) => s.jobs as NonNullable<FleetSummary['jobs']>

describe.each([
  { path: 'fast', on: asItIs },
  { path: 'plain', on: (t: string) => t.replace('seed: 1', 'seed: 1\n  method: plain') },
])('a common queue on the $path path', ({ path, on }) => {
  const few = run(on, t => t.replace('arrivals_per_day: 20000', 'arrivals_per_day: 800'))
  const many = run(on)

  it('is on that path', () => {
    for (const { summary } of [few, many]) expect(summary.groups[0].path).toBe(path)
  })

  it('loses no job and no work', () => {
    for (const { summary } of [few, many]) {
      const j = jobsOf(summary)
      expect(j.arrived_count).toBe(j.delivered_count + j.running_count + j.waiting_count)
      expect(j.delivered_count).toBeGreaterThan(20)
      expect(j.worked_PFLOP / (600 * j.delivered_count)).toBeGreaterThanOrEqual(1 - 1e-9)
      expect(j.worked_PFLOP).toBeLessThan(600 * (j.delivered_count + j.running_count))
      // The summary's work is the same work, PFLOP-days of rate to PFLOP.
      expect(Math.abs(summary.work_PFLOP_day * 86400 - j.worked_PFLOP)).toBeLessThan(1e-6 * j.worked_PFLOP)
    }
  })

  it('gets as many as the Poisson process says, within five of its standard deviations', () => {
    for (const [{ summary }, mean] of [
      [few, 100],
      [many, 2500],
    ] as const)
      expect(Math.abs(jobsOf(summary).arrived_count - mean)).toBeLessThan(5 * Math.sqrt(mean))
  })

  it('has latencies of at least both ways and the work itself, and waits where there is too much', () => {
    // 8 H100 at 40 % of 989 TFLOP/s do 600 PFLOP in 190 s.
    const l = jobsOf(few.summary).latency_s as { p50: number; max: number }
    expect(l.p50).toBeGreaterThan(190 + 60)
    expect(l.max).toBeGreaterThanOrEqual(l.p50)
    expect(jobsOf(few.summary).waiting_count).toBeLessThan(20)
    expect(jobsOf(many.summary).waiting_count).toBeGreaterThan(1000)
  })

  it('leaves a fleet idle before the first job', () => {
    const none = run(on, t => t.replace('arrivals_per_day: 20000', 'arrivals_per_day: 0.001'))
    expect(jobsOf(none.summary)).toMatchObject({
      arrived_count: 0,
      delivered_count: 0,
      latency_s: null,
      worked_PFLOP: 0,
    })
    expect(none.summary.work_PFLOP_day).toBe(0)
    const uncoupled = run(on, t =>
      t.replace(/ {2}jobs:\n.*\n/, '').replace('count: 8,', 'count: 8, utilisation_frac: 0,'),
    )
    expect(none.satellites).toEqual(uncoupled.satellites)
    expect(none.series).toEqual(uncoupled.series)
  })

  it('records a satellite as busy as it was among the others', () => {
    const recorded = on(example).replace('seed: 1', 'seed: 1\n  record: [3, 8]')
    const scenario = readScenario(recorded, { components: builtin })
    const plan = planFleet(scenario)
    const coupling = makeCoupling(scenario)
    makeFleetRunner(plan, makeFleetSeries(seriesShape(plan))).run(plan.tasks[0], coupling)
    for (const [k, satellite] of [3, 8].entries()) {
      const { budget, work } = recordSatellite(scenario, satellite, 1, () => {}, coupling.asked[k].busy_frac).summary
      const row = (name: string) => column(many.satellites, name)[satellite - 1]
      const near = path === 'plain' ? 1e-12 : 2e-4
      expect(budget.demanded_Wh / row('demanded_Wh') - 1).toBeCloseTo(0, 9)
      expect(Math.abs(budget.generated_Wh / row('generated_Wh') - 1)).toBeLessThan(near)
      expect(work[0].delivered_PFLOP_day / row('work_PFLOP_day') - 1).toBeCloseTo(0, 9)
    }
  })

  it('tells how busy satellites were to be, unless the run is given up before its end', () => {
    const scenario = readScenario(on(example), { components: builtin })
    const ticks: number[] = []
    const askedOf = askSatellites(scenario, [8, 3], tick => ticks.push(tick) > 0)
    for (const satellite of [3, 8]) {
      const { budget, work } = simulateSatellite(scenario, satellite, { asked: askedOf(satellite) }).summary
      const row = (name: string) => column(many.satellites, name)[satellite - 1]
      expect(budget.demanded_Wh / row('demanded_Wh') - 1).toBeCloseTo(0, 9)
      expect(work[0].delivered_PFLOP_day / row('work_PFLOP_day') - 1).toBeCloseTo(0, 9)
    }
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(179)
    expect(askSatellites(scenario, [8], tick => tick < 20)(8)).toBeUndefined()
  })

  it('judges the worst satellite by what it did among the others', () => {
    const scenario = readScenario(on(example), { components: builtin })
    const [told] = fleetLimits(scenario)
    const [found] = many.summary.limits
    expect(told.satellite).toBe(found.worst[0].satellite)
    expect(Math.abs(told.margin - found.worst[0].margin)).toBeLessThan(path === 'plain' ? 1e-15 : 1e-3)
  })

  it('is the same again', () => {
    expect(JSON.stringify(run(on).summary)).toBe(JSON.stringify(many.summary))
  })
})

describe('accelerators that come so hot that they throttle', () => {
  // A radiator too small for eight accelerators that are busy; idle, they are cool.
  const hot = (t: string) => t.replace('area_m2: 10,', 'area_m2: 4,').replace('max_temp_K: 335, ', '')

  it('take the whole group to the plain path, and nothing of the fast one stays', () => {
    const { summary, satellites, series } = run(hot)
    const plain = run(hot, t => t.replace('seed: 1', 'seed: 1\n  method: plain'))
    expect(summary.groups[0].path).toBe('plain')
    expect(summary.groups[0].why).toMatch(/^at 2026-06-21T\d\d:\d\d:00\.000Z accelerators came so hot/)
    expect(satellites).toEqual(plain.satellites)
    expect(series).toEqual(plain.series)
    expect(summary.jobs).toEqual(plain.summary.jobs)
  })
})

it('satellites that do not fit into memory at once are told so', () => {
  class Memory {
    constructor() {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory')
    }
  }
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { Module: unknown; Instance: unknown } }
  vi.stubGlobal('WebAssembly', { Module: WebAssembly.Module, Instance: WebAssembly.Instance, Memory })
  try {
    expect(() => run()).toThrow(/^There is no memory for 8 satellites at once\. .* write fewer, or leave jobs out\.$/)
  } finally {
    vi.unstubAllGlobals()
  }
})

it('a fleet is not for simulate, and it says so', () => {
  expect(() => simulate(example)).toThrow('simulateFleet')
})
