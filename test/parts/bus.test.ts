import { describe, expect, it } from 'vitest'
import {
  buildLoad,
  builtin,
  checkLoad,
  columnOf,
  component,
  loadParameters,
  quantity,
  type Run,
  simulate,
} from '../../engine/index.ts'

const run = (parts: object[], duration = '1 h', step_s = 60) =>
  simulate({ name: 'bus', start: '2026-06-21T00:00:00Z', duration, step_s, parts })
const column = (r: Run, name: string) => columnOf(r.recording, name) as Float64Array
const plug = (watts: number, bus?: string) => ({
  id: `plug-${bus ?? 0}`,
  kind: 'supply.scheduled',
  steps: [[0, watts]],
  ...(bus === undefined ? {} : { bus }),
})
const lossless = { kind: 'battery.bucket', charge_efficiency_frac: 1, discharge_efficiency_frac: 1 }

describe('conversion by load', () => {
  const load = { id: 'radar', kind: 'load.constant', power_W: 90, conversion_efficiency_frac: 0.9 }
  it('draws more than the load wants, and the loss is a column and a loss of the budget', () => {
    const r = run([plug(150), load])
    expect(column(r, 'bus.draw_W')[30]).toBeCloseTo(100, 9)
    expect(column(r, 'radar.served_W')[30]).toBeCloseTo(90, 9)
    expect(column(r, 'radar.conversion_loss_W')[30]).toBeCloseTo(10, 9)
    const b = r.summary.budget
    expect(b.loss_Wh).toBeCloseTo(10, 9)
    expect(b.generated_Wh).toBeCloseTo(b.served_Wh + b.loss_Wh + b.curtailed_Wh, 9)
    expect(b.unserved_Wh).toBeCloseTo(0, 9)
  })
  it('heats the load’s node together with what the load is served', () => {
    const r = run([
      plug(150),
      { ...load, node: 'bay' },
      { id: 'bay', kind: 'node.lumped', capacity_J_K: 36000, initial_temp_K: 300 },
    ])
    expect(column(r, 'bay.temp_K')[60]).toBeCloseTo(310, 9)
  })
  it('short of power both share', () => {
    const r = run([plug(50), load])
    expect(column(r, 'radar.served_W')[30]).toBeCloseTo(45, 9)
    expect(r.summary.budget.unserved_Wh).toBeCloseTo(45, 9)
  })
})

describe('load shedding', () => {
  // 100 Wh and 100 W missing: the charge falls by 1 % in 36 s.
  const parts = [
    { id: 'cell', ...lossless, capacity_Wh: 100 },
    {
      id: 'plug',
      kind: 'supply.scheduled',
      steps: [
        [0, 0],
        [7200, 300],
      ],
    },
    { id: 'camera', kind: 'load.constant', power_W: 40, shed_below_frac: 0.6, restore_above_frac: 0.8 },
    { id: 'heating', kind: 'load.constant', power_W: 40, shed_below_frac: 0.4, restore_above_frac: 0.5 },
    { id: 'avionics', kind: 'load.constant', power_W: 20 },
  ]
  const r = run(parts, '4 h', 36)
  const charge = column(r, 'cell.charge_frac')
  const [camera, heating] = [column(r, 'camera.served_W'), column(r, 'heating.served_W')]

  it('goes in its declared order: the higher threshold first', () => {
    const first = camera.findIndex((w, k) => k > 0 && w === 0)
    const second = heating.findIndex((w, k) => k > 0 && w === 0)
    // 40 % at 100 W take 1440 s; the next 20 % at 60 W 1200 s.
    expect(first * 36).toBeCloseTo(1440 + 36, -2)
    expect(second * 36).toBeCloseTo(1440 + 1200 + 36, -2)
    expect(Math.min(...column(r, 'avionics.served_W'))).toBe(20)
  })

  it('comes back at its own higher threshold, and not before', () => {
    for (let k = 1; k < charge.length; k++) {
      if (camera[k] > 0 && camera[k - 1] === 0) expect(charge[k - 1]).toBeGreaterThan(0.8)
      if (heating[k] > 0 && heating[k - 1] === 0) expect(charge[k - 1]).toBeGreaterThan(0.5)
    }
    expect(camera.at(-1)).toBe(40)
    expect(heating.at(-1)).toBe(40)
  })

  it('is told by column and in the summary, apart from what was short of power', () => {
    expect(column(r, 'camera.shed_frac')[100]).toBe(1)
    expect(column(r, 'camera.shed_W')[100]).toBe(40)
    const [mine] = r.summary.unserved.filter(u => u.load === 'camera')
    const off_h = camera.slice(1).filter(w => w === 0).length * 0.01
    expect(mine.off_Wh.shed).toBeCloseTo(40 * off_h, 6)
    expect(mine.short_Wh).toBeCloseTo(0, 9)
    expect(r.summary.unserved.find(u => u.load === 'avionics')?.off_Wh).toEqual({})
  })

  it('needs a battery, and a way back', () => {
    expect(() => run([plug(10), { id: 'x', kind: 'load.constant', power_W: 5, shed_below_frac: 0.5 }])).toThrow(
      /x.shed_below_frac: there is no battery on bus by whose charge it could switch/,
    )
    expect(() => run([...parts.slice(0, 2), { ...parts[2], restore_above_frac: 0.5 }])).toThrow(
      /restore_above_frac: 0.5 is below shed_below_frac, 0.6/,
    )
  })
})

