import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sunTeme_km } from '../../engine/physics/light/sun.ts'
import { beta_rad, ltan_h, nodeRaan_rad } from '../../engine/physics/orbit/beta.ts'

interface Case {
  utc: string
  ltanH: number
  inclinationDeg: number
  raanTemeDeg: number
  sunRaTemeDeg: number
  sunDecDeg: number
  betaDeg: number
  betaMeanSunDeg: number
}
const cases: Case[] = JSON.parse(readFileSync(new URL('../truth/extended/d-beta.json', import.meta.url), 'utf8')).cases
const DEG = Math.PI / 180

/** Position and velocity directions of a circular orbit, `u` past the node. */
function stateOf(c: Case, u: number): [number, number, number, number, number, number] {
  const o = c.raanTemeDeg * DEG
  const i = c.inclinationDeg * DEG
  const at = (a: number): [number, number, number] => [
    Math.cos(o) * Math.cos(a) - Math.sin(o) * Math.sin(a) * Math.cos(i),
    Math.sin(o) * Math.cos(a) + Math.cos(o) * Math.sin(a) * Math.cos(i),
    Math.sin(a) * Math.sin(i),
  ]
  return [...at(u), ...at(u + Math.PI / 2)]
}

describe('the Sun and the orbital plane', () => {
  it('stand at beta to 6e-4 deg, which the inclination rounded to 0.001 deg allows, anywhere on the orbit', () => {
    expect(cases.length).toBe(114)
    const sun = new Float64Array(3)
    for (const c of cases) {
      sunTeme_km(Date.parse(c.utc) / 1000, sun)
      for (const u of [0, 1, 3.5]) {
        const got_deg = beta_rad(...stateOf(c, u), sun[0], sun[1], sun[2]) / DEG
        expect(Math.abs(got_deg - c.betaDeg)).toBeLessThan(6e-4)
      }
    }
  })
  it('give the local mean time of the node to 0.1 s', () => {
    for (const c of cases) {
      const state = stateOf(c, 2)
      expect(Math.abs(nodeRaan_rad(...state) / DEG - c.raanTemeDeg)).toBeLessThan(1e-9)
      expect(Math.abs(ltan_h(...state, Date.parse(c.utc) / 1000) - c.ltanH) * 3600).toBeLessThan(0.1)
    }
  })
  it('is exact near 90 deg, where asin would lose half the digits', () => {
    expect(beta_rad(1, 0, 0, 0, 1, 0, 1e-9, 0, 1)).toBeCloseTo(Math.PI / 2 - 1e-9, 15)
    expect(beta_rad(1, 0, 0, 0, 1, 0, 0, 0, -2)).toBe(-Math.PI / 2)
  })
})
