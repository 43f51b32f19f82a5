import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  elevation_rad,
  fixedToGeodetic,
  geodeticToFixed,
  makeStation,
  type Station,
  subsatellitePoint,
  sunElevationBelow_rad,
} from '../../engine/physics/orbit/ground.ts'
import { elementsFromOmm, makePropagator } from '../../engine/physics/orbit/orbit.ts'
import { findPassEvents } from '../../engine/physics/orbit/passes.ts'
import { gmst82_rad } from '../../engine/physics/orbit/time.ts'

interface Case {
  omm: Record<string, unknown>
  station: { name: string; latDeg: number; lonDeg: number; heightM: number }
  maskDeg: number
  durationS: number
  passes: { riseS: number; culminationS: number; setS: number; maxElevationDeg: number }[]
}
const cases: Case[] = JSON.parse(readFileSync(new URL('../truth/passes.json', import.meta.url), 'utf8')).cases
const DEG = Math.PI / 180

function orbitOf(c: Case) {
  const propagator = makePropagator(elementsFromOmm(c.omm))
  return { at: (t_s: number, out: Float64Array) => void propagator.state(t_s, out), utc_s: propagator.epoch_us / 1e6 }
}
const stationOf = (c: Case) => makeStation(c.station.latDeg, c.station.lonDeg, c.station.heightM / 1000)

/** A whole pass: times in s, the highest elevation in rad. */
interface Pass {
  readonly rise_s: number
  readonly culmination_s: number
  readonly set_s: number
  readonly maxElevation_rad: number
}

/** The passes that rise and set within the span; those cut by its ends are left out. As `findPassEvents`. */
function findPasses(
  station: Station,
  mask_rad: number,
  positionAt: (t_s: number, out: Float64Array) => void,
  epochUtc_s: number,
  from_s: number,
  to_s: number,
): Pass[] {
  const passes: Pass[] = []
  let rise_s = Number.NaN
  let culmination_s = 0
  let maxElevation_rad = 0
  findPassEvents(station, mask_rad, positionAt, epochUtc_s, from_s, to_s, (kind, t_s, elevation_rad) => {
    if (kind === 'rise') {
      rise_s = t_s
      maxElevation_rad = Number.NEGATIVE_INFINITY
    } else if (kind === 'culmination' && elevation_rad > maxElevation_rad) {
      culmination_s = t_s
      maxElevation_rad = elevation_rad
    } else if (kind === 'set' && !Number.isNaN(rise_s)) {
      passes.push({ rise_s, culmination_s, set_s: t_s, maxElevation_rad })
      rise_s = Number.NaN
    }
  })
  return passes
}

describe('passes over a station', () => {
  it('rise, culminate and set within 0.1 s of Skyfield, and none is missing or invented', () => {
    let count = 0
    for (const c of cases) {
      const { at, utc_s } = orbitOf(c)
      const got = findPasses(stationOf(c), c.maskDeg * DEG, at, utc_s, 0, c.durationS)
      expect(got.length).toBe(c.passes.length)
      c.passes.forEach((p, i) => {
        expect(Math.abs(got[i].rise_s - p.riseS)).toBeLessThan(0.1)
        expect(Math.abs(got[i].culmination_s - p.culminationS)).toBeLessThan(0.1)
        expect(Math.abs(got[i].set_s - p.setS)).toBeLessThan(0.1)
        expect(Math.abs(got[i].maxElevation_rad / DEG - p.maxElevationDeg)).toBeLessThan(0.02)
        count++
      })
    }
    expect(count).toBe(20)
  })
  it('are the same cut into ticks of any length, no event twice and none lost', () => {
    const c = cases[0]
    const { at, utc_s } = orbitOf(c)
    const eventsOf = (tick_s: number) => {
      const events: string[] = []
      for (let t = 0; t < 30000; t += tick_s) {
        findPassEvents(stationOf(c), c.maskDeg * DEG, at, utc_s, t, t + tick_s, (kind, t_s) => {
          events.push(`${kind} ${t_s.toFixed(1)}`)
        })
      }
      return events
    }
    const whole = c.passes.filter(p => p.setS < 30000).length
    const got = eventsOf(30000)
    expect(got.length).toBeGreaterThanOrEqual(3 * whole)
    const times = (events: string[]) => events.map(e => [e.split(' ')[0], Number(e.split(' ')[1])] as const)
    for (const tick_s of [7.5, 100, 600]) {
      const cut = times(eventsOf(tick_s))
      expect(cut.length).toBe(got.length)
      times(got).forEach(([kind, t_s], i) => {
        expect(cut[i][0]).toBe(kind)
        expect(Math.abs(cut[i][1] - t_s)).toBeLessThan(0.11)
      })
    }
  })
  it('shorter than the scan are found: the mask a hair below the top of a known pass', () => {
    for (const c of cases) {
      const { at, utc_s } = orbitOf(c)
      for (const p of c.passes) {
        const sample = new Float64Array(6)
        at(p.culminationS, sample)
        const top = elevation_rad(stationOf(c), sample[0], sample[1], sample[2], gmst82_rad(utc_s + p.culminationS))
        const mask_rad = top - 0.0005 * DEG
        const got = findPasses(stationOf(c), mask_rad, at, utc_s, p.riseS - 100, p.setS + 100)
        expect(got.length).toBe(1)
        expect(got[0].set_s - got[0].rise_s).toBeLessThan(20)
        expect(Math.abs(0.5 * (got[0].set_s + got[0].rise_s) - p.culminationS)).toBeLessThan(1)
      }
    }
  })
})

