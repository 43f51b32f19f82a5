import { BulkPropagator, createSingleThreadRuntime, EciBaseCalculator, type SatRec } from 'satellite.js'

/** satellite.js' WebAssembly propagator for all satellites and dates; positions and velocities. Disposed by the caller's `done`. */
export async function makeBulk(satellites: SatRec[], dates: readonly Date[]) {
  const runtime = await createSingleThreadRuntime()
  const propagator = new BulkPropagator({
    runtime,
    calculators: [new EciBaseCalculator()],
    satRecsCount: satellites.length,
    datesCount: dates.length,
  })
  propagator.setSatRecs(satellites)
  propagator.setDates(dates)
  return { run: () => propagator.run(), done: () => propagator.dispose() }
}
