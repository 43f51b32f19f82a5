import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { truth } from '../load.ts'

interface Case {
  omm: Record<string, unknown> & { OBJECT_NAME: string; EPOCH: string }
  station: { name: string; latDeg: number; lonDeg: number; heightM: number }
  maskDeg: number
  passes: { riseS: number; culminationS: number; setS: number; maxElevationDeg: number }[]
}

const { cases } = truth<{ cases: Case[] }>('passes.json')

describe.each([10, 60])('passes at ticks of %d s, through the engine', step_s => {
  it.each(cases.map(c => [`${c.omm.OBJECT_NAME}, ${c.station.name}`, c] as const))('%s', (_name, c) => {
    const start = `${c.omm.EPOCH.slice(0, 19)}Z`
    const { summary, recording } = simulate({
      name: 'passes',
      start,
      duration: '1 d',
      step_s,
      orbit: { kind: 'omm', elements: c.omm },
      parts: [
        {
          id: 'dish',
          kind: 'ground.station',
          latitude_deg: c.station.latDeg,
          longitude_deg: c.station.lonDeg,
          altitude_m: c.station.heightM,
          min_elevation_deg: c.maskDeg,
        },
      ],
    })
    const seconds = (utc: string | null) => (Date.parse(String(utc)) - Date.parse(start)) / 1000
    const whole = summary.passes.filter(p => p.rise_utc !== null && p.set_utc !== null)
    expect(whole.length).toBe(c.passes.length)
    for (const [k, p] of c.passes.entries()) {
      expect(Math.abs(seconds(whole[k].rise_utc) - p.riseS)).toBeLessThan(0.5)
      expect(Math.abs(seconds(whole[k].set_utc) - p.setS)).toBeLessThan(0.5)
      expect(Math.abs(seconds(whole[k].culmination_utc) - p.culminationS)).toBeLessThan(0.5)
      expect(Math.abs(Number(whole[k].max_elevation_deg) - p.maxElevationDeg)).toBeLessThan(0.02)
    }
    // The mean of contact_frac over the day is the time in contact, whatever the tick.
    const contact = columnOf(recording, 'dish.contact_frac') as Float64Array
    const told_s = summary.passes.reduce((sum, p) => sum + p.duration_s, 0)
    expect(contact.slice(1).reduce((sum, v) => sum + v * step_s, 0)).toBeCloseTo(told_s, 2)
  })
})
