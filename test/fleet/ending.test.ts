import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inOrder } from '../../cli/pool.ts'
import {
  builtin,
  couplingBytes,
  type FleetRun,
  type FleetSummary,
  type FleetTable,
  joinTables,
  lookOn,
  makeFleetReport,
  makeFleetSeries,
  planFleet,
  readScenario,
  seriesBytes,
  seriesShape,
  sharesOf,
  simulateFleet,
} from '../../engine/index.ts'
import type { ShareJob, ShareSetup } from './fixtures/share-work.ts'
import { runUntil } from './run-until.ts'

/** The example's satellites for some minutes, busy, with limits that look at the whole of the run. */
const fleet = (duration_min: number, satellites = 8) =>
  readFileSync(new URL('../../examples/fleet-jobs.yaml', import.meta.url), 'utf8')
    .replace('duration: 12 h', `duration: ${duration_min} min`)
    .replace('arrivals_per_day: 12000', `arrivals_per_day: ${500 * satellites}`)
    .replace('satellites: 48', `satellites: ${satellites}`)
const plain = (text: string) => text.replace('seed: 1', 'seed: 1\n  method: plain')
/** A radiator too small for eight accelerators that are busy; idle, they are cool. */
const hot = (text: string) => text.replace('area_m2: 10,', 'area_m2: 4,').replace('max_temp_K: 335, ', '')
/** Limits of which each measure ends with the run, which the plain path alone can follow. */
const measured = (text: string) =>
  `${text}  - { column: bay.temp_K, measure: percentile, percent: 90, max: 340 }
  - { column: bay.temp_K, measure: mean, max: 340 }
  - { column: sky.lit_frac, measure: integral, min: 60 }
  - { column: bay.temp_K, measure: duration, above: 310, max: 600 }
  - { result: budget.generated_Wh, min: 1 }
`
const planOf = (text: string, every = 1) => planFleet(readScenario(text, { components: builtin }), every)
const rowsOf = ({ columns }: FleetTable, rows: number) => columns.map(c => [c.name, c.values.slice(0, rows)])
const withoutNotes = ({ notes: _, ...summary }: FleetSummary) => summary

describe.each([
  { path: 'fast', on: fleet },
  { path: 'plain', on: (min: number) => measured(plain(fleet(min))) },
])('satellites that share jobs and end early on the $path path', ({ path, on }) => {
  // Up to both ends SGP4 is asked at the same turns, so that the fast path has the same positions to the bit.
  const [PLANNED, END, EVERY] = [180, 150, 7]
  const early = runUntil(planOf(on(PLANNED), EVERY), tick => tick === END - 1)
  const asked = simulateFleet(on(END), { every: EVERY })

  it('are what they are in a run of that duration, to the bit', () => {
    expect(early.summary.groups[0].path).toBe(path)
    expect(withoutNotes(early.summary)).toEqual(withoutNotes(asked.summary))
    expect(early.satellites).toEqual(asked.satellites)
    expect(early.series).toEqual(asked.series)
  })

  it('have the rows of the whole run, and one more that is not full', () => {
    const whole = simulateFleet(on(PLANNED), { every: EVERY })
    const full = Math.floor(END / EVERY)
    expect(early.series.rows).toBe(full + 1)
    expect(rowsOf(early.series, full)).toEqual(rowsOf(whole.series, full))
  })

  it('lose no job, no work and no energy', () => {
    const { jobs, budget, work_PFLOP_day } = early.summary
    const { arrived_count, delivered_count, running_count, waiting_count, worked_PFLOP } = jobs as NonNullable<
      typeof jobs
    >
    expect(delivered_count).toBeGreaterThan(20)
    expect(arrived_count).toBe(delivered_count + running_count + waiting_count)
    expect(work_PFLOP_day * 86400).toBeCloseTo(worked_PFLOP, 6)
    expect(energyOf(early, 'generated_W') / budget.generated_Wh).toBeCloseTo(1, 12)
    expect(energyOf(early, 'served_W') / budget.served_Wh).toBeCloseTo(1, 12)
  })

  it('say that they ended early, and when', () => {
    expect(early.summary.notes[0]).toBe('Ended early, at 2026-06-21T02:30:00.000Z, after 150 of 180 ticks.')
    expect(early.summary).toMatchObject({ ticks: 150, duration_s: 9000, end_utc: '2026-06-21T02:30:00.000Z' })
    expect(asked.summary.notes[0]).not.toContain('early')
  })
})

