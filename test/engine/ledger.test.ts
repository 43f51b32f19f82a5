import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOf, LEDGER_TOLERANCE_frac, simulate, simulateLanes } from '../../engine/index.ts'

/** Microwatts to a megawatt: whole numbers of microwatts, so that nothing is smaller than a double can tell apart. */
const power_W = fc.integer({ min: 0, max: 1e12 }).map(uW => uW * 1e-6)
const frac = fc.integer({ min: 0, max: 1e9 }).map(x => x * 1e-9)
const schedule = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 3000 }), power_W), {
    minLength: 1,
    maxLength: 6,
    selector: r => r[0],
  })
  .map(rows => rows.sort((a, b) => a[0] - b[0]))

/** A plant of a supply, two loads, a battery and a chain of nodes that radiates. */
const plant = fc.record({
  step_s: fc.constantFrom(1, 7.5, 60, 300),
  supply: schedule,
  load: schedule,
  other_W: power_W,
  capacity_Wh: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
  initial_charge_frac: frac,
  floor_frac: frac,
  charge_efficiency_frac: fc.double({ min: 0.01, max: 1, noNaN: true }),
  discharge_efficiency_frac: fc.double({ min: 0.01, max: 1, noNaN: true }),
  max_charge_W: power_W,
  capacities_J_K: fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 6 }),
  conductance_W_K: fc.double({ min: 0, max: 1e5, noNaN: true }),
  exchange_m2: fc.double({ min: 0.001, max: 1000, noNaN: true }),
  conversion_efficiency_frac: fc.double({ min: 0.01, max: 1, noNaN: true }),
  shed_below_frac: frac,
  survival_below_frac: frac,
  side_W: power_W,
  converter: fc.record({
    max_power_W: power_W,
    idle_W: power_W,
    efficiency_frac: fc.double({ min: 0.01, max: 1, noNaN: true }),
    source: fc.constantFrom('bus', 'surplus'),
    essential: fc.boolean(),
  }),
  cells: fc.record({
    series_count: fc.integer({ min: 1, max: 100 }),
    cell_capacity_Ah: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
    cell_resistance_ohm: fc.double({ min: 1e-4, max: 1, noNaN: true }),
    initial_charge_frac: frac,
    floor_frac: frac,
    max_cell_voltage_V: fc.double({ min: 3.5, max: 4.3, noNaN: true }),
    min_cell_voltage_V: fc.double({ min: 0, max: 3.5, noNaN: true }),
    self_discharge_per_day: frac,
  }),
})

type PlantCase = typeof plant extends fc.Arbitrary<infer T> ? T : never

function scenarioOf(p: PlantCase) {
  const nodes = p.capacities_J_K.map((_, k) => `n${k}`)
  const last = nodes[nodes.length - 1]
  return {
    name: 'random plant',
    start: '2026-01-01T00:00:00Z',
    duration: '1 h',
    step_s: p.step_s,
    parts: [
      { id: 'supply', kind: 'supply.scheduled', steps: p.supply },
      { id: 'load', kind: 'load.scheduled', steps: p.load, node: 'n0', priority: 1 },
      { id: 'other', kind: 'load.constant', power_W: p.other_W },
      {
        id: 'battery',
        kind: 'battery.bucket',
        capacity_Wh: p.capacity_Wh,
        initial_charge_frac: p.initial_charge_frac,
        floor_frac: p.floor_frac,
        charge_efficiency_frac: p.charge_efficiency_frac,
        discharge_efficiency_frac: p.discharge_efficiency_frac,
        max_charge_W: p.max_charge_W,
        node: last,
      },
      ...p.capacities_J_K.map((capacity_J_K, k) => ({ id: `n${k}`, kind: 'node.lumped', capacity_J_K })),
      ...nodes.slice(1).map((to, k) => ({
        id: `g${k}`,
        kind: 'link.conductive',
        from: nodes[k],
        to,
        conductance_W_K: p.conductance_W_K,
      })),
      { id: 'r', kind: 'link.radiative', from: last, to: 'space', exchange_m2: p.exchange_m2 },
    ],
  }
}

