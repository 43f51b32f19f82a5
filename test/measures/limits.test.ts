import { describe, expect, it } from 'vitest'
import { columnOf, type LimitResult, simulate } from '../../engine/index.ts'

/**
 * A node of 1000 J/K that takes 100 W for an hour warms by 0.1 K/s, from 300 K to 660 K; a load of 60 W runs the second half. Every
 * measure of these has a closed form.
 */
const RAMP = {
  name: 'Ramp',
  start: '2026-06-21T00:00:00Z',
  duration: '1 h',
  step_s: 60,
  parts: [
    { id: 'bay', kind: 'node.lumped', capacity_J_K: 1000, initial_temp_K: 300 },
    { id: 'stove', kind: 'heat.scheduled', steps: [[0, 100]], node: 'bay' },
    { id: 'plug', kind: 'supply.scheduled', steps: [[0, 500]] },
    { id: 'wall', kind: 'node.held', temp_K: 290 },
    { id: 'radar', kind: 'load.scheduled', steps: [[1800, 60]], node: 'wall' },
  ],
}

const judged = (limit: Record<string, unknown>, scenario: object = RAMP): LimitResult =>
  simulate({ ...scenario, limits: [limit] }).summary.limits[0]

describe('what a limit measures has a closed form on a ramp', () => {
  const temp = { column: 'bay.temp_K', why: 'a test' }
  const power = { column: 'radar.served_W' }
  // [limit, worst, unit, tick]
  const cases: [string, Record<string, unknown>, number, string, number][] = [
    ['the column at every tick', { ...temp, max: 500 }, 660, 'K', 60],
    ['its least', { ...temp, measure: 'every-tick', min: 310 }, 300, 'K', 0],
    [
      'a percentile: 75 % of 61 rows is row 45',
      { ...temp, measure: 'percentile', percent: 75, max: 600 },
      570,
      'K',
      45,
    ],
    ['the percentile of 100', { ...temp, measure: 'percentile', percent: 100, max: 600 }, 660, 'K', 60],
    ['and of 0', { ...temp, measure: 'percentile', percent: 0, max: 600 }, 300, 'K', 0],
    [
      'a percentile between two rows: 1 % is row 0.6',
      { ...temp, measure: 'percentile', percent: 1, max: 600 },
      303.6,
      'K',
      1,
    ],
    ['the mean of what is told for the end of a tick', { ...temp, measure: 'mean', max: 600 }, 480, 'K', 60],
    ['the mean of a mean', { ...power, measure: 'mean', max: 50 }, 30, 'W', 31],
    ['the integral of power', { ...power, measure: 'integral', max: 40 }, 30, 'Wh', 31],
    ['the integral of a temperature', { ...temp, measure: 'integral', max: 2e6 }, 480 * 3600, 'K s', 60],
    [
      'time above, to the second inside a tick',
      { ...temp, measure: 'duration', above: 500.5, max: 900 },
      1595,
      's',
      60,
    ],
    ['time below', { ...temp, measure: 'duration', below: 300.5, max: 900 }, 5, 's', 0],
    ['time above what is never there', { ...temp, measure: 'duration', above: 1000, max: 0 }, 0, 's', 60],
    ['time above of a mean', { ...power, measure: 'duration', above: 0, max: 60 }, 1800, 's', 31],
  ]
  it.each(cases)('%s', (_name, limit, worst, unit, tick) => {
    const result = judged(limit)
    expect(result.worst).toBeCloseTo(worst, 6)
    expect([result.unit, result.worst_tick]).toEqual([unit, tick])
    const bound = Number(limit.max ?? limit.min)
    expect(result.margin).toBeCloseTo(limit.max === undefined ? worst - bound : bound - worst, 6)
    if (bound !== 0) expect(result.margin_frac).toBeCloseTo(result.margin / bound, 12)
    expect(result.holds).toBe(result.margin >= 0)
    expect(result.worst_utc).toBe(new Date(Date.UTC(2026, 5, 21, 0, tick)).toISOString())
  })

  it('says since when it is broken, and when it was worst', () => {
    const { broken_since_utc, worst_utc, holds } = judged({ ...temp, max: 500 })
    // 500 K is reached after 2000 s; the next tick is at 2040 s.
    expect([holds, broken_since_utc, worst_utc]).toEqual([
      false,
      '2026-06-21T00:34:00.000Z',
      '2026-06-21T01:00:00.000Z',
    ])
    expect(judged({ ...temp, max: 700 }).broken_since_utc).toBeNull()
  })

  it('holds at a margin of nothing, and no per cent are told of a bound of 0', () => {
    const { margin, margin_frac, holds } = judged({ column: 'bus.unserved_W', max: 0 })
    expect([margin, margin_frac, holds]).toEqual([0, null, true])
  })

  it('tells the nearer of two bounds', () => {
    const result = judged({ ...temp, min: 299, max: 1000 })
    expect([result.worst, result.margin, result.worst_tick]).toEqual([300, 1, 0])
    expect(result.margin_frac).toBeCloseTo(1 / 299, 12)
  })

  it('takes the percentile of a run of one tick', () => {
    const one = { ...RAMP, duration: '60 s' }
    expect(judged({ ...temp, measure: 'percentile', percent: 50, max: 400 }, one).worst).toBeCloseTo(303, 9)
  })

  it('holds a number of the summary to it', () => {
    expect(judged({ result: 'budget.served_Wh', max: 20 })).toMatchObject({
      subject: 'budget.served_Wh',
      unit: 'Wh',
      holds: false,
    })
    expect(judged({ result: 'highest.bay.temp_K', max: 700 }).worst_utc).toBe('2026-06-21T01:00:00.000Z')
    expect(judged({ result: 'budget.unserved_frac', max: 0.01 }).worst).toBe(0)
  })
})

