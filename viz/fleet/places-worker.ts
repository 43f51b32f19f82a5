import '../elementary/install.ts'
import { makeFleetPositions, STATE_NUMBERS } from '../../engine/index.ts'
import { readFrom } from '../read-scenario.ts'
import { everyFor } from './values.ts'

/** What the page asks: open a fleet; then states at a time. */
export type PlacesQuestion =
  | { readonly kind: 'open'; readonly scenario: unknown; readonly address?: string }
  | { readonly kind: 'states'; readonly knot: number; readonly time_s: number }

/** What it hears. */
export type PlacesAnswer =
  | {
      readonly kind: 'opened'
      readonly satellites: number
      readonly start_us: number
      readonly begins_s: Float32Array
      readonly row_s: number
      readonly rows: number
    }
  | { readonly kind: 'states'; readonly knot: number; readonly states: Float32Array }
  | { readonly kind: 'failed'; readonly message: string }

let positions: ReturnType<typeof makeFleetPositions> | undefined

addEventListener('message', ({ data }: MessageEvent<PlacesQuestion>) => {
  if (data.kind === 'open') open(data.scenario, data.address)
  else if (positions !== undefined) {
    const states = new Float32Array(STATE_NUMBERS * positions.satellites)
    positions.at(data.time_s, states, 0, positions.satellites)
    reply({ kind: 'states', knot: data.knot, states }, [states.buffer])
  }
})

const reply = (answer: PlacesAnswer, transfer: Transferable[] = []) => postMessage(answer, { transfer })

function open(given: unknown, address: string | undefined): void {
  try {
    const scenario = readFrom(given, undefined, address)
    const { ticks, step_s, start_us } = scenario
    positions = makeFleetPositions(scenario)
    const { satellites, begins_s } = positions
    const every = everyFor(satellites, ticks)
    reply({ kind: 'opened', satellites, start_us, begins_s, row_s: every * step_s, rows: Math.ceil(ticks / every) })
  } catch (error) {
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}
