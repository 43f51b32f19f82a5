import { describe, expect, it } from 'vitest'
import { parseUtc_us, simulate } from '../../engine/index.ts'
import { type Band, bandsOf } from '../../viz/bands.ts'
import type { Shown } from '../../viz/shown.ts'
import { STATIONED } from './scenarios.ts'

const { recording, summary } = simulate(STATIONED)
const shown: Shown = { scenario: STATIONED, recording, summary, growing: false }
const of = (shown: Shown, kind: Band['kind']) => bandsOf(shown).filter(b => b.kind === kind)
const seconds = (utc: string | null) => ((parseUtc_us(utc ?? '') as number) - recording.start_us) / 1e6

describe('what the timeline marks', () => {
  it('has the edges of the eclipses that the summary tells', () => {
    const due = summary.eclipses.map(e => [seconds(e.penumbra_start_utc), seconds(e.penumbra_end_utc)])
    expect(due.length).toBeGreaterThan(0)
    expect(of(shown, 'penumbra').map(b => [b.from_s, b.to_s])).toEqual(due)
    const dark = summary.eclipses.map(e => [seconds(e.umbra_start_utc), seconds(e.umbra_end_utc)])
    expect(of(shown, 'umbra').map(b => [b.from_s, b.to_s])).toEqual(dark)
  })

  it('finds them in the rows where there is no summary, to some seconds', () => {
    const found = of({ ...shown, summary: undefined }, 'umbra')
    expect(found.length).toBe(summary.eclipses.length)
    for (const [k, e] of summary.eclipses.entries()) {
      // Half way through the penumbra, which takes some ten seconds here.
      const middle = (a: string | null, b: string | null) => 0.5 * (seconds(a) + seconds(b))
      expect(Math.abs(found[k].from_s - middle(e.penumbra_start_utc, e.umbra_start_utc))).toBeLessThan(2)
      expect(Math.abs(found[k].to_s - middle(e.umbra_end_utc, e.penumbra_end_utc))).toBeLessThan(2)
    }
  })

  it('has the contacts of the passes', () => {
    const due = summary.passes.filter(p => p.rise_utc !== null && p.set_utc !== null)
    expect(due.length).toBeGreaterThan(0)
    const found = of(shown, 'contact')
    for (const pass of due) {
      const near = found.find(b => Math.abs(b.from_s - seconds(pass.rise_utc)) < 0.01)
      expect(near?.about).toBe(`contact with ${pass.station}`)
      expect(Math.abs((near?.to_s ?? 0) - seconds(pass.set_utc))).toBeLessThan(0.01)
    }
  })

  it('has the rows in which a limit is broken, and no others', () => {
    const found = of(shown, 'violation')
    expect(found.length).toBeGreaterThan(0)
    const charge = recording.columns.find(c => c.name === 'battery.charge_frac')?.values as Float64Array
    const marked = (row: number) => found.some(b => b.from_s < row * 60 && row * 60 <= b.to_s)
    for (let row = 1; row < recording.rows; row++) expect(marked(row), `row ${row}`).toBe(charge[row] < 0.9)
  })

  it('marks no row for a limit on a mean or on a result', () => {
    const limits = [
      { column: 'battery.charge_frac', measure: 'mean', min: 2 },
      { result: 'longest_eclipse_s', max: 0 },
    ]
    expect(of({ ...shown, scenario: { ...STATIONED, limits } }, 'violation')).toEqual([])
  })
})
