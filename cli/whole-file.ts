import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError, reasonOf } from './input-error.ts'

/** Takes the next piece of a file. */
export type Write = (piece: string | Uint8Array) => void

/** A file that appears under its name only when it is whole: a reader finds the old one or the new one, never a part. */
export interface WholeFile {
  readonly write: Write
  /** Puts the file in its place, or under another name beside it. */
  commit(name?: string): void
  /** Leaves nothing. */
  abandon(): void
}

/** The name under which a file stands until it is whole. */
export const temporaryOf = (target: string) => join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)

/** Opens a file beside the place where it will stand. Throws InputError when it cannot be written; `shown` is how the user named it. */
export function openWhole(path: string, shown = `--out ${path}`): WholeFile {
  const target = existsSync(path) ? realpathSync(path) : path
  if (existsSync(target) && statSync(target).isDirectory())
    throw new InputError(`${shown}: this is a directory. Name a file in it.`)
  if (!existsSync(dirname(target)))
    throw new InputError(`${shown}: there is no directory ${dirname(target)}. Make it first.`)
  const temporary = temporaryOf(target)
  const saying = <T>(f: () => T): T => {
    try {
      return f()
    } catch (error) {
      rmSync(temporary, { force: true })
      if ((error as NodeJS.ErrnoException).code === undefined) throw error
      throw new InputError(`${shown}: cannot be written: ${reasonOf(error)}.`)
    }
  }
  const file = saying(() => openSync(temporary, 'w'))
  let open = true
  const close = () => {
    if (open) closeSync(file)
    open = false
  }
  return {
    write: piece => saying(() => writeAll(file, typeof piece === 'string' ? Buffer.from(piece) : piece)),
    commit: (name = target) =>
      saying(() => {
        close()
        renameSync(temporary, name)
      }),
    abandon() {
      close()
      rmSync(temporary, { force: true })
    },
  }
}

/** Makes sure, before the run, that the file which an option names can be written. Returns what writes it, whole or not at all. */
export function prepareFile(option: string, path: string): (fill: (write: Write) => void) => void {
  openWhole(path, `${option} ${path}`).abandon()
  return fill => {
    const file = openWhole(path, `${option} ${path}`)
    try {
      fill(file.write)
    } catch (error) {
      file.abandon()
      throw error
    }
    file.commit()
  }
}

/** One write may take a part only. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
