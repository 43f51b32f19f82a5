import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

const W = 0.1 * 4662

/** A plate with heat, a loop, and a radiator held at a temperature. */
function run(
  loop: object,
  o: { watts?: number; wall_K?: number; step_s?: number; hours?: number; parts?: object[]; kind?: string } = {},
) {
  const { watts = 2000, wall_K = 250, step_s = 60, hours = 24, parts = [], kind = 'loop.single-phase' } = o
  const stations =
    kind === 'loop.single-phase'
      ? { flow_kg_s: 0.1, cold_plates: [['plate', 300]], radiators: [['wall', 600]], pump_W: 20 }
      : { max_power_W: 3000, evaporators: [['plate', 300]], condensers: [['wall', 600]], pump_W: 0 }
  const r = simulate({
    name: 'loop',
    start: '2026-06-21T00:00:00Z',
    duration: `${hours} h`,
    step_s,
    parts: [
      { id: 'supply', kind: 'supply.scheduled', steps: [[0, 1e4]] },
      { id: 'plate', kind: 'node.lumped', capacity_J_K: 5000, initial_temp_K: 290 },
      { id: 'wall', kind: 'node.held', temp_K: wall_K },
      { id: 'heat', kind: 'heat.scheduled', steps: [[0, watts]], node: 'plate' },
      { id: 'loop', kind, ...stations, ...loop },
      ...parts,
    ],
  })
  for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  for (const c of r.recording.columns) for (const v of c.values) expect(Number.isFinite(v), c.name).toBe(true)
  const at = (name: string) => Number(columnOf(r.recording, name)?.at(-1))
  return { at, recording: r.recording, summary: r.summary }
}

describe('a single-phase loop at rest in its balance', () => {
  it('is what effectiveness and number of transfer units say', () => {
    const { at } = run({})
    // Heat 2000 W at the plate, 20 W of the pump: what the radiator takes, over its effectiveness, is its inlet above the wall.
    const atWall = 1 - Math.exp(-600 / W)
    const atPlate = 1 - Math.exp(-300 / W)
    const hot = 250 + 2020 / (W * atWall)
    expect(at('loop.plate.temp_K')).toBeCloseTo(hot, 5)
    expect(at('loop.wall.temp_K')).toBeCloseTo(hot - 2020 / W, 5)
    expect(at('loop.supply.temp_K')).toBeCloseTo(hot - 2000 / W, 5)
    expect(at('plate.temp_K')).toBeCloseTo(hot - 2000 / W + 2000 / (W * atPlate), 5)
    expect(at('loop.plate.flow_W')).toBeCloseTo(2000, 4)
    expect(at('loop.wall.flow_W')).toBeCloseTo(2020, 4)
    expect(at('loop.flow_kg_s')).toBe(0.1)
  })

  it('passes plates one after another, each from what the one before left', () => {
    const { at } = run(
      {
        cold_plates: [
          ['plate', 300],
          ['second', 500],
        ],
      },
      {
        parts: [
          { id: 'second', kind: 'node.lumped', capacity_J_K: 100 },
          { id: 'more', kind: 'heat.scheduled', steps: [[0, 1000]], node: 'second' },
        ],
      },
    )
    expect(at('loop.second.temp_K') - at('loop.plate.temp_K')).toBeCloseTo(1000 / W, 5)
    expect(at('second.temp_K') - at('loop.plate.temp_K')).toBeCloseTo(1000 / (W * (1 - Math.exp(-500 / W))), 5)
  })

  it('is the same at any tick', () => {
    const [a, b] = [run({}, { step_s: 1, hours: 4 }), run({}, { step_s: 1800, hours: 24 })]
    expect(b.at('plate.temp_K')).toBeCloseTo(a.at('plate.temp_K'), 3)
  })
})

