import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { formatUtc, type RecordedColumn, simulate } from '../../engine/index.ts'
import { heliosync, SHORT, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()
const scenario = write(folder, 'short.yaml', SHORT)
const library = simulate(SHORT)

describe('run', () => {
  it('without arguments runs the main example and prints its budget to people, not to the pipe', () => {
    const { status, stdout, stderr } = heliosync([])
    expect(status).toBe(0)
    expect(stdout).toBe('')
    for (const word of ['AI1 class', 'generated', 'unserved', 'Ledger', 'PASS']) expect(stderr).toContain(word)
    expect(stderr, 'a pipe gets no colours').not.toContain('\u001b[')
  })

  it('says of a recording that no memory holds how to make it smaller, before it runs', () => {
    const long = write(
      folder,
      'long.yaml',
      SHORT.replace('duration: 3 h', 'duration: 100000 d').replace('step_s: 60', 'step_s: 1'),
    )
    const { status, stderr } = heliosync(['run', long, '--out', join(folder, 'long.csv')])
    expect(status).toBe(2)
    expect(stderr).toContain('8640000000 rows do not fit in memory. Write --every 432 or more.')
    expect(existsSync(join(folder, 'long.csv'))).toBe(false)
  })

  it('--json prints the summary alone, with every contact to the millisecond', () => {
    const { status, stdout } = heliosync(['run', scenario, '--json'])
    expect(status).toBe(0)
    const summary = JSON.parse(stdout)
    expect(summary).toEqual(JSON.parse(JSON.stringify(library.summary)))
    expect(summary.eclipses.length).toBe(2)
    for (const e of summary.eclipses)
      for (const key of ['penumbra_start_utc', 'umbra_start_utc', 'umbra_end_utc', 'penumbra_end_utc'])
        expect(e[key]).toMatch(/^2026-06-21T\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(summary.sunlit_frac).toBeGreaterThan(0.7)
  })

  it('writes the same rows as CSV, NDJSON and Parquet, and overwrites what was there', async () => {
    const files = ['csv', 'ndjson', 'parquet'].map(ending => write(folder, `rows.${ending}`, 'old'))
    for (const file of files) expect(heliosync(['run', scenario, '--out', file]).status).toBe(0)
    const [csv, ndjson, parquet] = files
    const { columns, rows } = library.recording
    const [header, ...lines] = readFileSync(csv, 'utf8').trimEnd().split('\n')
    const names = header.split(',')
    expect(names).toEqual(['utc', 't_s', ...columns.map(c => c.name)])
    for (const name of [
      'orbit.x_km',
      'sky.lit_frac',
      'sky.sun_z_unit',
      'wing.power_W',
      'battery.charge_frac',
      'wing.temp_K',
      'radiator.temp_K',
      'radiator.radiated_W',
    ])
      expect(names).toContain(name)
    expect(lines.length).toBe(rows)
    expect(rows, 'the first row is the start').toBe(181)
    const objects = readFileSync(ndjson, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    const file = await asyncBufferFromFile(parquet)
    const table = await parquetReadObjects({ file })
    expect(table.length).toBe(rows)
    for (const row of [0, 1, 38, 180]) {
      const cells = lines[row].split(',')
      const utc = formatUtc(library.recording.start_us + row * 60e6)
      expect(cells[0]).toBe(utc)
      expect(objects[row].utc).toBe(utc)
      expect((table[row].utc as Date).toISOString()).toBe(utc)
      for (const [k, c] of columns.entries() as Iterable<[number, RecordedColumn]>) {
        expect(Number(cells[k + 2]), c.name).toBe(c.values[row])
        expect(objects[row][c.name], c.name).toBe(c.values[row])
        expect(table[row][c.name], c.name).toBe(c.values[row])
      }
    }
  })

  it('tells in the Parquet file what it is: units, scenario, hash', async () => {
    const out = join(folder, 'about.parquet')
    heliosync(['run', scenario, '--out', out, '--every', '10'])
    const about = Object.fromEntries(
      ((await parquetMetadataAsync(await asyncBufferFromFile(out))).key_value_metadata ?? []).map(e => [
        e.key,
        e.value,
      ]),
    )
    expect(about['unit:battery.charge_frac']).toBe('1')
    expect(about['unit:orbit.x_km']).toBe('km')
    expect(about['unit:wing.temp_K']).toBe('K')
    expect(about['heliosync:scenario']).toBe('Short')
    expect(about['heliosync:scenario_sha256']).toMatch(/^[0-9a-f]{64}$/)
    expect(about['heliosync:interval_s']).toBe('600')
  })

  it('--every keeps the first row and every so many ticks', () => {
    const out = join(folder, 'every.csv')
    expect(heliosync(['run', scenario, '--out', out, '--every', '60']).status).toBe(0)
    expect(
      readFileSync(out, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map(l => l.split(',')[1]),
    ).toEqual(['0', '3600', '7200', '10800'])
  })
})

describe('what is wrong is said in one line, and nothing is half written', () => {
  const wrong = write(folder, 'wrong.yaml', SHORT.replace('area_m2: 10', 'area_m: 10'))
  const cases: [string, string[], RegExp][] = [
    [
      'a scenario that is wrong',
      ['run', wrong, '--out', join(folder, 'never.csv')],
      /wrong\.yaml:7:\d+ {2}wing\.area_m: unknown key\. Did you mean area_m2\?/,
    ],
    [
      'a scenario that is not there',
      ['run', join(folder, 'shrot.yaml')],
      /cannot be read: .*Did you mean .*short\.yaml\?/,
    ],
    [
      'an ending that is no format',
      ['run', scenario, '--out', join(folder, 'never.xlsx')],
      /End the name in \.csv, \.ndjson or \.parquet/,
    ],
    ['a folder that is not there', ['run', scenario, '--out', join(folder, 'no/never.csv')], /there is no directory/],
    ['an option that does not exist', ['run', scenario, '--jsno'], /unknown option '--jsno'[\s\S]*Did you mean --json/],
    ['a row every nothing', ['run', scenario, '--every', '0'], /whole number of ticks/],
    ['more than the ticks', ['run', scenario, '--every', '1000'], /the run has 180 ticks/],
    ['a command that does not exist', ['rnu', scenario], /unknown command 'rnu'[\s\S]*Did you mean run/],
  ]
  it.each(cases)('%s', (_name, args, message) => {
    const { status, stdout, stderr } = heliosync(args)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at |node:internal/)
  })

  it('an orbit that ends within the run leaves no file', () => {
    const falling = write(
      folder,
      'falling.yaml',
      SHORT.replace(
        'orbit: { kind: sun-synchronous, altitude_km: 650, ltan_h: 18 }',
        `orbit: { kind: tle, line1: '1 28872U 05037B   05333.02012661  .25992681  00000-0  24476-3 0  1534', line2: '2 28872  96.4736 157.9986 0303955 244.0492 110.6523 16.46015938 10708' }`,
      ).replace('2026-06-21T00:00:00Z', '2005-11-29T00:28:00Z'),
    )
    const { status, stderr } = heliosync(['run', falling, '--out', join(folder, 'falling.csv')])
    expect(status).toBe(2)
    expect(stderr).toMatch(/decayed|checksum/)
    expect(existsSync(join(folder, 'falling.csv'))).toBe(false)
    expect(readdirSync(folder).filter(f => f.includes('.tmp') || f.startsWith('never'))).toEqual([])
  })
})
