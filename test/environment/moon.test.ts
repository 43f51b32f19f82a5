import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { visibleOfDisc } from '../../engine/physics/light/disc.ts'
import { visibleOfDarkenedDisc } from '../../engine/physics/light/limb-darkening.ts'
import { moonTeme_km } from '../../engine/physics/light/moon.ts'
import { moonLitFraction } from '../../engine/physics/light/moon-shadow.ts'
import { sunTeme_km } from '../../engine/physics/light/sun.ts'
import { truth } from '../load.ts'

const { moon, eclipse } = truth<{
  moon: { utc: string; temeKm: number[] }[]
  eclipse: { utc: string; temeKm: number[]; visible: number }[]
}>('moon.json')

describe('the Moon against the Swiss Ephemeris', () => {
  it('within 25 arcsec and 60 km from 2000 to 2050', () => {
    const ours = new Float64Array(3)
    for (const m of moon) {
      moonTeme_km(Date.parse(m.utc) / 1000, ours)
      const [x, y, z] = m.temeKm
      const length = Math.hypot(x, y, z)
      const cross = Math.hypot(y * ours[2] - z * ours[1], z * ours[0] - x * ours[2], x * ours[1] - y * ours[0])
      expect((cross / (length * Math.hypot(...ours))) * 206264.8, m.utc).toBeLessThan(25)
      expect(Math.abs(Math.hypot(...ours) - length), m.utc).toBeLessThan(60)
    }
  })

  it('leaves of the Sun on 2026-08-12 what the reference says, within 0.01', () => {
    expect(eclipse.length).toBeGreaterThan(20)
    for (const e of eclipse) {
      const sun = new Float64Array(3)
      const at = new Float64Array(3)
      sunTeme_km(Date.parse(e.utc) / 1000, sun)
      moonTeme_km(Date.parse(e.utc) / 1000, at)
      expect(Math.abs(moonLitFraction(Float64Array.from(e.temeKm), sun, at) - e.visible), e.utc).toBeLessThan(0.01)
    }
  })
})

/** Visible light of a darkened disc behind an edge, by strips in two dimensions. */
function byStrips(height: number, curvature: number): number {
  let seen = 0
  let all = 0
  const n = 600
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const x = -1 + (2 * (i + 0.5)) / n
      const y = -1 + (2 * (k + 0.5)) / n
      const r2 = x * x + y * y
      if (r2 >= 1) continue
      const mu = Math.sqrt(1 - r2)
      const light = 0.3 + 0.93 * mu - 0.23 * mu * mu
      all += light
      // The body rises from below: its edge reaches `height` at x = 0.
      const hidden = curvature === 0 ? y < height : Math.hypot(x, y - (height - 1 / curvature)) < 1 / curvature
      if (!hidden) seen += light
    }
  return seen / all
}

describe('a disc dark towards its limb', () => {
  it.each([
    [0, 0],
    [0.5, 0],
    [-0.7, 0.004],
    [0.3, 0.9],
    [-0.2, 0.97],
  ])('height %f, curvature %f, against strips', (height, curvature) => {
    expect(Math.abs(visibleOfDarkenedDisc(height, curvature) - byStrips(height, curvature))).toBeLessThan(2e-3)
  })

  it('is whole before the first contact, dark after the second, half at a straight edge through the centre', () => {
    expect(visibleOfDarkenedDisc(-1, 0.004)).toBe(1)
    expect(visibleOfDarkenedDisc(1, 0.004)).toBe(0)
    expect(visibleOfDarkenedDisc(0, 0)).toBeCloseTo(0.5, 12)
    let largest = 0
    for (let h = -1; h <= 1; h += 0.01)
      largest = Math.max(largest, Math.abs(visibleOfDarkenedDisc(h, 0) - visibleOfDisc(h, 0)))
    expect(largest).toBeLessThan(0.03)
    expect(largest).toBeGreaterThan(0.01)
  })
})

describe('through the engine', () => {
  // A dawn-dusk constellation of twelve on the day of the eclipse: some of them fly through the Moon's shadow.
  const run = (environment: object, step_s: number, anomaly: number, ltan_h = 18) =>
    simulate({
      name: 'eclipse',
      start: '2026-08-12T16:00:00Z',
      duration: '3 h',
      step_s,
      orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h, mean_anomaly_deg: anomaly },
      environment,
      parts: [{ id: 'load', kind: 'load.constant', power_W: 1 }],
    })
  const sunlit = (environment: object, step_s: number, anomaly: number) =>
    Number(run(environment, step_s, anomaly).summary.sunlit_frac)

  it('the Moon dims some of a dawn-dusk ring, and a tick of 60 s sees it as one of 5 s does', () => {
    const anomalies = [0, 60, 120, 180, 240, 300]
    const losses = anomalies.map(a => sunlit({}, 60, a) - sunlit({ moon_shadow: true }, 60, a))
    const [worst] = [...anomalies].sort((a, b) => losses[anomalies.indexOf(b)] - losses[anomalies.indexOf(a)])
    expect(Math.max(...losses)).toBeGreaterThan(0.005)
    const coarse = sunlit({ moon_shadow: true }, 60, worst)
    const fine = sunlit({ moon_shadow: true }, 5, worst)
    expect(Math.abs(coarse - fine)).toBeLessThan(1e-4)
  })

  it('limb darkening reshapes the penumbra and keeps its mean', () => {
    const dark = run({ limb_darkening: true }, 1, 0, 12)
    const uniform = run({}, 1, 0, 12)
    const largest = Math.max(
      ...Array.from(columnOf(dark.recording, 'sky.lit_frac') as Float64Array, (v, k) =>
        Math.abs(v - Number(columnOf(uniform.recording, 'sky.lit_frac')?.[k])),
      ),
    )
    expect(largest).toBeGreaterThan(0.01)
    expect(Math.abs(Number(dark.summary.sunlit_frac) - Number(uniform.summary.sunlit_frac))).toBeLessThan(2e-5)
  })
})
