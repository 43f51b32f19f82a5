import type { BatteryLife } from '../physics/power/wear.ts'
import type { Parameter, ParameterSet, Port, ValuesOf } from '../quantity/parameter.ts'
import type { Column } from './column.ts'
import type { AnyFault } from './fault.ts'
import type { ThermalLink, ThermalLoop, ThermalNode, ThermalRadiation } from './thermal.ts'

/** The five phases of a step, in their order. Within a phase the compiler orders steps by what they read. */
export const PHASES = ['sense', 'offer', 'settle', 'spend', 'store'] as const
export type Phase = (typeof PHASES)[number]

/** The stretch of lanes and of time that a step works on. Conditions are constant in it: ticks are cut at the events inside. */
export interface Span {
  /** First lane, and one past the last. */
  from: number
  to: number
  /** Seconds since the start of the scenario. */
  start_s: number
  end_s: number
  duration_s: number
  /** Which pass over the step: 0 begins, 1 knows the middle, 2 (where a part asks for three) how it answers. */
  pass?: number
}

/** What a step touches: its own word for it, and the column's name. */
export type Wires = Readonly<Record<string, string>>

export interface StepDeclaration {
  readonly phase: Phase
  /** Written by another step of this or an earlier phase, or a state as it is at the start of the step. */
  readonly reads: Wires
  /** States that others advance, in the middle of the step (second order in time). */
  readonly midpoints: Wires
  /** Means over the step. Each has one writer. */
  readonly writes: Wires
  /** Values at the end of the step. Each has one writer. */
  readonly instants: Wires
  /** Sums that many may add to; the compiler clears them before the first. */
  readonly adds: Wires
  /** States this step carries to the end of the step. Each has one owner. */
  readonly advances: Wires
  /** Of these, what it tells of the middle: their mean over the step. Of others the middle is that of start and end. */
  readonly middles: Wires
  readonly bind: (io: Readonly<Record<string, Column>>) => (span: Span) => void
}

type Names<W> = W extends Wires ? keyof W & string : never

/** Declares a step. `bind` is called once with the columns; what it returns runs at every step over a span of lanes. */
export function step<
  R extends Wires = Record<never, string>,
  M extends Wires = Record<never, string>,
  W extends Wires = Record<never, string>,
  I extends Wires = Record<never, string>,
  A extends Wires = Record<never, string>,
  S extends Wires = Record<never, string>,
  T extends Wires = Record<never, string>,
>(
  phase: Phase,
  wires: { reads?: R; midpoints?: M; writes?: W; instants?: I; adds?: A; advances?: S; middles?: T },
  bind: (
    io: Readonly<Record<Names<R> | Names<M> | Names<W> | Names<I> | Names<A> | Names<S> | Names<T>, Column>>,
  ) => (span: Span) => void,
): StepDeclaration {
  const { reads = {}, midpoints = {}, writes = {}, instants = {}, adds = {}, advances = {}, middles = {} } = wires
  return { phase, reads, midpoints, writes, instants, adds, advances, middles, bind: bind as StepDeclaration['bind'] }
}

/** Something carried from step to step. */
export interface StateDeclaration {
  readonly column: string
  /** At the start of the run, one number a lane. */
  readonly initial: Column
  /** Where it tells the same as another state in other terms: that one, and its value there. A start that is found follows it. */
  readonly follows?: { readonly column: string; readonly value: (lane: number, of: number) => number }
}

/** The books that must balance at every tick. `total` is the energy of the whole satellite across every conversion. */
export const LEDGERS = ['electrical', 'thermal', 'total'] as const
export type LedgerName = (typeof LEDGERS)[number]

/** What an energy flow is to the reader of a budget. */
export type Role =
  | 'generated'
  | 'demanded'
  | 'served'
  | 'curtailed'
  | 'unserved'
  | 'loss'
  | 'charged'
  | 'discharged'
  | 'radiated'
  | 'absorbed'
  | 'work'

/** A flow in a book: in watts, into (+1) or out of (-1) what the book covers. */
export interface FlowEntry {
  readonly ledger: LedgerName
  readonly sign: 1 | -1
  readonly column: string
}

/** Energy held: a state times `scale_J` (joules a unit of the state, one number a lane). */
export interface StoredEntry {
  readonly ledger: LedgerName
  readonly state: string
  readonly scale_J: Column
}

/** Something that happened to a lane and that a summary tells, such as a satellite's rise over a station. */
export interface Happening {
  readonly lane: number
  readonly part: string
  readonly kind: string
  readonly time_s: number
  /** What belongs to it, in the unit of its kind. */
  readonly value: number
}

/**
 * Finds in a tick of a lane what jumps there and no table foretells, such as rise and set over a station: `found` cuts the tick, `note`
 * tells the summary.
 */
export type FindEvents = (
  lane: number,
  start_s: number,
  end_s: number,
  found: (time_s: number) => void,
  note: (h: Happening) => void,
) => void

/** The columns of a load: what it wanted, what it was served, and by reason what it wanted while it was switched off, W. */
export interface UnservedLoad {
  readonly load: string
  readonly demand: string
  readonly served: string
  readonly off: Readonly<Record<string, string>>
}

