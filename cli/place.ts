import type { Scenario } from '../engine/index.ts'

/** A place in a file that the user wrote. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Where a limit of a scenario is written; undefined when the scenario came as an object. */
export function placeOfLimit({ source }: Scenario, limit: number): Place | undefined {
  const { file, line, column } = source.place({ path: ['limits', limit], what: '', instead: '' })
  return file === undefined || line === undefined || column === undefined ? undefined : { file, line, column }
}

export const showPlace = (p: Place | undefined) => (p === undefined ? undefined : `${p.file}:${p.line}`)
