import { type FleetRows, makeFleetRows, marginNames } from '../../results/fleet-rows.ts'
import { LEDGER_TOLERANCE_frac, LedgerError } from '../../tick/ledger.ts'
import { ROW, TALLY, type Tile } from '../tile/tile.ts'
import type { FastLanes } from './lanes.ts'

/** What became of the satellites of a tile, from its totals. */
export function rowsOf(
  o: FastLanes,
  first: number,
  count: number,
  ticks: number,
  work_TFLOP_s: (lane: number) => number,
): FleetRows {
  const { fit, tile, scenario, limits } = o
  const { table } = tile
  const rows = makeFleetRows(o.groupIndex, first, count, scenario.limits)
  const { columns } = rows
  const { nodes, battery } = fit.design
  const places = nodes.map(n => o.nodes.indexOf(n.id))
  const margins = marginNames(scenario.limits)
  for (let i = 0; i < count; i++) {
    const total = (row: number) => table.total[row * ROW + i]
    columns.generated_Wh[i] = total(TALLY.generated_J) / 3600
    columns.demanded_Wh[i] = total(TALLY.demanded_J) / 3600
    columns.served_Wh[i] = total(TALLY.served_J) / 3600
    columns.curtailed_Wh[i] = total(TALLY.curtailed_J) / 3600
    columns.unserved_Wh[i] = total(TALLY.unserved_J) / 3600
    columns.loss_Wh[i] = total(TALLY.loss_J) / 3600
    columns.absorbed_Wh[i] = total(TALLY.absorbed_J) / 3600
    columns.radiated_Wh[i] = total(TALLY.radiated_J) / 3600
    columns.sunlit_frac[i] = total(TALLY.lit_s) / (ticks * scenario.step_s)
    columns.work_PFLOP_day[i] = (work_TFLOP_s(i) * scenario.step_s) / (1000 * 86400)
    const lowest_frac = battery === undefined ? Number.NaN : table.lowest[i] / table.full[i]
    columns.lowest_charge_frac[i] = lowest_frac
    let [coldest_K, hottest_K] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const [k, place] of places.entries()) {
      if (table.coldest[k * ROW + i] < coldest_K) {
        coldest_K = table.coldest[k * ROW + i]
        rows.coldestNode[i] = place
      }
      if (table.hottest[k * ROW + i] > hottest_K) {
        hottest_K = table.hottest[k * ROW + i]
        rows.hottestNode[i] = place
      }
    }
    if (places.length > 0) {
      columns.coldest_K[i] = coldest_K
      columns.hottest_K[i] = hottest_K
    }
    for (const [k, l] of scenario.limits.entries()) {
      if (!limits.includes(l)) continue
      const node = nodes.findIndex(n => 'column' in l && l.column === `${n.id}.temp_K`)
      const [least, most] = node < 0 ? [lowest_frac, 0] : [table.coldest[node * ROW + i], table.hottest[node * ROW + i]]
      columns[margins[k]][i] = Math.min(
        least - (l.min ?? Number.NEGATIVE_INFINITY),
        (l.max ?? Number.POSITIVE_INFINITY) - most,
      )
    }
  }
  return rows
}

/** Energy lost or made in a tick, against the throughput of a mean one: as on the plain path (tick/ledger.ts), though the tick is not kept. */
export function checkLedger({ table }: Tile, lane: number, ticks: number, utc: string): void {
  const total = (row: number) => table.total[row * ROW + lane]
  const { generated_J, served_J, curtailed_J, loss_J, absorbed_J, radiated_J } = TALLY
  const sum = (rows: readonly number[]) => rows.reduce((all, row) => all + total(row), 0)
  const books = [
    { name: 'electrical', worst_J: total(TALLY.electrical_J), flows: [generated_J, served_J, curtailed_J, loss_J] },
    { name: 'thermal', worst_J: total(TALLY.thermal_J), flows: [absorbed_J, radiated_J, served_J, loss_J] },
  ] as const
  for (const { name, worst_J, flows } of books) {
    const throughput_J = sum(flows)
    const residual_frac = worst_J === 0 ? 0 : (worst_J * ticks) / throughput_J
    if (residual_frac <= LEDGER_TOLERANCE_frac) continue
    throw new LedgerError({ name, worst_J, worst_tick: ticks, worst_lane: lane, residual_frac, throughput_J }, utc)
  }
}
