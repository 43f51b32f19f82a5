import type { ParameterSet, ValuesOf } from '../quantity/parameter.ts'
import type { Meaning } from '../tick/column.ts'

/** What a measure may know of the run. */
export interface MeasuredRun {
  /** Of the column. */
  readonly unit: string
  /** What the column's value at a tick is: of its end, or the mean over it. */
  readonly meaning: Meaning
  readonly step_s: number
  /** The last there can be. */
  readonly ticks: number
  /** Undefined without an orbit. */
  readonly period_s: number | undefined
}

/** A value to be held to a limit, and the tick that it is of, or that had most part in it. */
export type Reading = (value: number, tick: number) => void

/**
 * A way to make of a column what a limit is held to. `start` is called once a run; what it gives back is called with the column's value at
 * every tick from 0, the opening, to the last, and gives its readings, one or many, as soon as it has them.
 */
export interface Measure<S extends ParameterSet = ParameterSet> {
  readonly measure: string
  /** One sentence: what is held to the limit, and which tick is told. */
  readonly about: string
  /** True when there is one reading an orbit. */
  readonly byOrbit: boolean
  readonly parameters: S
  /** What holds between parameters and no single range can say; undefined when all is well. */
  readonly check?: (values: ValuesOf<S>) => { what: string; instead: string } | undefined
  /** The unit of its readings, given the column's. */
  readonly unit: (column: string) => string
  /** What is measured, in words that stand before "at most 350 K"; empty for the column itself. `withUnit` writes a value of the column. */
  readonly words: (values: ValuesOf<S>, withUnit: (value: number) => string) => string
  readonly start: (
    values: ValuesOf<S>,
    run: MeasuredRun,
    read: Reading,
  ) => (value: number, tick: number, isLast: boolean) => void
}

/** Any measure, whatever its parameters. */
// biome-ignore lint/suspicious/noExplicitAny: a list of measures holds parameters that differ; each was checked by measure().
export type AnyMeasure = Measure<any>

/** Declares a measure; what may be left out is: one reading a run or tick, no parameters, the unit of the column. */
export function measure<const S extends ParameterSet = Record<never, never>>(
  m: Pick<Measure<S>, 'measure' | 'about' | 'words' | 'start'> & Partial<Measure<S>>,
): Measure<S> {
  return { byOrbit: false, parameters: {} as S, unit: column => column, ...m }
}
