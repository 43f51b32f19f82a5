import type { Column, ColumnInfo, Observer, TickView } from './column.ts'
import type { Program } from './compile.ts'
import type { Span } from './component.ts'
import { type Cuts, makeCuts } from './cuts.ts'
import { namingTick } from './failure.ts'
import { makeGuard } from './guard.ts'
import { type Ledger, type LedgerResult, makeLedger } from './ledger.ts'

/** What a lane's surroundings foretell: the jumps inside a tick that no part knows beforehand, such as shadow contacts. */
export type FindJumps = (lane: number, start_s: number, end_s: number, found: (time_s: number) => void) => void

export interface RunOptions {
  readonly program: Program
  /** The last tick, asked for before each: it may come earlier than was thought at first. */
  readonly lastTick: () => number
  readonly step_s: number
  readonly findJumps?: FindJumps
  /** Longer ticks are cut into equal steps no longer than this. */
  readonly longestStep_s?: number
  readonly observers: readonly Observer[]
  /** Books every step of every tick beside the ledger, before the states move on. */
  readonly book?: (span: Span) => void
  readonly utcOf: (time_s: number) => string
}

/** The opening row shows the flows of this first instant. */
const OPENING_s = 1e-3

/** Runs the program tick by tick. Throws NotFiniteError the moment a column is not a finite number, StepError when a step has no answer. */
export function run(o: RunOptions): readonly LedgerResult[] {
  const { program, step_s, lastTick } = o
  const { lanes } = program
  const cuts = Array.from({ length: lanes }, makeCuts)
  // The start is a jump too: nothing there is in balance yet.
  for (const c of cuts) for (const t of [0, ...program.jumps_s]) c.jump(t)
  const ledger = alongside(makeLedger(program.books, lanes), o.book)
  const means = makeMeans(program)
  const guard = makeGuard(program, means.columns, o.utcOf)

  const start = { from: 0, to: lanes, start_s: 0, end_s: 0, duration_s: 0 }
  sense(program, start)
  namingTick(
    0,
    () => o.utcOf(0),
    () => settle(program, { ...start, end_s: OPENING_s, duration_s: OPENING_s }),
  )
  means.open(start)
  guard(0, 0)
  observe(o.observers, { tick: 0, time_s: 0, columns: means.columns, isLast: false })

  let tick = 0
  while (tick < lastTick()) {
    tick++
    const start_s = (tick - 1) * step_s
    const end_s = tick * step_s
    namingTick(
      tick,
      () => o.utcOf(end_s),
      () => runTick(program, ledger, means, cuts, start_s, end_s, o),
    )
    guard(tick, end_s)
    ledger.close(tick)
    observe(o.observers, { tick, time_s: end_s, columns: means.columns, isLast: tick === lastTick() })
  }
  return ledger.results(Math.max(1, tick))
}

/** The ledger with another that books what it books. */
function alongside(ledger: Ledger, book: RunOptions['book']): Ledger {
  if (book === undefined) return ledger
  return {
    ...ledger,
    book(span) {
      ledger.book(span)
      book(span)
    },
  }
}

function observe(observers: readonly Observer[], view: TickView): void {
  for (const f of observers) f(view)
}

/** Lanes without a cut go together, as long runs of neighbours; a lane with cuts goes alone, step by step. */
function runTick(
  program: Program,
  ledger: Ledger,
  means: Means,
  cuts: readonly Cuts[],
  start_s: number,
  end_s: number,
  o: RunOptions,
): void {
  const { lanes } = program
  const duration_s = end_s - start_s
  let from = 0
  for (let lane = 0; lane <= lanes; lane++) {
    const inside = lane < lanes ? cutsOf(lane, cuts[lane], start_s, end_s, o) : []
    if (inside.length === 0 && lane < lanes) continue
    if (lane > from) {
      const span = { from, to: lane, start_s, end_s, duration_s }
      stepSpan(program, ledger, span)
      means.open(span)
    }
    if (lane < lanes) runCutTick(program, ledger, means, lane, start_s, inside, end_s)
    from = lane + 1
  }
}

function cutsOf(lane: number, cuts: Cuts, start_s: number, end_s: number, o: RunOptions) {
  const { findJumps, longestStep_s = Number.POSITIVE_INFINITY } = o
  findJumps?.(lane, start_s, end_s, t => cuts.jump(t))
  const duration_s = end_s - start_s
  const steps = Math.ceil(duration_s / longestStep_s)
  for (let k = 1; k < steps; k++) cuts.cut(start_s + (k * duration_s) / steps)
  return cuts.take(start_s, end_s)
}

function runCutTick(
  program: Program,
  ledger: Ledger,
  means: Means,
  lane: number,
  start_s: number,
  inside: readonly number[],
  end_s: number,
): void {
  let from_s = start_s
  for (let k = 0; k <= inside.length; k++) {
    const to_s = k < inside.length ? inside[k] : end_s
    const span = { from: lane, to: lane + 1, start_s: from_s, end_s: to_s, duration_s: to_s - from_s }
    stepSpan(program, ledger, span)
    means.add(span, k === 0, 1 / (end_s - start_s))
    from_s = to_s
  }
}

function stepSpan(program: Program, ledger: Ledger, span: Span): void {
  advance(program, span)
  ledger.book(span)
  for (const { start, end } of program.states) for (let i = span.from; i < span.to; i++) start[i] = end[i]
}

/** One step without moving the states on. */
function advance(program: Program, span: Span): void {
  sense(program, span)
  settle(program, span)
}

/** Where the satellite is and what shines on it. */
export function sense(program: Program, span: Span): void {
  for (const { run } of program.sense) run(span)
}

/** Everything after sensing: predictor, and correctors where the program wants them. States are left at their start; their end stands beside. */
export function settle(program: Program, span: Span): void {
  const { from, to } = span
  for (const { start, mid, end } of program.states)
    for (let i = from; i < to; i++) {
      mid[i] = start[i]
      end[i] = start[i]
    }
  span.pass = 0
  runRest(program, span)
  while (++span.pass < program.passes) {
    for (const { start, mid, end, tellsMiddle } of program.states)
      if (!tellsMiddle) for (let i = from; i < to; i++) mid[i] = 0.5 * (start[i] + end[i])
    runRest(program, span)
  }
}

function runRest(program: Program, span: Span): void {
  for (const sum of program.sums) sum.fill(0, span.from, span.to)
  for (const { run } of program.rest) run(span)
}

interface Means {
  /** By name: states and instants as they are, means over the tick. */
  readonly columns: ReadonlyMap<string, Column>
  /** An uncut tick: the step is the tick. */
  open(span: Span): void
  /** A step of a cut tick. The mean is the first value and what the others differ from it, so that a constant is its own mean to the bit. */
  add(span: Span, first: boolean, perTick: number): void
}

function makeMeans(program: Program): Means {
  const columns = new Map(program.columns)
  const pairs = program.info
    .filter((c: ColumnInfo) => c.meaning === 'mean')
    .map(c => {
      const now = program.columns.get(c.name) as Column
      const mean = new Float64Array(program.lanes)
      columns.set(c.name, mean)
      return { now, mean, base: new Float64Array(program.lanes) }
    })
  return {
    columns,
    open({ from, to }) {
      for (const { now, mean } of pairs) for (let i = from; i < to; i++) mean[i] = now[i]
    },
    add({ from, to, duration_s }, first, perTick) {
      const weight = duration_s * perTick
      for (const { now, mean, base } of pairs)
        for (let i = from; i < to; i++) {
          if (first) base[i] = mean[i] = now[i]
          else mean[i] += (now[i] - base[i]) * weight
        }
    },
  }
}
