import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { truth } from '../load.ts'

interface Case {
  omm: Record<string, unknown> & { OBJECT_NAME: string; EPOCH: string }
  spanTouchesShadowEdge: boolean
  states: { t: number; temeKm: number[] }[]
  eclipsesEllipsoid: {
    penumbraStart: number
    umbraStart: number | null
    umbraEnd: number | null
    penumbraEnd: number
  }[]
  meanSunlitFractionEllipsoid: number
}

const { cases } = truth<{ cases: Case[] }>('eclipse-day.json')

const seconds = (utc: string, epoch: string) => (Date.parse(utc) - Date.parse(`${epoch.slice(0, 19)}Z`)) / 1000

describe.each([10, 60])('a day of eclipses at ticks of %d s, through the whole engine', step_s => {
  it.each(cases.map(c => [c.omm.OBJECT_NAME, c] as const))('%s', (_name, c) => {
    const { summary, recording } = simulate({
      name: c.omm.OBJECT_NAME,
      start: `${c.omm.EPOCH.slice(0, 19)}Z`,
      duration: '1 d',
      step_s,
      orbit: { kind: 'omm', elements: c.omm },
      parts: [{ id: 'load', kind: 'load.constant', power_W: 1 }],
    })
    // Contacts to the millisecond that the summary prints; the issue asks for 0.5 s, the reference is good to about 0.01 s.
    for (const e of c.eclipsesEllipsoid) {
      const ours = summary.eclipses.find(
        o =>
          o.penumbra_start_utc !== null && Math.abs(seconds(o.penumbra_start_utc, c.omm.EPOCH) - e.penumbraStart) < 60,
      )
      expect(ours, `an eclipse at ${e.penumbraStart} s`).toBeDefined()
      const pairs = [
        [ours?.penumbra_start_utc, e.penumbraStart],
        [ours?.umbra_start_utc, e.umbraStart],
        [ours?.umbra_end_utc, e.umbraEnd],
        [ours?.penumbra_end_utc, e.penumbraEnd],
      ] as const
      for (const [utc, expected_s] of pairs) {
        if (expected_s === null) expect(utc).toBeNull()
        else expect(Math.abs(seconds(String(utc), c.omm.EPOCH) - expected_s)).toBeLessThan(0.05)
      }
    }
    // The reference leaves out a shadow that the ends of the span cut.
    const cut = summary.eclipses.filter(e => e.penumbra_start_utc === null || e.penumbra_end_utc === null)
    expect(summary.eclipses.length - cut.length).toBe(c.eclipsesEllipsoid.length)
    if (cut.length === 0)
      expect(Math.abs(Number(summary.sunlit_frac) - c.meanSunlitFractionEllipsoid)).toBeLessThan(5e-6)

    const axes = ['orbit.x_km', 'orbit.y_km', 'orbit.z_km'].map(n => columnOf(recording, n))
    for (const s of c.states)
      for (const [k, axis] of axes.entries())
        expect(Math.abs(Number(axis?.[s.t / step_s]) - s.temeKm[k])).toBeLessThan(1e-6)
  })
})
