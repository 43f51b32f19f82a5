import { FileError, startOf_us, type Table, TIME_COLUMNS, WRITE_ONE } from './table.ts'

type Row = Readonly<Record<string, unknown>>

function rowOf(file: string, line: number, text: string): Row {
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Row
  } catch {
    // Told below.
  }
  throw new FileError(`${file}:${line}: this line is not a JSON object. Is the file whole?`)
}

/** NDJSON: a JSON object a line and a row, all with the same keys. Throws FileError with the line. */
export function readNdjson(file: string, text: string): Table {
  const lines = text.split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  if (lines.length === 0) throw new FileError(`${file}: the file is empty. ${WRITE_ONE}`)
  const first = rowOf(file, 1, lines[0])
  const missing = TIME_COLUMNS.find(name => !(name in first))
  if (missing !== undefined) throw new FileError(`${file}:1: there is no ${missing}. ${WRITE_ONE}`)
  const columns = new Map<string, Float64Array>()
  for (const name of Object.keys(first)) if (name !== 'utc') columns.set(name, new Float64Array(lines.length))
  for (const [k, text] of lines.entries()) {
    const row = k === 0 ? first : rowOf(file, k + 1, text)
    for (const [name, values] of columns) {
      const value = row[name]
      if (typeof value !== 'number')
        throw new FileError(
          `${file}:${k + 1}: ${name} is ${JSON.stringify(value) ?? 'missing'}, which is not a number.`,
        )
      values[k] = value
    }
  }
  return { file, start_us: startOf_us(file, String(first.utc)), columns, about: new Map() }
}
