import { describe, expect, it } from 'vitest'
import {
  elementsFromTle,
  makePropagator,
  sgp4ErrorText,
  sunSynchronousElements,
} from '../../engine/physics/orbit/orbit.ts'
import {
  ltanOfRaan_h,
  raanOfLtan_deg,
  sunSynchronousInclination_deg,
} from '../../engine/physics/orbit/sun-synchronous.ts'
import { truth } from '../load.ts'

interface Verification {
  noradId: number
  line1: string
  line2: string
  errorAtEpoch: number | null
  errorAfterLastRow: number | null
  rows: number[][]
}

/** The verification set's lines end in columns of its own and some of its checksums are wrong on purpose. */
function withChecksum(line: string): string {
  const body = line.slice(0, 68)
  const sum = [...body].reduce((s, c) => s + (c >= '0' && c <= '9' ? Number(c) : c === '-' ? 1 : 0), 0)
  return `${body}${sum % 10}`
}

describe('SGP4 against the verification set of Vallado et al. 2006', () => {
  const { cases } = truth<{ cases: Verification[] }>('extended/b-sgp4-verification.json')
  it.each(cases.map(c => [c.noradId, c] as const))('satellite %d', (_id, c) => {
    const propagator = makePropagator(elementsFromTle(withChecksum(c.line1), withChecksum(c.line2)))
    const state = new Float64Array(6)
    for (const [minutes, x, y, z, vx, vy, vz] of c.rows) {
      expect(propagator.state(minutes * 60, state)).toBe(0)
      for (const [k, v] of [x, y, z].entries()) expect(Math.abs(state[k] - v), `${minutes} min`).toBeLessThan(1e-6)
      for (const [k, v] of [vx, vy, vz].entries()) expect(Math.abs(state[k + 3] - v)).toBeLessThan(2e-8)
    }
  })

  it('reports the errors that end a block, with a state of zeros and not of old numbers', () => {
    const failing = cases.filter(c => c.errorAtEpoch !== null)
    expect(failing.length).toBeGreaterThan(0)
    for (const c of failing) {
      const propagator = makePropagator(elementsFromTle(withChecksum(c.line1), withChecksum(c.line2)))
      const state = new Float64Array(6).fill(1)
      const code = propagator.state(0, state)
      expect(code).toBe(c.errorAtEpoch)
      expect([...state]).toEqual([0, 0, 0, 0, 0, 0])
      expect(sgp4ErrorText(code)).not.toContain('SGP4 error')
    }
  })
})

describe('sun-synchronous orbits', () => {
  const main = truth<{ cases: { altitudeKm: number; inclinationDeg: number }[] }>('sso-inclination.json').cases
  it.each(main.map(c => [c.altitudeKm, c.inclinationDeg] as const))(
    'J2 alone: %d km at %f deg',
    (altitude, expected) => {
      expect(Math.abs(sunSynchronousInclination_deg(altitude) - expected)).toBeLessThan(2e-6)
    },
  )

  const { cases } = truth<{ cases: { altitudeKm: number; inclinationSgp4Deg: number }[] }>(
    'extended/e-sso-inclination.json',
  )
  it.each(cases.map(c => [c.altitudeKm, c.inclinationSgp4Deg] as const))(
    'as SGP4 turns the node: %d km at %f deg',
    (altitude_km, expected) => {
      const e = sunSynchronousElements({ altitude_km, ltan_h: 18, epoch_us: Date.UTC(2026, 0, 1) * 1000 })
      expect(Math.abs(e.inclination_deg - expected)).toBeLessThan(5e-4)
    },
  )

  it('turns local time into a node and back', () => {
    const utc_s = Date.UTC(2026, 5, 21) / 1000
    for (const ltan_h of [0, 6, 10.5, 18, 22.25])
      expect(ltanOfRaan_h(raanOfLtan_deg(ltan_h, utc_s), utc_s)).toBeCloseTo(ltan_h, 9)
  })
})
