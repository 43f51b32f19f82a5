import { describe, expect, it } from 'vitest'
import {
  builtin,
  type FleetWatch,
  makeFleetRunner,
  makeFleetSeries,
  planFleet,
  readScenario,
  seriesShape,
} from '../../engine/index.ts'
import { seriesTable } from '../../engine/results/fleet-series.ts'

/** More than a tile and launched in batches that fill none; short of power in the shadow, and rows that hold several ticks, the last fewer. */
const scenario = readScenario(
  {
    name: 'Batches',
    start: '2026-06-21T00:00:00Z',
    duration: '2 h',
    step_s: 60,
    fleet: {
      seed: 3,
      groups: [
        {
          id: 'shell',
          orbits: { kind: 'walker-delta', altitude_km: 550, inclination_deg: 53, satellites: 330, planes: 3 },
          spread: {
            'wing.area_m2': { kind: 'uniform', min: 17, max: 23 },
            'battery.capacity_Wh': { kind: 'uniform', min: 900, max: 1500 },
          },
          launch: { satellites: 141, every_h: 0.5 },
        },
      ],
    },
    parts: [
      { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 20, face: '+z' },
      { id: 'battery', kind: 'battery.bucket', capacity_Wh: 1200, floor_frac: 0.2, node: 'bay' },
      { id: 'compute', kind: 'compute.accelerators', accelerator: 'h100-sxm', count: 3, node: 'bay' },
      { id: 'bay', kind: 'node.lumped', capacity_J_K: 60000, initial_temp_K: 300 },
      { id: 'radiator', kind: 'radiator.flat', coating: 'white-z93', area_m2: 8, initial_temp_K: 295 },
      { id: 'strap', kind: 'link.conductive', from: 'bay', to: 'radiator', conductance_W_K: 900 },
    ],
  },
  { components: builtin },
)

describe.each([1, 7])('a series with a row every %d ticks', every => {
  const plan = planFleet(scenario, every)
  const nodes = plan.groups[0].fit?.design.nodes.map(n => n.id) as string[]
  const series = makeFleetSeries(seriesShape(plan))
  /** What lanes had at the end of each row, and how many were told of in the row. */
  const had = Array.from({ length: series.rows }, () => ({ lit: 0, charge: [] as number[], temps: [] as number[][] }))
  const watch: FleetWatch = {
    ...series,
    show(tick, what, lanes, value) {
      const row = had[series.rowOf(tick)]
      const values = lanes.map(value)
      if (what === 'sunlight') row.lit += values.reduce((sum, v) => sum + v, 0)
      else if (what === 'charge') row.charge.push(...values)
      else row.temps.push(values)
    },
  }
  const runner = makeFleetRunner(plan, watch)
  const results = plan.tasks.flatMap(task => runner.run(task))
  const { columns } = seriesTable(series, { ...seriesShape(plan), start_us: scenario.start_us })
  const column = (name: string) => columns.find(c => c.name === name)?.values as Float64Array

  it('counts every lane in the percentiles of its row', () => {
    expect(nodes).toContain('bay')
    for (const [row, { charge, temps }] of had.entries()) {
      const all = [
        { name: 'charge', unit: 'frac', values: charge, grain: 0.002 },
        ...nodes.map((n, k) => ({
          name: `${n}.temp`,
          unit: 'K',
          values: temps.flatMap((values, at) => (at % nodes.length === k ? values : [])),
          grain: 0.5,
        })),
      ]
      for (const { name, unit, values, grain } of all) {
        const sorted = values.toSorted((a, b) => a - b)
        for (const [share, label] of [
          [0, 'min'],
          [0.05, 'p05'],
          [0.5, 'p50'],
          [0.95, 'p95'],
          [1, 'max'],
        ] as const) {
          const truth = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]
          const told = column(`${name}_${label}_${unit}`)[row]
          expect(Math.abs(told - truth), `${name} ${label} in row ${row}`).toBeLessThanOrEqual(grain / 2 + 1e-9)
        }
      }
    }
  })

  it('sums all that have begun', () => {
    const begun = (tick: number) => Math.min(330, 141 * (1 + Math.floor((tick - 1) / 30)))
    for (let row = 0; row < series.rows; row++) {
      const ticks = Array.from({ length: Math.min(every, 120 - row * every) }, (_, k) => row * every + k + 1)
      const mean = ticks.reduce((sum, tick) => sum + begun(tick), 0) / ticks.length
      expect(column('satellites_count')[row]).toBeCloseTo(mean, 9)
      if (every === 1) expect(mean - column('in_shadow_count')[row]).toBeCloseTo(had[row].lit, 5)
    }
  })

  it('has the energies and the work of its satellites', () => {
    const rowTicks = (row: number) => Math.min(every, 120 - row * every)
    const sum = (name: string) => column(name).reduce((all, mean, row) => all + mean * rowTicks(row) * 60, 0)
    const ofRows = (name: string) =>
      results.reduce((all, r) => all + r.rows.columns[name].reduce((some, v) => some + v, 0), 0)
    expect(ofRows('unserved_Wh')).toBeGreaterThan(0)
    for (const name of ['generated', 'served', 'unserved', 'curtailed', 'loss', 'absorbed', 'radiated'])
      expect(Math.abs(sum(`${name}_W`) / 3600 / ofRows(`${name}_Wh`) - 1), name).toBeLessThan(1e-9)
    expect(Math.abs(sum('compute_TFLOP_s') / 86400e3 / ofRows('work_PFLOP_day') - 1)).toBeLessThan(1e-9)
  })
})
