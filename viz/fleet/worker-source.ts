import type { FleetAnswer, FleetQuestion } from './fleet-worker.ts'
import { FLEET_PAINTS, type FleetSource } from './source.ts'

/**
 * From a knot to the next. Between two a satellite goes along the cubic through both places and velocities: h^4 w^4 r / 384 off, which is 0.2 km for
 * five minutes in low orbit, a hundredth of a pixel where the whole Earth is seen.
 */
const KNOT_s = 300
/** Knots that are kept, round the latest that was asked for. */
const KEPT = 8

/** A fleet that the engine runs in a worker of its own. Resolves when it is open; rejects with what is wrong. */
export function openFleetSource(
  scenario: unknown,
  address: string | undefined,
): { readonly source: Promise<FleetSource>; close(): void } {
  const worker = new Worker(new URL('./fleet-worker.ts', import.meta.url), { type: 'module' })
  const ask = (question: FleetQuestion) => worker.postMessage(question)
  const knots = new Map<number, Float32Array | 'asked'>()
  const listeners = new Set<() => void>()
  const source = new Promise<FleetSource>((resolve, reject) => {
    let values: readonly Uint8Array[] = []
    let shape: Extract<FleetAnswer, { kind: 'opened' }> | undefined
    let known = 0
    worker.onerror = event => reject(new Error(event.message))
    worker.onmessage = ({ data }: MessageEvent<FleetAnswer>) => {
      if (data.kind === 'failed') reject(new Error(data.message))
      else if (data.kind === 'opened') {
        shape = data
        values = FLEET_PAINTS.map(() => new Uint8Array(data.rows * data.satellites))
        resolve(made(data))
      } else if (data.kind === 'states') knots.set(data.knot, data.states)
      else if (shape !== undefined) {
        take(data, shape)
        known += data.to - data.from
      }
      for (const listener of listeners) listener()
    }
    const take = (
      { from, to, bytes }: Extract<FleetAnswer, { kind: 'values' }>,
      { rows, satellites }: { readonly rows: number; readonly satellites: number },
    ) => {
      const count = to - from
      for (const [k, of] of values.entries())
        for (let row = 0; row < rows; row++) {
          const at = (k * rows + row) * count
          of.set(bytes.subarray(at, at + count), row * satellites + from)
        }
    }
    const made = ({ satellites, start_us, begins_s, row_s, rows }: NonNullable<typeof shape>): FleetSource => ({
      satellites,
      start_us,
      begins_s,
      knot_s: KNOT_s,
      row_s,
      rows,
      get known() {
        return known
      },
      states(knot) {
        const found = knots.get(knot)
        if (found === undefined) {
          knots.set(knot, 'asked')
          ask({ kind: 'states', knot, time_s: knot * KNOT_s })
          for (const other of knots.keys()) if (Math.abs(other - knot) > KEPT) knots.delete(other)
        }
        return found === 'asked' ? undefined : found
      },
      values: (paint, row) => values[FLEET_PAINTS.indexOf(paint)].subarray(row * satellites, (row + 1) * satellites),
      watch: listener => listeners.add(listener),
      close: () => worker.terminate(),
    })
    ask({ kind: 'open', scenario, ...(address === undefined ? {} : { address }) })
  })
  return { source, close: () => worker.terminate() }
}
