import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOf, type Run, simulate } from '../../engine/index.ts'
import { throttleShare } from '../../engine/physics/power/accelerator.ts'
import { powerInTheDark_W, powerInTheLight_W } from '../../engine/physics/power/eclipse-plan.ts'

const FLOOR = 0.3
const column = (r: Run, name: string) => columnOf(r.recording, name) as Float64Array

interface Case {
  governor?: string
  ltan_h?: number
  step_s?: number
  duration?: string
  load?: object
  battery?: object
  compute?: object
  parts?: object[]
}

/** 60 H100 want 42 kW; the array gives about 40 kW in the light. */
const run = ({
  governor = 'next-eclipse',
  ltan_h = 12,
  step_s = 60,
  duration = '12 h',
  load,
  battery,
  compute,
  parts = [],
}: Case = {}) =>
  simulate({
    name: 'governed',
    start: '2026-03-20T00:00:00Z',
    duration,
    step_s,
    orbit: { kind: 'sun-synchronous', altitude_km: 550, ltan_h },
    parts: [
      { id: 'wing', kind: 'array.flat', cell: 'triple-junction-xtj', area_m2: 130, face: '+z' },
      { id: 'cells', initial_charge_frac: 0.9, ...(battery ?? { kind: 'battery.bucket', capacity_Wh: 30000 }) },
      {
        id: 'gpu',
        kind: 'compute.accelerators',
        accelerator: 'h100-sxm',
        count: 60,
        governor,
        battery: 'cells',
        keep_charge_frac: FLOOR,
        ...compute,
      },
      { id: 'rest', kind: 'load.constant', power_W: 1000, priority: 0, ...load },
      ...parts,
    ],
  })
const lowest = (r: Run) => Math.min(...column(r, 'cells.charge_frac'))
const delivered = (r: Run) => r.summary.work[0].delivered_PFLOP_day