/** The same with everything else that a bus can do: conversion, shedding, survival, and a second bus with a battery of cells. */
function richScenarioOf(p: PlantCase) {
  const plain = scenarioOf(p)
  const parts = plain.parts.map(part => ({
    ...part,
    ...(/^(battery|load|supply)/.test(part.kind) ? { bus: 'bus' } : {}),
    ...(part.id === 'load'
      ? { conversion_efficiency_frac: p.conversion_efficiency_frac, shed_below_frac: p.shed_below_frac }
      : {}),
    ...(part.id === 'battery' ? { self_discharge_per_day: p.cells.self_discharge_per_day } : {}),
  }))
  return {
    ...plain,
    parts: [
      ...parts,
      { id: 'bus', kind: 'bus.dc', survival_below_frac: p.survival_below_frac },
      { id: 'side', kind: 'bus.dc' },
      { id: 'link', kind: 'converter.dc', bus: 'bus', to_bus: 'side', node: 'n0', ...p.converter },
      { id: 'far', kind: 'load.constant', power_W: p.side_W, bus: 'side', essential: true },
      { id: 'cells', kind: 'battery.thevenin', bus: 'side', node: 'n0', ...p.cells },
    ],
  }
}

describe('every joule has a place', () => {
  it('closes all three ledgers on random plants of two buses that convert, shed and survive', () => {
    fc.assert(
      fc.property(plant, p => {
        const { summary, recording } = simulate(richScenarioOf(p))
        for (const book of summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(LEDGER_TOLERANCE_frac)
        const b = summary.budget
        const size = b.generated_Wh + b.demanded_Wh + b.discharged_Wh + b.charged_Wh + b.loss_Wh + 1e-9
        expect(Math.abs(b.demanded_Wh - b.served_Wh - b.unserved_Wh) / size).toBeLessThan(1e-12)
        for (const key of ['curtailed_Wh', 'unserved_Wh', 'loss_Wh', 'served_Wh'] as const)
          expect(b[key] / size).toBeGreaterThanOrEqual(-1e-12)
        const charge = columnOf(recording, 'cells.charge_frac') as Float64Array
        for (const q of charge) expect(q).toBeLessThanOrEqual(1 + 1e-12)
      }),
      { numRuns: 60, seed: 4 },
    )
  })

  it('closes all three ledgers on random plants, at any tick', () => {
    fc.assert(
      fc.property(plant, p => {
        const { summary } = simulate(scenarioOf(p))
        for (const book of summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(LEDGER_TOLERANCE_frac)
        const b = summary.budget
        const size = b.generated_Wh + b.demanded_Wh + b.discharged_Wh + 1e-9
        expect(
          Math.abs(b.generated_Wh + b.discharged_Wh - b.served_Wh - b.charged_Wh - b.curtailed_Wh) / size,
        ).toBeLessThan(1e-12)
        expect(Math.abs(b.demanded_Wh - b.served_Wh - b.unserved_Wh) / size).toBeLessThan(1e-12)
        for (const key of ['curtailed_Wh', 'unserved_Wh', 'loss_Wh'] as const)
          expect(b[key] / size).toBeGreaterThanOrEqual(-1e-12)
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  it('closes all three ledgers in orbit, with strings, cells and compute that plans, whatever their numbers', () => {
    const satellite = fc.record({
      ltan_h: fc.double({ min: 0, max: 23.9, noNaN: true }),
      step_s: fc.constantFrom(10, 60, 300),
      cell: fc.constantFrom('triple-junction-3g30', 'hjt-silicon', 'perovskite'),
      series_count: fc.integer({ min: 1, max: 60 }),
      parallel_count: fc.integer({ min: 1, max: 200 }),
      direct: fc.boolean(),
      diode_drop_V: fc.double({ min: 0, max: 5, noNaN: true }),
      harness_resistance_ohm: fc.double({ min: 0, max: 5, noNaN: true }),
      age_year: fc.double({ min: 0, max: 50, noNaN: true }),
      count: fc.integer({ min: 0, max: 1000 }),
      keep_charge_frac: frac,
      governor: fc.constantFrom('constant', 'follow-sun', 'next-eclipse'),
      hold_temp_K: fc.double({ min: 200, max: 500, noNaN: true }),
      temp_band_K: fc.double({ min: 0.1, max: 100, noNaN: true }),
      conversion_efficiency_frac: fc.double({ min: 0.01, max: 1, noNaN: true }),
      initial_charge_frac: frac,
    })
    fc.assert(
      fc.property(satellite, o => {
        const { summary } = simulate({
          name: 'random satellite',
          start: '2026-03-20T00:00:00Z',
          duration: '2 h',
          step_s: o.step_s,
          orbit: { kind: 'sun-synchronous', altitude_km: 550, ltan_h: o.ltan_h },
          parts: [
            {
              id: 'wing',
              kind: 'array.strings',
              cell: o.cell,
              area_m2: o.series_count * o.parallel_count * 0.0031,
              series_count: o.series_count,
              parallel_count: o.parallel_count,
              diode_drop_V: o.diode_drop_V,
              harness_resistance_ohm: o.harness_resistance_ohm,
              age_year: o.age_year,
              ...(o.direct ? { regulation: 'direct-transfer', battery: 'cells' } : {}),
            },
            {
              id: 'cells',
              kind: 'battery.thevenin',
              series_count: 8,
              parallel_count: 10,
              cell_capacity_Ah: 3,
              cell_resistance_ohm: 0.02,
              initial_charge_frac: o.initial_charge_frac,
              node: 'bay',
            },
            {
              id: 'gpu',
              kind: 'compute.accelerators',
              accelerator: 'h100-sxm',
              count: o.count,
              governor: o.governor,
              battery: 'cells',
              keep_charge_frac: o.keep_charge_frac,
              hold_temp_K: o.hold_temp_K,
              temp_band_K: o.temp_band_K,
              conversion_efficiency_frac: o.conversion_efficiency_frac,
              node: 'bay',
            },
            { id: 'bay', kind: 'node.lumped', capacity_J_K: 50000 },
            { id: 'window', kind: 'link.radiative', from: 'bay', to: 'space', exchange_m2: 3 },
          ],
        })
        for (const book of summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(LEDGER_TOLERANCE_frac)
        const [work] = summary.work
        const lost = Object.values(work.lost_PFLOP_day)
        expect(work.delivered_PFLOP_day + lost.reduce((a, b) => a + b, 0)).toBeCloseTo(work.wanted_PFLOP_day, 9)
        for (const w of [work.delivered_PFLOP_day, ...lost]) expect(w).toBeGreaterThanOrEqual(-1e-9)
      }),
      { numRuns: 30, seed: 5 },
    )
  })

  it('keeps the charge between empty and full, and never below the floor it started above', () => {
    fc.assert(
      fc.property(plant, p => {
        const charge = columnOf(simulate(scenarioOf(p)).recording, 'battery.charge_frac') as Float64Array
        const floor = Math.min(p.floor_frac, p.initial_charge_frac)
        for (const c of charge) {
          expect(c).toBeLessThanOrEqual(1 + 1e-12)
          expect(c).toBeGreaterThanOrEqual(floor - 1e-12)
        }
      }),
      { numRuns: 20, seed: 2 },
    )
  })

  it('serves the load of the lower priority number first', () => {
    fc.assert(
      fc.property(plant, p => {
        const { recording } = simulate(scenarioOf(p))
        const of = (name: string) => columnOf(recording, name) as Float64Array
        const [wanted, served, other] = [of('load.demand_W'), of('load.served_W'), of('other.served_W')]
        for (let row = 0; row < recording.rows; row++)
          // Where a tick is cut, its mean hides which step was short; only whole ticks tell.
          if (
            p.load.every(([t]) => Math.abs(t - row * p.step_s) > 600) &&
            other[row] > 1e-6 * wanted[row] &&
            p.supply.length === 1
          )
            expect(served[row]).toBeGreaterThanOrEqual(wanted[row] * (1 - 1e-9))
      }),
      { numRuns: 20, seed: 3 },
    )
  })
})

describe('same input, same bits', () => {
  const lane = (area_m2: number) => ({
    name: `wing of ${area_m2} m2`,
    start: '2026-06-21T00:00:00Z',
    duration: '2 h',
    step_s: 30,
    orbit: { kind: 'sun-synchronous', altitude_km: 560 + area_m2, ltan_h: 18, mean_anomaly_deg: 7 * area_m2 },
    parts: [
      { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2, face: '+z' },
      { id: 'battery', kind: 'battery.bucket', capacity_Wh: 300 * area_m2, node: 'body' },
      { id: 'load', kind: 'load.constant', power_W: 150 * area_m2, node: 'body' },
      { id: 'body', kind: 'node.lumped', capacity_J_K: 1e5 },
      { id: 'radiator', kind: 'radiator.flat', coating: 'osr-quartz', area_m2: area_m2 / 2 },
      { id: 'strap', kind: 'link.conductive', from: 'body', to: 'radiator', conductance_W_K: 50 },
    ],
  })
  const fleet = Array.from({ length: 9 }, (_, k) => lane(k + 1))
  const bitsOf = (runs: ReturnType<typeof simulateLanes>) =>
    runs.map(r => ({
      summary: { ...r.summary, ledger: null },
      columns: r.recording.columns.map(c => [c.name, Array.from(c.values)]),
    }))

  it('whatever the number of lanes in a block', () => {
    const alone = bitsOf(fleet.map(s => simulate(s)))
    for (const blockLanes of [1, 2, 4, 9, 256]) expect(bitsOf(simulateLanes(fleet, { blockLanes }))).toEqual(alone)
  })

  it('however often it runs', () => {
    expect(bitsOf([simulate(fleet[3])])).toEqual(bitsOf([simulate(fleet[3])]))
  })
})
