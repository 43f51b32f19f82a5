import type { RecordedRun } from '../recordings/table.ts'
import { makeValue, type Value } from './value.ts'

/** The one thing on show: a run, however it came here. A live one that has not ended has no summary. */
export interface Shown extends RecordedRun {
  /** Rows still come. */
  readonly growing: boolean
}

export type ShownValue = Value<Shown | undefined>

/** Nothing is on show at first. */
export const makeShown = (): ShownValue => makeValue<Shown | undefined>(undefined)
