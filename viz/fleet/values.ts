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
  let numbers: readonly number[] = []
  const series: FleetWatch = {
    lanesAre(satellites) {
      numbers = satellites
    },
    forget(satellites) {
      for (const of of Object.values(values))
        for (let row = 0; row < rows; row++) for (const i of satellites) of[row * fleet.satellites + i] = 0
    },
    closes: tick => tick % every === 0 || tick === ticks,
    add() {},
    count() {},
    // Of several nodes the hottest.
    show(tick, what, lanes, value) {
      const of = values[what]
      const start = Math.floor((tick - 1) / every) * fleet.satellites
      const share = what === 'temperature' ? (i: number) => (value(i) - COLDEST_K) / (HOTTEST_K - COLDEST_K) : value
      for (const i of lanes) {
        const byte = 1 + Math.round(254 * Math.max(0, Math.min(1, share(i))))
        const at = start + numbers[i]
        if (byte > of[at]) of[at] = byte
      }
    },
  }
  return { rows, values, series }
}
