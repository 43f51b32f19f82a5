import type { Column } from './column.ts'
import type { Program } from './compile.ts'

/** A column that is not a finite number, with everything needed to find out why. */
export class NotFiniteError extends Error {
  readonly owner: string
  readonly column: string
  readonly tick: number
  readonly lane: number
  constructor(owner: string, column: string, tick: number, lane: number, value: number, utc: string) {
    super(
      `${column} of ${owner} became ${value} in tick ${tick} (${utc}), lane ${lane}. The run stops here, because every later number would be wrong.`,
    )
    this.name = 'NotFiniteError'
    this.owner = owner
    this.column = column
    this.tick = tick
    this.lane = lane
  }
}

/** Checks every column at the end of a tick, and stops at the first that is not a finite number. */
export function makeGuard(program: Program, columns: ReadonlyMap<string, Column>, utcOf: (time_s: number) => string) {
  const watched = program.info.map(c => ({ ...c, column: columns.get(c.name) as Column }))
  return (tick: number, time_s: number): void => {
    for (const { column, name, owner } of watched)
      for (let i = 0; i < column.length; i++)
        if (!Number.isFinite(column[i])) throw new NotFiniteError(owner, name, tick, i, column[i], utcOf(time_s))
  }
}
