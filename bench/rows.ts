import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { encoderOf, openTable } from '../cli/table-stream.ts'
import { machine } from './machine.ts'

/**
 * `npm run rows`: ten million rows into one Parquet file as a run hands them over, with the memory of the process on the way, and what DuckDB then
 * finds in the file. The sum of 1 to n is n (n + 1) / 2.
 */
const ROWS = Number(process.argv[2] ?? 10_000_000)
const PIECE = 4096
const COLUMNS = 8

const folder = mkdtempSync(join(tmpdir(), 'heliosync-rows-'))
const path = join(folder, 'rows.parquet')
try {
  console.log(machine())
  const table = openTable(path, await encoderOf(path))
  const begin = performance.now()
  let next = ROWS / 10
  for (let from = 0; from < ROWS; from += PIECE) {
    const rows = Math.min(PIECE, ROWS - from)
    const columns = Array.from({ length: COLUMNS }, (_, c) => ({
      name: `value_${c}_W`,
      unit: 'W',
      values: Float64Array.from({ length: rows }, (_, k) => (c === 0 ? from + k + 1 : Math.sin((from + k) * (c + 1)))),
    }))
    table.write({ rows, columns })
    if (from + rows < next) continue
    const { rss, arrayBuffers } = process.memoryUsage()
    console.log(`${((from + rows) / 1e6).toFixed(1)} M rows: ${mib(rss)} MiB resident, ${mib(arrayBuffers)} in buffers`)
    next += ROWS / 10
  }
  table.finish({ 'heliosync:scenario': 'ten million rows' })
  const took_s = (performance.now() - begin) / 1000
  const connection = await (await DuckDBInstance.create()).connect()
  const reader = await connection.runAndReadAll(`SELECT count(*) AS n, sum(value_0_W) AS total FROM '${path}'`)
  const [found] = reader.getRowObjects()
  console.log(
    `${mib(statSync(path).size)} MiB written in ${took_s.toFixed(0)} s; DuckDB: ${found.n} rows, sum ${found.total}`,
  )
  if (Number(found.n) !== ROWS || Number(found.total) !== (ROWS * (ROWS + 1)) / 2) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0)
}