describe('limits by orbit', () => {
  const ORBITS = {
    name: 'Orbits',
    start: '2026-06-21T00:00:00Z',
    duration: '5 h',
    step_s: 60,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 12 },
    parts: [
      { id: 'wing', kind: 'array.flat', cell: 'hjt-silicon', area_m2: 10 },
      { id: 'battery', kind: 'battery.bucket', capacity_Wh: 2000 },
      { id: 'payload', kind: 'load.constant', power_W: 1200, node: 'wall' },
      { id: 'wall', kind: 'node.held', temp_K: 290 },
    ],
  }
  const { recording, summary } = simulate(ORBITS)
  // Whole orbits of the run: 5 h are 3.07 periods of 97.7 min.
  const ends = [1, 2, 3].map(n => Math.round((n * (summary.orbit?.period_s ?? 0)) / 60))

  it('judge the mean over each whole orbit, from the recording', () => {
    const power_W = columnOf(recording, 'wing.power_W') as Float64Array
    const means = ends.map((end, k) => {
      const ticks = power_W.slice((ends[k - 1] ?? 0) + 1, end + 1)
      return ticks.reduce((a, b) => a + b) / ticks.length
    })
    const worst = means.indexOf(Math.min(...means))
    const result = judged({ column: 'wing.power_W', measure: 'orbit-mean', min: 1 }, ORBITS)
    expect(result.worst).toBeCloseTo(means[worst], 9)
    expect(result.worst_tick).toBe(ends[worst])
  })

  it('judge the end of each whole orbit', () => {
    const charge = columnOf(recording, 'battery.charge_frac') as Float64Array
    const atEnds = ends.map(end => charge[end])
    const result = judged({ column: 'battery.charge_frac', measure: 'orbit-end', min: 0.1 }, ORBITS)
    expect(result.worst).toBe(Math.min(...atEnds))
    expect(result.worst_tick).toBe(ends[atEnds.indexOf(Math.min(...atEnds))])
    expect(result.worst, 'the least of all ticks is another').toBeGreaterThan(Math.min(...charge))
  })

  it('take the orbit that ends at the nearest tick to the end of the run', () => {
    const one = { ...ORBITS, duration: '1 orbits' }
    expect(judged({ column: 'wing.power_W', measure: 'orbit-mean', min: 1 }, one).worst_tick).toBe(ends[0])
  })
})
