import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOf, LEDGER_TOLERANCE_frac, simulate } from '../../engine/index.ts'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
/** Evenly by order of magnitude. */
const size = (min: number, max: number) => between(Math.log10(min), Math.log10(max)).map(x => 10 ** x)

/** A plant with every way that heat can take, whatever the numbers. */
const plant = fc.record({
  step_s: fc.constantFrom(7.5, 60, 450),
  supply_W: size(1e-3, 1e4),
  heat_W: fc.oneof(
    fc.constant(0),
    size(1e-3, 1e5),
    size(1e-3, 1e3).map(x => -x),
  ),
  capacities_J_K: fc.array(size(0.1, 1e6), { minLength: 4, maxLength: 4 }),
  starts_K: fc.array(between(150, 500), { minLength: 4, maxLength: 4 }),
  exchange_m2: size(1e-3, 100),
  wax: fc.record({
    mass_kg: size(1e-3, 100),
    latent_J_kg: fc.oneof(fc.constant(0), size(10, 1e7)),
    melts_from_K: between(200, 400),
    width_K: size(1e-3, 100),
    initial_temp_K: between(150, 500),
  }),
  loop: fc.record({
    flow_kg_s: fc.oneof(fc.constant(0), size(1e-4, 10)),
    coolant_kg: size(1e-3, 100),
    pump_W: fc.oneof(fc.constant(0), size(1e-2, 1e3)),
    initial_temp_K: between(150, 450),
    bypassed: fc.boolean(),
    UA_W_K: size(1e-2, 1e5),
  }),
  boiling: fc.record({
    max_power_W: fc.oneof(fc.constant(0), size(0.1, 1e5)),
    pump_W: size(0.1, 100),
    UA_W_K: size(1, 1e4),
  }),
  pipe: fc.record({ conductance_W_K: size(0.01, 1e5), max_power_W: size(0.1, 1e5), diode: fc.boolean() }),
})
type Case = typeof plant extends fc.Arbitrary<infer T> ? T : never

const scenarioOf = (p: Case) => ({
  name: 'random heat',
  start: '2026-01-01T00:00:00Z',
  duration: '30 min',
  step_s: p.step_s,
  parts: [
    { id: 'supply', kind: 'supply.scheduled', steps: [[0, p.supply_W]] },
    ...['chips', 'bay', 'port', 'starboard'].map((id, k) => ({
      id,
      kind: 'node.lumped',
      capacity_J_K: p.capacities_J_K[k],
      initial_temp_K: p.starts_K[k],
    })),
    {
      id: 'heat',
      kind: 'heat.scheduled',
      node: 'chips',
      steps: [
        [0, Math.max(p.heat_W, 0)],
        [900, p.heat_W / 1e3],
      ],
    },
    { id: 'view-a', kind: 'link.radiative', from: 'port', to: 'space', exchange_m2: p.exchange_m2 },
    { id: 'view-b', kind: 'link.radiative', from: 'starboard', to: 'space', exchange_m2: p.exchange_m2 / 3 },
    {
      id: 'wax',
      kind: 'node.phase-change',
      mass_kg: p.wax.mass_kg,
      latent_J_kg: p.wax.latent_J_kg,
      melts_from_K: p.wax.melts_from_K,
      melts_to_K: p.wax.melts_from_K + p.wax.width_K,
      initial_temp_K: p.wax.initial_temp_K,
    },
    { id: 'pad', kind: 'link.conductive', from: 'wax', to: 'bay', conductance_W_K: p.loop.UA_W_K },
    {
      id: 'loop',
      kind: 'loop.single-phase',
      flow_kg_s: p.loop.flow_kg_s,
      coolant_kg: p.loop.coolant_kg,
      pump_W: p.loop.pump_W,
      initial_temp_K: p.loop.initial_temp_K,
      cold_plates: [
        ['chips', p.loop.UA_W_K],
        ['wax', 20],
      ],
      radiators: [
        ['port', p.loop.UA_W_K],
        ['starboard', 30],
      ],
      ...(p.loop.bypassed ? { bypass_open_K: 270, bypass_shut_K: 280 } : {}),
    },
    {
      id: 'boiling',
      kind: 'loop.two-phase',
      max_power_W: p.boiling.max_power_W,
      pump_W: p.boiling.pump_W,
      evaporators: [['bay', p.boiling.UA_W_K]],
      condensers: [['starboard', p.boiling.UA_W_K]],
    },
    {
      id: 'pipe',
      kind: 'link.heat-pipe',
      from: 'bay',
      to: 'port',
      conductance_W_K: p.pipe.conductance_W_K,
      max_power_W: p.pipe.max_power_W,
      direction: p.pipe.diode ? 'forward' : 'both',
    },
  ],
})

describe('every way that heat can take', () => {
  it('keeps every joule, every number a number and every limit, whatever the plant and the tick', () => {
    fc.assert(
      fc.property(plant, p => {
        const { summary, recording } = simulate(scenarioOf(p))
        for (const book of summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(LEDGER_TOLERANCE_frac)
        for (const c of recording.columns)
          if (c.name.endsWith('.temp_K')) for (const t of c.values) expect(t, c.name).toBeGreaterThan(0)
        const of = (name: string) => columnOf(recording, name) as Float64Array
        for (const [k, q] of of('boiling.carried_W').entries()) {
          expect(q).toBeLessThanOrEqual(of('boiling.most_W')[k] * (1 + 1e-9) + 1e-9)
          expect(q).toBeGreaterThanOrEqual(0)
        }
        for (const m of of('wax.melted_frac')) expect(m >= 0 && m <= 1).toBe(true)
        if (p.loop.bypassed) for (const b of of('loop.bypass_frac')) expect(b >= 0 && b <= 1).toBe(true)
      }),
      { numRuns: 60, seed: 11, endOnFailure: true },
    )
  })
})
