import type { Attitude } from '../environment/attitude.ts'
import type { Environment } from '../environment/earth.ts'
import type { AnyMeasure } from '../measures/measure.ts'
import type { Elements } from '../physics/orbit/orbit.ts'
import type { AnyComponent } from '../tick/component.ts'
import type { ScenarioFault } from './faults.ts'
import type { Fleet } from './fleet.ts'
import type { Source } from './source.ts'

/** What the user said, checked: ready to be compiled. */
export interface Scenario {
  readonly name: string
  readonly start_us: number
  /** True when the run is to begin in the state that one orbit repeats. */
  readonly periodicStart: boolean
  readonly step_s: number
  readonly ticks: number
  readonly orbit?: ScenarioOrbit
  /** Many satellites instead of one; `parts` are then those of its first group. */
  readonly fleet?: Fleet
  readonly attitude: Attitude
  readonly environment: Environment
  readonly parts: readonly ScenarioPart[]
  readonly limits: readonly Limit[]
  readonly faults: readonly ScenarioFault[]
  /** Things worth knowing that are not errors, such as old elements. */
  readonly notes: readonly string[]
  /** The scenario as it was given, but for files, which stand in it: what a hash is made of, and enough to run it again. */
  readonly given: unknown
  /** Where it was written, to place problems found later. */
  readonly source: Source
}

export interface ScenarioOrbit {
  readonly kind: string
  readonly elements: Elements
  /** As it can be written without the files it names; undefined where it names none. */
  readonly given?: Readonly<Record<string, unknown>>
}

export interface ScenarioPart {
  readonly id: string
  readonly kind: string
  readonly component: AnyComponent
  readonly values: Readonly<Record<string, unknown>>
}

/** Bounds that a run keeps or breaks: min, max or both, in the unit of what is measured. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly why?: string
}

/** A promise about a column, as it is measured. */
export interface ColumnLimit extends Bounds {
  readonly column: string
  readonly measure: AnyMeasure
  /** The parameters of the measure. */
  readonly values: Readonly<Record<string, unknown>>
}

/** A promise about a number of the summary. */
export interface ResultLimit extends Bounds {
  readonly result: string
}

export type Limit = ColumnLimit | ResultLimit
