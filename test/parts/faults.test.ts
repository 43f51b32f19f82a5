import { describe, expect, it } from 'vitest'
import { columnOf, type Run, simulate, simulateLanes } from '../../engine/index.ts'
import { EVERY_KIND } from '../every-kind.ts'

type Values = Readonly<Record<string, unknown>>
type Parts = readonly Values[]

const ORBIT = { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 }
const scenario = (parts: Parts, faults: Parts, more: Values = {}) => ({
  name: 'fails',
  start: '2026-03-20T00:00:00Z',
  duration: '30 min',
  step_s: 60,
  orbit: ORBIT,
  parts,
  faults,
  ...more,
})
const column = (run: Run, name: string) => columnOf(run.recording, name) as Float64Array
const change = (parts: Parts, id: string, values: Values) => parts.map(p => (p.id === id ? { ...p, ...values } : p))

/** The columns of a run are those of another, to rounding. */
function same(a: Run, b: Run, names: readonly string[]) {
  for (const name of names)
    for (const [row, value] of column(a, name).entries())
      expect(value, `${name}, row ${row}`).toBeCloseTo(column(b, name)[row], 6)
}

const WING = { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 10 }
const STRINGS = {
  id: 'wing',
  kind: 'array.strings',
  cell: 'triple-junction-3g30',
  area_m2: 10,
  series_count: 40,
  parallel_count: 50,
  harness_resistance_ohm: 0.1,
}
const LOAD = { id: 'load', kind: 'load.constant', power_W: 1000 }
const SUPPLY = { id: 'plug', kind: 'supply.scheduled', steps: [[0, 500]] }
const BAY = { id: 'bay', kind: 'node.lumped', capacity_J_K: 20000 }
const COLD = { id: 'cold', kind: 'node.held', temp_K: 280 }

describe('a lost string', () => {
  it('takes its share of the power, and what shone on it becomes heat: as an array of less health', () => {
    const failed = simulate(scenario([WING, LOAD], [{ part: 'wing', fault: 'string-lost', at: '0 s', lost_frac: 0.3 }]))
    const lesser = simulate(scenario([{ ...WING, health_frac: 0.7 }, LOAD], []))
    same(failed, lesser, ['wing.power_W', 'wing.absorbed_W', 'wing.temp_K'])
  })

  it('of an array of strings leaves the current of the others: as an array of fewer', () => {
    const faults = [{ part: 'wing', fault: 'string-lost', at: '0 s', strings_count: 10 }]
    const failed = simulate(scenario([STRINGS, LOAD], faults))
    const fewer = simulate(scenario([{ ...STRINGS, parallel_count: 40 }, LOAD], []))
    same(failed, fewer, ['wing.power_W', 'wing.voltage_V', 'wing.current_A', 'wing.temp_K'])
  })

  it('is lost at its instant, whatever the tick: the column tells the share of the tick', () => {
    const faults = [{ part: 'wing', fault: 'string-lost', at: '2026-03-20T00:10:15Z', lasts: '5 min', lost_frac: 0.5 }]
    const coarse = simulate(scenario([WING, LOAD], faults))
    const fine = simulate(scenario([WING, LOAD], faults, { step_s: 1 }))
    expect(column(coarse, 'wing.string_lost_frac')[11]).toBeCloseTo(0.5 * 0.75, 9)
    expect(column(coarse, 'wing.string_lost_frac')[12]).toBe(0.5)
    expect(column(coarse, 'wing.string_lost_frac')[17]).toBe(0)
    const energy = (run: Run) => run.summary.budget.generated_Wh
    expect(Math.abs(energy(coarse) / energy(fine) - 1)).toBeLessThan(1e-4)
    expect(energy(coarse)).toBeLessThan(simulate(scenario([WING, LOAD], [])).summary.budget.generated_Wh)
  })
})

