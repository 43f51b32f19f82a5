import { describe, expect, it } from 'vitest'
import { densityCira2012_kg_m3 } from '../../engine/physics/orbit/atmosphere.ts'
import { decay_km_day, holdingDeltaV_m_s_day } from '../../engine/physics/orbit/drag.ts'

/** Harris-Priester night and day densities at mean activity (Montenbruck & Gill, Satellite Orbits, as in Orekit's HarrisPriester), kg/m3. */
const HARRIS_PRIESTER = [
  [200, 2.557e-10, 3.162e-10],
  [300, 1.708e-11, 3.526e-11],
  [400, 2.249e-12, 7.492e-12],
  [500, 3.916e-13, 2.042e-12],
  [600, 8.07e-14, 6.39e-13],
  [700, 2.043e-14, 2.185e-13],
  [800, 7.069e-15, 8.059e-14],
] as const
/** NRLMSISE-00 at moderate activity as tabulated in CIRA-2012, from copies other than that of the table under test, kg/m3. */
const NRLMSISE = [
  [200, 2.84e-10],
  [400, 3.96e-12],
  [500, 7.85e-13],
  [600, 1.8e-13],
  [700, 4.8e-14],
  [800, 1.57e-14],
  [900, 6.59e-15],
] as const

describe('density of the air', () => {
  it('at moderate activity lies between night and day of Harris-Priester, within a part in a hundred', () => {
    for (const [altitude_km, night, day] of HARRIS_PRIESTER) {
      const density = densityCira2012_kg_m3(altitude_km, 'moderate')
      expect(density).toBeGreaterThan(night)
      expect(density).toBeLessThan(1.01 * day)
    }
  })
  it('at moderate activity is within a quarter of NRLMSISE-00', () => {
    for (const [altitude_km, density] of NRLMSISE) {
      const ratio = densityCira2012_kg_m3(altitude_km, 'moderate') / density
      expect(ratio).toBeGreaterThan(1)
      expect(ratio).toBeLessThan(1.25)
    }
  })
  it('falls with height and rises with activity above 140 km; between rows it is their geometric mean', () => {
    for (const activity of ['low', 'moderate', 'high', 'peak'] as const) {
      for (let h = 100; h < 1200; h += 7) {
        expect(densityCira2012_kg_m3(h + 7, activity)).toBeLessThan(densityCira2012_kg_m3(h, activity))
      }
      const middle = densityCira2012_kg_m3(510, activity)
      const ends = densityCira2012_kg_m3(500, activity) * densityCira2012_kg_m3(520, activity)
      expect((middle * middle) / ends).toBeCloseTo(1, 12)
    }
    for (let h = 140; h < 900; h += 10) {
      const at = (a: 'low' | 'moderate' | 'high' | 'peak') => densityCira2012_kg_m3(h, a)
      expect(at('low')).toBeLessThan(at('moderate'))
      expect(at('moderate')).toBeLessThan(at('high'))
      expect(at('high')).toBeLessThan(at('peak'))
    }
    expect(() => densityCira2012_kg_m3(90, 'low')).toThrow(/100 km/)
    expect(() => densityCira2012_kg_m3(Number.NaN, 'low')).toThrow(RangeError)
  })
})

describe('drag on a circular orbit', () => {
  it('decays as an integration of the motion does', () => {
    // Two bodies and -1/2 rho (Cd A/m) v v, constant rho, one revolution, by Runge-Kutta; the energy before and after gives the axis.
    const mu = 398600.4418
    const density = 1e-11
    const ballistic = 0.02
    const k = 0.5 * density * ballistic * 1e3 // per km
    const a0 = 6378.137 + 350
    let y = [a0, 0, 0, Math.sqrt(mu / a0)]
    const rate = (s: number[]) => {
      const r3 = Math.hypot(s[0], s[1]) ** 3
      const v = Math.hypot(s[2], s[3])
      return [s[2], s[3], (-mu * s[0]) / r3 - k * v * s[2], (-mu * s[1]) / r3 - k * v * s[3]]
    }
    const plus = (s: number[], d: number[], h: number) => s.map((x, i) => x + h * d[i])
    const period = 2 * Math.PI * Math.sqrt(a0 ** 3 / mu)
    const steps = 2000
    const h = period / steps
    for (let i = 0; i < steps; i++) {
      const k1 = rate(y)
      const k2 = rate(plus(y, k1, h / 2))
      const k3 = rate(plus(y, k2, h / 2))
      const k4 = rate(plus(y, k3, h))
      y = y.map((x, j) => x + (h / 6) * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]))
    }
    const a1 = 1 / (2 / Math.hypot(y[0], y[1]) - (y[2] ** 2 + y[3] ** 2) / mu)
    const want = ((a1 - a0) * 86400) / period
    expect(decay_km_day(350, density, ballistic) / want).toBeCloseTo(1, 3)
  })
  it('costs the delta-v that raises a circular orbit by what it lost: dv = v da / (2 a)', () => {
    for (const altitude_km of [350, 650]) {
      const a_km = 6378.137 + altitude_km
      const v_m_s = Math.sqrt(398600.4418 / a_km) * 1e3
      const lost_km = -decay_km_day(altitude_km, 1e-12, 0.01)
      expect(holdingDeltaV_m_s_day(altitude_km, 1e-12, 0.01)).toBeCloseTo((v_m_s * lost_km) / (2 * a_km), 12)
    }
  })
})