it('in survival mode only essential loads are served, until the charge is back', () => {
  const r = run(
    [
      { id: 'bus', kind: 'bus.dc', survival_below_frac: 0.3, survival_leave_frac: 0.5 },
      { id: 'cell', ...lossless, capacity_Wh: 100, initial_charge_frac: 0.6 },
      {
        id: 'plug',
        kind: 'supply.scheduled',
        steps: [
          [0, 0],
          [3600, 130],
        ],
      },
      { id: 'receiver', kind: 'load.constant', power_W: 10, essential: true },
      { id: 'payload', kind: 'load.constant', power_W: 90 },
    ],
    '3 h',
    36,
  )
  const [survival, payload, charge] = [
    column(r, 'bus.survival_frac'),
    column(r, 'payload.served_W'),
    column(r, 'cell.charge_frac'),
  ]
  for (let k = 1; k < survival.length; k++) {
    expect(payload[k]).toBe(survival[k] === 1 ? 0 : 90)
    if (survival[k] < survival[k - 1]) expect(charge[k - 1]).toBeGreaterThan(0.5)
    if (survival[k] > survival[k - 1]) expect(charge[k - 1]).toBeLessThan(0.3)
  }
  expect(Math.min(...column(r, 'receiver.served_W'))).toBe(10)
  expect(r.summary.unserved.find(u => u.load === 'payload')?.off_Wh.survival).toBeGreaterThan(20)
  expect(survival.at(-1)).toBe(0)
})

