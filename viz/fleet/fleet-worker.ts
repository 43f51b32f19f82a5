import '../elementary/install.ts'
import { makeFleetPositions, makeFleetRunner, planFleet, STATE_NUMBERS } from '../../engine/index.ts'
import { readFrom } from '../read-scenario.ts'
import { everyFor, keepValues } from './values.ts'

/** What the page asks: open a fleet; then states at a time. */
export type FleetQuestion =
  | { readonly kind: 'open'; readonly scenario: unknown; readonly address?: string }
  | { readonly kind: 'states'; readonly knot: number; readonly time_s: number }

/** What it hears. */
export type FleetAnswer =
  | {
      readonly kind: 'opened'
      readonly satellites: number
      readonly start_us: number
      readonly begins_s: Float32Array
      readonly row_s: number
      readonly rows: number
    }
  | { readonly kind: 'states'; readonly knot: number; readonly states: Float32Array }
  /** Values of satellites `from` to `to` in every row: charge, temperature, sunlight, row by row. */
  | { readonly kind: 'values'; readonly from: number; readonly to: number; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly message: string }

/** So long the worker computes before it looks for questions. */
const SLICE_ms = 60

let positions: ReturnType<typeof makeFleetPositions> | undefined

addEventListener('message', ({ data }: MessageEvent<FleetQuestion>) => {
  if (data.kind === 'open') open(data.scenario, data.address).catch(fail)
  else if (positions !== undefined) {
    const states = new Float32Array(STATE_NUMBERS * positions.satellites)
    positions.at(data.time_s, states, 0, positions.satellites)
    reply({ kind: 'states', knot: data.knot, states }, [states.buffer])
  }
})

const reply = (answer: FleetAnswer, transfer: Transferable[] = []) => postMessage(answer, { transfer })
const fail = (error: unknown) =>
  reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })

/** Runs the fleet tile by tile, and hands over what each slice of time gave. */
async function open(given: unknown, address: string | undefined): Promise<void> {
  const scenario = readFrom(given, undefined, address)
  const { ticks, step_s, start_us } = scenario
  positions = makeFleetPositions(scenario)
  const { satellites, begins_s } = positions
  const plan = planFleet(scenario, everyFor(satellites, ticks))
  const kept = keepValues(plan)
  reply({ kind: 'opened', satellites, start_us, begins_s, row_s: plan.every * step_s, rows: kept.rows })
  const runner = makeFleetRunner(plan, kept.series)
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
    reply({ kind: 'values', from, to, bytes }, [bytes.buffer])
    await new Promise(resolve => setTimeout(resolve))
  }
}
