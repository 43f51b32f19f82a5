import { parquetMetadataAsync, parquetRead } from 'hyparquet'
import { FileError, type Table, TIME_COLUMNS, WRITE_ONE } from './table.ts'

/** Parquet: `utc` as a timestamp, everything else DOUBLE; its metadata carry the scenario and the summary. Throws FileError. */
export async function readParquet(file: string, bytes: ArrayBuffer): Promise<Table> {
  const metadata = await parquetMetadataAsync(bytes).catch((error: Error) => {
    throw new FileError(`${file}: this is not a whole Parquet file (${error.message}). ${WRITE_ONE}`)
  })
  const names = metadata.schema.slice(1).map(s => s.name)
  const missing = TIME_COLUMNS.find(name => !names.includes(name))
  if (missing !== undefined) throw new FileError(`${file}: there is no column ${missing}. ${WRITE_ONE}`)
  const rows = Number(metadata.num_rows)
  const columns = new Map<string, Float64Array>()
  let start_us = Number.NaN
  await parquetRead({
    file: bytes,
    metadata,
    onChunk: ({ columnName, columnData, rowStart }) => {
      if (columnName === 'utc') {
        if (rowStart === 0) start_us = instant_us(columnData[0])
        return
      }
      const values = columns.get(columnName) ?? new Float64Array(rows)
      columns.set(columnName, values)
      for (let k = 0; k < columnData.length; k++) values[rowStart + k] = numberIn(file, columnName, columnData[k])
    },
  }).catch((error: Error) => {
    if (error instanceof FileError) throw error
    throw new FileError(`${file}: cannot be decoded (${error.message}). ${WRITE_ONE}`)
  })
  if (!Number.isFinite(start_us)) throw new FileError(`${file}: utc is not a column of instants. ${WRITE_ONE}`)
  const about = new Map((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']))
  return { file, start_us, columns, about }
}

const instant_us = (value: unknown) => (value instanceof Date ? value.getTime() * 1000 : Number.NaN)

function numberIn(file: string, column: string, value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  throw new FileError(`${file}: ${column} holds ${typeof value} values, not numbers. ${WRITE_ONE}`)
}