describe('a converter between buses', () => {
  const two = (converter: object, main: object[] = [], side: object[] = []) =>
    run([
      { id: 'main', kind: 'bus.dc' },
      { id: 'side', kind: 'bus.dc' },
      {
        id: 'link',
        kind: 'converter.dc',
        bus: 'main',
        to_bus: 'side',
        max_power_W: 1000,
        efficiency_frac: 0.8,
        idle_W: 5,
        ...converter,
      },
      { id: 'own', kind: 'load.constant', power_W: 100, bus: 'main' },
      { id: 'far', kind: 'load.constant', power_W: 80, bus: 'side' },
      ...main.map(p => ({ bus: 'main', ...p })),
      ...side.map(p => ({ bus: 'side', ...p })),
    ])

  it('gives the other bus what it lacks, and every joule is in the books once', () => {
    const r = two({}, [plug(300, 'main')])
    expect(column(r, 'link.demand_W')[30]).toBeCloseTo(105, 9)
    expect(column(r, 'link.delivered_W')[30]).toBeCloseTo(80, 9)
    expect(column(r, 'link.loss_W')[30]).toBeCloseTo(25, 9)
    const b = r.summary.budget
    expect(b.unserved_Wh).toBeCloseTo(0, 9)
    expect(b.generated_Wh).toBeCloseTo(b.served_Wh + b.loss_Wh + b.curtailed_Wh, 9)
    expect(b.served_Wh).toBeCloseTo(180, 9)
    for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-12)
  })

  it('asks for no more than it can deliver, and stands behind loads of a lower number', () => {
    expect(column(two({ max_power_W: 40 }, [plug(300, 'main')]), 'far.served_W')[30]).toBeCloseTo(40, 9)
    const short = two({ priority: 6 }, [plug(125, 'main')])
    expect(column(short, 'own.served_W')[30]).toBeCloseTo(100, 9)
    expect(column(short, 'far.served_W')[30]).toBeCloseTo((25 - 5) * 0.8, 9)
  })

  it('spares the battery of the bus it feeds, and with source: surplus that of its own', () => {
    const cell = (id: string) => ({ id, ...lossless, capacity_Wh: 100 })
    const plain = two({}, [plug(150, 'main'), cell('a')], [cell('b')])
    expect(column(plain, 'b.charge_frac')[60]).toBe(1)
    expect(column(plain, 'a.charge_frac')[60]).toBeCloseTo(1 - (205 - 150) / 100, 9)
    const surplus = two({ source: 'surplus' }, [plug(150, 'main'), cell('a')], [cell('b')])
    expect(column(surplus, 'a.charge_frac')[60]).toBe(1)
    // 50 W over: 45 W behind the idle loss, 36 W delivered of the 80 W.
    expect(column(surplus, 'b.charge_frac')[60]).toBeCloseTo(1 - (80 - 36) / 100, 9)
  })

  it('of two surplus converters on one bus the second has what the first leaves', () => {
    const r = run([
      ...['main', 'one', 'two'].map(id => ({ id, kind: 'bus.dc' })),
      plug(100, 'main'),
      ...['one', 'two'].map(to_bus => ({
        id: `to-${to_bus}`,
        kind: 'converter.dc',
        source: 'surplus',
        bus: 'main',
        to_bus,
        max_power_W: 1e3,
        efficiency_frac: 1,
      })),
      ...['one', 'two'].map(bus => ({ id: `load-${bus}`, kind: 'load.constant', power_W: 70, bus })),
    ])
    expect(column(r, 'load-one.served_W')[30]).toBeCloseTo(70, 9)
    expect(column(r, 'load-two.served_W')[30]).toBeCloseTo(30, 9)
  })

  it('a chain works, a ring is refused', () => {
    const buses = ['a', 'b', 'c'].map(id => ({ id, kind: 'bus.dc' }))
    const from = (bus: string, to_bus: string) => ({
      id: `${bus}${to_bus}`,
      kind: 'converter.dc',
      bus,
      to_bus,
      max_power_W: 1e3,
      efficiency_frac: 0.5,
    })
    const load = { id: 'load', kind: 'load.constant', power_W: 10, bus: 'c' }
    const chain = run([...buses, plug(100, 'a'), from('b', 'c'), from('a', 'b'), load])
    expect(column(chain, 'ab.demand_W')[30]).toBeCloseTo(40, 9)
    expect(column(chain, 'load.served_W')[30]).toBeCloseTo(10, 9)
    expect(() => run([...buses, plug(100, 'a'), from('a', 'b'), from('b', 'a'), load])).toThrow(
      /Power goes one way between buses/,
    )
    expect(() => run([...buses, plug(100, 'a'), from('a', 'a'), load])).toThrow(/both ends are one bus/)
  })
})

it('a load of a user’s own is converted and shed like the engine’s', () => {
  const thruster = component({
    kind: 'load.thruster',
    about: 'An electric thruster.',
    parameters: { thrust_power_W: quantity({ min: 0, max: 1e6, about: 'Power while it pushes.' }), ...loadParameters },
    check: checkLoad,
    build: ({ id, values, lanes }) => {
      const power_W = lanes('thrust_power_W')
      return buildLoad(id, values.bus, values.node, (demand_W, { from, to }) => {
        for (let i = from; i < to; i++) demand_W[i] = power_W[i]
      })
    },
  })
  const parts = [
    { id: 'cell', ...lossless, capacity_Wh: 100 },
    { id: 'push', kind: 'load.thruster', thrust_power_W: 90, conversion_efficiency_frac: 0.9, shed_below_frac: 0.5 },
  ]
  const scenario = { name: 'own', start: '2026-06-21T00:00:00Z', duration: '1 h', step_s: 36, parts }
  const r = simulate(scenario, { components: [...builtin, thruster] })
  expect(column(r, 'bus.draw_W')[10]).toBeCloseTo(100, 9)
  expect(column(r, 'push.served_W').at(-1)).toBe(0)
  expect(column(r, 'push.shed_W').at(-1)).toBe(90)
})
