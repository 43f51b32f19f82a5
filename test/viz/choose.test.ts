import { describe, expect, it } from 'vitest'
import { columnOf, type Recording, simulate } from '../../engine/index.ts'
import { chartsOf, labelOf, usualColumns } from '../../viz/charts/choose.ts'
import { rowsIn } from '../../viz/charts/look.ts'

const SCENARIO = {
  name: 'Chosen',
  start: '2026-06-21T00:00:00Z',
  duration: '4 h',
  step_s: 60,
  orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 },
  parts: [
    { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 600 },
    { id: 'battery', kind: 'battery.bucket', capacity_Wh: 80000 },
    { id: 'compute', kind: 'compute.accelerators', accelerator: 'b200', count: 120, node: 'chips' },
    { id: 'chips', kind: 'node.lumped', capacity_J_K: 60000, initial_temp_K: 330 },
    { id: 'radiator', kind: 'radiator.flat', coating: 'low-absorptance', area_m2: 110, sides: 2 },
    { id: 'pipes', kind: 'link.conductive', from: 'chips', to: 'radiator', conductance_W_K: 6000 },
  ],
}
const { recording } = simulate(SCENARIO)
const titles = (r: Recording, ticked = usualColumns(r)) => chartsOf(r, ticked).map(p => `${p.title}, ${p.unit}`)

describe('which columns go into which chart', () => {
  it('follows from unit and quantity', () => {
    expect(titles(recording)).toEqual(['Power, W', 'Charge, 1', 'Temperature, K', 'Compute, TFLOP/s'])
    const [power, charge, temperature] = chartsOf(recording, usualColumns(recording))
    expect(power.columns.map(c => c.name)).toContain('bus.supply_W')
    expect(charge.columns.map(c => c.name)).toEqual(['battery.charge_frac'])
    expect(temperature.columns.map(c => c.name).sort()).toEqual(['chips.temp_K', 'radiator.temp_K', 'wing.temp_K'])
  })

  it('leaves out lines that are nothing or lie on another', () => {
    const [power] = chartsOf(recording, usualColumns(recording))
    const names = power.columns.map(c => c.name)
    const same = columnOf(recording, 'bus.served_W')?.every((v, k) => v === columnOf(recording, 'bus.demand_W')?.[k])
    expect(names.includes('bus.demand_W')).toBe(same === false)
    expect(names.includes('bus.unserved_W')).toBe(columnOf(recording, 'bus.unserved_W')?.some(v => v > 0))
  })

  it('has a chart for every column, once', () => {
    const all = new Set(recording.columns.map(c => c.name))
    const charted = chartsOf(recording, all).flatMap(p => p.columns.map(c => c.name))
    expect(charted.sort()).toEqual([...all].sort())
    for (const plan of chartsOf(recording, all)) expect(new Set(plan.columns.map(c => c.unit)).size).toBe(1)
  })

  it('shows something of a plant without bus, battery and orbit', () => {
    const plain = simulate({
      name: 'Plain',
      start: '2026-01-01T00:00:00Z',
      duration: '1 h',
      step_s: 60,
      parts: [
        { id: 'box', kind: 'node.lumped', capacity_J_K: 1000 },
        { id: 'heat', kind: 'heat.scheduled', node: 'box', steps: [[0, 10]] },
      ],
    })
    expect(titles(plain.recording)).toEqual(['Temperature, K'])
  })

  it('names lines by what sets them apart', () => {
    const [power, , temperature] = chartsOf(recording, usualColumns(recording))
    expect(power.columns.map(c => labelOf(c, power))).toContain('supply')
    expect(temperature.columns.map(c => labelOf(c, temperature)).sort()).toEqual(['chips', 'radiator', 'wing'])
    const both = chartsOf(recording, new Set(['wing.power_W', 'compute.served_W']))[0]
    expect(both.columns.map(c => labelOf(c, both)).sort()).toEqual(['compute served', 'wing power'])
  })
})

describe('rows in a stretch', () => {
  it('are those whose instant lies in it', () => {
    expect(rowsIn(undefined, 10, 100)).toEqual([0, 99])
    expect(rowsIn({ from_s: 95, to_s: 121 }, 10, 100)).toEqual([10, 12])
    expect(rowsIn({ from_s: 0.1 * 3, to_s: 0.1 * 7 }, 0.1, 100)).toEqual([3, 7])
    expect(rowsIn({ from_s: 900, to_s: 5000 }, 10, 100)).toEqual([90, 99])
  })
})