describe('a shorted cell', () => {
  const bucket = { id: 'battery', kind: 'battery.bucket', capacity_Wh: 1000, initial_charge_frac: 0.4, node: 'bay' }
  const faults = [{ part: 'battery', fault: 'cell-shorted', at: '10 min', lost_frac: 0.125 }]

  it('turns what it held into heat at once, and no joule is missing', () => {
    const run = simulate(scenario([bucket, BAY, SUPPLY], faults, { orbit: undefined }))
    const whole = simulate(scenario([bucket, BAY, SUPPLY], [], { orbit: undefined }))
    const held_Wh = 1000 * column(whole, 'battery.charge_frac')[10]
    const lost_Wh = run.summary.budget.loss_Wh - whole.summary.budget.loss_Wh
    // The rest is lost alike: what charging takes does not depend on the charge.
    expect(lost_Wh).toBeCloseTo(0.125 * held_Wh, 6)
    const warmer_K = column(run, 'bay.temp_K')[11] - column(whole, 'bay.temp_K')[11]
    expect(warmer_K).toBeCloseTo((0.125 * held_Wh * 3600) / 20000, 6)
    for (const l of run.summary.ledger) expect(l.residual_frac).toBeLessThan(1e-12)
  })

  it('leaves a smaller battery, also after the fault is over', () => {
    const brief = [{ ...faults[0], lasts: '1 min' }]
    for (const given of [faults, brief]) {
      const run = simulate(scenario([bucket, BAY, SUPPLY], given, { duration: '4 h', orbit: undefined }))
      expect(column(run, 'battery.charge_frac').at(-1)).toBeCloseTo(0.875, 9)
      expect(run.summary.budget.curtailed_Wh).toBeGreaterThan(0)
    }
  })

  it('takes its voltage from a battery of cells: as one of fewer in series', () => {
    const cells = {
      id: 'cells',
      kind: 'battery.thevenin',
      series_count: 8,
      cell_capacity_Ah: 50,
      cell_resistance_ohm: 0.01,
    }
    const load = { id: 'load', kind: 'load.constant', power_W: 400 }
    const run = simulate(
      scenario([cells, load], [{ part: 'cells', fault: 'cell-shorted', at: '0 s' }], { orbit: undefined }),
    )
    const fewer = simulate(scenario([{ ...cells, series_count: 7 }, load], [], { orbit: undefined }))
    same(run, fewer, ['cells.current_A', 'cells.charge_frac'])
    for (const row of [5, 20])
      expect(column(run, 'cells.voltage_V')[row]).toBeCloseTo(column(fewer, 'cells.voltage_V')[row], 9)
  })

  it('of all cells leaves nothing that could be charged or give', () => {
    for (const [battery, much] of [
      [bucket, { lost_frac: 1 }],
      [
        {
          id: 'battery',
          kind: 'battery.thevenin',
          series_count: 4,
          cell_capacity_Ah: 50,
          cell_resistance_ohm: 0.01,
          node: 'bay',
        },
        { cells_count: 4 },
      ],
    ] as const) {
      const run = simulate(
        scenario([battery, BAY, LOAD], [{ part: 'battery', fault: 'cell-shorted', at: '5 min', ...much }], {
          orbit: undefined,
        }),
      )
      expect(column(run, 'battery.discharged_W')[4]).toBeGreaterThan(0)
      expect(column(run, 'battery.discharged_W')[10]).toBe(0)
      expect(column(run, 'bay.temp_K')[10]).toBeGreaterThan(293.15)
    }
  })
})

