import { describe, expect, it } from 'vitest'
import { type FleetRun, simulateFleet } from '../../engine/index.ts'

/** Satellites of unlike designs: the code of the fast path is made for each, and what one has not is left out of it. */
const WING = { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 20, face: '+z' }
const BODY = [
  { id: 'bay', kind: 'node.lumped', capacity_J_K: 60000, initial_temp_K: 300 },
  { id: 'radiator', kind: 'radiator.flat', coating: 'white-z93', area_m2: 8, initial_temp_K: 295 },
  { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'radiator', conductance_W_K: 300 },
]
const BATTERY = { id: 'battery', kind: 'battery.bucket', capacity_Wh: 900, floor_frac: 0.2, node: 'bay' }
const LOAD = { id: 'load', kind: 'load.constant', power_W: 3500, node: 'bay' }
const DESIGNS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'two arrays that share the bus': [
    WING,
    { ...WING, id: 'second', cell: 'triple-junction-xtj', area_m2: 5 },
    BATTERY,
    LOAD,
    ...BODY,
  ],
  'loads of three priorities, two alike, on a short bus': [
    WING,
    { ...BATTERY, capacity_Wh: 500 },
    { ...LOAD, id: 'first', power_W: 900, priority: 1 },
    { ...LOAD, id: 'second', power_W: 1800, priority: 3 },
    { ...LOAD, id: 'alike', power_W: 700, priority: 3, node: 'radiator' },
    { ...LOAD, id: 'last', power_W: 600, priority: 9, node: undefined },
    ...BODY,
  ],
  'a battery whose losses go nowhere, with limits': [
    WING,
    { ...BATTERY, node: undefined, max_charge_W: 700, max_discharge_W: 2500 },
    LOAD,
    ...BODY,
  ],
  'no battery': [WING, LOAD, ...BODY],
  'no load': [WING, BATTERY, ...BODY],
  'no array': [BATTERY, { ...LOAD, power_W: 150 }, ...BODY],
  'a node that is linked by radiation': [
    WING,
    BATTERY,
    LOAD,
    ...BODY,
    { id: 'shelf', kind: 'node.lumped', capacity_J_K: 30000, initial_temp_K: 310 },
    { id: 'gap', kind: 'link.radiative', from: 'shelf', to: 'radiator', exchange_m2: 1.2 },
  ],
}

const run = (parts: readonly Record<string, unknown>[], attitude: string, method: string) =>
  simulateFleet({
    name: 'Designs',
    start: '2026-03-20T00:00:00Z',
    duration: '5 h',
    step_s: 60,
    attitude: { kind: attitude },
    fleet: {
      seed: 3,
      method,
      groups: [
        {
          id: 'g',
          orbits: { kind: 'walker-delta', altitude_km: 600, inclination_deg: 60, satellites: 5, planes: 5, phasing: 1 },
          spread: { 'bay.capacity_J_K': { kind: 'uniform', min: 40000, max: 80000 } },
        },
      ],
    },
    parts: parts.map(p => Object.fromEntries(Object.entries(p).filter(([, v]) => v !== undefined))),
  })
const column = (r: FleetRun, name: string) => r.satellites.columns.find(c => c.name === name)?.values as Float64Array

describe.each(Object.entries(DESIGNS))('%s', (_name, parts) => {
  it.each(['sun-pointing', 'nadir'])('%s: has on the fast path what it has on the plain one', attitude => {
    const fast = run(parts, attitude, 'auto')
    const plain = run(parts, attitude, 'plain')
    expect(fast.summary.groups[0]).toMatchObject({ path: 'fast', throttled: 0 })
    const most_Wh = Math.max(...column(plain, 'generated_Wh'), ...column(plain, 'demanded_Wh'))
    for (const name of ['generated', 'demanded', 'served', 'curtailed', 'unserved', 'loss', 'absorbed', 'radiated']) {
      const [a, b] = [column(fast, `${name}_Wh`), column(plain, `${name}_Wh`)]
      for (const [k, wh] of b.entries()) expect(Math.abs(a[k] - wh) / Math.max(most_Wh, wh), name).toBeLessThan(2e-4)
    }
    for (const name of ['coldest_K', 'hottest_K', 'lowest_charge_frac']) {
      const [a, b] = [column(fast, name), column(plain, name)]
      for (const [k, value] of b.entries()) {
        if (Number.isNaN(value)) expect(a[k], name).toBeNaN()
        else expect(Math.abs(a[k] - value), name).toBeLessThan(name.endsWith('_K') ? 0.2 : 1e-3)
      }
    }
  })
})
