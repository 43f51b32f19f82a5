import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { atTheEnd } from '../at-the-end.ts'
import { coupled, fleet, query } from './fleets.ts'
import { heliosync, PROGRAM, temporaryFolder, write } from './program.ts'

const folder = temporaryFolder()

interface Interruption {
  readonly args?: readonly string[]
  /** What there must be of the table of satellites before the first Ctrl-C: its name and size. */
  readonly begun?: (file: string, size: number) => boolean
  /** Before each Ctrl-C: threads start after the file is there, and two signals at once are one. */
  readonly wait_ms?: number
  readonly times?: number
  readonly signal?: NodeJS.Signals
}

/** Runs a fleet, interrupts it, and returns what it said. */
async function interrupted(scenario: string, out: string, o: Interruption = {}): Promise<string> {
  const { args = [], begun = () => true, wait_ms = 300, times = 1, signal = 'SIGINT' } = o
  const child = spawn(process.execPath, [...PROGRAM, 'run', scenario, '--out', out, ...args], { stdio: 'pipe' })
  atTheEnd(() => child.kill('SIGKILL'))
  let said = ''
  child.stderr.on('data', text => {
    said += text
  })
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  const after = (time_ms: number) => new Promise(resolve => setTimeout(resolve, time_ms))
  const tables = () => (existsSync(out) ? readdirSync(out).filter(f => f.includes('satellites')) : [])
  const sizeOf = (file: string) => statSync(join(out, file), { throwIfNoEntry: false })?.size ?? 0
  while (!tables().some(file => begun(file, sizeOf(file)))) await after(20)
  for (let k = 0; k < times; k++) {
    await after(wait_ms)
    child.kill(signal)
  }
  expect(await ended).toBe(130)
  return said
}

/** What a part of a fleet's files says of itself. */
async function partialOf(file: string): Promise<unknown> {
  const about = await query(
    `SELECT value::VARCHAR AS value FROM parquet_kv_metadata('${file}') WHERE key::VARCHAR = 'heliosync:partial'`,
  )
  return about[0]?.value
}

