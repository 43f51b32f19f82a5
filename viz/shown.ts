import type { Recording, Summary } from '../engine/index.ts'
import { makeValue, type Value } from './value.ts'

/** The one thing on show: a run, however it came here. */
export interface Shown {
  /** The scenario as its author gave it; undefined where a recording does not carry it. */
  readonly scenario: Readonly<Record<string, unknown>> | undefined
  readonly recording: Recording
  /** Undefined for a recording from a file, and for a live run that has not ended. */
  readonly summary: Summary | undefined
  /** Rows still come. */
  readonly growing: boolean
}

export type ShownValue = Value<Shown | undefined>

/** Nothing is on show at first. */
export const makeShown = (): ShownValue => makeValue<Shown | undefined>(undefined)
