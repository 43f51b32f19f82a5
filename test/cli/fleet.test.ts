import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { coupled, fleet, nadir, query } from './fleets.ts'
import { heliosync, SHORT, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()

describe('a fleet on the command line', () => {
  it.each([
    ['fast', fleet(1100), 'fast'],
    ['plain', fleet(130, { method: 'plain' }), 'plain'],
    ['coupled', coupled(6), 'fast'],
    ['coupled-hot', coupled(2), 'plain'],
    ['nadir', nadir(fleet(300)), 'fast'],
    ['coupled-nadir', nadir(coupled(6)), 'fast'],
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

  it('says how few rows fit in memory, before anything is written', () => {
    const scenario = write(folder, 'years.yaml', fleet(2, { duration: '1000 d' }))
    const out = join(folder, 'years/')
    const { status, stderr } = heliosync(['run', scenario, '--out', out, '--every', '1'])
    expect(status).toBe(2)
    const least = Number(/^--every 1: .* do not fit in memory\. Write --every (\d+) or more/.exec(stderr)?.[1])
    expect(existsSync(out)).toBe(false)
    expect(heliosync(['run', scenario, '--every', String(least - 1)]).status).toBe(2)
    expect(heliosync(['run', scenario]).status).toBe(0)
  }, 60_000)

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
    expect(stderr).toContain('End the name in .csv, .ndjson or .parquet')
    expect(stderr.includes(`or write ${out}/ for a folder.`)).toBe(name === 'day')
  })

  it('says that nothing is recorded where no file is named', () => {
    const scenario = write(folder, 'record.yaml', fleet(4, { record: 'record: [3]' }))
    expect(heliosync(['run', scenario]).stderr).toContain('Nothing was recorded of satellite 3: --out says where to.')
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
