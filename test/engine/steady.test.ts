import { describe, expect, it } from 'vitest'
import { columnOf, type SteadyConditions, simulate, solveSteady } from '../../engine/index.ts'
import { truth } from '../load.ts'

const SIGMA = 5.670374419e-8
const head = { name: 'steady', start: '2026-06-21T00:00:00Z', duration: '1 h', step_s: 60 }
const solve = (parts: object[], more: object = {}, conditions?: SteadyConditions) =>
  solveSteady({ ...head, ...more, parts }, conditions)
const tempOf = (s: ReturnType<typeof solve>, node: string) => Number(s.temps.find(t => t.node === node)?.temp_K)
const heat = (node: string, watts: number) => ({
  id: `heat-${node}`,
  kind: 'heat.scheduled',
  node,
  steps: [[0, watts]],
})

interface OneNode {
  name: string
  kind: string
  heatW: number
  emittanceAreaM2: number
  spaceK: number
  equilibriumK: number
}

describe('the steady state without an orbit', () => {
  const cases = truth<{ cases: OneNode[] }>('extended/g-thermal.json').cases.filter(
    c => c.kind === 'one-node' && c.heatW > 0,
  )
  it.each(cases.map(c => [c.name, c] as const))('of one node: %s', (_name, c) => {
    const s = solve([
      { id: 'n', kind: 'node.lumped', capacity_J_K: 1e4, initial_temp_K: 20 },
      { id: 'r', kind: 'link.radiative', from: 'n', to: 'space', exchange_m2: c.emittanceAreaM2 },
      heat('n', c.heatW),
    ])
    // The reference may have a warmer space than ours; sigma R (T^4 - T_space^4) is the same heat.
    const expected = (c.equilibriumK ** 4 - c.spaceK ** 4 + 2.725 ** 4) ** 0.25
    expect(tempOf(s, 'n')).toBeCloseTo(expected, 4)
    expect(Math.abs(s.balance.residual_W)).toBeLessThan(1e-6 * c.heatW)
  })

  it('is where a long run ends: five nodes, a heater, wax, a loop with its pump', () => {
    const parts = [
      { id: 'plug', kind: 'supply.scheduled', steps: [[0, 1000]] },
      { id: 'chips', kind: 'node.lumped', capacity_J_K: 500 },
      { id: 'panel', kind: 'node.lumped', capacity_J_K: 5000 },
      { id: 'bay', kind: 'node.lumped', capacity_J_K: 9000 },
      { id: 'wax', kind: 'node.phase-change', mass_kg: 0.1, latent_J_kg: 2e5, melts_from_K: 280, melts_to_K: 282 },
      heat('chips', 300),
      heat('bay', 5),
      { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'panel', conductance_W_K: 1.5 },
      { id: 'pad', kind: 'link.conductive', from: 'bay', to: 'wax', conductance_W_K: 10 },
      { id: 'view', kind: 'link.radiative', from: 'panel', to: 'space', exchange_m2: 1.2 },
      { id: 'heater', kind: 'heater.thermostat', power_W: 60, on_temp_K: 281, off_temp_K: 284, node: 'bay' },
      {
        id: 'loop',
        kind: 'loop.single-phase',
        flow_kg_s: 0.01,
        pump_W: 4,
        coolant_kg: 1,
        cold_plates: [['chips', 30]],
        radiators: [['panel', 60]],
      },
    ]
    const s = solve(parts)
    const { recording } = simulate({ ...head, duration: '4 d', step_s: 600, parts })
    for (const { node, temp_K } of s.temps)
      expect(Math.abs(temp_K - Number(columnOf(recording, `${node}.temp_K`)?.at(-1))), node).toBeLessThan(2e-4)
    expect(s.columns.find(c => c.name === 'heater.served_W')?.value).toBeCloseTo(
      Number(columnOf(recording, 'heater.served_W')?.at(-1)),
      2,
    )
  })

  it('may be far from where it starts', () => {
    for (const initial_temp_K of [3, 4000])
      expect(
        tempOf(
          solve([
            { id: 'n', kind: 'node.lumped', capacity_J_K: 100, initial_temp_K },
            { id: 'r', kind: 'link.radiative', from: 'n', to: 'space', exchange_m2: 0.5 },
            heat('n', 700),
          ]),
          'n',
        ),
      ).toBeCloseTo((700 / (SIGMA * 0.5) + 2.725 ** 4) ** 0.25, 4)
  })

  it('is none where heat has no way out, and says where', () => {
    expect(() =>
      solve([
        { id: 'a', kind: 'node.lumped', capacity_J_K: 100 },
        { id: 'b', kind: 'node.lumped', capacity_J_K: 100 },
        { id: 'g', kind: 'link.conductive', from: 'a', to: 'b', conductance_W_K: 1 },
        heat('a', 5),
      ]),
    ).toThrow(/no steady temperature was found.*no way out/)
  })
})

