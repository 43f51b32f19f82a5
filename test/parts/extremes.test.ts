import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

const base = {
  bus: { id: 'bus', kind: 'bus.dc', survival_below_frac: 0.2 },
  wing: {
    id: 'wing',
    kind: 'array.strings',
    cell: 'triple-junction-3g30',
    area_m2: 12,
    series_count: 40,
    parallel_count: 90,
  },
  cells: {
    id: 'cells',
    kind: 'battery.thevenin',
    series_count: 24,
    parallel_count: 10,
    cell_capacity_Ah: 5,
    cell_resistance_ohm: 0.02,
    max_cell_voltage_V: 4.1,
    node: 'bay',
  },
  gpu: {
    id: 'gpu',
    kind: 'compute.accelerators',
    accelerator: 'b200',
    count: 3,
    governor: 'next-eclipse',
    battery: 'cells',
    keep_charge_frac: 0.3,
    node: 'bay',
  },
  radio: {
    id: 'radio',
    kind: 'load.constant',
    power_W: 100,
    shed_below_frac: 0.5,
    conversion_efficiency_frac: 0.9,
    node: 'bay',
  },
  bay: { id: 'bay', kind: 'node.lumped', capacity_J_K: 40000 },
  window: { id: 'window', kind: 'link.radiative', from: 'bay', to: 'space', exchange_m2: 4 },
}
const run = (over: Partial<Record<keyof typeof base, object>>, step_s = 60) =>
  simulate({
    name: 'extreme',
    start: '2026-03-20T00:00:00Z',
    duration: '3 h',
    step_s,
    orbit: { kind: 'sun-synchronous', altitude_km: 550, ltan_h: 12 },
    parts: Object.entries(base).map(([id, part]) => ({ ...part, ...over[id as keyof typeof base] })),
  })

describe('an extreme is a clear result', () => {
  it.each([
    ['an empty battery', { cells: { initial_charge_frac: 0 } }],
    ['a battery of next to nothing', { cells: { cell_capacity_Ah: 1e-9 } }],
    ['a battery of next to no resistance', { cells: { cell_resistance_ohm: 1e-12 } }],
    ['a battery that lets hardly anything through', { cells: { cell_resistance_ohm: 100, parallel_count: 1 } }],
    ['a battery that is full of leaks', { cells: { self_discharge_per_day: 1 } }],
    ['a battery whose floor is its top', { cells: { floor_frac: 1 } }],
    ['voltage limits that leave nothing between them', { cells: { max_cell_voltage_V: 2, min_cell_voltage_V: 50 } }],
    [
      'an array of next to no area',
      { wing: { area_m2: 1e-9, series_count: 1, parallel_count: 1, cell_area_m2: 1e-9 } },
    ],
    ['an array without any life left', { wing: { health_frac: 0 } }],
    ['an array of 2000 K', { wing: { initial_temp_K: 2000, heat_capacity_J_m2K: 1e7 } }],
    ['an array of a billionth of a kelvin', { wing: { initial_temp_K: 1e-9 } }],
    ['a diode that takes all', { wing: { diode_drop_V: 10, series_count: 1 } }],
    ['no accelerator at all', { gpu: { count: 0 } }],
    ['a billion accelerators', { gpu: { count: 1e9 } }],
    ['accelerators that nobody wants', { gpu: { utilisation_frac: 0 } }],
    ['chips of a thousand kelvin', { bay: { initial_temp_K: 1000, capacity_J_K: 1e12 } }],
    ['a floor that no battery reaches', { gpu: { keep_charge_frac: 1 } }],
    ['a load of a terawatt', { radio: { power_W: 1e12 } }],
    ['a load of nothing', { radio: { power_W: 0 } }],
    ['a converter that loses nearly all', { radio: { conversion_efficiency_frac: 1e-12 } }],
    ['a load that is always shed', { radio: { shed_below_frac: 1, restore_above_frac: 1 } }],
    ['a bus that never leaves survival', { bus: { survival_below_frac: 1, survival_leave_frac: 1 } }],
  ])('%s', (_name, over) => {
    for (const step_s of [60, 1800]) {
      const { summary, recording } = run(over, step_s)
      for (const book of summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
      for (const c of recording.columns)
        for (const v of c.values) if (!Number.isFinite(v)) expect.fail(`${c.name} is ${v}`)
      const charge = columnOf(recording, 'cells.charge_frac') as Float64Array
      for (const q of charge) {
        expect(q).toBeGreaterThanOrEqual(0)
        expect(q).toBeLessThanOrEqual(1 + 1e-12)
      }
      for (const u of summary.unserved) {
        const parts = [u.short_Wh, ...Object.values(u.off_Wh)]
        for (const Wh of parts) expect(Wh).toBeGreaterThanOrEqual(-1e-9 * (1 + u.demanded_Wh))
      }
    }
  })
})
