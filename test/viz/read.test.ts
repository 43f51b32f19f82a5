import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { missingFrom, readRecording } from '../../recordings/recording.ts'
import type { RecordedRun } from '../../recordings/table.ts'
import { heliosync, temporaryFolder, write } from '../cli/program.ts'
import { STATIONED } from './scenarios.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer
const read = (file: string, text: string) => readRecording(file, bytesOf(text))

describe('a recording written by run', () => {
  const folder = temporaryFolder()
  const { recording, summary } = simulate(STATIONED)
  const shown: Record<string, RecordedRun> = {}
  beforeAll(async () => {
    const scenario = write(folder, 'stationed.json', JSON.stringify(STATIONED))
    for (const ending of ['parquet', 'csv', 'ndjson']) {
      const path = join(folder, `run.${ending}`)
      expect(heliosync(['run', scenario, '--out', path]).status).toBe(0)
      shown[ending] = await readRecording(`run.${ending}`, new Uint8Array(readFileSync(path)).buffer)
    }
  }, 60_000)

  it.each(['parquet', 'csv', 'ndjson'])('comes back from .%s to the last bit', ending => {
    const back = shown[ending].recording
    expect(back).toMatchObject({ rows: recording.rows, interval_s: recording.interval_s, start_us: recording.start_us })
    expect(back.columns.map(c => [c.name, c.unit])).toEqual(recording.columns.map(c => [c.name, c.unit]))
    for (const c of recording.columns) expect(columnOf(back, c.name), c.name).toEqual(c.values)
  })

  it('carries scenario, summary and meanings as Parquet, and says that it does not as CSV', () => {
    expect(shown.parquet.scenario).toEqual(STATIONED)
    expect(shown.parquet.summary).toEqual(JSON.parse(JSON.stringify(summary)))
    expect(shown.parquet.recording.columns.map(c => c.meaning)).toEqual(recording.columns.map(c => c.meaning))
    expect(missingFrom(shown.parquet)).toBe('')
    expect(missingFrom(shown.csv)).toMatch(/run\.csv does not carry its scenario/)
    expect(missingFrom(shown.ndjson)).toMatch(/run\.ndjson does not carry its scenario/)
  })
})

describe('a file that is no recording is told', () => {
  const HEAD = 'utc,t_s,a.temp_K\n2026-06-21T00:00:00Z,0,300\n'
  it.each([
    ['no.csv', 'a,b\n1,2\n', /no\.csv:1: there is no column utc\. Give a file that/],
    [
      'short.csv',
      `${HEAD}2026-06-21T00:01:00Z,60\n`,
      /short\.csv:3: 2 fields, and the first line names 3\. Is the file whole\?/,
    ],
    ['word.csv', `${HEAD}2026-06-21T00:01:00Z,60,warm\n`, /word\.csv:3: a\.temp_K is "warm", which is not a number/],
    [
      'gap.csv',
      `${HEAD}2026-06-21T00:01:00Z,60,1\n2026-06-21T00:03:00Z,180,1\n`,
      /gap\.csv: row 3 has t_s 180, and 120 was due/,
    ],
    ['one.csv', HEAD, /one\.csv: 1 rows are no run/],
    ['empty.ndjson', '', /empty\.ndjson: the file is empty/],
    [
      'half.ndjson',
      '{"utc":"2026-06-21T00:00:00Z","t_s":0,"a.temp_K":1}\n{"utc":',
      /half\.ndjson:2: this line is not a JSON object/,
    ],
    ['text.parquet', 'not at all', /text\.parquet: this is not a whole Parquet file/],
    ['list.xlsx', '', /list\.xlsx: not a recording\. Its name ends in \.csv, \.ndjson, \.parquet/],
  ])('%s', async (file, text, message) => {
    await expect(read(file, text)).rejects.toThrow(message)
  })
})
