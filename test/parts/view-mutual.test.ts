import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'
import { edgeRectangles } from '../../engine/physics/pointing/view-factor.ts'

const SIGMA = 5.670374419e-8

/** A radiator at 320 K beside an array at 250 K, both so heavy that they keep their temperature. */
function run(parts: object[], radiator: object = {}) {
  const r = simulate({
    name: 'two that see each other',
    start: '2026-06-21T00:00:00Z',
    duration: '10 min',
    step_s: 60,
    orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 12 },
    attitude: { kind: 'nadir' },
    parts: [
      {
        id: 'radiator',
        kind: 'radiator.flat',
        coating: 'black',
        area_m2: 2,
        face: '+y',
        heat_capacity_J_m2K: 1e7,
        initial_temp_K: 320,
        ...radiator,
      },
      {
        id: 'wing',
        kind: 'array.flat',
        cell: 'hjt-silicon',
        area_m2: 5,
        face: '-z',
        heat_capacity_J_m2K: 1e7,
        initial_temp_K: 250,
      },
      ...parts,
    ],
  })
  for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  return (name: string) => Number(columnOf(r.recording, name)?.[1])
}

describe('faces that see each other', () => {
  const view = { id: 'view', kind: 'view.mutual', from: 'radiator', to: 'wing', to_side: 'back' }
  const alone = run([])
  const F = 0.25

  it('exchange by radiation, each once', () => {
    const at = run([{ ...view, view_frac: F }])
    const round = F * ((F * 2) / 5)
    const f = (0.88 * 0.85 * F) / (1 - 0.12 * 0.15 * round)
    expect(at('view.flow_W') / (SIGMA * 2 * f * (320 ** 4 - 250 ** 4))).toBeCloseTo(1, 3)
  })

  it('see less of space: what is emitted goes to the other, comes back, or reaches space', () => {
    const at = run([{ ...view, view_frac: F }])
    const round = F * ((F * 2) / 5)
    const d = 1 - 0.12 * 0.15 * round
    const space = 0.88 - (0.88 * 0.85 * F) / d - (0.88 ** 2 * 0.15 * round) / d
    // The other side of the radiator is as it was.
    expect(at('radiator.radiated_W') / alone('radiator.radiated_W')).toBeCloseTo((space + 0.88) / (2 * 0.88), 5)
  })

  it('see less of the Earth by their view, and the Sun as before', () => {
    const open = run([{ ...view, view_frac: F }])
    const light = (at: typeof alone, share: number) =>
      at('radiator.sun_W_m2') * 2 * 0.95 +
      at('radiator.back_sun_W_m2') * 2 * 0.95 +
      share * (at('radiator.albedo_W_m2') * 2 * 0.95 + at('radiator.infrared_W_m2') * 2 * 0.88) +
      at('radiator.back_albedo_W_m2') * 2 * 0.95 +
      at('radiator.back_infrared_W_m2') * 2 * 0.88
    expect(alone('radiator.absorbed_W') / light(alone, 1)).toBeCloseTo(1, 9)
    expect(open('radiator.absorbed_W') / light(open, 1 - F)).toBeCloseTo(1, 9)
  })

  it('may be given by their lengths', () => {
    const at = run([{ ...view, arrangement: 'edge', width_m: 1, from_length_m: 2, to_length_m: 5 }])
    const byFactor = run([{ ...view, view_frac: edgeRectangles(1, 2, 5) }])
    expect(at('view.flow_W')).toBe(byFactor('view.flow_W'))
    expect(at('view.flow_W')).toBeGreaterThan(0)
  })

  it.each([
    [{}, /view\.view_frac: is missing/],
    [{ view_frac: 0.5, arrangement: 'edge' }, /there is a view_frac already/],
    [{ arrangement: 'facing', width_m: 1 }, /from_length_m: is missing[\s\S]*gap_m: is missing/],
    [{ view_frac: 0.5, to: 'radiator' }, /radiator cannot see itself/],
    [{ view_frac: 0.5, to: 'bus' }, /bus is bus\.dc, not a face/],
    [{ view_frac: 0.9, from: 'wing', to: 'radiator' }, /the front of radiator would see 2\.25 of other faces/],
  ])('%j is told what is wrong', (given, message) => {
    expect(() => run([{ ...view, to_side: 'front', ...given }])).toThrow(message)
  })
  it('a back that is insulated sees nothing', () => {
    expect(() => run([{ ...view, from_side: 'back', view_frac: 0.1 }], { sides: 1 })).toThrow(
      /the back of radiator is insulated/,
    )
  })
  it('two views of a side add up', () => {
    const second = { ...view, id: 'second', to_side: 'front', view_frac: 0.8 }
    expect(() => run([{ ...view, view_frac: 0.3 }, second])).toThrow(/the front of radiator would see 1\.1 /)
  })
})
