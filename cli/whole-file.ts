import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError, reasonOf } from './input-error.ts'

/** Takes the next piece of a file. */
export type Write = (piece: string | Uint8Array) => void

/** Makes sure, before the run, that the file which an option names can be written. Returns what writes it, whole or not at all. */
export function prepareFile(option: string, path: string): (fill: (write: Write) => void) => void {
  const target = existsSync(path) ? realpathSync(path) : path
  checkPlace(option, path, target)
  return fill => writeWhole(option, path, target, fill)
}

function checkPlace(option: string, path: string, target: string): void {
  if (existsSync(target) && statSync(target).isDirectory())
    throw new InputError(`${option} ${path}: this is a directory. Name a file in it.`)
  if (!existsSync(dirname(target)))
    throw new InputError(`${option} ${path}: there is no directory ${dirname(target)}. Make it first.`)
  const trial = temporaryOf(target)
  try {
    closeSync(openSync(trial, 'w'))
  } catch (error) {
    throw new InputError(`${option} ${path}: cannot be written: ${reasonOf(error)}.`)
  }
  rmSync(trial, { force: true })
}

const temporaryOf = (target: string) => join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)

/** Writes beside the target and renames at the end: a reader finds the old file or the whole new one, never a part. */
function writeWhole(option: string, path: string, target: string, fill: (write: Write) => void): void {
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
    throw new InputError(`${option} ${path}: cannot be written: ${reasonOf(error)}.`)
  }
}

/** One write may take a part only. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
