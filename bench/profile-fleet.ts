import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { parquetEncoder } from '../cli/parquet-stream.ts'
import {
  builtin,
  type FleetWatch,
  makeFleetReport,
  makeFleetRunner,
  makeFleetSeries,
  planFleet,
  readScenario,
  seriesShape,
} from '../engine/index.ts'

/** Tiles over the planes, which differ in their shadows. */
const TILES = 8
const RUNS = 5
/** Tiles whose satellites are written to Parquet at once, a row group and a little more. */
const WRITTEN = 520

/**
 * Nanoseconds per satellite and tick of a run from its scenario to its files, of a fleet as in examples/fleet-dawn-dusk.yaml but 20,000 strong: the best of
 * some runs of each tile and stage, by a clock of processor time.
 */
export function profileFleet(cpu_ms: () => number): { stage: string; ns: number }[] {
  const example = parse(readFileSync(new URL('../examples/fleet-dawn-dusk.yaml', import.meta.url), 'utf8'))
  Object.assign(example.fleet.groups[0].orbits, { satellites: 20_000, planes: 25, ltan_h: 17, ltan_step_h: 0.05 })
  const plan = planFleet(readScenario(example, { components: builtin }))
  const series = makeFleetSeries(seriesShape(plan))
  /** No row closes, and so no state is counted. */
  const summing: FleetWatch = { ...series, closes: () => false }
  const [counts, sums] = [series, summing].map(watch => makeFleetRunner(plan, watch))
  const report = makeFleetReport(plan)
  const best_ms = (f: () => void) => {
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run <= RUNS; run++) {
      const start_ms = cpu_ms()
      f()
      if (run > 0) best = Math.min(best, cpu_ms() - start_ms)
    }
    return best
  }

  let [summed_ms, counted_ms, told_ms, written_ms, satellites] = [0, 0, 0, 0, 0]
  for (let n = 0; n < TILES; n++) {
    const task = plan.tasks[Math.floor(((n + 0.5) * plan.tasks.length) / TILES)]
    satellites += task.count
    summed_ms += best_ms(() => sums.run(task))
    counted_ms += best_ms(() => counts.run(task))
    const results = counts.run(task)
    told_ms += best_ms(() => results.map(report.take))
    const [piece] = results.map(report.take)
    written_ms += best_ms(() => {
      const encoder = parquetEncoder(() => {})
      for (let k = 0; k < WRITTEN; k++) encoder.piece(piece)
      encoder.end({})
    })
  }
  const perTick = (ms: number) => (ms * 1e6) / (satellites * plan.scenario.ticks)
  return [
    { stage: 'tiles: elements and draws, the kernel, sums of the series, rows', ns: perTick(summed_ms) },
    { stage: 'the series: states counted at every tick', ns: perTick(Math.max(0, counted_ms - summed_ms)) },
    { stage: 'summary, and table of satellites', ns: perTick(told_ms) },
    { stage: 'Parquet', ns: perTick(written_ms / WRITTEN) },
  ]
}
