import type { PlacesAnswer, PlacesQuestion } from './places-worker.ts'
import { FLEET_PAINTS, type FleetSource } from './source.ts'
import type { ValuesAnswer, ValuesQuestion } from './values-worker.ts'

/**
 * From a knot to the next. Between two a satellite goes along the cubic through both places and velocities: h^4 w^4 r / 384 off, which is 0.2 km for
 * five minutes in low orbit, a hundredth of a pixel where the whole Earth is seen.
 */
const KNOT_s = 300
/** Knots that are kept, round the latest that was asked for. */
const KEPT = 8

/**
 * A fleet that the engine runs in a worker, while another tells where its satellites are. Resolves when it is open; rejects with what is wrong with it.
 */
export function openFleetSource(
  scenario: unknown,
  address: string | undefined,
): { readonly source: Promise<FleetSource>; close(): void } {
  const places = new Worker(new URL('./places-worker.ts', import.meta.url), { type: 'module' })
  const runs = new Worker(new URL('./values-worker.ts', import.meta.url), { type: 'module' })
  const close = () => {
    places.terminate()
    runs.terminate()
  }
  const what = { scenario, ...(address === undefined ? {} : { address }) }
  const source = new Promise<FleetSource>((resolve, reject) => {
    places.onerror = event => reject(new Error(event.message))
    const knots = makeKnots(places)
    places.onmessage = ({ data }: MessageEvent<PlacesAnswer>) => {
      if (data.kind === 'failed') reject(new Error(data.message))
      else if (data.kind === 'opened') resolve(sourceOf(data, knots, runs, what))
      else knots.take(data.knot, data.states)
    }
    places.postMessage({ kind: 'open', ...what } satisfies PlacesQuestion)
  })
  return { source, close }
}

/** States at knots, asked for when they are wanted. */
function makeKnots(places: Worker) {
  const knots = new Map<number, Float32Array | 'asked'>()
  const listeners = new Set<() => void>()
  return {
    watch: (listener: () => void) => listeners.add(listener),
    take(knot: number, states: Float32Array): void {
      knots.set(knot, states)
      for (const listener of listeners) listener()
    },
    states(knot: number): Float32Array | undefined {
      const found = knots.get(knot)
      if (found === undefined) {
        knots.set(knot, 'asked')
        places.postMessage({ kind: 'states', knot, time_s: knot * KNOT_s } satisfies PlacesQuestion)
        for (const other of knots.keys()) if (Math.abs(other - knot) > KEPT) knots.delete(other)
      }
      return found === 'asked' ? undefined : found
    },
  }
}

type Opened = Extract<PlacesAnswer, { kind: 'opened' }>

/** Begins the run, and gathers its values. */
function sourceOf(
  { satellites, start_us, begins_s, row_s, rows }: Opened,
  knots: ReturnType<typeof makeKnots>,
  runs: Worker,
  what: ValuesQuestion,
): FleetSource {
  const values = FLEET_PAINTS.map(() => new Uint8Array(rows * satellites))
  const listeners = new Set<() => void>()
  let known = 0
  let done_frac = 0
  let fault: string | undefined
  const take = ({ from, to, bytes }: Extract<ValuesAnswer, { kind: 'values' }>) => {
    const count = to - from
    for (const [k, of] of values.entries())
      for (let row = 0; row < rows; row++) {
        const at = (k * rows + row) * count
        of.set(bytes.subarray(at, at + count), row * satellites + from)
      }
    known += count
  }
  const hear = (answer: ValuesAnswer) => {
    if (answer.kind === 'failed') fault = answer.message
    else done_frac = answer.done_frac
    if (answer.kind === 'values') take(answer)
    for (const listener of listeners) listener()
  }
  runs.onerror = ({ message }) => hear({ kind: 'failed', message })
  runs.onmessage = ({ data }: MessageEvent<ValuesAnswer>) => hear(data)
  runs.postMessage(what)
  return {
    satellites,
    start_us,
    begins_s,
    knot_s: KNOT_s,
    row_s,
    rows,
    get known() {
      return known
    },
    get done_frac() {
      return done_frac
    },
    get fault() {
      return fault
    },
    states: knots.states,
    values: (paint, row) => values[FLEET_PAINTS.indexOf(paint)].subarray(row * satellites, (row + 1) * satellites),
    watch(listener) {
      listeners.add(listener)
      knots.watch(listener)
    },
  }
}
