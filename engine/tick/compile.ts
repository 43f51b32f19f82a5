import { unitOf } from '../quantity/unit.ts'
import type { Column, ColumnInfo, Meaning } from './column.ts'
import type { FlowEntry, LedgerName, Role, Span, StateDeclaration, StepDeclaration, StoredEntry } from './component.ts'
import { LEDGERS } from './component.ts'
import { type Addition, metered } from './metered.ts'
import { inOrder, type OwnedStep } from './order.ts'
import { checkReads, checkUnits, collectWriters, type NamedBuilt, phaseOf, type Writer } from './wires.ts'

export interface State {
  readonly name: string
  readonly start: Column
  readonly mid: Column
  readonly end: Column
  /** True where the step that advances it tells its middle too. */
  readonly tellsMiddle: boolean
}

export interface CompiledStep {
  readonly owner: string
  readonly run: (span: Span) => void
}

/** Entries of one book with their columns found. */
export interface Book {
  readonly name: LedgerName
  readonly flows: readonly { sign: 1 | -1; column: Column }[]
  readonly stored: readonly { start: Column; end: Column; scale_J: Column }[]
}

/** Ordered steps over typed columns: after this no name is looked up again. */
export interface Program {
  readonly lanes: number
  readonly info: readonly ColumnInfo[]
  readonly columns: ReadonlyMap<string, Column>
  readonly states: readonly State[]
  readonly sense: readonly CompiledStep[]
  readonly rest: readonly CompiledStep[]
  /** Cleared before the phases that add to them. */
  readonly sums: readonly Column[]
  /** Two where a step reads the middle of a state that others advance (predictor, then corrector), three where a part asks for them. */
  readonly passes: number
  readonly books: readonly Book[]
  readonly roles: readonly { role: Role; column: string }[]
  readonly jumps_s: readonly number[]
  /** What each part adds to each sum, where that was asked for; else none. */
  readonly additions: readonly Addition[]
}

/** A mistake in a component or in how parts are wired: every one found, for whoever wrote the component. */
export class CompileError extends Error {
  readonly mistakes: readonly string[]
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.name = 'CompileError'
    this.mistakes = mistakes
  }
}

/** Orders the steps of all parts, checks every wire, and allocates the columns. `meter`: note what each part adds to each sum. */
export function compile(parts: readonly NamedBuilt[], lanes: number, meter = false): Program {
  const mistakes: string[] = []
  const writers = collectWriters(parts, mistakes)
  checkReads(parts, writers, mistakes)
  checkUnits(parts, writers, mistakes)
  if (mistakes.length > 0) throw new CompileError(mistakes)

  const columns = new Map<string, Column>()
  const states = new Map<string, State>()
  const told = new Set(parts.flatMap(p => p.built.steps ?? []).flatMap(s => Object.values(s.middles)))
  for (const { built } of parts)
    for (const s of built.states ?? []) states.set(s.column, allocateState(s, told.has(s.column)))
  for (const [name, w] of writers) {
    const state = states.get(name)
    columns.set(name, w.how === 'state' && state !== undefined ? state.start : new Float64Array(lanes))
  }
  const additions: Addition[] = []
  const bound = bindSteps(inOrder(parts, mistakes), columns, states, meter ? additions : undefined)
  if (mistakes.length > 0) throw new CompileError(mistakes)
  const missing = missingEntries(parts, columns, states)
  if (missing.length > 0) throw new CompileError(missing)
  return {
    lanes,
    info: describeColumns(writers),
    columns,
    states: [...states.values()],
    sense: bound.filter(s => s.phase === 0),
    rest: bound.filter(s => s.phase > 0),
    sums: [...writers].filter(([, w]) => w.how === 'adds').map(([name]) => need(columns, name)),
    passes: Math.max(...parts.map(({ built: { passes, steps = [] } }) => passes ?? (steps.some(readsMiddle) ? 2 : 1))),
    books: LEDGERS.map(name => bindBook(name, parts, columns, states)),
    roles: parts.flatMap(p => p.built.roles ?? []),
    jumps_s: [...new Set(parts.flatMap(p => p.built.jumps_s ?? []))].sort((a, b) => a - b),
    additions,
  }
}

function need<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name)
  if (found === undefined) throw new CompileError([`no column ${name}`])
  return found
}

const readsMiddle = (s: StepDeclaration) => Object.keys(s.midpoints).length > 0

function allocateState({ column, initial }: StateDeclaration, tellsMiddle: boolean): State {
  return { name: column, start: initial.slice(), mid: initial.slice(), end: initial.slice(), tellsMiddle }
}

function bindSteps(
  steps: readonly OwnedStep[],
  columns: ReadonlyMap<string, Column>,
  states: ReadonlyMap<string, State>,
  additions?: Addition[],
) {
  return steps.map(({ owner, step }) => {
    const io: Record<string, Column> = {}
    for (const group of [step.reads, step.writes, step.instants, step.adds])
      for (const [alias, name] of Object.entries(group)) io[alias] = need(columns, name)
    for (const [alias, name] of [...Object.entries(step.midpoints), ...Object.entries(step.middles)])
      io[alias] = need(states, name).mid
    for (const [alias, name] of Object.entries(step.advances)) io[alias] = need(states, name).end
    const run = step.bind(io)
    if (additions === undefined) return { owner, phase: phaseOf(step), run }
    const sums = [...new Set(Object.values(step.adds))].map(sum => {
      const column = need(columns, sum)
      const by = new Float64Array(column.length)
      additions.push({ owner, sum, by })
      return { column, by }
    })
    return { owner, phase: phaseOf(step), run: sums.length === 0 ? run : metered(run, sums) }
  })
}

function missingEntries(
  parts: readonly NamedBuilt[],
  columns: ReadonlyMap<string, Column>,
  states: ReadonlyMap<string, State>,
): string[] {
  const mistakes: string[] = []
  for (const { owner, built } of parts) {
    for (const f of built.flows ?? [])
      if (!columns.has(f.column)) mistakes.push(`${owner} books ${f.column}, which does not exist.`)
    for (const s of built.stored ?? [])
      if (!states.has(s.state)) mistakes.push(`${owner} books the state ${s.state}, which does not exist.`)
    for (const r of built.roles ?? [])
      if (!columns.has(r.column)) mistakes.push(`${owner} names ${r.column} as ${r.role}, but it does not exist.`)
  }
  return mistakes
}

function bindBook(
  name: LedgerName,
  parts: readonly NamedBuilt[],
  columns: ReadonlyMap<string, Column>,
  states: ReadonlyMap<string, State>,
): Book {
  const flows = parts.flatMap(p => (p.built.flows ?? []).filter((f: FlowEntry) => f.ledger === name))
  const stored = parts.flatMap(p => (p.built.stored ?? []).filter((s: StoredEntry) => s.ledger === name))
  return {
    name,
    flows: flows.map(f => ({ sign: f.sign, column: need(columns, f.column) })),
    stored: stored.map(s => ({
      start: need(states, s.state).start,
      end: need(states, s.state).end,
      scale_J: s.scale_J,
    })),
  }
}

function describeColumns(writers: ReadonlyMap<string, Writer>): ColumnInfo[] {
  const meaning = (how: Writer['how']): Meaning => (how === 'state' ? 'state' : how === 'instants' ? 'instant' : 'mean')
  return [...writers].map(([name, w]) => ({ name, unit: unitOf(name) ?? '', meaning: meaning(w.how), owner: w.owner }))
}
