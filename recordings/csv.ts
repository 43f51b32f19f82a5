import { FileError, startOf_us, type Table, TIME_COLUMNS, WRITE_ONE } from './table.ts'

/** The fields of a line, quoted as RFC 4180 says where a name needs it. */
function fieldsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  )
}

/** CSV: a line of names, then a line a row. Throws FileError with the line. */
export function readCsv(file: string, text: string): Table {
  const lines = text.split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  const names = fieldsOf(lines[0] ?? '')
  const missing = TIME_COLUMNS.find(name => !names.includes(name))
  if (missing !== undefined) throw new FileError(`${file}:1: there is no column ${missing}. ${WRITE_ONE}`)
  const rows = lines.length - 1
  const utc = names.indexOf('utc')
  const values = names.map(() => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    const fields = fieldsOf(lines[row + 1])
    if (fields.length !== names.length)
      throw new FileError(
        `${file}:${row + 2}: ${fields.length} fields, and the first line names ${names.length}. Is the file whole?`,
      )
    for (const [k, field] of fields.entries()) {
      if (k === utc) continue
      const value = field === '' ? Number.NaN : Number(field)
      if (Number.isNaN(value))
        throw new FileError(`${file}:${row + 2}: ${names[k]} is ${JSON.stringify(field)}, which is not a number.`)
      values[k][row] = value
    }
  }
  return {
    file,
    start_us: startOf_us(file, rows === 0 ? '' : fieldsOf(lines[1])[utc]),
    columns: new Map(names.map((name, k) => [name, values[k]] as const).filter(([name]) => name !== 'utc')),
    about: new Map(),
  }
}