describe('through the next eclipse', () => {
  it.each([10, 60, 300])('never goes under the floor and comes down to it, at ticks of %d s', step_s => {
    const r = run({ step_s })
    expect(lowest(r)).toBeGreaterThanOrEqual(FLOOR - 1e-9)
    // The lowest is at the edge of the light, within a tick: by its end up to 15 kW have charged again.
    expect(lowest(r)).toBeLessThan(FLOOR + 1e-3 + (15000 * step_s) / (30000 * 3600))
    for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
    const [{ wanted_PFLOP_day: wanted, delivered_PFLOP_day: done, lost_PFLOP_day: lost }] = r.summary.work
    expect(done + Object.values(lost).reduce((a, b) => a + b, 0)).toBeCloseTo(wanted, 9)
    expect(lost.unserved).toBeCloseTo(0, 9)
  })

  it('computes what the energy of an orbit allows at one power: the closed form', () => {
    const r = run({ duration: '8 orbits' })
    // From the third orbit on everything repeats.
    const from = Math.round((3 * Number(r.summary.orbit?.period_s)) / 60)
    const mean = (values: Float64Array) => values.slice(from).reduce((a, b) => a + b, 0) / (values.length - from)
    const lit = mean(column(r, 'sky.lit_frac'))
    const supply = mean(column(r, 'bus.supply_W'))
    // P (lit + dark/rho) = supply - the rest; what the panel's warming and the steps cost is under a per cent.
    const rho = 0.97 * 0.97
    const power = (supply - 1000 * (lit + (1 - lit) / rho)) / (lit + (1 - lit) / rho)
    expect(mean(column(r, 'gpu.demand_W')) / power).toBeGreaterThan(0.99)
    expect(mean(column(r, 'gpu.demand_W')) / power).toBeLessThan(1.005)
    expect(mean(column(r, 'bus.curtailed_W')) / supply).toBeLessThan(0.005)
  })

  it('does more than a band that keeps the same floor, and than following the Sun', () => {
    const banded = run({ governor: 'constant', compute: { keep_charge_frac: 0.5 } })
    expect(lowest(banded)).toBeGreaterThan(FLOOR)
    expect(delivered(run())).toBeGreaterThan(1.03 * delivered(banded))
    expect(delivered(run())).toBeGreaterThan(
      1.03 * delivered(run({ governor: 'follow-sun', compute: { battery: undefined } })),
    )
  })

  it('a small battery: it fills before the shadow, and the light beyond that is used at once', () => {
    const r = run({ battery: { kind: 'battery.bucket', capacity_Wh: 6000 } })
    expect(lowest(r)).toBeGreaterThanOrEqual(FLOOR - 1e-9)
    expect(Math.max(...column(r, 'cells.charge_frac').slice(200))).toBeGreaterThan(0.99)
    expect(r.summary.budget.curtailed_Wh / r.summary.budget.generated_Wh).toBeLessThan(0.01)
  })

  it('knows what others took in the last shadow', () => {
    const r = run({ parts: [{ id: 'night', kind: 'load.sunlit', sunlit_W: 0, dark_W: 15000, priority: 0 }] })
    // The first shadow is the first that it sees; from then on the floor holds.
    const charge = column(r, 'cells.charge_frac')
    expect(Math.min(...charge.slice(150))).toBeGreaterThanOrEqual(FLOOR - 1e-6)
    expect(Math.min(...charge.slice(150))).toBeLessThan(FLOOR + 0.02)
  })

  it('holds with cells behind a resistance, and with a converter of its own', () => {
    const battery = {
      kind: 'battery.thevenin',
      series_count: 24,
      parallel_count: 34,
      cell_capacity_Ah: 10,
      cell_resistance_ohm: 0.01,
    }
    const r = run({ battery, compute: { conversion_efficiency_frac: 0.9 } })
    expect(lowest(r)).toBeGreaterThanOrEqual(FLOOR - 1e-4)
    expect(lowest(r)).toBeLessThan(FLOOR + 0.01)
    for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  })

  it('without an eclipse in sight lives on the light and fills the battery', () => {
    const r = run({ ltan_h: 18, duration: '20 h', compute: { count: 80 } })
    expect(r.summary.eclipses).toHaveLength(0)
    expect(column(r, 'cells.charge_frac').at(-1)).toBeGreaterThan(0.98)
    expect(lowest(r)).toBeGreaterThanOrEqual(0.9 - 1e-3)
    expect(r.summary.budget.curtailed_Wh / r.summary.budget.generated_Wh).toBeLessThan(0.01)
  })

  it('that finds its battery under the floor charges it first', () => {
    const r = run({ battery: { kind: 'battery.bucket', capacity_Wh: 30000, initial_charge_frac: 0.05 }, ltan_h: 10 })
    const charge = column(r, 'cells.charge_frac')
    // From the end of the second eclipse on it holds.
    expect(Math.min(...charge.slice(200))).toBeGreaterThanOrEqual(FLOOR - 1e-6)
  })

  it('sleeps where even idling would go under the floor, so that compute is not what empties the battery', () => {
    const r = run({
      battery: { kind: 'battery.bucket', capacity_Wh: 30000, initial_charge_frac: 0.31 },
      load: { power_W: 12000 },
      duration: '3 h',
    })
    const asleep = column(r, 'gpu.demand_W').filter(w => w === 0).length
    expect(asleep).toBeGreaterThan(10)
    const charge = column(r, 'cells.charge_frac')
    for (let k = 1; k < charge.length; k++)
      if (charge[k] < FLOOR - 1e-9 && charge[k] < charge[k - 1]) expect(column(r, 'gpu.demand_W')[k]).toBeLessThan(1500)
  })

  it('is told what it lacks', () => {
    expect(() => run({ compute: { battery: undefined } })).toThrow(
      /gpu.battery: there is no battery whose charge it could plan with/,
    )
    expect(() =>
      run({
        parts: [
          {
            id: 'more',
            kind: 'compute.accelerators',
            accelerator: 'b200',
            count: 1,
            governor: 'next-eclipse',
            battery: 'cells',
          },
        ],
      }),
    ).toThrow(/gpu.governor: more plans with the charge of cells too[\s\S]*more.governor: gpu plans/)
  })
})

