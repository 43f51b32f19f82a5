import type { RecordedRun } from '../recordings/table.ts'
import { makeValue, type Value } from './value.ts'

/** A satellite's number in its fleet, from 1, and how many there are. */
export interface FleetPlace {
  readonly satellite: number
  readonly satellites: number
  /** Where satellites share jobs: as busy as it was among the others, or, where to run them all took too long, as if there were none. */
  readonly busy?: 'among-others' | 'as-if-alone'
}

/** The one thing on show: a run, however it came here. A live one that has not ended has no summary. */
export interface Shown extends RecordedRun {
  /** Rows still come. */
  readonly growing: boolean
  /** Where the run is one satellite of a fleet: the scenario is the fleet's. */
  readonly fleet?: FleetPlace
}

export type ShownValue = Value<Shown | undefined>

/** Nothing is on show at first. */
export const makeShown = (): ShownValue => makeValue<Shown | undefined>(undefined)