describe('what carries heat', () => {
  it('carries as much less when it breaks', () => {
    const link = { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'cold', conductance_W_K: 20 }
    const heat = { id: 'heat', kind: 'heat.scheduled', steps: [[0, 100]], node: 'bay' }
    const parts = [BAY, COLD, link, heat]
    const run = simulate(
      scenario(parts, [{ part: 'strap', fault: 'broken', at: '0 s', lost_frac: 0.75 }], { orbit: undefined }),
    )
    same(run, simulate(scenario(change(parts, 'strap', { conductance_W_K: 5 }), [], { orbit: undefined })), [
      'bay.temp_K',
    ])
    const through = { id: 'strap', kind: 'link.heat-pipe', from: 'bay', to: 'cold', conductance_W_K: 20 }
    const broken = simulate(
      scenario([BAY, COLD, through, heat], [{ part: 'strap', fault: 'broken', at: '10 min' }], { orbit: undefined }),
    )
    // What is left is its wall, 0.05 W/K.
    const after = column(broken, 'bay.temp_K')[20] - 280
    expect(column(broken, 'strap.flow_W')[20]).toBeCloseTo(0.05 * after, 1)
  })

  it('a stopped loop carries nothing, its pump draws nothing, and what it cooled warms', () => {
    const parts = [
      BAY,
      COLD,
      { id: 'plug', kind: 'supply.scheduled', steps: [[0, 100]] },
      { id: 'heat', kind: 'heat.scheduled', steps: [[0, 500]], node: 'bay' },
      {
        id: 'loop',
        kind: 'loop.single-phase',
        flow_kg_s: 0.05,
        coolant_kg: 1,
        pump_W: 20,
        cold_plates: [['bay', 100]],
        radiators: [['cold', 100]],
      },
    ]
    const faults = [{ part: 'loop', fault: 'stopped', at: '10 min', lasts: '10 min' }]
    const run = simulate(scenario(parts, faults, { orbit: undefined }))
    expect(column(run, 'loop.carried_W')[9]).toBeGreaterThan(100)
    expect(column(run, 'loop.flow_kg_s')[15]).toBe(0)
    expect(column(run, 'loop.demand_W')[15]).toBe(0)
    // Ten minutes of 500 W, less what the standing coolant takes.
    expect(column(run, 'bay.temp_K')[20] - column(run, 'bay.temp_K')[10]).toBeGreaterThan(8)
    expect(column(run, 'loop.flow_kg_s')[30]).toBe(0.05)
  })
})

describe('dead accelerators', () => {
  it('draw and compute nothing: as fewer of them, with the work told as lost', () => {
    const compute = { id: 'compute', kind: 'compute.accelerators', accelerator: 'h100-sxm', count: 10, node: 'bay' }
    const plug = { id: 'plug', kind: 'supply.scheduled', steps: [[0, 10000]] }
    const faults = [{ part: 'compute', fault: 'accelerator-dead', at: '0 s', dead_count: 4 }]
    const run = simulate(scenario([compute, BAY, plug], faults, { orbit: undefined }))
    const fewer = simulate(scenario([{ ...compute, count: 6 }, BAY, plug], [], { orbit: undefined }))
    same(run, fewer, ['compute.demand_W', 'compute.rate_TFLOP_s', 'bay.temp_K'])
    const [work] = run.summary.work
    expect(work.lost_PFLOP_day.dead).toBeCloseTo(0.4 * work.wanted_PFLOP_day, 12)
    const lost = Object.values(work.lost_PFLOP_day).reduce((sum, l) => sum + l, 0)
    expect(work.delivered_PFLOP_day + lost).toBeCloseTo(work.wanted_PFLOP_day, 12)
    expect(work.delivered_PFLOP_day).toBeCloseTo(fewer.summary.work[0].delivered_PFLOP_day, 9)
  })
})

describe('a lost attitude', () => {
  const faults = [{ part: 'attitude', fault: 'pointing-lost', at: '5 min', lasts: '20 min', rate_deg_s: 0.1 }]

  it('turns the body from the attitude that it had: the Sun falls away by the cosine', () => {
    for (const face of ['+z', 'sun']) {
      const run = simulate(scenario([{ ...WING, face }, LOAD], faults, { step_s: 10 }))
      const incidence = column(run, 'wing.incidence_frac')
      for (const minute of [8, 15, 19.5]) {
        // As a mean over the tick: its middle.
        const angle_deg = 0.1 * (60 * minute - 5 - 300)
        expect(incidence[6 * minute], `${face} at ${minute} min`).toBeCloseTo(Math.cos((angle_deg * Math.PI) / 180), 3)
      }
      for (const minute of [4, 28]) expect(incidence[6 * minute]).toBeCloseTo(1, 9)
      expect(column(run, 'wing.power_W')[6 * 21]).toBeLessThan(0.1 * column(run, 'wing.power_W')[6 * 4])
    }
  })

  it('that turns far within a tick is told as what it is: blurred', () => {
    const notes = (rate_deg_s: number) => simulate(scenario([WING, LOAD], [{ ...faults[0], rate_deg_s }])).summary.notes
    expect(notes(0.1)).toEqual([])
    expect(notes(1)[0]).toContain('turns 60 deg in a tick')
  })

  it('held against the stars, keeps the attitude of that instant', () => {
    const held = [{ ...faults[0], rate_deg_s: 0 }]
    const nadir = { attitude: { kind: 'nadir' }, step_s: 1 }
    const run = simulate(scenario([WING, LOAD], held, nadir))
    const free = simulate(scenario([WING, LOAD], [], nadir))
    for (const axis of ['qx_unit', 'qy_unit', 'qz_unit', 'qw_unit']) {
      const q = column(run, `attitude.${axis}`)
      // The rows before and after the instant hold it between them, half a second away on either side.
      const around = [column(free, `attitude.${axis}`)[300], column(free, `attitude.${axis}`)[301]]
      expect(q[400]).toBe(q[1400])
      expect(q[400]).toBeGreaterThanOrEqual(Math.min(...around) - 1e-6)
      expect(q[400]).toBeLessThanOrEqual(Math.max(...around) + 1e-6)
    }
  })
})

