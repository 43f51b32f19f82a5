import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { type FleetTable, joinTables, type TableColumn } from '../engine/index.ts'
import { packageVersion } from './package.ts'
import type { About, TableEncoder } from './table-stream.ts'
import type { Write } from './whole-file.ts'

/** Rows of a row group: enough for a reader to be quick, few enough to be held. */
const GROUP_ROWS = 1 << 16

/**
 * Parquet, a row group at a time: numbers are DOUBLE, words STRING, `utc` a timestamp in milliseconds of UTC. NaN in a sparse column is
 * null. The file's metadata say what it is, and `unit:<column>` the unit of every column.
 */
export function parquetEncoder(write: Write): TableEncoder {
  const bytes = new ByteWriter(1 << 20)
  // Called after each row group: what was encoded goes to the file, and its place is used again.
  const flush = () => {
    write(bytes.getBytes())
    bytes.index = 0
  }
  const sink = Object.assign(bytes, { flush, finish: flush })
  let writer: ParquetWriter | undefined
  let units: Record<string, string> = {}
  let waiting: FleetTable[] = []
  let rows = 0

  function writeGroup(): void {
    const table = joinTables(waiting)
    waiting = []
    rows = 0
    const columnData = table.columns.map(sourceOf)
    if (writer === undefined) {
      units = Object.fromEntries(table.columns.filter(c => c.unit !== '').map(c => [`unit:${c.name}`, c.unit]))
      writer = new ParquetWriter({
        writer: sink,
        schema: schemaFromColumnData({ columnData }),
        createdBy: `heliosync version ${packageVersion()}`,
      })
    }
    writer.write({ columnData, rowGroupSize: GROUP_ROWS })
  }

  return {
    piece(table) {
      waiting.push(table)
      rows += table.rows
      if (rows >= GROUP_ROWS) writeGroup()
    },
    end(about: About) {
      if (rows > 0 || writer === undefined) writeGroup()
      const metadata = { 'heliosync:version': packageVersion(), ...about, ...units }
      const last = writer as unknown as ParquetWriter
      last.kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }))
      last.finish()
    },
  }
}

function sourceOf({ name, unit, values, sparse }: TableColumn) {
  if (!(values instanceof Float64Array)) return { name, data: [...values], type: 'STRING' as const, nullable: false }
  if (unit === 'UTC')
    return { name, data: Array.from(values, ms => new Date(ms)), type: 'TIMESTAMP' as const, nullable: false }
  if (sparse !== true) return { name, data: values, type: 'DOUBLE' as const, nullable: false }
  // The column may be without gaps here and have some in another piece.
  const data = values.some(Number.isNaN) ? Array.from(values, v => (Number.isNaN(v) ? null : v)) : values
  return { name, data, type: 'DOUBLE' as const, nullable: true }
}
