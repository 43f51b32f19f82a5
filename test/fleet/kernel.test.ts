import { describe, expect, it } from 'vitest'
import { CELL_REFERENCE_K, cellOf } from '../../engine/catalogue/cells.ts'
import { agedCoating } from '../../engine/catalogue/coatings.ts'
import type { FastDesign, FastNode } from '../../engine/fleet/design/design.ts'
import { runBlock } from '../../engine/fleet/fast/block.ts'
import { KNOTS } from '../../engine/fleet/orbit/knots.ts'
import { KERNEL_BASE64 } from '../../engine/fleet/tile/kernel-code.ts'
import { makeTile, ROW, TALLY } from '../../engine/fleet/tile/tile.ts'
import { columnOf, simulate } from '../../engine/index.ts'
import { forestOf } from '../../engine/physics/heat/thermal-forest.ts'
import { sunAtTicks } from '../../engine/physics/light/sun-nodes.ts'
import { makePropagator, sunSynchronousElements } from '../../engine/physics/orbit/orbit.ts'

const START_us = Date.UTC(2026, 2, 20) * 1000
const TICKS = 720
const STEP_s = 60
const AREA = { wing: 60, radiator: 12 }

/** The satellite of `plain` below as the kernel takes it. */
function design(): FastDesign {
  // 0 chips - 1 bay - 2 radiator; 3 wing by itself.
  const forest = forestOf(4, [
    [0, 1],
    [1, 2],
  ])
  if (forest === undefined) throw new Error('a chain is a tree')
  const coating = agedCoating('white-z93', 0)
  const cell = cellOf('hjt-silicon')
  const node = (id: string, over: Partial<FastNode>): FastNode => ({
    id,
    capacity_J_K: 0,
    exchange_m2: 0,
    conductance_W_K: 0,
    radiative_m2: 0,
    absorbing_m2: 0,
    initial_K: 300,
    ...over,
  })
  const links: Record<string, number> = { '0-1': 900, '1-2': 1200 }
  const given = [
    node('chips', { capacity_J_K: 20000 }),
    node('bay', { capacity_J_K: 90000 }),
    node('radiator', {
      capacity_J_K: 5000 * AREA.radiator,
      exchange_m2: 2 * AREA.radiator * coating.emissivity_frac,
    }),
    node('wing', {
      capacity_J_K: 2000 * AREA.wing,
      exchange_m2: AREA.wing * (cell.emissivity_frac.value + 0.85),
      absorbing_m2: AREA.wing * cell.absorptance_frac.value,
    }),
  ]
  const nodes: FastNode[] = []
  for (const [k, n] of given.entries()) {
    const above = forest.parent[forest.place[k]]
    const parent = above < 0 ? -1 : forest.place.indexOf(above)
    const conductance_W_K = parent < 0 ? 0 : links[`${Math.min(k, parent)}-${Math.max(k, parent)}`]
    nodes[forest.place[k]] = { ...n, conductance_W_K }
  }
  return {
    forest,
    nodes,
    arrays: [
      {
        id: 'wing',
        node: forest.place[3],
        peak_m2: AREA.wing * 0.9 * 0.95 * cell.efficiency_frac.value,
        beta_per_K: cell.temp_coefficient_per_K.value,
        reference_K: CELL_REFERENCE_K,
      },
    ],
    loads: [{ id: 'load', priority: 5, node: forest.place[0], demand_W: 7000 }],
    battery: {
      id: 'battery',
      node: forest.place[1],
      capacity_J: 5000 * 3600,
      initial_frac: 0.8,
      floor_frac: 0.2,
      charge_efficiency_frac: 0.97,
      discharge_efficiency_frac: 0.97,
      max_charge_W: 1e15,
      max_discharge_W: 1e15,
    },
  }
}