describe('a pump', () => {
  const short = (share: number) => [{ id: 'other', kind: 'load.constant', power_W: 1e4 - 20 * share, priority: 0 }]
  it('that is served a part moves the cube root of it', () => {
    const { at } = run({ priority: 9 }, { parts: short(0.125) })
    expect(at('loop.flow_kg_s')).toBeCloseTo(0.05, 6)
  })
  it('that is not served lets the loop stand, and the plate warms', () => {
    const { at } = run({ priority: 9 }, { parts: short(0), hours: 1 })
    expect(at('loop.flow_kg_s')).toBe(0)
    // Plate and coolant warm together, apart by what the conductance asks for: closed form of two lumps, long after the start.
    const coolant_J_K = (20 * 4662) / 3
    const both_J_K = 5000 + coolant_J_K
    const apart_K = (2000 * coolant_J_K) / (300 * both_J_K)
    expect(at('plate.temp_K')).toBeCloseTo(290 + (2000 * 3600) / both_J_K + (apart_K * coolant_J_K) / both_J_K, 6)
  })
})

describe('a loop that freezes', () => {
  const cold = { wall_K: 150, watts: 50, hours: 24 }
  it('stops, and says so', () => {
    const { at } = run({ initial_temp_K: 200 }, cold)
    expect(at('loop.frozen_frac')).toBe(1)
    expect(at('loop.flow_kg_s')).toBe(0)
    expect(at('loop.served_W')).toBe(0)
    expect(at('loop.wall.temp_K')).toBeLessThan(195.4)
    expect(at('plate.temp_K')).toBeGreaterThan(300)
  })
  it('with a bypass goes on by the frozen radiators', () => {
    const { at } = run({ initial_temp_K: 200, bypass_open_K: 270, bypass_shut_K: 280 }, cold)
    expect(at('loop.radiators_open_frac')).toBe(0)
    expect(at('loop.flow_kg_s')).toBe(0.1)
    expect(at('loop.bypass_frac')).toBe(1)
  })
  it('thaws when its radiators do', () => {
    const { at } = run({ initial_temp_K: 190 }, { wall_K: 250 })
    expect(at('loop.frozen_frac')).toBe(0)
    expect(at('loop.flow_kg_s')).toBe(0.1)
  })
})

describe('a bypass valve', () => {
  const valve = { bypass_open_K: 274.8, bypass_shut_K: 277.1 }
  it.each([1, 60, 600, 3600])('keeps the supply in its band at ticks of %d s', step_s => {
    const { at, recording } = run(valve, { step_s, hours: 4, wall_K: 200 })
    const supply = columnOf(recording, 'loop.supply.temp_K') as Float64Array
    for (const t of supply.slice(Math.floor(supply.length / 2))) {
      expect(t).toBeGreaterThan(274.8)
      expect(t).toBeLessThan(277.1)
    }
    const settled = supply.slice(-3)
    expect(Math.max(...settled) - Math.min(...settled)).toBeLessThan(1e-3)
    expect(at('loop.bypass_frac')).toBeGreaterThan(0.1)
    expect(at('loop.bypass_frac')).toBeLessThan(0.99)
    // Mixing: supply = (1 - b) radiators + b plates, and the pump's own heat.
    const b = at('loop.bypass_frac')
    expect((1 - b) * at('loop.wall.temp_K') + b * at('loop.plate.temp_K') + 20 / W).toBeCloseTo(
      at('loop.supply.temp_K'),
      2,
    )
  })
  it('shuts when it is warm, and leaks a hundredth to the radiators when it is cold', () => {
    expect(run(valve, { wall_K: 290 }).at('loop.bypass_frac')).toBe(0)
    expect(run(valve, { wall_K: 200, watts: -100, hours: 2 }).at('loop.bypass_frac')).toBeCloseTo(0.99, 9)
  })
  it('has an answer even where the radiators are warmer than the plates', () => {
    for (const step_s of [10, 600, 3600]) run(valve, { wall_K: 330, watts: -3000, hours: 4, step_s })
  })
  it('holds a loop of the Space Station at its published supply, 37 F within 2 F, with the 35 kW it is rated for', () => {
    // 24 panels of 23.3 m x 3.4 m in three units (two sides, emissivity 0.9 assumed); flow and conductances are estimates.
    const { at } = run(
      {
        flow_kg_s: 1.1,
        coolant_kg: 200,
        cold_plates: [['plate', 20000]],
        radiators: [['panels', 40000]],
        pump_W: 500,
        ...valve,
      },
      {
        watts: 35000,
        parts: [
          { id: 'panels', kind: 'node.lumped', capacity_J_K: 1e6 },
          { id: 'view', kind: 'link.radiative', from: 'panels', to: 'space', exchange_m2: 2 * 0.9 * 3 * 23.3 * 3.4 },
        ],
      },
    )
    expect(at('loop.carried_W')).toBeCloseTo(35000, 0)
    expect(Math.abs(at('loop.supply.temp_K') - 275.93)).toBeLessThan(1.12)
  })
})

