import '../elementary/install.ts'
import { type Fleet, type FleetPlan, type FleetWatch, makeFleetRunner, planFleet } from '../../engine/index.ts'
import { readFrom } from '../read-scenario.ts'
import { everyFor, keepValues } from './values.ts'

/** What the page asks: run a fleet. */
export interface ValuesQuestion {
  readonly scenario: unknown
  readonly address?: string
}

/** What it hears. */
export type ValuesAnswer =
  /** Of satellites that go side by side, whose values all come at the end. */
  | { readonly kind: 'under-way'; readonly done_frac: number }
  /** Values of satellites `from` to `to` in every row: charge, temperature, sunlight, row by row. */
  | {
      readonly kind: 'values'
      readonly from: number
      readonly to: number
      readonly bytes: Uint8Array
      readonly done_frac: number
    }
  | { readonly kind: 'failed'; readonly message: string }

/** So long the worker computes before it hands over what there is. */
const SLICE_ms = 60
const PROGRESS_EVERY_ms = 200

addEventListener('message', ({ data }: MessageEvent<ValuesQuestion>) => {
  try {
    run(data)
  } catch (error) {
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
})

const reply = (answer: ValuesAnswer, transfer: Transferable[] = []) => postMessage(answer, { transfer })

/** Runs the fleet tile by tile, and hands over what each slice of time gave. */
function run({ scenario: given, address }: ValuesQuestion): void {
  const scenario = readFrom(given, undefined, address)
  const { satellites, jobs } = scenario.fleet as Fleet
  const plan = planFleet(scenario, everyFor(satellites, scenario.ticks))
  const kept = keepValues(plan)
  const runner = makeFleetRunner(plan, jobs === undefined ? kept.series : tellingTicks(kept.series, plan))
  for (let next = 0; next < plan.tasks.length; ) {
    const until = performance.now() + SLICE_ms
    const began = next
    while (next < plan.tasks.length && performance.now() < until) runner.run(plan.tasks[next++])
    const numberOf = (task: number) => plan.groups[plan.tasks[task].group].group.first - 1 + plan.tasks[task].first
    const from = numberOf(began)
    const to = numberOf(next - 1) + plan.tasks[next - 1].count
    const bytes = new Uint8Array(3 * kept.rows * (to - from))
    for (const [k, of] of Object.values(kept.values).entries())
      for (let row = 0; row < kept.rows; row++)
        bytes.set(of.subarray(row * satellites + from, row * satellites + to), (k * kept.rows + row) * (to - from))
    reply({ kind: 'values', from, to, bytes, done_frac: next / plan.tasks.length }, [bytes.buffer])
  }
}

function tellingTicks(series: FleetWatch, { scenario }: FleetPlan): FleetWatch {
  let told_ms = performance.now()
  return {
    ...series,
    closes(tick) {
      if (performance.now() - told_ms > PROGRESS_EVERY_ms) {
        told_ms = performance.now()
        reply({ kind: 'under-way', done_frac: tick / scenario.ticks })
      }
      return series.closes(tick)
    },
  }
}