describe('the steady state of an orbit', () => {
  const orbit = { orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 12 }, attitude: { kind: 'nadir' } }
  const parts = (capacity: number) => [
    {
      id: 'radiator',
      kind: 'radiator.flat',
      coating: 'white-z93',
      area_m2: 2,
      face: '-z',
      sides: 1,
      heat_capacity_J_m2K: capacity,
    },
    { id: 'bay', kind: 'node.lumped', capacity_J_K: 1000 * capacity },
    { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'radiator', conductance_W_K: 12 },
    heat('bay', 250),
    {
      id: 'wing',
      kind: 'array.flat',
      cell: 'hjt-silicon',
      area_m2: 1,
      face: '-z',
      drive: 'one-axis',
      max_rate_deg_s: 0.2,
    },
    { id: 'load', kind: 'load.sunlit', sunlit_W: 60, dark_W: 20, node: 'bay' },
    { id: 'battery', kind: 'battery.bucket', capacity_Wh: 1e6, initial_charge_frac: 0.5 },
  ]

  it('is the orbit mean of a satellite too heavy to follow the orbit', () => {
    const s = solve(parts(50), orbit)
    // The same satellite, so heavy that it stays where the steady state put it: its mean heat over an orbit is nothing.
    const period_s = 5860
    const heavy = simulate({
      ...head,
      ...orbit,
      duration: `${period_s} s`,
      step_s: 20,
      parts: parts(1e6).map(p => {
        const node = (p as { id: string }).id
        const known = s.temps.find(t => t.node === node)
        return known === undefined
          ? p
          : { ...p, initial_temp_K: known.temp_K, ...(node === 'wing' ? { heat_capacity_J_m2K: 1e7 } : {}) }
      }),
    })
    for (const node of ['radiator', 'bay', 'wing']) {
      const temp = columnOf(heavy.recording, `${node}.temp_K`) as Float64Array
      const capacity = { radiator: 2e6, bay: 1e9, wing: 1e7 }[node] as number
      const net_W = ((temp[temp.length - 1] - temp[0]) * capacity) / period_s
      const scale_W = { radiator: 500, bay: 300, wing: 700 }[node] as number
      expect(Math.abs(net_W), node).toBeLessThan(0.01 * scale_W)
    }
    expect(Math.abs(s.balance.residual_W)).toBeLessThan(0.01)
    expect(s.balance.in_W + s.balance.from_batteries_W).toBeCloseTo(s.balance.out_W, 1)
  })

  it('is coldest in the darkest instant and hottest in the brightest', () => {
    const [dark, mean, bright] = (['darkest', 'mean', 'brightest'] as const).map(c => solve(parts(50), orbit, c))
    for (const node of ['radiator', 'bay', 'wing']) {
      expect(tempOf(dark, node)).toBeLessThan(tempOf(mean, node))
      expect(tempOf(mean, node)).toBeLessThan(tempOf(bright, node))
    }
    expect(dark.columns.find(c => c.name === 'sky.lit_frac')?.value).toBe(0)
    expect(bright.columns.find(c => c.name === 'sky.lit_frac')?.value).toBe(1)
    // In the dark the battery serves the load at the charge it has.
    expect(dark.balance.from_batteries_W).toBeCloseTo(20 / 0.97, 3)
  })
})