/** What a part brings to the plant. */
export interface Built {
  readonly states?: readonly StateDeclaration[]
  readonly steps?: readonly StepDeclaration[]
  readonly flows?: readonly FlowEntry[]
  readonly stored?: readonly StoredEntry[]
  readonly roles?: readonly { readonly role: Role; readonly column: string }[]
  readonly nodes?: readonly ThermalNode[]
  readonly links?: readonly ThermalLink[]
  readonly radiation?: readonly ThermalRadiation[]
  readonly loops?: readonly ThermalLoop[]
  /** Passes over each step that it wants: two where it reads the middle of a state, which goes without saying, or three (tick/follower.ts). */
  readonly passes?: 3
  /** Times known beforehand at which something jumps; ticks are cut there. Seconds since the start, rising. */
  readonly jumps_s?: readonly number[]
  /** Columns whose mean over the run the summary tells. */
  readonly means?: readonly string[]
  /** A battery whose wear the summary tells: its charge, and what its maker promises, by lane. */
  readonly life?: { readonly column: string; readonly of: (lane: number) => BatteryLife }
  /** Work done and not done, TFLOP/s: the column of what was delivered, and of what was lost by reason. */
  readonly work?: { readonly delivered: string; readonly lost: Readonly<Record<string, string>> }
  /** Loads of which the summary tells what they were not served and why. */
  readonly unserved?: readonly UnservedLoad[]
  /** Events inside a tick that depend on where the satellite is. */
  readonly findEvents?: FindEvents
}

/** A part of the scenario as its component sees it. */
export interface Part<S extends ParameterSet = ParameterSet> {
  readonly id: string
  readonly kind: string
  /** The values of the first lane: words, references and tables are the same in all lanes. */
  readonly values: ValuesOf<S>
  /** A numeric parameter, one number a lane. */
  readonly lanes: (name: keyof S & string) => Column
  /** A column of one number a lane, computed from each lane's values. */
  readonly each: (f: (values: ValuesOf<S>) => number) => Column
}

/** A part of the scenario before anything is built: its values are right, each by itself. */
export interface OtherPart {
  readonly id: string
  readonly kind: string
  readonly values: Readonly<Record<string, unknown>>
}

/** What a component may ask of the plant it is in. */
export interface Plant {
  readonly lanes: number
  readonly hasOrbit: boolean
  readonly duration_s: number
  /** Where each lane is in TEME, km (x, y, z, vx, vy, vz), at seconds since the start; undefined without an orbit. */
  readonly path?: {
    readonly startUtc_s: number
    at(lane: number, time_s: number, out: Float64Array): void
    /** The eclipse that a lane is in, or the next; undefined where none begins within two orbits. Seconds since the start. */
    nextEclipse(lane: number, time_s: number): { readonly start_s: number; readonly end_s: number } | undefined
  }
  readonly parts: readonly Part[]
  part(id: string): Part
  /** The parts whose parameter `parameter` names `id`. */
  attached(parameter: string, id: string): readonly Part[]
  /** The column that tells how much of a part a fault has taken (0 to 1); undefined where no lane has such a fault. */
  fault(id: string, name: string): string | undefined
}

/** A kind of part: what can be written of it, and how it is built. */
export interface Component<S extends ParameterSet = ParameterSet> {
  readonly kind: string
  /** One sentence: what it is. */
  readonly about: string
  /** What other parts may refer to it as. */
  readonly ports: readonly Port[]
  /** Whether it needs the orbit and the Sun; where that depends on what is written, by its values. */
  readonly needsOrbit: boolean | ((values: ValuesOf<S>) => boolean)
  readonly parameters: S
  /** What holds between parameters, or with other parts, and no single range can say. Empty when all is well. */
  readonly check?: (
    values: ValuesOf<S>,
    parts: readonly OtherPart[],
  ) => readonly { key: keyof S & string; what: string; instead: string }[]
  /** How it can fail, by name. */
  readonly faults?: Readonly<Record<string, AnyFault>>
  readonly build: (part: Part<S>, plant: Plant) => Built
}

/** Any component, whatever its parameters. */
// biome-ignore lint/suspicious/noExplicitAny: a list of components holds kinds whose parameters differ; each was checked by component().
export type AnyComponent = Component<any>

/** Declares a kind of part; `ports` and `needsOrbit` may be left out. */
export function component<const S extends Record<string, Parameter>>(
  c: Omit<Component<S>, 'ports' | 'needsOrbit'> & { ports?: readonly Port[]; needsOrbit?: Component<S>['needsOrbit'] },
): Component<S> {
  return { ports: [], needsOrbit: false, ...c }
}

/** The name by which links refer to deep space. */
export const SPACE = 'space'

/** Names of the columns that parts share. */
export const heatOf = (node: string) => `${node}.heat_W`
export const tempOf = (node: string) => `${node}.temp_K`
/** What a node that melts holds beyond the solid's capacity times its temperature, and the share that is melted. */
export const latentOf = (node: string) => `${node}.latent_J`
export const meltedOf = (node: string) => `${node}.melted_frac`