const plain = (ltan_h: number, mean_anomaly_deg: number) =>
  simulate({
    name: 'plain',
    start: '2026-03-20T00:00:00Z',
    duration: '12 h',
    step_s: STEP_s,
    orbit: { kind: 'sun-synchronous', altitude_km: 600, ltan_h, mean_anomaly_deg },
    environment: { earth_radiation: 'none' },
    parts: [
      { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: AREA.wing, face: '+z' },
      {
        id: 'battery',
        kind: 'battery.bucket',
        capacity_Wh: 5000,
        initial_charge_frac: 0.8,
        floor_frac: 0.2,
        node: 'bay',
      },
      { id: 'load', kind: 'load.constant', power_W: 7000, node: 'chips' },
      { id: 'chips', kind: 'node.lumped', capacity_J_K: 20000, initial_temp_K: 300 },
      { id: 'bay', kind: 'node.lumped', capacity_J_K: 90000, initial_temp_K: 300 },
      { id: 'radiator', kind: 'radiator.flat', coating: 'white-z93', area_m2: AREA.radiator, initial_temp_K: 300 },
      { id: 'a', kind: 'link.conductive', from: 'chips', to: 'bay', conductance_W_K: 900 },
      { id: 'b', kind: 'link.conductive', from: 'bay', to: 'radiator', conductance_W_K: 1200 },
    ],
  })

describe('the fast path against the plain one', () => {
  const d = design()
  const tile = makeTile(d, KNOTS)
  const sun_km = sunAtTicks({ start_us: START_us, step_s: STEP_s, ticks: TICKS })
  it.each([
    [18, 40],
    [12, 200],
    [6, 310],
  ])('LTAN %d h, anomaly %d deg: energies, charge, temperatures, contacts', (ltan_h, anomaly) => {
    const orbits = [anomaly, anomaly + 90].map(meanAnomaly_deg => {
      const elements = sunSynchronousElements({ altitude_km: 600, ltan_h, epoch_us: START_us, meanAnomaly_deg })
      return { elements, propagator: makePropagator(elements) }
    })
    let contacts = 0
    const result = runBlock({
      tile,
      orbits,
      first: 0,
      start_us: START_us,
      step_s: STEP_s,
      ticks: TICKS,
      sun_km,
      onContact: lane => {
        if (lane === 0) contacts++
      },
    })
    const { summary, recording } = plain(ltan_h, anomaly)
    expect(result.positionError_km).toBeLessThan(1e-3)
    const total = (k: number) => tile.table.total[k * ROW]
    const { budget } = summary
    const close = (fast_J: number, plain_Wh: number) =>
      expect(Math.abs(fast_J / 3600 - plain_Wh)).toBeLessThan(2e-4 * budget.demanded_Wh)
    close(total(TALLY.generated_J), budget.generated_Wh)
    close(total(TALLY.served_J), budget.served_Wh)
    close(total(TALLY.curtailed_J), budget.curtailed_Wh)
    close(total(TALLY.loss_J), budget.loss_Wh)
    expect(total(TALLY.lit_s) / (TICKS * STEP_s)).toBeCloseTo(Number(summary.sunlit_frac), 5)
    const told = summary.eclipses.flatMap(e => [
      e.penumbra_start_utc,
      e.umbra_start_utc,
      e.umbra_end_utc,
      e.penumbra_end_utc,
    ])
    expect(contacts).toBe(told.filter(utc => utc !== null).length)
    for (const [k, n] of d.nodes.entries()) {
      const values = columnOf(recording, `${n.id}.temp_K`) as Float64Array
      expect(Math.abs(tile.table.temp[k * ROW] - values[values.length - 1]), n.id).toBeLessThan(0.2)
    }
    // Residuals beyond rounding: electrical, thermal.
    expect(total(8)).toBeLessThan(1e-9 * budget.demanded_Wh * 3600)
    expect(total(9)).toBeLessThan(1e-9 * budget.demanded_Wh * 3600)
  })
})

it('the compiled kernel is what `npm run kernel` makes of its source', async () => {
  const build = '../../engine/fleet/assembly/build.mjs'
  const { compileKernel } = (await import(build)) as { compileKernel: () => Promise<string> }
  expect(await compileKernel()).toBe(KERNEL_BASE64)
}, 60_000)
