import { describe, expect, it } from 'vitest'
import { albedoKnocke, emissivityKnocke, infraredKnocke_W_m2 } from '../../engine/physics/light/earth-radiation.ts'
import { incidenceFromTable } from '../../engine/physics/pointing/incidence.ts'

const at = (iso: string) => Date.parse(iso) / 1000

describe('what the Earth sends up, by latitude and season', () => {
  it('has the published coefficients at the pole, the equator and the epoch', () => {
    // At 22 December 1981 the annual term is at its top; P2 is 1 at a pole and -1/2 on the equator.
    const epoch = at('1981-12-22T00:00:00Z')
    expect(albedoKnocke(Math.PI / 2, epoch)).toBeCloseTo(0.34 + 0.1 + 0.29, 12)
    expect(albedoKnocke(-Math.PI / 2, epoch)).toBeCloseTo(0.34 - 0.1 + 0.29, 12)
    expect(albedoKnocke(0, epoch)).toBeCloseTo(0.34 - 0.145, 12)
    expect(emissivityKnocke(Math.PI / 2, epoch)).toBeCloseTo(0.68 - 0.07 - 0.18, 12)
    expect(emissivityKnocke(0, epoch)).toBeCloseTo(0.68 + 0.09, 12)
    const half = epoch + (365.25 / 2) * 86400
    expect(albedoKnocke(Math.PI / 2, half)).toBeCloseTo(0.34 - 0.1 + 0.29, 12)
    expect(infraredKnocke_W_m2(0, half, 1361)).toBeCloseTo((1361 / 4) * 0.77, 9)
  })
  it('averages over the globe to its first coefficients, on any day, and stays between 0 and 1', () => {
    for (const utc_s of [at('2026-03-20T00:00:00Z'), at('2026-12-22T00:00:00Z')]) {
      let albedo = 0
      let emissivity = 0
      const bands = 2000
      for (let i = 0; i < bands; i++) {
        const lat_rad = Math.asin(-1 + (2 * i + 1) / bands)
        albedo += albedoKnocke(lat_rad, utc_s) / bands
        emissivity += emissivityKnocke(lat_rad, utc_s) / bands
        expect(albedoKnocke(lat_rad, utc_s)).toBeGreaterThan(0.1)
        expect(albedoKnocke(lat_rad, utc_s)).toBeLessThan(0.8)
      }
      expect(albedo).toBeCloseTo(0.34, 6)
      expect(emissivity).toBeCloseTo(0.68, 6)
    }
  })
})

describe('incidence', () => {
  it('follows a measured table in the angle, to nothing at 90 degrees', () => {
    const angles = Float64Array.of(0, 60, 80)
    const parts = Float64Array.of(1, 0.48, 0.1)
    const at_deg = (angle: number) => incidenceFromTable(Math.cos((angle * Math.PI) / 180), angles, parts)
    for (const [angle, want] of [
      [0, 1],
      [30, 0.74],
      [60, 0.48],
      [70, 0.29],
      [80, 0.1],
      [85, 0.05],
    ]) {
      expect(at_deg(angle)).toBeCloseTo(want, 12)
    }
    expect(at_deg(90.1)).toBe(0)
    expect(incidenceFromTable(1 + 1e-15, angles, parts)).toBe(1)
    expect(incidenceFromTable(-1, angles, parts)).toBe(0)
  })
})
