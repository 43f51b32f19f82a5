import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { heliosync, SHORT, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()

const fleet = (satellites: number, { method = 'auto', duration = '30 min', record = '' } = {}) => `name: Many
start: 2026-06-21T00:00:00Z
duration: ${duration}
step_s: 60
fleet:
  seed: 3
  method: ${method}
  ${record}
  groups:
    - id: shell
      orbits: { kind: walker-delta, altitude_km: 550, inclination_deg: 53, satellites: ${satellites}, planes: 2 }
      spread: { wing.area_m2: { kind: uniform, min: 9, max: 11 } }
parts:
  - { id: wing, kind: array.flat, cell: hjt-silicon, area_m2: 10, face: +z }
  - { id: battery, kind: battery.bucket, capacity_Wh: 500, node: radiator }
  - { id: payload, kind: load.constant, power_W: 1500, node: radiator }
  - { id: radiator, kind: radiator.flat, coating: osr-quartz, area_m2: 3 }
limits:
  - { column: battery.charge_frac, min: 0.5, why: half is kept for a safe mode }
`

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect()
  const reader = await connection.runAndReadAll(sql)
  return reader.getRowObjects() as Record<string, unknown>[]
}

/** Satellites that share jobs. With a small radiator they throttle once they are busy. */
const coupled = (radiator_m2: number) =>
  fleet(300, { record: 'record: [150]\n  jobs: { arrivals_per_day: 200000, work_PFLOP: 200, delay_s: 20 }' })
    .replace('area_m2: 10, face', 'area_m2: 20, face')
    .replace('uniform, min: 9, max: 11', 'uniform, min: 19, max: 21')
    .replace(
      /- { id: payload.*/,
      '- { id: compute, kind: compute.accelerators, accelerator: h100-sxm, count: 4, node: radiator }',
    )
    .replace('area_m2: 3 }', `area_m2: ${radiator_m2} }`)
/** Runs a fleet, sends so many Ctrl-C once its table has a size, and returns what it said. */
async function interrupted(scenario: string, out: string, times: number, begun: (size: number) => boolean) {
  const main = join(import.meta.dirname, '../../cli/main.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'run', scenario, '--out', out], { stdio: 'pipe' })
  let said = ''
  child.stderr.on('data', text => {
    said += text
  })
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  const soon = () => new Promise(resolve => setTimeout(resolve, 50))
  const sizes = () => (existsSync(out) ? readdirSync(out).filter(f => f.includes('satellites')) : []).map(sizeOf)
  const sizeOf = (file: string) => statSync(join(out, file)).size
  while (!sizes().some(begun)) await soon()
  for (let k = 0; k < times; k++) {
    // Threads start after the file is there, and two signals at once are one.
    for (let wait = 0; wait < 6; wait++) await soon()
    child.kill('SIGINT')
  }
  expect(await ended).toBe(130)
  return said
}

describe('a fleet on the command line', () => {
  it.each([
    ['fast', fleet(1100), 'fast'],
    ['plain', fleet(130, { method: 'plain' }), 'plain'],
    ['coupled', coupled(6), 'fast'],
    ['coupled-hot', coupled(2), 'plain'],
  ])(
    'gives the same bytes on one thread, two and none: %s',
    (name, text, path) => {
      const scenario = write(folder, `${name}.yaml`, text)
      const outs = [1, 2, 0].map(workers => {
        const out = join(folder, `${name}-${workers}/`)
        const { status, stderr } = heliosync(['run', scenario, '--out', out, '--workers', String(workers)])
        expect(status, stderr).toBe(0)
        return out
      })
      const files = readdirSync(outs[0])
      for (const file of files)
        for (const out of outs.slice(1))
          expect(readFileSync(join(out, file)).equals(readFileSync(join(outs[0], file))), file).toBe(true)
      const { groups, jobs } = JSON.parse(readFileSync(join(outs[0], 'summary.json'), 'utf8'))
      expect(groups[0].path).toBe(path)
      if (jobs !== null) expect(jobs.delivered_count).toBeGreaterThan(300)
      expect(files.sort()).toEqual([
        ...(jobs === null ? [] : ['record-150.parquet']),
        ...['satellites.parquet', 'series.parquet', 'summary.json'],
      ])
    },
    60_000,
  )

  it('writes Parquet that DuckDB reads: rows, sums, shadow and records', async () => {
    const scenario = write(folder, 'duck.yaml', fleet(70, { duration: '2 h', record: 'record: [2, 70]' }))
    const out = join(folder, 'duck/')
    const { status, stderr } = heliosync(['run', scenario, '--out', out])
    expect(status, stderr).toBe(0)
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
    const [satellites] = await query(
      `SELECT count(*)::INT AS n, sum(generated_Wh) AS generated_Wh, min("margin_battery.charge_frac") AS margin FROM '${out}satellites.parquet'`,
    )
    expect(satellites.n).toBe(70)
    expect(satellites.generated_Wh).toBeCloseTo(summary.budget.generated_Wh, 6)
    expect(satellites.margin).toBe(summary.limits[0].worst[0].margin)
    const [series] = await query(
      `SELECT count(*)::INT AS n, sum(generated_W) / 60 AS generated_Wh, sum(in_shadow_count) / (120 * 70) AS dark, max(utc)::VARCHAR AS last FROM '${out}series.parquet'`,
    )
    expect(series.n).toBe(120)
    expect(series.generated_Wh).toBeCloseTo(summary.budget.generated_Wh, 3)
    expect(series.dark).toBeCloseTo(1 - summary.sunlit_frac, 9)
    expect(String(series.last)).toMatch(/^2026-06-21 02:00:00/)
    for (const n of [2, 70]) {
      const [record] = await query(
        `SELECT count(*)::INT AS n, sum("bus.supply_W") FILTER (t_s > 0) / 60 AS generated_Wh FROM '${out}record-${n}.parquet'`,
      )
      const [row] = await query(`SELECT generated_Wh FROM '${out}satellites.parquet' WHERE satellite = ${n}`)
      expect(record.n).toBe(121)
      expect(Math.abs(Number(record.generated_Wh) / Number(row.generated_Wh) - 1)).toBeLessThan(2e-4)
    }
    const about = await query(`SELECT key::VARCHAR AS key FROM parquet_kv_metadata('${out}satellites.parquet')`)
    expect(about.map(a => a.key)).toContain('unit:generated_Wh')
    expect(about.map(a => a.key)).not.toContain('heliosync:partial')
  }, 60_000)

  it('writes CSV and NDJSON under names made of the one given', () => {
    const scenario = write(folder, 'text.yaml', fleet(4))
    for (const ending of ['csv', 'ndjson']) {
      const { status, stderr } = heliosync(['run', scenario, '--out', join(folder, `day.${ending}`)])
      expect(status, stderr).toBe(0)
      expect(stderr).toContain(`day.satellites.${ending}`)
    }
    const [head, first, ...more] = readFileSync(join(folder, 'day.satellites.csv'), 'utf8').trimEnd().split('\n')
    expect(head.split(',').slice(0, 4)).toEqual(['satellite', 'group', 'name', 'norad_id'])
    expect(first.split(',').slice(0, 4)).toEqual(['1', 'shell', '', ''])
    expect(more.length).toBe(3)
    const lines = readFileSync(join(folder, 'day.series.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(l => JSON.parse(l))
    expect(lines.length).toBe(30)
    expect(lines[29].utc).toBe('2026-06-21T00:30:00.000Z')
    expect(lines[29].satellites_count).toBe(4)
  })

  it('leaves on Ctrl-C what is done, in files that say that they are parts: the satellites, and their series', async () => {
    const scenario = write(folder, 'long.yaml', fleet(1_000_000, { duration: '10 min' }).replace(/spread:.*/, ''))
    const out = join(folder, 'stopped/')
    // The first row group is in the file.
    const said = await interrupted(scenario, out, 1, size => size > 100)
    expect(said).toMatch(/Interrupted after \d+ of 1000000 satellites\. They are in .*, marked as parts\./)
    expect(readdirSync(out).sort()).toEqual(['satellites.partial.parquet', 'series.partial.parquet'])
    const done = Number(/after (\d+)/.exec(said)?.[1])
    const [table] = await query(
      `SELECT count(*)::INT AS n, sum(generated_Wh) AS generated_Wh, sum(sunlit_frac) AS sunlit FROM '${out}satellites.partial.parquet'`,
    )
    expect(table.n).toBe(done)
    // The series is that of these satellites and of no other.
    const [series] = await query(
      `SELECT min(satellites_count) AS least, max(satellites_count) AS most, sum(generated_W) / 60 AS generated_Wh, avg(satellites_count - in_shadow_count) AS sunlit FROM '${out}series.partial.parquet'`,
    )
    expect([series.least, series.most]).toEqual([done, done])
    expect(Number(series.generated_Wh) / Number(table.generated_Wh)).toBeCloseTo(1, 9)
    expect(Number(series.sunlit) / Number(table.sunlit)).toBeCloseTo(1, 9)
    for (const file of ['satellites', 'series']) {
      const about = await query(
        `SELECT value::VARCHAR AS value FROM parquet_kv_metadata('${out}${file}.partial.parquet') WHERE key::VARCHAR = 'heliosync:partial'`,
      )
      expect(about[0].value).toBe(`Interrupted after ${done} of 1000000 satellites.`)
    }
  }, 120_000)

  it('stops at a second Ctrl-C where it is', async () => {
    const scenario = write(folder, 'slow.yaml', fleet(300, { duration: '200 d', method: 'plain' }))
    const out = join(folder, 'slow/')
    expect(await interrupted(scenario, out, 2, () => true)).toContain('Interrupted after 0 of 300 satellites.\n')
    expect(readdirSync(out)).toEqual([])
  }, 60_000)

  it('says what is wrong before it runs, and leaves nothing', () => {
    const scenario = write(folder, 'wrong.yaml', fleet(3))
    const out = join(folder, 'wrong/')
    const { status, stderr } = heliosync(['run', scenario, '--out', out])
    expect(status).toBe(2)
    expect(stderr).toContain('3 satellites do not fill 2 planes evenly. Write 4, 2 a plane.')
    expect(existsSync(out)).toBe(false)
  })

  it.each(['day.xlsx', 'day'])('--out %s is told as it was written', name => {
    const out = join(folder, name)
    const { status, stderr } = heliosync(['run', write(folder, 'ending.yaml', fleet(4)), '--out', out])
    expect(status).toBe(2)
    expect(stderr).toContain(`--out ${out}: `)
    expect(stderr).toContain('End the name in .csv, .ndjson or .parquet.')
  })

  it.each([
    ['--steady', ['run', '--steady']],
    ['--each-fault', ['check', '--each-fault']],
    ['diff', ['diff', write(folder, 'one.yaml', SHORT)]],
  ])('%s says that it is for one satellite, and of which file', (asked, args) => {
    const scenario = write(folder, 'many.yaml', fleet(4))
    const { status, stderr } = heliosync([...args, scenario])
    expect(status).toBe(2)
    expect(stderr).toContain(`${scenario} is a fleet, and ${asked} is for one satellite.`)
  })
})
