import { OrbitError } from '../environment/orbit.ts'
import { EARTH_ALBEDO_MEAN, EARTH_INFRARED_MEAN_W_m2 } from '../physics/earth-radiation.ts'
import { makePropagator, sgp4ErrorText } from '../physics/orbit.ts'
import { type FleetRows, makeFleetRows, marginNames } from '../results/fleet-rows.ts'
import type { FleetSeries, FleetSum } from '../results/fleet-series.ts'
import type { FleetGroup } from '../scenario/fleet.ts'
import type { Limit, Scenario } from '../scenario/scenario.ts'
import { formatUtc } from '../scenario/time.ts'
import { LEDGER_TOLERANCE_frac, LedgerError } from '../tick/ledger.ts'
import { type BlockOptions, runBlock } from './block.ts'
import type { Each } from './design.ts'
import type { Fit } from './fit.ts'
import { ROW, TALLY, type Tile } from './tile.ts'

/** What a run of neighbours on the fast path needs. */
export interface FastLanes {
  readonly scenario: Scenario
  readonly group: FleetGroup
  readonly groupIndex: number
  readonly fit: Fit
  readonly tile: Tile
  readonly series: FleetSeries
  /** Limits on columns that this group has. */
  readonly limits: readonly Limit[]
  /** The Sun at the ends of the scenario's ticks. */
  readonly sun_km: Float64Array
  /** The fleet's nodes, by place. */
  readonly nodes: readonly string[]
}

/** Sums of the series that are rows of the tally; joules of a tick, but for the seconds of sunlight. */
const TALLIED: readonly (readonly [FleetSum, number])[] = [
  ['sunlit_count', TALLY.lit_s],
  ['generated_W', TALLY.generated_J],
  ['demanded_W', TALLY.demanded_J],
  ['served_W', TALLY.served_J],
  ['curtailed_W', TALLY.curtailed_J],
  ['unserved_W', TALLY.unserved_J],
  ['loss_W', TALLY.loss_J],
  ['absorbed_W', TALLY.absorbed_J],
  ['radiated_W', TALLY.radiated_J],
]

export interface FastResult {
  readonly rows: FleetRows
  readonly positionError_km: number
}

/** Runs satellites `first` to `first + count` of a group (at most a tile, all beginning at tick `begin`) on the fast path. */
export function runFastLanes(o: FastLanes, first: number, count: number, begin: number): FastResult {
  const { scenario, group, fit, tile, series } = o
  const { step_s } = scenario
  const { table } = tile
  const ticks = scenario.ticks - begin
  const perStep = 1 / step_s
  fit.prepare(first, count)
  const orbits = Array.from({ length: count }, (_, i) => {
    const elements = group.constellation.elements(first + i)
    return { elements, propagator: makePropagator(elements) }
  })
  const work = makeWorkMeter(fit, tile, first, count, step_s)
  const charges = new Float64Array(count)
  const ones = new Float64Array(count).fill(1)
  const start_us = scenario.start_us + begin * step_s * 1e6

  function onTick(ended: number): void {
    const tick = begin + ended
    for (const [sum, row] of TALLIED) series.add(tick, sum, table.tally, row * ROW, count, perStep)
    series.add(tick, 'satellites_count', ones, 0, count)
    series.add(tick, 'compute_TFLOP_s', work.ofTick(), 0, count)
    if (!series.closes(tick)) return
    for (const [k, n] of fit.design.nodes.entries()) series.countTemps(tick, n.id, table.temp, k * ROW, count)
    if (fit.design.battery === undefined) return
    for (let i = 0; i < count; i++) charges[i] = table.charge[i] / table.full[i]
    series.countCharges(tick, charges, 0, count)
  }

  const { positionError_km, lost } = runBlock({
    tile,
    orbits,
    first,
    start_us,
    step_s,
    ticks,
    sun_km: o.sun_km.subarray(3 * begin),
    ...earthOf(scenario),
    onTick,
  })
  const [gone] = lost
  if (gone !== undefined)
    throw new OrbitError(
      `Satellite ${group.first + first + gone.lane} cannot be followed at ${formatUtc(start_us + gone.time_s * 1e6)}: ${sgp4ErrorText(gone.code)}.`,
    )
  for (let i = 0; i < count; i++) checkLedger(tile, i, ticks, formatUtc(start_us + ticks * step_s * 1e6))
  return { rows: rowsOf(o, first, count, ticks, work.total_TFLOP_s()), positionError_km }
}

/** Energy lost or made in a tick, against the throughput of a mean one: as on the plain path (tick/ledger.ts), though the tick is not kept. */
function checkLedger({ table }: Tile, lane: number, ticks: number, utc: string): void {
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

/** What the Earth reflects and radiates; nothing where the scenario says so. */
function earthOf({ environment: e }: Scenario): Pick<BlockOptions, 'earth'> {
  if (e.earth_radiation === 'none') return {}
  return {
    earth: {
      albedo_frac: e.albedo_frac ?? EARTH_ALBEDO_MEAN,
      infrared_W_m2: e.infrared_W_m2 ?? EARTH_INFRARED_MEAN_W_m2,
    },
  }
}

function rowsOf(o: FastLanes, first: number, count: number, ticks: number, work_TFLOP_s: Float64Array): FleetRows {
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
    columns.work_PFLOP_day[i] = (work_TFLOP_s[i] * scenario.step_s) / (1000 * 86400)
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

/**
 * Compute done, TFLOP/s: all that was wanted, except in ticks in which the bus was short. Then loads are served in their priority out of
 * what the tick served, as parts/bus-dc.ts does in a step; where a tick is cut, its pieces are taken together.
 */
function makeWorkMeter({ design, computing }: Fit, tile: Tile, first: number, count: number, step_s: number) {
  const { table } = tile
  const { loads } = design
  const rates = computing.map(c => Float64Array.from({ length: count }, (_, i) => numberOf(c.rate_TFLOP_s, first + i)))
  const full = new Float64Array(count)
  for (const r of rates) for (let i = 0; i < count; i++) full[i] += r[i]
  const now = new Float64Array(count)
  const total = new Float64Array(count)
  const shares = new Float64Array(loads.length)

  function shareOut(lane: number): void {
    let left_J = table.tally[TALLY.served_J * ROW + lane]
    for (let k = 0; k < loads.length; ) {
      let group = k
      let wanted_J = 0
      for (; group < loads.length && loads[group].priority === loads[k].priority; group++)
        wanted_J += table.demand[group * ROW + lane] * step_s
      const share = wanted_J > left_J ? left_J / wanted_J : 1
      for (; k < group; k++) shares[k] = share
      left_J = Math.max(0, left_J - wanted_J * share)
    }
  }

  return {
    ofTick() {
      for (let i = 0; i < count; i++) {
        now[i] = full[i]
        if (computing.length > 0 && table.tally[TALLY.unserved_J * ROW + i] > 0) {
          shareOut(i)
          now[i] = computing.reduce((sum, c, k) => sum + rates[k][i] * shares[c.load], 0)
        }
        total[i] += now[i]
      }
      return now
    },
    total_TFLOP_s: () => total,
  }
}

const numberOf = (e: Each, satellite: number) => (typeof e === 'number' ? e : e(satellite))
