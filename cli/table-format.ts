import { extname } from 'node:path'
import { InputError } from './input-error.ts'

/** The format of a table by the ending of its file's name. Throws InputError for any other ending. */
export function formatOf<T>(formats: Readonly<Record<string, T>>, path: string): T {
  const ending = extname(path).toLowerCase()
  const format = formats[ending]
  if (format !== undefined) return format
  throw new InputError(
    `--out ${path}: ${ending === '' ? 'no ending' : `${ending} is not a format`}. End the name in .csv, .ndjson or .parquet.`,
  )
}