describe('a fleet that is interrupted', () => {
  it('leaves on Ctrl-C what is done, in files that say that they are parts: the satellites, and their series', async () => {
    const scenario = write(folder, 'long.yaml', fleet(1_000_000, { duration: '10 min' }).replace(/spread:.*/, ''))
    const out = join(folder, 'stopped/')
    // The first row group is in the file.
    const said = await interrupted(scenario, out, { begun: (_, size) => size > 100 })
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
    for (const file of ['satellites', 'series'])
      expect(await partialOf(`${out}${file}.partial.parquet`)).toBe(`Interrupted after ${done} of 1000000 satellites.`)
  }, 120_000)

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops at a second %s where it is',
    async signal => {
      const scenario = write(folder, 'slow.yaml', fleet(300, { duration: '200 d', method: 'plain' }))
      const out = join(folder, `slow-${signal}/`)
      expect(await interrupted(scenario, out, { times: 2, signal })).toContain(
        'Interrupted after 0 of 300 satellites.\n',
      )
      expect(readdirSync(out)).toEqual([])
    },
    60_000,
  )

  it.each([1, 2])(
    'leaves satellites that share jobs up to one tick, on %d threads',
    async workers => {
      const scenario = write(folder, 'shared.yaml', coupled(6).replace('30 min', '200 d'))
      const out = join(folder, `shared-${workers}/`)
      const args = ['--workers', String(workers), '--every', '97']
      const said = await interrupted(scenario, out, { args, wait_ms: 5000 })
      const why = /^Interrupted after (\d+) of 288000 ticks of 300 satellites, up to (\S+Z)\./.exec(said)
      expect(why, said).not.toBeNull()
      const [because, ticks] = [why?.[0], Number(why?.[1])]
      const names = ['satellites.partial.parquet', 'series.partial.parquet', 'summary.partial.json']
      const [satellites, series, summaryFile] = names.map(name => join(out, name))
      expect(said).toBe(`${because} They are in ${satellites}, ${series} and ${summaryFile}, marked as parts.\n`)
      expect(readdirSync(out).sort()).toEqual(names)

      const summary = JSON.parse(readFileSync(summaryFile, 'utf8'))
      expect(summary).toMatchObject({ partial: because, ticks, end_utc: why?.[2], satellites: 300 })
      expect(summary.notes[0]).toContain('Ended early')
      expect(summary.groups[0].path).toBe('fast')
      const { jobs, budget } = summary
      expect(jobs.arrived_count).toBe(jobs.delivered_count + jobs.running_count + jobs.waiting_count)
      expect(await partialOf(satellites)).toBe(because)
      expect(await partialOf(series)).toBe(because)

      const [table] = await query(
        `SELECT count(*)::INT AS n, sum(generated_Wh) AS generated_Wh, sum(work_PFLOP_day) * 86400 AS worked_PFLOP FROM '${satellites}'`,
      )
      expect(table.n).toBe(300)
      expect(Number(table.generated_Wh) / budget.generated_Wh).toBeCloseTo(1, 12)
      expect(Math.abs(Number(table.worked_PFLOP) - jobs.worked_PFLOP)).toBeLessThanOrEqual(1e-9 * jobs.worked_PFLOP)
      const [row] = await query(
        `SELECT count(*)::INT AS n, max(t_s) AS end_s, sum(generated_W * (t_s - before_s)) / 3600 AS generated_Wh, count(charge_p50_frac)::INT AS counted
       FROM (SELECT *, coalesce(lag(t_s) OVER (ORDER BY t_s), 0) AS before_s FROM '${series}')`,
      )
      const rows = Math.ceil(ticks / 97)
      expect([row.n, row.counted, row.end_s]).toEqual([rows, rows, 60 * ticks])
      expect(Number(row.generated_Wh) / budget.generated_Wh).toBeCloseTo(1, 12)
    },
    120_000,
  )

  it('leaves of the plain path what a run of that duration leaves, to the bit', async () => {
    const text = (duration: string) =>
      coupled(6).replace('30 min', duration).replace('300', '20').replace('auto', 'plain').replace('record: [150]', '')
    const out = join(folder, 'plain/')
    const said = await interrupted(write(folder, 'plain.yaml', text('8 d')), out, { wait_ms: 4000 })
    const ticks = Number(/after (\d+) of 11520 ticks of 20 satellites/.exec(said)?.[1])
    const whole = join(folder, 'plain-whole/')
    const { status, stderr } = heliosync(['run', write(folder, 'k.yaml', text(`${ticks} min`)), '--out', whole])
    expect(status, stderr).toBe(0)
    for (const file of ['satellites', 'series']) {
      const [a, b] = [`'${out}${file}.partial.parquet'`, `'${whole}${file}.parquet'`]
      const [{ n }] = await query(`SELECT count(*)::INT AS n FROM ${a}`)
      expect(n).toBe(file === 'series' ? ticks : 20)
      expect(await query(`(FROM ${a} EXCEPT FROM ${b}) UNION ALL (FROM ${b} EXCEPT FROM ${a})`)).toEqual([])
    }
    const { partial: _, notes, ...summary } = JSON.parse(readFileSync(join(out, 'summary.partial.json'), 'utf8'))
    const { notes: ofWhole, ...wanted } = JSON.parse(readFileSync(join(whole, 'summary.json'), 'utf8'))
    expect(summary).toEqual(wanted)
    expect(notes.slice(1)).toEqual(ofWhole)
  }, 120_000)

  it('leaves the fleet whole when only records are missing', async () => {
    const text = coupled(6).replace('30 min', '150 d').replace('300', '2').replace('[150]', '[1, 2]')
    const out = join(folder, 'records/')
    const begun = (file: string) => file === 'satellites.parquet'
    const args = ['--every', '100']
    const said = await interrupted(write(folder, 'records.yaml', text), out, { args, begun, wait_ms: 0 })
    const names = ['satellites.parquet', 'series.parquet', 'summary.json']
    const [satellites, series, summary] = names.map(name => join(out, name))
    expect(said).toBe(
      `Interrupted after 0 of 2 records. The fleet is whole, in ${satellites}, ${series} and ${summary}.\n`,
    )
    expect(readdirSync(out).sort()).toEqual(names)
    expect(await partialOf(satellites)).toBeUndefined()
  }, 120_000)
})