it.each(['next-eclipse', 'follow-sun'])('%s needs an orbit', governor => {
  const gpu = { id: 'gpu', kind: 'compute.accelerators', accelerator: 'b200', count: 1, governor, battery: 'cells' }
  const parts = [gpu, { id: 'cells', kind: 'battery.bucket', capacity_Wh: 100 }]
  expect(() =>
    simulate({ name: 'no orbit', start: '2026-03-20T00:00:00Z', duration: '1 h', step_s: 60, parts }),
  ).toThrow(/gpu: compute.accelerators needs an orbit/)
})

describe('the plan', () => {
  const outlook = fc.record({
    held_J: fc.double({ min: -1e8, max: 1e8, noNaN: true }),
    room_J: fc.double({ min: 0, max: 1e8, noNaN: true }),
    returned_frac: fc.double({ min: 0.3, max: 1, noNaN: true }),
    supply_W: fc.double({ min: 0, max: 1e5, noNaN: true }),
    others_W: fc.double({ min: 0, max: 1e4, noNaN: true }),
    darkOthers_W: fc.double({ min: 0, max: 1e4, noNaN: true }),
  })
  it('at its power the battery ends the dark at the kept charge, or was full and gave what light there is', () => {
    fc.assert(
      fc.property(
        outlook,
        fc.double({ min: 1, max: 5000, noNaN: true }),
        fc.double({ min: 1, max: 3000, noNaN: true }),
        (o, light_s, dark_s) => {
          const p = powerInTheLight_W(o, light_s, dark_s)
          const over = o.supply_W - o.others_W - p
          const held =
            over > 0
              ? Math.min(o.held_J + o.returned_frac * over * light_s, o.held_J + o.returned_frac * o.room_J)
              : o.held_J + over * light_s
          const inTheDark = powerInTheDark_W({ ...o, supply_W: 0, held_J: held }, dark_s)
          const size = 1e-6 * (Math.abs(p) + Math.abs(o.held_J) / dark_s + o.room_J / dark_s + o.supply_W + 1e4)
          // The dark can carry as much, and where it could carry more the battery was full.
          const full = Math.abs(over * light_s - o.room_J) < 1e-6 * (o.room_J + Math.abs(over) * light_s + 1)
          if (full) expect(inTheDark).toBeLessThanOrEqual(p + size)
          else expect(Math.abs(inTheDark - p)).toBeLessThan(size)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('holding a temperature', () => {
  const warm = (over: object, step_s = 10) =>
    simulate({
      name: 'warm',
      start: '2026-03-20T00:00:00Z',
      duration: '6 h',
      step_s,
      parts: [
        { id: 'plug', kind: 'supply.scheduled', steps: [[0, 20000]] },
        {
          id: 'gpu',
          kind: 'compute.accelerators',
          accelerator: 'h100-sxm',
          count: 10,
          node: 'plate',
          junction_resistance_K_W: 0,
          ...over,
        },
        { id: 'plate', kind: 'node.lumped', capacity_J_K: 60000, initial_temp_K: 300 },
        { id: 'wall', kind: 'node.held', temp_K: 290 },
        { id: 'leak', kind: 'link.conductive', from: 'plate', to: 'wall', conductance_W_K: 100 },
      ],
    })
  const late = (r: Run, name: string) => {
    const values = column(r, name).slice(-100)
    return values.reduce((a, b) => a + b, 0) / values.length
  }

  it.each([10, 60])('on the mean it is the temperature itself, at ticks of %d s; a band settles below', step_s => {
    const held = warm({ hold_temp_K: 330, temp_band_K: 20 }, step_s)
    const mean = column(held, 'plate.temp_K').slice(-Math.round(7200 / step_s))
    expect(mean.reduce((a, b) => a + b, 0) / mean.length).toBeCloseTo(330, 3)
    // 100 W/K over 40 K, and that is what they draw.
    expect(late(held, 'gpu.demand_W')).toBeCloseTo(4000, 0)
    expect(late(warm({ max_temp_K: 330, temp_band_K: 20 }), 'plate.temp_K')).toBeLessThan(325)
  })

  it('does not wind up: after hours of cold it answers heat at once', () => {
    const r = warm({ hold_temp_K: 330, temp_band_K: 20 })
    expect(Math.max(...column(r, 'plate.temp_K'))).toBeLessThan(340)
  })

  it('refuses two ways of keeping one temperature', () => {
    expect(() => warm({ hold_temp_K: 330, max_temp_K: 340 })).toThrow(/hold_temp_K: max_temp_K is given too/)
  })
})

describe('the chip itself', () => {
  const at = (plate_K: number, over: object = {}) =>
    simulate({
      name: 'chip',
      start: '2026-03-20T00:00:00Z',
      duration: '10 min',
      step_s: 60,
      parts: [
        { id: 'plug', kind: 'supply.scheduled', steps: [[0, 1e5]] },
        {
          id: 'gpu',
          kind: 'compute.accelerators',
          accelerator: 'h100-sxm',
          count: 10,
          efficiency_frac: 1,
          node: 'plate',
          ...over,
        },
        { id: 'plate', kind: 'node.held', temp_K: plate_K },
      ],
    })
  const last = (r: Run, name: string) => column(r, name).at(-1) as number

  it('is hotter than its plate by its power, and throttles where that is too much: power and temperature agree', () => {
    expect(last(at(300), 'gpu.junction_temp_K')).toBeCloseTo(300 + 0.04 * 700, 9)
    expect(last(at(300), 'gpu.rate_TFLOP_s')).toBeCloseTo(9890, 6)
    const hot = at(350)
    const share = (393 - last(hot, 'gpu.junction_temp_K')) / 30
    expect(last(hot, 'gpu.demand_W')).toBeCloseTo(10 * (70 + 630 * share), 6)
    expect(last(hot, 'gpu.junction_temp_K')).toBeCloseTo(350 + (0.04 * last(hot, 'gpu.demand_W')) / 10, 9)
    expect(last(hot, 'gpu.rate_TFLOP_s')).toBeCloseTo(9890 * share ** 0.7, 6)
    expect(hot.summary.work[0].lost_PFLOP_day.throttled).toBeGreaterThan(0)
  })

  it('of a thousand kelvin does nothing but idle, and says why', () => {
    const r = at(1000)
    expect(last(r, 'gpu.rate_TFLOP_s')).toBe(0)
    expect(last(r, 'gpu.demand_W')).toBeCloseTo(700, 9)
    const [work] = r.summary.work
    expect(work.lost_PFLOP_day.throttled).toBeCloseTo(work.wanted_PFLOP_day, 12)
  })

  it('under a cap on its power computes more than in proportion', () => {
    const r = at(300, { power_cap_W: 385 })
    expect(last(r, 'gpu.demand_W')).toBeCloseTo(3850, 9)
    expect(last(r, 'gpu.rate_TFLOP_s')).toBeCloseTo(9890 * 0.5 ** 0.7, 6)
    expect(r.summary.work[0].lost_PFLOP_day.capped).toBeGreaterThan(0)
    expect(() => at(300, { power_cap_W: 50 })).toThrow(/power_cap_W: 50 W is below what it draws idle, 70 W/)
  })

  it('throttles in the closed form: nothing at the end of its band, everything at its start', () => {
    const chip = { idle_W: 70, swing_W: 630, resistance_K_W: 0.04, throttleStart_K: 363, throttleEnd_K: 393 }
    expect(throttleShare(363 - 0.04 * 700, 630, chip)).toBeCloseTo(1, 12)
    expect(throttleShare(393 - 0.04 * 70, 630, chip)).toBeCloseTo(0, 12)
    expect(throttleShare(2000, 630, chip)).toBe(0)
    expect(throttleShare(4, 0, chip)).toBe(1)
  })
})
