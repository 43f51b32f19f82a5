import type { Book } from './compile.ts'
import type { LedgerName, Span } from './component.ts'

/**
 * The books: at every step, what flowed in less what flowed out must be what the stores gained.
 *
 * A residual is judged against the throughput (the sum of the sizes of all flows) of a mean tick. 1e-9 of it fails the run.
 * What a double cannot hold is not counted: a store of E joules is known to 2.2e-16 E, which is more than 1e-9 of a tick's
 * throughput where a large store sees a tiny flow.
 */
export const LEDGER_TOLERANCE_frac = 1e-9

/** Roundings of a store in one step: at its start, at its end, and in the product with its scale. */
export const ROUNDING_frac = 4 * Number.EPSILON

export interface LedgerResult {
  readonly name: LedgerName
  /** The worst residual of a tick, J, and where it was. */
  readonly worst_J: number
  readonly worst_tick: number
  readonly worst_lane: number
  /** The worst residual over the throughput of a mean tick of that lane. */
  readonly residual_frac: number
  readonly throughput_J: number
}

export interface Ledger {
  /** Books one step; call before the states move on. */
  book(span: Span): void
  /** Closes tick `tick`. */
  close(tick: number): void
  results(ticks: number): readonly LedgerResult[]
}

export function makeLedger(books: readonly Book[], lanes: number): Ledger {
  const open = books.map(book => ({
    book,
    residual_J: new Float64Array(lanes),
    rounding_J: new Float64Array(lanes),
    throughput_J: new Float64Array(lanes),
    worst_J: new Float64Array(lanes),
    worst_tick: new Int32Array(lanes),
  }))
  return {
    book(span) {
      for (const o of open) bookSpan(o.book, span, o)
    },
    close(tick) {
      for (const o of open)
        for (let i = 0; i < lanes; i++) {
          const size = beyond(Math.abs(o.residual_J[i]), o.rounding_J[i])
          // Written so that NaN counts as worse than anything.
          if (!(size <= o.worst_J[i])) {
            o.worst_J[i] = size
            o.worst_tick[i] = tick
          }
          o.residual_J[i] = 0
          o.rounding_J[i] = 0
        }
    },
    results: ticks => open.map(o => worstLane(o.book.name, o, ticks)),
  }
}

/** The part of a residual that rounding cannot explain; NaN stays NaN. */
const beyond = (residual_J: number, rounding_J: number) => (residual_J <= rounding_J ? 0 : residual_J)

interface Sums {
  residual_J: Float64Array
  rounding_J: Float64Array
  throughput_J: Float64Array
}

function bookSpan(book: Book, span: Span, { residual_J, rounding_J, throughput_J }: Sums): void {
  const { from, to, duration_s } = span
  for (const { sign, column } of book.flows)
    for (let i = from; i < to; i++) {
      const energy_J = column[i] * duration_s
      residual_J[i] += sign * energy_J
      throughput_J[i] += Math.abs(energy_J)
    }
  for (const { start, end, scale_J } of book.stored)
    for (let i = from; i < to; i++) {
      residual_J[i] -= scale_J[i] * (end[i] - start[i])
      rounding_J[i] += ROUNDING_frac * scale_J[i] * Math.abs(end[i])
    }
}

function worstLane(
  name: LedgerName,
  o: { worst_J: Float64Array; worst_tick: Int32Array; throughput_J: Float64Array },
  ticks: number,
): LedgerResult {
  let lane = 0
  let worst = -1
  for (let i = 0; i < o.worst_J.length; i++) {
    const frac = relative(o.worst_J[i], o.throughput_J[i] / ticks)
    if (!(frac <= worst)) {
      worst = frac
      lane = i
    }
  }
  return {
    name,
    worst_J: o.worst_J[lane],
    worst_tick: o.worst_tick[lane],
    worst_lane: lane,
    residual_frac: worst,
    throughput_J: o.throughput_J[lane],
  }
}

function relative(residual_J: number, throughput_J: number): number {
  return residual_J === 0 ? 0 : residual_J / throughput_J
}

/** A book that did not balance: the engine or a component lost or made energy. */
export class LedgerError extends Error {
  readonly result: LedgerResult
  constructor(result: LedgerResult, utc: string) {
    super(
      `The ${result.name} ledger does not close: ${result.worst_J.toPrecision(3)} J at tick ${result.worst_tick} (${utc}), ` +
        `${result.residual_frac.toExponential(1)} of a tick's throughput; at most ${LEDGER_TOLERANCE_frac} is allowed. ` +
        'A component writes a flow that it does not book, or books one that it does not write.',
    )
    this.name = 'LedgerError'
    this.result = result
  }
}
