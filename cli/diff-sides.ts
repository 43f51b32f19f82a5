import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type AnyComponent,
  type Difference,
  differenceOf,
  differenceOfValues,
  type Recording,
  readScenario,
  type Scenario,
  type Summary,
  valuesOfRecording,
} from '../engine/index.ts'
import { endingOf, RECORDING_ENDINGS, readRecording } from '../recordings/recording.ts'
import { FileError, type RecordedRun } from '../recordings/table.ts'
import { InputError, reasonOf } from './input-error.ts'
import { loadSatellite } from './load.ts'

/** One side of a comparison: a scenario, a recording, or both where a recording carries its scenario. */
export interface Side {
  readonly path: string
  readonly scenario?: Scenario
  readonly recording?: Recording
  readonly summary?: Summary
}

/** Reads a scenario or a recording, by the ending of its name. Throws InputError or ScenarioError. */
export async function loadSide(path: string, components: readonly AnyComponent[]): Promise<Side> {
  if (!RECORDING_ENDINGS.includes(endingOf(path))) return { path, scenario: loadSatellite(path, components, 'diff') }
  const { recording, scenario, summary } = await recordedRun(path)
  return {
    path,
    recording,
    ...(scenario === undefined || summary === undefined
      ? {}
      : { scenario: readScenario(scenario, { components, file: path }), summary }),
  }
}

async function recordedRun(path: string): Promise<RecordedRun> {
  try {
    return await readRecording(basename(path), new Uint8Array(readFileSync(path)).buffer)
  } catch (error) {
    if (error instanceof FileError) throw new InputError(error.message)
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new InputError(`${path} cannot be read: ${reasonOf(error)}`)
  }
}

/** Compares by scenario where both sides have one, else two recordings column by column. Throws InputError for one of each. */
export function differenceOfFiles(a: Side, b: Side, components: readonly AnyComponent[]): Difference {
  if (a.scenario !== undefined && b.scenario !== undefined)
    return differenceOf(a.scenario, b.scenario, { components }, { before: a.summary, after: b.summary })
  if (a.recording !== undefined && b.recording !== undefined)
    return differenceOfValues(valuesOfRecording(a.recording), valuesOfRecording(b.recording))
  const { path } = a.scenario === undefined ? a : b
  throw new InputError(
    `${path} does not carry its scenario, so it can be compared with another recording only. Write it as .parquet, which does.`,
  )
}