describe('the ground', () => {
  it('turns geodetic places to and fro', () => {
    const out = new Float64Array(3)
    for (const lat of [-90, -89.9999, -45, -1e-9, 0, 0.3, 60, 89.99999, 90]) {
      for (const lon of [-179.9, 0, 103.8]) {
        for (const height_km of [-0.4, 0, 0.45, 650, 36000]) {
          geodeticToFixed(lat * DEG, lon * DEG, height_km, out)
          fixedToGeodetic(out[0], out[1], out[2], out)
          expect(Math.abs(out[0] - lat * DEG)).toBeLessThan(1e-11)
          if (Math.abs(lat) < 89.9) expect(Math.abs(out[1] - lon * DEG)).toBeLessThan(1e-12)
          expect(Math.abs(out[2] - height_km)).toBeLessThan(1e-8)
        }
      }
    }
  })
  it('has the radii of WGS 84 at the equator and the pole', () => {
    const out = new Float64Array(3)
    geodeticToFixed(0, 0, 0, out)
    expect(out[0]).toBe(6378.137)
    geodeticToFixed(Math.PI / 2, 0, 0, out)
    expect(out[2]).toBeCloseTo(6356.752314245, 8) // polar radius as NGA.STND.0036 prints it
    fixedToGeodetic(0, 0, -7000, out)
    expect(out[0]).toBeCloseTo(-Math.PI / 2, 12)
    expect(out[2]).toBeCloseTo(7000 - 6356.752314245, 8)
  })
  it('is told below a satellite: over a station the elevation is a right angle', () => {
    const out = new Float64Array(3)
    const gmst = 1.234
    geodeticToFixed(0.7, -2.1, 500, out)
    const x = out[0] * Math.cos(gmst) - out[1] * Math.sin(gmst)
    const y = out[0] * Math.sin(gmst) + out[1] * Math.cos(gmst)
    const z = out[2]
    subsatellitePoint(x, y, z, gmst, out)
    expect(out[0]).toBeCloseTo(0.7, 11)
    expect(out[1]).toBeCloseTo(-2.1, 11)
    expect(out[2]).toBeCloseTo(500, 8)
    const station = makeStation(0.7 / DEG, -2.1 / DEG, 0.2)
    expect(elevation_rad(station, x, y, z, gmst)).toBeCloseTo(Math.PI / 2, 7)
    // The Sun along the vertical is at 90 deg, square to it at 0.
    const up = [Math.cos(0.7) * Math.cos(-2.1 + gmst), Math.cos(0.7) * Math.sin(-2.1 + gmst), Math.sin(0.7)]
    expect(sunElevationBelow_rad(x, y, z, 3 * up[0], 3 * up[1], 3 * up[2])).toBeCloseTo(Math.PI / 2, 7)
    expect(sunElevationBelow_rad(x, y, z, -up[1], up[0], 0)).toBeCloseTo(0, 11)
  })
})
