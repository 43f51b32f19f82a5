import { propagate, type SatRec } from 'satellite.js'

/** One bare `propagate` for each satellite and date: nothing but positions. Returns how many gave one. */
export function propagateAll(satellites: readonly SatRec[], dates: readonly Date[]): number {
  let good = 0
  for (const satellite of satellites) for (const date of dates) if (propagate(satellite, date) !== null) good++
  return good
}
