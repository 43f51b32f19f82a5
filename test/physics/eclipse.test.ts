import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findContacts } from '../../engine/physics/light/contacts.ts'
import { litFraction, penumbraGauge, umbraGauge } from '../../engine/physics/light/eclipse.ts'
import { findShadows, type Shadow } from '../../engine/physics/light/shadows.ts'
import { sunTeme_km } from '../../engine/physics/light/sun.ts'
import { elementsFromOmm, makePropagator } from '../../engine/physics/orbit/orbit.ts'
import { truth } from '../load.ts'

type Omm = Record<string, unknown> & { OBJECT_NAME: string; EPOCH: string }

/** The satellite and the Sun on the clock of the reference: seconds after the epoch. */
function clockOf(omm: Omm) {
  const propagator = makePropagator(elementsFromOmm(omm))
  const epoch_s = propagator.epoch_us / 1e6
  const state = new Float64Array(6)
  return {
    positionAt: (t_s: number, out: Float64Array) => {
      if (propagator.state(t_s, state) !== 0) throw new Error(`SGP4 fails at ${t_s} s`)
      for (let k = 0; k < 3; k++) out[k] = state[k]
    },
    sunAt: (t_s: number, out: Float64Array) => sunTeme_km(epoch_s + t_s, out),
  }
}

/** The Sun every hour and the straight line between: 0.02 arcsec off, and a year takes seconds. */
function hourly(sunAt: (t_s: number, out: Float64Array) => void): (t_s: number, out: Float64Array) => void {
  const known = new Map<number, Float64Array>()
  const at = (hour: number) => {
    const sun = known.get(hour) ?? new Float64Array(3)
    if (!known.has(hour)) {
      sunAt(hour * 3600, sun)
      known.set(hour, sun)
    }
    return sun
  }
  return (t_s, out) => {
    const hour = Math.floor(t_s / 3600)
    const share = t_s / 3600 - hour
    const a = at(hour)
    const b = at(hour + 1)
    for (let k = 0; k < 3; k++) out[k] = a[k] + share * (b[k] - a[k])
  }
}

function visibleAt({ positionAt, sunAt }: ReturnType<typeof clockOf>, t_s: number): number {
  const r = new Float64Array(6)
  const s = new Float64Array(3)
  positionAt(t_s, r)
  sunAt(t_s, s)
  return litFraction(r, s)
}

describe('the penumbra of the seven days', () => {
  const { cases } = truth<{
    cases: { omm: Omm; penumbraCurve: { t: number; visibleEllipsoid: number }[] }[]
  }>('eclipse-day.json')
  it.each(cases.filter(c => c.penumbraCurve.length > 0).map(c => [c.omm.OBJECT_NAME, c] as const))('%s', (_name, c) => {
    const clock = clockOf(c.omm)
    for (const p of c.penumbraCurve)
      expect(Math.abs(visibleAt(clock, p.t) - p.visibleEllipsoid), `${p.t} s`).toBeLessThan(0.005)
  })
})

interface Extended {
  name: string
  omm: Omm
  spanS: number
  wgs84: {
    equivalentDarkS: number
    eclipses: {
      penumbraEntryS: number | null
      umbraEntryS: number | null
      umbraExitS: number | null
      penumbraExitS: number | null
      minVisibleFraction: number
    }[]
  }
}

// A shadow that hides under a ten-thousandth of the Sun has a double root for contacts: neither side can time it.
const BRUSH_frac = 0.9999

describe.each(['c-eclipse-day-sso', 'c-eclipse-day-other'])('contacts of %s', file => {
  const { cases } = truth<{ cases: Extended[] }>(`extended/${file}.json`)
  it.each(cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
    const { positionAt, sunAt } = clockOf(c.omm)
    const found: { kind: string; t_s: number }[] = []
    findContacts(positionAt, sunAt, 0, c.spanS, (kind, t_s) => found.push({ kind, t_s }))
    const expected = c.wgs84.eclipses
      .filter(e => e.minVisibleFraction < BRUSH_frac)
      .flatMap(
        e =>
          [
            ['penumbra-start', e.penumbraEntryS],
            ['umbra-start', e.umbraEntryS],
            ['umbra-end', e.umbraExitS],
            ['penumbra-end', e.penumbraExitS],
          ] as const,
      )
      .filter((e): e is readonly [(typeof e)[0], number] => e[1] !== null)
    for (const [kind, t_s] of expected) {
      const miss_s = Math.min(...found.filter(f => f.kind === kind).map(f => Math.abs(f.t_s - t_s)))
      // Where the orbit grazes the shadow a contact moves by seconds for a metre; elsewhere 0.02 s is the Sun's arcsecond.
      expect(miss_s, `${kind} at ${t_s} s`).toBeLessThan(c.name.startsWith('graze') ? 0.2 : 0.05)
    }
  })
})

