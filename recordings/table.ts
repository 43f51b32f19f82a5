import { parseUtc_us, type RecordedColumn, type Recording, type Summary, unitOf } from '../engine/index.ts'

/** A recording's file cannot be used: where, what is wrong, and what to give instead. */
export class FileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FileError'
  }
}

/** What every format comes down to. */
export interface Table {
  readonly file: string
  /** First instant, microseconds of UTC since 1970. */
  readonly start_us: number
  readonly columns: ReadonlyMap<string, Float64Array>
  /** What the file says of itself, by key; empty for formats that cannot. */
  readonly about: ReadonlyMap<string, string>
}

/** A run as its file tells it. */
export interface RecordedRun {
  /** The scenario as its author gave it; undefined where the file does not carry it. */
  readonly scenario: Readonly<Record<string, unknown>> | undefined
  readonly recording: Recording
  /** Undefined where the file does not carry it. */
  readonly summary: Summary | undefined
}

/** Columns that every recording has beside its own. */
export const TIME_COLUMNS = ['utc', 't_s'] as const

export const WRITE_ONE = 'Give a file that `heliosync run SCENARIO --out` wrote.'

export function startOf_us(file: string, utc: string): number {
  const start_us = parseUtc_us(utc)
  if (start_us === undefined)
    throw new FileError(`${file}: utc ${JSON.stringify(utc)} is not a UTC instant. ${WRITE_ONE}`)
  return start_us
}

/** Checks a table and makes the run of it that it records. Throws FileError. */
export function runOf(table: Table): RecordedRun {
  const { file, start_us, columns, about } = table
  const time_s = columns.get('t_s')
  if (time_s === undefined) throw new FileError(`${file}: there is no column t_s. ${WRITE_ONE}`)
  const own = [...columns].filter(([name]) => name !== 't_s')
  if (own.length === 0) throw new FileError(`${file}: there is no column beside the time. ${WRITE_ONE}`)
  const recording: Recording = {
    name: about.get('heliosync:scenario') ?? file,
    start_us,
    interval_s: intervalOf_s(file, time_s),
    rows: time_s.length,
    columns: own.map(([name, values]) => columnOf(name, values, about)),
  }
  return {
    scenario: jsonOf<Record<string, unknown>>(about.get('heliosync:scenario_json')),
    recording,
    summary: jsonOf<Summary>(about.get('heliosync:summary_json')),
  }
}

const jsonOf = <T>(text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as T))

function columnOf(name: string, values: Float64Array, about: Table['about']): RecordedColumn {
  const meaning = (about.get(`meaning:${name}`) ?? 'mean') as RecordedColumn['meaning']
  return { name, values, unit: unitOf(name) ?? '', meaning, owner: name.slice(0, name.lastIndexOf('.')) }
}

/** Rows are evenly spaced, to what printing a time may lose. */
function intervalOf_s(file: string, time_s: Float64Array): number {
  if (time_s.length < 2) throw new FileError(`${file}: ${time_s.length} rows are no run. Give one of 2 rows or more.`)
  const interval_s = time_s[1] - time_s[0]
  for (let row = 0; row < time_s.length; row++) {
    const due_s = time_s[0] + row * interval_s
    if (interval_s > 0 && Math.abs(time_s[row] - due_s) <= 1e-6 * interval_s) continue
    throw new FileError(
      `${file}: row ${row + 1} has t_s ${time_s[row]}, and ${due_s} was due. Rows must be evenly spaced: give the file as it was written.`,
    )
  }
  return interval_s
}