describe('a two-phase loop', () => {
  const two = { kind: 'loop.two-phase' }
  it('is nearly one temperature from evaporator to condenser', () => {
    const { at } = run({}, two)
    expect(at('loop.condenser.temp_K')).toBeCloseTo(250 + 2000 / 600, 5)
    expect(at('loop.evaporator.temp_K') - at('loop.condenser.temp_K')).toBeCloseTo(0.2, 5)
    expect(at('plate.temp_K')).toBeCloseTo(250 + 2000 / 600 + 0.2 + 2000 / 300, 5)
  })
  it.each([1, 60, 1800])('dries out at its most, and the rest warms the plate, at ticks of %d s', step_s => {
    const { at, recording } = run({ max_power_W: 1500 }, { ...two, step_s, hours: 0.5 })
    for (const q of (columnOf(recording, 'loop.carried_W') as Float64Array).slice(1))
      expect(q).toBeLessThanOrEqual(1500 + 1e-9)
    // The mean over the one tick of half an hour holds the seconds in which it comes to its limit.
    expect(at('loop.carried_W')).toBeCloseTo(1500, step_s === 1800 ? 0 : 6)
    const rate_K_s = 500 / (5000 + (5 * 4662) / 2)
    expect(at('plate.temp_K')).toBeGreaterThan(290 + rate_K_s * 1800)
  })
  it('carries nothing backwards', () => {
    const { at } = run({}, { ...two, wall_K: 320, watts: 0, hours: 2 })
    expect(at('loop.carried_W')).toBe(0)
    expect(at('plate.temp_K')).toBeCloseTo(290, 6)
  })
  it('pumped, its limit follows the pump, and its heat goes into the coolant', () => {
    const short = [{ id: 'other', kind: 'load.constant', power_W: 1e4 - 220 * 0.125, priority: 0 }]
    const { at } = run({ pump_W: 220, priority: 9 }, { ...two, parts: short, hours: 0.5 })
    expect(at('loop.carried_W')).toBeCloseTo(1500, 3)
    expect(run({ pump_W: 220 }, two).at('loop.wall.flow_W')).toBeCloseTo(2220, 3)
  })
  it('is nothing when frozen or above its critical temperature', () => {
    expect(run({ initial_temp_K: 190 }, { ...two, wall_K: 180, watts: 0 }).at('loop.most_W')).toBe(0)
    expect(run({}, { ...two, wall_K: 450, watts: 5000 }).at('loop.most_W')).toBe(0)
  })
})

describe('what is wrong with a loop is said', () => {
  it.each([
    [{ radiators: [['plat', 300]] }, /loop\.radiators\.0\.0: no part is called "plat"/],
    [{ radiators: [['heat', 300]] }, /heat is heat\.scheduled, not a node/],
    [{ radiators: [['plate', 300]] }, /plate is in the loop twice/],
    [{ radiators: [] }, /the list is too short/],
    [{ bypass_open_K: 270 }, /bypass_shut_K: is missing/],
    [{ bypass_open_K: 270, bypass_shut_K: 260 }, /260 K is not above bypass_open_K/],
    [{ coolant: 'amonia' }, /Did you mean ammonia/],
  ])('%j', (loop, message) => {
    expect(() => run(loop)).toThrow(message)
  })
})
