import { type FleetTable, formatUtc } from '../engine/index.ts'
import { formatOf } from './table-format.ts'
import { openWhole, type Write } from './whole-file.ts'

/** What a file says of itself, where its format can. */
export type About = Readonly<Record<string, string>>

/** A table that is written while its rows come. All pieces have the same columns. */
export interface TableStream {
  write(piece: FleetTable): void
  /** Completes the file and puts it in its place. */
  finish(about: About): void
  /** Completes what there is, under a name that says that it is a part. Returns that name. */
  finishPart(about: About): string
  abandon(): void
}

/** Encodes pieces of a table into one format. */
export interface TableEncoder {
  piece(table: FleetTable): void
  end(about: About): void
}

type MakeEncoder = (write: Write) => TableEncoder

/** The formats by the ending of the file's name; each is loaded only when it is asked for. */
const ENCODERS: Readonly<Record<string, () => Promise<MakeEncoder>>> = {
  '.csv': async () => csvEncoder,
  '.ndjson': async () => ndjsonEncoder,
  '.parquet': async () => (await import('./parquet-stream.ts')).parquetEncoder,
}

/** Finds the format of a file's name. */
export const encoderOf = async (path: string): Promise<MakeEncoder> => formatOf(ENCODERS, path)()

/** The name under which a part of a file stands. */
export const partOf = (path: string) => path.replace(/(\.[^.]+)$/, '.partial$1')

/** Opens a table's file. Throws InputError when it cannot be written. */
export function openTable(path: string, makeEncoder: MakeEncoder): TableStream {
  const file = openWhole(path)
  const encoder = makeEncoder(file.write)
  const part = partOf(path)
  return {
    write: piece => encoder.piece(piece),
    finish(about) {
      encoder.end(about)
      file.commit()
    },
    finishPart(about) {
      encoder.end(about)
      file.commit(part)
      return part
    },
    abandon: file.abandon,
  }
}

type Cell = (row: number) => string

/** How the cells of each column are written; NaN is `nothing`. */
function cellsOf({ columns }: FleetTable, nothing: string, word: (text: string) => string): Cell[] {
  return columns.map(({ unit, values }): Cell => {
    if (!(values instanceof Float64Array)) return row => word(values[row])
    if (unit === 'UTC') return row => word(formatUtc(values[row] * 1e3))
    return row => (Number.isNaN(values[row]) ? nothing : String(values[row]))
  })
}

/** Quoted as RFC 4180 says, where a text needs it. */
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function csvEncoder(write: Write): TableEncoder {
  let headed = false
  return {
    piece(table) {
      if (!headed) write(`${table.columns.map(c => quoted(c.name)).join(',')}\n`)
      headed = true
      const cells = cellsOf(table, '', quoted)
      let text = ''
      for (let row = 0; row < table.rows; row++) text += `${cells.map(cell => cell(row)).join(',')}\n`
      write(text)
    },
    end() {},
  }
}

function ndjsonEncoder(write: Write): TableEncoder {
  return {
    piece(table) {
      const cells = cellsOf(table, 'null', JSON.stringify)
      const keys = table.columns.map(c => `${JSON.stringify(c.name)}:`)
      let text = ''
      for (let row = 0; row < table.rows; row++) text += `{${cells.map((cell, k) => keys[k] + cell(row)).join(',')}}\n`
      write(text)
    },
    end() {},
  }
}
