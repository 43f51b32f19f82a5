import { describe, expect, it } from 'vitest'
import { columnOf, type Run, simulate } from '../../engine/index.ts'

const run = (compute: object, parts: object[] = [], step_s = 60): Run =>
  simulate({
    name: 'compute',
    start: '2026-06-21T00:00:00Z',
    duration: '6 h',
    step_s,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 },
    parts: [
      { id: 'gpu', kind: 'compute.accelerators', accelerator: 'h100-sxm', count: 10, efficiency_frac: 0.5, ...compute },
      ...parts,
    ],
  })
const plug = (watts: number) => ({ id: 'plug', kind: 'supply.scheduled', steps: [[0, watts]] })
const WANTED = (10 * 989 * 0.5 * 6) / 24 / 1000

describe('compute', () => {
  it('all served: delivered is count x peak x efficiency x time', () => {
    const [work] = run({}, [plug(7000)]).summary.work
    expect(work.delivered_PFLOP_day).toBeCloseTo(WANTED, 9)
    expect(work.wanted_PFLOP_day).toBeCloseTo(WANTED, 9)
  })

  it('half served: the other half is lost as unserved', () => {
    const [work] = run({}, [plug(3500)]).summary.work
    expect(work.delivered_PFLOP_day).toBeCloseTo(WANTED / 2, 9)
    expect(work.lost_PFLOP_day.unserved).toBeCloseTo(WANTED / 2, 9)
  })

  it.each([10, 60])('following the Sun it loses the dark share, at ticks of %d s', step_s => {
    const { summary } = run({ governor: 'follow-sun' }, [plug(7000)], step_s)
    const [work] = summary.work
    expect(work.delivered_PFLOP_day).toBeCloseTo(WANTED * Number(summary.sunlit_frac), 6)
    expect(work.lost_PFLOP_day.dark).toBeCloseTo(WANTED * (1 - Number(summary.sunlit_frac)), 6)
  })

  it('keeps its node under the limit, settles where heat and leak agree, and books the rest as hot', () => {
    const { summary, recording } = run({ node: 'chips', max_temp_K: 350, temp_band_K: 10 }, [
      plug(7000),
      { id: 'chips', kind: 'node.lumped', capacity_J_K: 20000 },
      { id: 'wall', kind: 'node.held', temp_K: 300 },
      { id: 'leak', kind: 'link.conductive', from: 'chips', to: 'wall', conductance_W_K: 100 },
    ])
    const chips = columnOf(recording, 'chips.temp_K') as Float64Array
    // 100 (T - 300) = 700 + 6300 (350 - T)/10.
    expect(chips[chips.length - 1]).toBeCloseTo((30000 + 700 + 630 * 350) / 730, 4)
    const [work] = summary.work
    expect(work.lost_PFLOP_day.hot).toBeGreaterThan(0.2 * WANTED)
    expect(work.lost_PFLOP_day.throttled).toBeGreaterThan(0)
    const { hot, throttled } = work.lost_PFLOP_day
    expect(work.delivered_PFLOP_day + hot + throttled).toBeCloseTo(WANTED, 9)
  })

  it('keeps the charge of its battery', () => {
    const { summary, recording } = run({ battery: 'cell', keep_charge_frac: 0.5 }, [
      plug(4000),
      { id: 'cell', kind: 'battery.bucket', capacity_Wh: 2000 },
    ])
    expect(Math.min(...(columnOf(recording, 'cell.charge_frac') as Float64Array))).toBeGreaterThan(0.5)
    const [work] = summary.work
    expect(work.lost_PFLOP_day.battery).toBeGreaterThan(0)
    expect(work.lost_PFLOP_day.unserved).toBeCloseTo(0, 9)
  })

  it('needs the node whose temperature it keeps', () => {
    expect(() => run({ max_temp_K: 350 }, [plug(1)])).toThrow(/max_temp_K: there is no node/)
  })
})