/** The energy of a column of the series, whose last row may be shorter, Wh. */
function energyOf({ series }: FleetRun, name: string): number {
  const values = (of: string) => series.columns.find(c => c.name === of)?.values as Float64Array
  const times_s = values('t_s')
  return values(name).reduce((sum, W, row) => sum + (W * (times_s[row] - (times_s[row - 1] ?? 0))) / 3600, 0)
}

describe('satellites that come too hot for the fast path', () => {
  const text = hot(fleet(180))
  const { summary } = simulateFleet(text)
  const hotAt = Date.parse(/at (\S+)/.exec(summary.groups[0].why as string)?.[1] as string)
  const hotTick = (hotAt - Date.parse(summary.start_utc)) / 60_000

  it('end on the plain path when asked there', () => {
    const early = runUntil(planOf(text), tick => tick === hotTick + 9)
    const asked = runUntil(planOf(plain(text)), tick => tick === hotTick + 9)
    expect(early.summary.ticks).toBe(hotTick + 10)
    expect(early.summary.groups[0].why).toBe(summary.groups[0].why)
    expect([early.satellites, early.series]).toEqual([asked.satellites, asked.series])
  })

  it('leave nothing of the fast path when asked while it is taken back', () => {
    const early = runUntil(planOf(text), (_, times) => times < 0)
    const asked = simulateFleet(plain(hot(fleet(1))))
    expect(early.summary.ticks).toBe(1)
    expect([early.satellites, early.series]).toEqual([asked.satellites, asked.series])
  })

  it('go as far on the plain path as was known to be the end', () => {
    const early = runUntil(planOf(text), tick => tick === hotTick - 1)
    const asked = simulateFleet(plain(hot(fleet(hotTick))))
    expect(early.summary.groups[0].path).toBe('plain')
    expect([early.satellites, early.series]).toEqual([asked.satellites, asked.series])
  })
})

describe('threads that share satellites which share jobs', () => {
  const [TEXT, EVERY, ASKED_IN] = [fleet(120, 300), 9, 70]
  const plan = planOf(TEXT, EVERY)

  async function onThreads(workers: number): Promise<FleetRun> {
    const shape = seriesShape(plan)
    const shares = sharesOf(plan, workers) ?? []
    const setup: ShareSetup = {
      text: TEXT,
      every: EVERY,
      coupling: new SharedArrayBuffer(couplingBytes(plan.scenario)),
      series: shares.map(() => new SharedArrayBuffer(seriesBytes(shape))),
      askedIn: ASKED_IN,
    }
    const work = new URL('./fixtures/share-work.ts', import.meta.url).href
    const jobs = shares.map((share, party): ShareJob => ({ share, parties: shares.length, party }))
    const report = makeFleetReport(plan)
    const tables: FleetTable[] = []
    for await (const results of inOrder<ShareJob, Parameters<typeof report.take>[0][]>(jobs, { work, setup, workers }))
      tables.push(...results.map(report.take))
    const onlooker = lookOn(plan.scenario, setup.coupling)
    expect([onlooker.ticks(), onlooker.lastTick()]).toEqual([ASKED_IN + 1, ASKED_IN + 1])
    const series = makeFleetSeries(shape)
    for (const buffer of setup.series) series.merge(makeFleetSeries(shape, buffer).data)
    return { ...report.finish(series), satellites: joinTables(tables) }
  }

  it.each([1, 2, 3])('end together on %d, with the same bits', async workers => {
    const { satellites, series, summary } = await onThreads(workers)
    const alone = runUntil(plan, tick => tick === ASKED_IN)
    expect(summary).toEqual(alone.summary)
    expect(satellites).toEqual(alone.satellites)
    expect(series).toEqual(alone.series)
    expect(series.rows).toBe(8)
  })
})
