import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FleetSummary, simulate, simulateFleet } from '../../engine/index.ts'

const example = readFileSync(new URL('../../examples/fleet-jobs.yaml', import.meta.url), 'utf8')
  .replace('duration: 12 h', 'duration: 3 h')
  .replace('arrivals_per_day: 12000', 'arrivals_per_day: 20000')
  .replace('satellites: 48', 'satellites: 8')
const run = (change: (text: string) => string = t => t) => simulateFleet(change(example), { file: 'jobs.yaml' })
const jobsOf = (s: FleetSummary) => s.jobs as NonNullable<FleetSummary['jobs']>

describe('a common queue', () => {
  const few = run(t => t.replace('arrivals_per_day: 20000', 'arrivals_per_day: 800'))
  const many = run()

  it('loses no job and no work', () => {
    for (const { summary } of [few, many]) {
      const j = jobsOf(summary)
      expect(j.arrived_count).toBe(j.delivered_count + j.running_count + j.waiting_count)
      expect(j.delivered_count).toBeGreaterThan(20)
      expect(j.worked_PFLOP / (600 * j.delivered_count)).toBeGreaterThanOrEqual(1 - 1e-9)
      expect(j.worked_PFLOP).toBeLessThan(600 * (j.delivered_count + j.running_count))
      // The summary's work is the same work, PFLOP-days of rate to PFLOP.
      expect(Math.abs(summary.work_PFLOP_day * 86400 - j.worked_PFLOP)).toBeLessThan(1e-6 * j.worked_PFLOP)
    }
  })

  it('gets as many as the Poisson process says, within five of its standard deviations', () => {
    for (const [{ summary }, mean] of [
      [few, 100],
      [many, 2500],
    ] as const)
      expect(Math.abs(jobsOf(summary).arrived_count - mean)).toBeLessThan(5 * Math.sqrt(mean))
  })

  it('has latencies of at least both ways and the work itself, and waits where there is too much', () => {
    // 8 H100 at 40 % of 989 TFLOP/s do 600 PFLOP in 190 s.
    const l = jobsOf(few.summary).latency_s as { p50: number; max: number }
    expect(l.p50).toBeGreaterThan(190 + 60)
    expect(l.max).toBeGreaterThanOrEqual(l.p50)
    expect(jobsOf(few.summary).waiting_count).toBeLessThan(20)
    expect(jobsOf(many.summary).waiting_count).toBeGreaterThan(1000)
  })

  it('leaves a fleet idle before the first job', () => {
    const none = run(t => t.replace('arrivals_per_day: 20000', 'arrivals_per_day: 0.001'))
    expect(jobsOf(none.summary)).toMatchObject({
      arrived_count: 0,
      delivered_count: 0,
      latency_s: null,
      worked_PFLOP: 0,
    })
    expect(none.summary.work_PFLOP_day).toBe(0)
    const uncoupled = run(t =>
      t
        .replace(/ {2}jobs:\n.*\n/, '')
        .replace('count: 8,', 'count: 8, utilisation_frac: 0,')
        .replace('seed: 1', 'method: plain'),
    )
    expect(none.summary.budget).toEqual(uncoupled.summary.budget)
  })

  it('is the same again', () => {
    expect(JSON.stringify(run().summary)).toBe(JSON.stringify(many.summary))
  })
})

it('a fleet is not for simulate, and it says so', () => {
  expect(() => simulate(example)).toThrow('simulateFleet')
})
