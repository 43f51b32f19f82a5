import type { FleetPlan, FleetWatch } from '../../engine/index.ts'
import { COLDEST_K, FLEET_PAINTS, type FleetPaint, HOTTEST_K } from './source.ts'

/** Bytes for the values of a kind: a long run of many satellites gets fewer rows. */
const MOST_BYTES = 24e6

/** A row of values every so many ticks. */
export const everyFor = (satellites: number, ticks: number) =>
  Math.max(1, Math.ceil(ticks / Math.max(2, Math.floor(MOST_BYTES / satellites))))

export type FleetValues = Readonly<Record<FleetPaint, Uint8Array>>

/** Takes what the engine tells of a fleet while it runs, and keeps a byte a satellite and row of it. */
export function keepValues({ scenario, fleet, every }: FleetPlan) {
  const { ticks } = scenario
  const rows = Math.ceil(ticks / every)
  const values = Object.fromEntries(
    FLEET_PAINTS.map(paint => [paint, new Uint8Array(rows * fleet.satellites)]),
  ) as FleetValues
  let lanes: readonly number[] = []
  const startOf = (tick: number) => Math.floor((tick - 1) / every) * fleet.satellites
  const closes = (tick: number) => tick % every === 0 || tick === ticks
  const write = (of: Uint8Array, tick: number, count: number, share: (lane: number) => number) => {
    const start = startOf(tick)
    for (let i = 0; i < count; i++) {
      const byte = Math.round(255 * Math.max(0, Math.min(1, share(i))))
      if (byte > of[start + lanes[i]]) of[start + lanes[i]] = byte
    }
  }
  const series: FleetWatch = {
    lanesAre(satellites) {
      lanes = satellites
    },
    forget(satellites) {
      for (const of of Object.values(values))
        for (let row = 0; row < rows; row++) for (const i of satellites) of[row * fleet.satellites + i] = 0
    },
    closes,
    // What is taken back (`times` below 0) is told anew.
    add(tick, sum, of, at, count, scale = 1, times = 1) {
      if (sum === 'sunlit_count' && times > 0 && closes(tick))
        write(values.sunlight, tick, count, i => of[at + i] * scale)
    },
    countCharges(tick, of, at, count, times = 1) {
      if (times > 0) write(values.charge, tick, count, i => of[at + i])
    },
    // Of several nodes the hottest.
    countTemps(tick, _node, of, at, count, times = 1) {
      if (times > 0) write(values.temperature, tick, count, i => (of[at + i] - COLDEST_K) / (HOTTEST_K - COLDEST_K))
    },
  }
  return { rows, values, series }
}
