import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { albedoFactor, albedoFactorVec } from '../../engine/physics/light/albedo.ts'
import { earthViewFactor } from '../../engine/physics/light/earth-view.ts'

interface Plate {
  altitudeKm: number
  tiltFromNadirDeg: number
  solarZenithDeg: number
  sunAzimuthDeg: number
  earthViewFactor: number
  albedoFactor: number
}
interface Radiation {
  viewFactors: { altitudeKm: number; tiltFromNadirDeg: number; viewFactorEarth: number }[]
  albedo: {
    altitudeKm: number
    tiltFromNadirDeg: number
    sunZenithDeg: number
    sunAzimuthDeg: number
    albedoFactor: number
  }[]
  albedoSphere: { altitudeKm: number; sunZenithDeg: number; albedoFactorPerProjectedArea: number }[]
}
const truth = (name: string) => JSON.parse(readFileSync(new URL(`../truth/${name}`, import.meta.url), 'utf8'))
const plates: Plate[] = truth('plate-environment.json').cases
const radiation: Radiation = truth('extended/f-radiation.json')
const rad = (deg: number) => (deg * Math.PI) / 180
const cos = (deg: number) => Math.cos(rad(deg))

describe('the Earth seen by a plate', () => {
  it('is the analytic view factor to 1e-9 in every case of the second reference', () => {
    expect(radiation.viewFactors.length).toBe(60)
    for (const c of radiation.viewFactors) {
      expect(Math.abs(earthViewFactor(c.altitudeKm, cos(c.tiltFromNadirDeg)) - c.viewFactorEarth)).toBeLessThan(1e-9)
    }
  })
  it('is the quadrature of the first reference to its own 1e-6', () => {
    expect(plates.length).toBe(80)
    for (const c of plates) {
      expect(Math.abs(earthViewFactor(c.altitudeKm, cos(c.tiltFromNadirDeg)) - c.earthViewFactor)).toBeLessThan(1e-6)
    }
  })
  it('is 1 on the ground looking down, 1/2 on edge, and adds up over both sides to 1 there', () => {
    expect(earthViewFactor(0, 1)).toBe(1)
    expect(earthViewFactor(0, 0)).toBeCloseTo(0.5, 12)
    // On the ground the plate sees half the sphere: (1 + cos tilt)/2, the flat ground of the building engineers.
    for (const c of [-0.9, -0.5, 0.3, 0.8]) expect(earthViewFactor(0, c)).toBeCloseTo((1 + c) / 2, 12)
  })
  it('is never NaN, never outside 0 to 1, and has no step, right through both edges', () => {
    for (const altitude_km of [-5, 0, 1e-9, 350, 650, 36000, 1e9]) {
      let last = earthViewFactor(altitude_km, -1)
      for (let k = -2000; k <= 2000; k++) {
        const factor = earthViewFactor(altitude_km, k / 2000)
        expect(factor).toBeGreaterThanOrEqual(0)
        expect(factor).toBeLessThanOrEqual(1)
        expect(factor - last).toBeGreaterThan(-1e-12)
        expect(factor - last).toBeLessThan(3e-3)
        last = factor
      }
      const edge = 1 / (1 + Math.max(0, altitude_km) / 6378.137)
      for (const c of [edge, -edge, edge * (1 + 1e-16), -edge * (1 - 1e-16), 1 + 1e-12]) {
        expect(earthViewFactor(altitude_km, c)).not.toBeNaN()
      }
    }
  })
})

describe('sunlight reflected by the Earth onto a plate', () => {
  it('is within 2e-5 of every case of both references, plates that see the horizon and night below included', () => {
    expect(radiation.albedo.length).toBe(203)
    for (const c of radiation.albedo) {
      const got = albedoFactor(c.altitudeKm, cos(c.tiltFromNadirDeg), cos(c.sunZenithDeg), rad(c.sunAzimuthDeg))
      expect(Math.abs(got - c.albedoFactor)).toBeLessThan(2e-5)
    }
    for (const c of plates) {
      const got = albedoFactor(c.altitudeKm, cos(c.tiltFromNadirDeg), cos(c.solarZenithDeg), rad(c.sunAzimuthDeg))
      expect(Math.abs(got - c.albedoFactor)).toBeLessThan(2e-5)
    }
  })
  it('sums over all orientations to what a small sphere receives', () => {
    // Mean over directions of max(0, n.k) is 1/4 of the full flux, so 4 times the mean of the factor is the sphere's, per projected area.
    const turns = 24
    const heights = 48
    for (const c of radiation.albedoSphere.filter(s => s.altitudeKm === 400 || s.altitudeKm === 800)) {
      let sum = 0
      for (let i = 0; i < heights; i++) {
        for (let k = 0; k < turns; k++) {
          const up = -1 + (2 * i + 1) / heights
          sum += albedoFactor(c.altitudeKm, up, cos(c.sunZenithDeg), (2 * Math.PI * (k + 0.5)) / turns)
        }
      }
      expect(Math.abs((4 * sum) / (turns * heights) - c.albedoFactorPerProjectedArea)).toBeLessThan(2e-3)
    }
  })
  it('is the same from vectors in any frame', () => {
    // Up along z; then everything turned by 90 degrees twice.
    const got = albedoFactor(650, cos(70), cos(80), rad(40))
    const n = [Math.sin(rad(70)), 0, -cos(70)]
    const s = [Math.sin(rad(80)) * cos(40), Math.sin(rad(80)) * Math.sin(rad(40)), cos(80)]
    const r = 6378.137 + 650
    expect(albedoFactorVec(0, 0, r, n[0], n[1], n[2], s[0], s[1], s[2])).toBeCloseTo(got, 12)
    expect(albedoFactorVec(r, 0, 0, n[2], n[0], n[1], s[2], s[0], s[1])).toBeCloseTo(got, 12)
    expect(albedoFactorVec(0, r, 0, n[1], n[2], n[0], s[1], s[2], s[0])).toBeCloseTo(got, 12)
  })
  it('never exceeds the view factor, and is never NaN, on the axes and edges least of all', () => {
    const grid = [-1, -0.999999, -0.9075, -0.42, -1e-17, 0, 1e-17, 0.3, 0.42, 0.9075, 0.999999, 1]
    for (const altitude_km of [0, 1e-6, 650, 36000]) {
      for (const tilt of grid) {
        for (const zenith of grid) {
          for (const azimuth of [0, 1e-9, 1, Math.PI / 2, Math.PI, 4]) {
            const factor = albedoFactor(altitude_km, tilt, zenith, azimuth)
            expect(factor).toBeGreaterThanOrEqual(0)
            expect(factor).toBeLessThanOrEqual(earthViewFactor(altitude_km, tilt) + 2e-5)
          }
        }
      }
    }
    expect(albedoFactorVec(0, 0, 7000, 0, 0, -1, 0, 0, 1)).toBeGreaterThan(0.8)
    expect(albedoFactorVec(0, 0, 7000, 0, 0, 1, 0, 0, 1)).toBe(0)
    expect(albedoFactorVec(0, 0, 7000, 0, 0, -1, 0, 0, -1)).toBe(0)
  })
})
