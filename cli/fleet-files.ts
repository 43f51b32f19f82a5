import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FleetRun, FleetTable } from '../engine/index.ts'
import { InputError, reasonOf } from './input-error.ts'
import { type About, encoderOf, openTable, partOf } from './table-stream.ts'
import { openWhole, temporaryOf } from './whole-file.ts'

/** The names of a fleet's files. */
export interface FleetNames {
  /** A row a satellite. */
  readonly satellites: string
  /** A row a time. */
  readonly series: string
  readonly summary: string
  /** Everything about one satellite. */
  readonly record: (satellite: number) => string
}

/** `results/` gives results/satellites.parquet and so on; `day.csv` gives day.satellites.csv and so on. */
function fleetNames(out: string): FleetNames {
  const folder = isFolder(out)
  const ending = folder ? '.parquet' : extname(out)
  const name = (what: string, end = ending) =>
    folder ? join(out, what + end) : `${out.slice(0, out.length - extname(out).length)}.${what}${end}`
  return {
    satellites: name('satellites'),
    series: name('series'),
    summary: name('summary', '.json'),
    record: satellite => name(`record-${satellite}`),
  }
}

const isFolder = (out: string) => /[\\/]$/.test(out) || (existsSync(out) && statSync(out).isDirectory())

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new InputError(`--out ${path}: the folder cannot be made: ${reasonOf(error)}.`)
  }
}

/** A fleet's files while it runs. */
export interface FleetFiles {
  readonly names: FleetNames
  write(satellites: FleetTable): void
  finish(run: Pick<FleetRun, 'summary' | 'series'>): void
  /** Keeps the satellites that are there, and what else there is of them, in files that say that they are parts. Returns their names. */
  finishParts(why: string, run: Partial<Pick<FleetRun, 'summary' | 'series'>>): string[]
  abandon(): void
}

/** Opens a fleet's files; a folder that is named with a slash at its end is made. Throws InputError for what cannot be written. */
export async function openFleetFiles(out: string, recorded: readonly number[], about: About): Promise<FleetFiles> {
  if (/[\\/]$/.test(out)) makeFolder(out)
  else if (extname(out) === '' && !isFolder(out))
    throw new InputError(
      `--out ${out}: no ending. End the name in .csv, .ndjson or .parquet, or write ${out}/ for a folder.`,
    )
  const names = fleetNames(out)
  const encoder = await encoderOf(isFolder(out) ? names.satellites : out)
  openWhole(names.series).abandon()
  openWhole(names.summary).abandon()
  const satellites = openTable(names.satellites, encoder)
  // Threads that were stopped leave the beginnings of records.
  const clear = () => {
    for (const n of recorded) rmSync(temporaryOf(names.record(n)), { force: true })
  }
  const tableOf = (series: FleetTable) => {
    const table = openTable(names.series, encoder)
    table.write(series)
    return table
  }
  const writeSummary = (name: string, summary: object) => {
    const file = openWhole(name)
    file.write(`${JSON.stringify(summary, null, 2)}\n`)
    file.commit()
    return name
  }
  return {
    names,
    write: satellites.write,
    finish({ summary, series }) {
      satellites.finish(about)
      tableOf(series).finish(about)
      writeSummary(names.summary, summary)
    },
    finishParts(partial, { series, summary }) {
      clear()
      const part = { ...about, 'heliosync:partial': partial }
      return [
        satellites.finishPart(part),
        ...(series === undefined ? [] : [tableOf(series).finishPart(part)]),
        ...(summary === undefined ? [] : [writeSummary(partOf(names.summary), { partial, ...summary })]),
      ]
    },
    abandon() {
      clear()
      satellites.abandon()
    },
  }
}