describe('a year of shadow', () => {
  const { cases } = truth<{
    cases: {
      omm: Omm
      eclipseDays: number
      firstEclipseDay: number | null
      lastEclipseDay: number | null
      longestEclipseMin: number
      annualSunlitFraction: number
      eclipseMinutesByDay: number[]
    }[]
  }>('eclipse-year.json')
  it.each(cases.map(c => [c.omm.OBJECT_NAME, c] as const))('%s', (_name, c) => {
    const { positionAt, sunAt } = clockOf(c.omm)
    const shadows = findShadows(positionAt, hourly(sunAt), 0, 365 * 86400)
    const dark_s = shadows.reduce((sum, s) => sum + s.dark_s, 0)
    expect(Math.abs(1 - dark_s / (365 * 86400) - c.annualSunlitFraction)).toBeLessThan(1e-4)
    // To the reference a shadow is what hides the centre of the Sun.
    const deep = shadows.filter(s => s.least_frac < 0.5)
    const longest_min = Math.max(0, ...deep.map(s => s.dark_s)) / 60
    expect(Math.abs(longest_min - c.longestEclipseMin)).toBeLessThan(0.2)
    const minutes = minutesByDay(deep)
    const days = [...minutes].flatMap((m, day) => (m > 0 ? [day] : []))
    // Sampled every 60 s, the reference may miss the short shadow on the first or on the last day.
    expect(Math.abs(days.length - c.eclipseDays)).toBeLessThanOrEqual(1)
    if (days.length > 0) {
      expect(Math.abs(days[0] - Number(c.firstEclipseDay))).toBeLessThanOrEqual(1)
      expect(Math.abs(days[days.length - 1] - Number(c.lastEclipseDay))).toBeLessThanOrEqual(1)
    }
    const year_min = [...minutes].reduce((sum, m) => sum + m, 0)
    expect(Math.abs(year_min - c.eclipseMinutesByDay.reduce((sum, m) => sum + m, 0))).toBeLessThan(0.1 * 365)
  })
})

/** A shadow that midnight cuts belongs to both days. */
function minutesByDay(shadows: readonly Shadow[]): Float64Array {
  const minutes = new Float64Array(365)
  for (const s of shadows) {
    const middle_s = 0.5 * (s.start_s + s.end_s)
    const from_s = middle_s - 0.5 * s.dark_s
    const to_s = middle_s + 0.5 * s.dark_s
    const midnight_s = Math.ceil(from_s / 86400) * 86400
    minutes[Math.floor(from_s / 86400)] += (Math.min(to_s, midnight_s) - from_s) / 60
    if (to_s > midnight_s) minutes[midnight_s / 86400] += (to_s - midnight_s) / 60
  }
  return minutes
}

describe('a year of shadow, against contacts that were refined', () => {
  const { cases } = truth<{
    cases: {
      name: string
      omm: Omm
      wgs84: {
        eclipses: number
        maxShadowMin: number
        annualSunlitFraction: number
        daily: { longestShadowMin: number[]; eclipseCount: number[] }
      }
    }[]
  }>('extended/c-eclipse-year.json')
  it.each(cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
    const { positionAt, sunAt } = clockOf(c.omm)
    const shadows = findShadows(positionAt, hourly(sunAt), 0, 365 * 86400)
    const dark_s = shadows.reduce((sum, s) => sum + s.dark_s, 0)
    expect(Math.abs(1 - dark_s / (365 * 86400) - c.wgs84.annualSunlitFraction)).toBeLessThan(2e-5)
    const longest = new Float64Array(365)
    for (const s of shadows) {
      const day = Math.floor((0.5 * (s.start_s + s.end_s)) / 86400)
      longest[day] = Math.max(longest[day], (s.end_s - s.start_s) / 60)
    }
    expect(Math.abs(Math.max(...longest) - c.wgs84.maxShadowMin)).toBeLessThan(0.01)
    // In the grazing season a metre is seconds of shadow: 0.05 min there, and on every day within the 0.2 min that is asked.
    for (const [day, expected_min] of c.wgs84.daily.longestShadowMin.entries())
      expect(Math.abs(longest[day] - expected_min), `day ${day}`).toBeLessThan(0.2)
  })
})

describe('no place makes the eclipse NaN', () => {
  const anywhere = fc.tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: 6378.2, max: 5e5, noNaN: true }),
  )
  const sun = Float64Array.of(-26e6, 132e6, 57e6)
  it('outside the Earth a fraction, in the sense of both gauges', () => {
    fc.assert(
      fc.property(anywhere, ([x, y, z, r_km]) => {
        const length = Math.hypot(x, y, z)
        fc.pre(length > 1e-3)
        const r = Float64Array.of((x / length) * r_km, (y / length) * r_km, (z / length) * r_km)
        const lit = litFraction(r, sun)
        expect(lit).toBeGreaterThanOrEqual(0)
        expect(lit).toBeLessThanOrEqual(1)
        if (penumbraGauge(r, sun) > 0) expect(lit).toBe(1)
        if (umbraGauge(r, sun) < 0) expect(lit).toBe(0)
      }),
      { numRuns: 3000 },
    )
  })

  it('on the axis of the shadow, on the poles and on the ground', () => {
    const length = Math.hypot(...sun)
    const along = (km: number) => Float64Array.from(sun, v => (v / length) * km)
    expect(litFraction(along(-7000), sun)).toBe(0)
    expect(litFraction(along(7000), sun)).toBe(1)
    expect(litFraction(Float64Array.of(0, 0, 6356.7523142), Float64Array.of(149e6, 0, 1e7))).toBe(1)
    expect(litFraction(Float64Array.of(0, 0, 6356.7523142), Float64Array.of(149e6, 0, -1e7))).toBe(0)
    expect(litFraction(Float64Array.of(6378.137, 0, 0), Float64Array.of(-149e6, 0, 0))).toBe(0)
  })

  it('inside the Earth is refused, with the place', () => {
    for (const r of [Float64Array.of(0, 0, 0), Float64Array.of(100, 6000, 0), Float64Array.of(0, 0, -6300)])
      expect(() => litFraction(r, sun)).toThrow(/not a place outside the Earth/)
    expect(() => litFraction(Float64Array.of(Number.NaN, 0, 0), sun)).toThrow(RangeError)
  })
})