describe('faults of a scenario', () => {
  const some = [
    { part: 'wing', fault: 'string-lost', at: '7 min', lost_frac: 0.3 },
    { part: 'fixed', fault: 'string-lost', rate_per_year: 100000, lost_frac: 0.05, seed: 3 },
    { part: 'compute', fault: 'accelerator-dead', at: '5 min', lasts: '10 min' },
    { part: 'battery', fault: 'cell-shorted', at: '0.1 orbits', lost_frac: 0.125 },
    { part: 'cells', fault: 'cell-shorted', at: '610 s' },
    { part: 'strap', fault: 'broken', at: '12 min' },
    { part: 'cooling', fault: 'stopped', at: '13 min' },
    { part: 'attitude', fault: 'pointing-lost', at: '15 min', lasts: '10 min' },
  ]

  it('close every ledger and every account together', () => {
    const run = simulate({ ...EVERY_KIND, faults: some }, { chartStretches: 10 })
    for (const l of run.summary.ledger) expect(l.residual_frac).toBeLessThan(1e-12)
    for (const a of run.energyFlows?.accounts ?? [])
      expect(Math.abs(a.residual_Wh), a.part).toBeLessThan(1e-9 * (a.in_Wh + a.out_Wh) + 1e-12)
  })

  it('are told in the summary in their order of time, a drawn one each time that it was drawn', () => {
    const { faults } = simulate({ ...EVERY_KIND, faults: some }).summary
    const times = faults.map(f => f.from_utc)
    expect(times).toEqual([...times].sort())
    expect(faults.filter(f => f.part === 'fixed').length).toBeGreaterThan(2)
    expect(faults.find(f => f.part === 'compute')).toEqual({
      part: 'compute',
      fault: 'accelerator-dead',
      from_utc: '2026-03-20T00:05:00.000Z',
      to_utc: '2026-03-20T00:15:00.000Z',
      lost_frac: 1,
    })
    expect(faults.find(f => f.part === 'strap')?.to_utc).toBeNull()
  })

  it('leave the lanes beside them as they are alone, to the bit', () => {
    const lanes = [[some[0]], [], [some[3], some[7]]].map(faults => ({ ...EVERY_KIND, faults }))
    const together = simulateLanes(lanes)
    for (const [k, given] of lanes.entries()) {
      const alone = simulate(given)
      for (const c of alone.recording.columns) expect(column(together[k], c.name), c.name).toEqual(c.values)
    }
  })

  it('do not happen in the orbit that finds a periodic start', () => {
    const parts = [WING, { ...LOAD, power_W: 10 }]
    const start = { at: '2026-03-20T00:00:00Z', state: 'periodic' }
    const fails = [{ part: 'wing', fault: 'string-lost', at: '1 min', lost_frac: 1 }]
    const opening = (faults: Parts) => column(simulate(scenario(parts, faults, { start })), 'wing.temp_K')[0]
    expect(opening(fails)).toBe(opening([]))
  })
})
