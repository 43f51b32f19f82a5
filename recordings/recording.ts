import { readCsv } from './csv.ts'
import { readNdjson } from './ndjson.ts'
import { readParquet } from './parquet.ts'
import { FileError, type RecordedRun, runOf, type Table } from './table.ts'

/** The formats by the ending of the file's name, as `run --out` writes them. */
const READERS: Readonly<Record<string, (file: string, bytes: ArrayBuffer) => Table | Promise<Table>>> = {
  csv: (file, bytes) => readCsv(file, textOf(file, bytes)),
  ndjson: (file, bytes) => readNdjson(file, textOf(file, bytes)),
  parquet: readParquet,
}

export const RECORDING_ENDINGS = Object.keys(READERS)

export const endingOf = (file: string) => file.slice(file.lastIndexOf('.') + 1).toLowerCase()

/** Reads a recording's file. Throws FileError, which says what is wrong with it. */
export async function readRecording(file: string, bytes: ArrayBuffer): Promise<RecordedRun> {
  const read = READERS[endingOf(file)]
  if (read === undefined)
    throw new FileError(`${file}: not a recording. Its name ends in .${RECORDING_ENDINGS.join(', .')}.`)
  return runOf(await read(file, bytes))
}

function textOf(file: string, bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FileError(`${file} is not text in UTF-8.`)
  }
}

/** What a recording does not tell and the page would show, in one sentence; empty when all is there. */
export function missingFrom({ scenario, recording }: RecordedRun): string {
  if (scenario === undefined)
    return `${recording.name} does not carry its scenario, so shapes, stations and limits are not known. A .parquet file carries them.`
  return ''
}
