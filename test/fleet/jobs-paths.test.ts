import { describe, expect, it } from 'vitest'
import { type FleetTable, simulateFleet } from '../../engine/index.ts'
import { randomCoupled } from './random-coupled.ts'

const SEEDS = Array.from({ length: 24 }, (_, k) => k + 1)

function both(seed: number) {
  const given = randomCoupled(seed)
  const fast = simulateFleet(given)
  const plain = simulateFleet({ ...given, fleet: { ...(given.fleet as object), method: 'plain' } })
  const jobs = (run: typeof fast) => ({ ...run.summary.jobs, worked_PFLOP: 0 })
  return { fast, plain, alike: JSON.stringify(jobs(fast)) === JSON.stringify(jobs(plain)) }
}

const column = ({ columns }: FleetTable, name: string) => columns.find(c => c.name === name)?.values as Float64Array

/**
 * Temperatures of the two paths differ by hundredths of a kelvin. Where a satellite is that near to a threshold, or two are that near to being equally
 * cool, a job goes elsewhere and all that follows is another history; that must be rare. In all others the queue does the same job by job.
 */
describe('a random coupled fleet on the fast path and on the plain one', () => {
  const runs = SEEDS.map(both)

  it('has the same history, but for few', () => {
    expect(runs.filter(r => r.alike).length).toBeGreaterThanOrEqual(SEEDS.length - 3)
  })

  it.each(SEEDS)('seed %d', seed => {
    const { fast, plain, alike } = runs[seed - 1]
    expect(fast.summary.groups[0].path).toBe('fast')
    expect(fast.summary.jobs?.arrived_count).toBe(plain.summary.jobs?.arrived_count)
    const [a, b] = [fast.summary.budget, plain.summary.budget]
    const short = b.unserved_Wh > 0
    for (const name of Object.keys(b) as (keyof typeof b)[]) {
      const of_Wh = /demanded|served|loss/.test(name) ? b.demanded_Wh : b.absorbed_Wh
      expect(Math.abs(a[name] - b[name]) / of_Wh, name).toBeLessThan(!alike ? 2e-2 : short ? 1e-3 : 2e-4)
    }
    const worked = (s: typeof fast.summary) => s.jobs?.worked_PFLOP as number
    const near = alike ? (short ? 1e-3 : 1e-9) : 2e-2
    expect(Math.abs(worked(fast.summary) / worked(plain.summary) - 1)).toBeLessThan(near)
    if (!alike) return
    const each = (name: string, of: (i: number) => number, most: number) => {
      const [x, y] = [column(fast.satellites, name), column(plain.satellites, name)]
      for (let i = 0; i < y.length; i++) expect(Math.abs(x[i] - y[i]) / of(i), `${name} of ${i + 1}`).toBeLessThan(most)
    }
    const demanded_Wh = column(plain.satellites, 'demanded_Wh')
    // Where the bus is short, the fast path shares out what a tick served, the plain one what each of its pieces did.
    for (const name of ['demanded_Wh', 'served_Wh', 'unserved_Wh']) each(name, i => demanded_Wh[i], short ? 1e-2 : 2e-4)
    for (const name of ['generated_Wh', 'curtailed_Wh', 'absorbed_Wh', 'radiated_Wh'])
      each(name, i => column(plain.satellites, 'absorbed_Wh')[i], 2e-4)
    for (const name of ['coldest_K', 'hottest_K']) each(name, () => 1, 0.2)
  })
})
