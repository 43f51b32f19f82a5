import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Run } from '../engine/index.ts'
import { InputError, reasonOf } from './input-error.ts'

/** Takes the next piece of a file. */
export type Write = (piece: string | Uint8Array) => void

type Writer = (run: Run, write: Write) => void

/** The formats by the ending of the file's name; each is loaded only when it is asked for. */
const WRITERS: Readonly<Record<string, () => Promise<Writer>>> = {
  '.csv': async () => {
    const { writeCsv } = await import('./csv.ts')
    return (run, write) => writeCsv(run.recording, write)
  },
  '.ndjson': async () => {
    const { writeNdjson } = await import('./ndjson.ts')
    return (run, write) => writeNdjson(run.recording, write)
  },
  '.parquet': async () => (await import('./parquet.ts')).writeParquet,
}

/** Finds the format of `--out` and makes sure, before the run, that the file can be written. Returns what writes it. */
export async function prepareTableFile(path: string): Promise<(run: Run) => void> {
  const ending = extname(path).toLowerCase()
  const load = WRITERS[ending]
  if (load === undefined)
    throw new InputError(
      `--out ${path}: ${ending === '' ? 'no ending' : `${ending} is not a format`}. End the name in .csv, .ndjson or .parquet.`,
    )
  const target = existsSync(path) ? realpathSync(path) : path
  checkPlace(path, target)
  const writer = await load()
  return run => writeWhole(path, target, write => writer(run, write))
}

function checkPlace(path: string, target: string): void {
  if (existsSync(target) && statSync(target).isDirectory())
    throw new InputError(`--out ${path}: this is a directory. Name a file in it.`)
  if (!existsSync(dirname(target)))
    throw new InputError(`--out ${path}: there is no directory ${dirname(target)}. Make it first.`)
  const trial = temporaryOf(target)
  try {
    closeSync(openSync(trial, 'w'))
  } catch (error) {
    throw new InputError(`--out ${path}: cannot be written: ${reasonOf(error)}.`)
  }
  rmSync(trial, { force: true })
}

const temporaryOf = (target: string) => join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)

/** Writes beside the target and renames at the end: a reader finds the old file or the whole new one, never a part. */
function writeWhole(path: string, target: string, fill: (write: Write) => void): void {
  const temporary = temporaryOf(target)
  const file = openSync(temporary, 'w')
  try {
    try {
      fill(piece => writeAll(file, typeof piece === 'string' ? Buffer.from(piece) : piece))
    } finally {
      closeSync(file)
    }
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new InputError(`--out ${path}: cannot be written: ${reasonOf(error)}.`)
  }
}

/** One write may take a part only. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
