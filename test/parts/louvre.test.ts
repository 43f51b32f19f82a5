import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

const SIGMA = 5.670374419e-8
const BAND = { louvre_shut_K: 280, louvre_open_K: 295 }

function run(watts: number, louvre: object = BAND, step_s = 60) {
  const r = simulate({
    name: 'louvres',
    start: '2026-06-21T00:00:00Z',
    duration: '2 d',
    step_s,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 18 },
    environment: { albedo_frac: 0, infrared_W_m2: 0 },
    parts: [
      // A Sun-pointing body: +x sees the Sun edge-on.
      { id: 'radiator', kind: 'radiator.flat', coating: 'black', area_m2: 1, sides: 1, face: '+x', ...louvre },
      { id: 'heat', kind: 'heat.scheduled', steps: [[0, watts]], node: 'radiator' },
    ],
  })
  for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  return (name: string) => columnOf(r.recording, name) as Float64Array
}
const last = (column: Float64Array) => column[column.length - 1]

/** The balance, halved towards. */
function balance(watts: number): number {
  let [low, high] = [1, 1000]
  for (let k = 0; k < 100; k++) {
    const t = (low + high) / 2
    const opening = Math.min(1, Math.max(0, (t - 280) / 15))
    const share = 0.14 + (0.85 - 0.14) * opening
    if (SIGMA * 0.88 * share * t ** 4 > watts) high = t
    else low = t
  }
  return low
}

describe('louvres', () => {
  it.each([30, 45, 120, 200, 280, 300, 600])('with %d W come to the balance of their opening', watts => {
    const at = run(watts)
    expect(last(at('radiator.temp_K'))).toBeCloseTo(balance(watts), 2)
  })

  it('hold their band where a bare radiator would swing by 60 K', () => {
    expect(last(run(80)('radiator.temp_K'))).toBeGreaterThan(280)
    expect(last(run(280)('radiator.temp_K'))).toBeLessThan(295)
    expect(last(run(80, {})('radiator.temp_K'))).toBeLessThan(203)
    expect(last(run(280, {})('radiator.temp_K'))).toBeGreaterThan(270)
  })

  it.each([900, 1800])('do not ring at ticks of %d s', step_s => {
    const temp = run(150, BAND, step_s)('radiator.temp_K')
    const end = balance(150)
    for (let k = 48; k < temp.length; k++) expect(Math.abs(temp[k] - end)).toBeLessThan(0.02)
  })

  it.each([
    [{ louvre_shut_K: 280 }, /louvre_open_K: is missing/],
    [{ louvre_shut_K: 280, louvre_open_K: 270 }, /270 K is not above louvre_shut_K/],
    [{ ...BAND, louvre_open_frac: 0.1 }, /0\.1 is below louvre_shut_frac/],
  ])('%j is told what is wrong', (louvre, message) => {
    expect(() => run(10, louvre)).toThrow(message)
  })
})
