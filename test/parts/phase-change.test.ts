import { describe, expect, it } from 'vitest'
import { columnOf, simulate } from '../../engine/index.ts'

const WAX = { mass_kg: 3, latent_J_kg: 2e5, solid_J_kgK: 2000, liquid_J_kgK: 2500 }

function run(wax: object, parts: object[], step_s: number, duration_s: number) {
  const r = simulate({
    name: 'wax',
    start: '2026-06-21T00:00:00Z',
    duration: `${duration_s} s`,
    step_s,
    parts: [{ id: 'wax', kind: 'node.phase-change', ...WAX, ...wax }, ...parts],
  })
  for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  const column = (name: string) => columnOf(r.recording, name) as Float64Array
  return { temp: column('wax.temp_K'), melted: column('wax.melted_frac') }
}

/** Seconds at which a column that rises in straight lines passes a value, from its rows. */
function passes(column: Float64Array, value: number, step_s: number): number {
  const k = column.findIndex(v => v >= value)
  return (k - (column[k] - value) / (column[k] - column[k - 1])) * step_s
}

describe.each([1, 10, 60])('wax under constant heat, ticks of %d s', step_s => {
  const heat = (watts: number) => [{ id: 'heat', kind: 'heat.scheduled', steps: [[0, watts]], node: 'wax' }]
  const range = { melts_from_K: 300, melts_to_K: 301, initial_temp_K: 290 }
  // Closed form: C_s dT, then L and the mean capacity over the range, then C_l dT, each over the power.
  const solid_J = 3 * 2000 * 10
  const melting_J = 3 * (2e5 + 2250)

  it('begins to melt, is melted and warms on when its heat says so', () => {
    const { temp, melted } = run(range, heat(500), step_s, 2400)
    expect(passes(melted, 0.5, step_s)).toBeCloseTo((solid_J + melting_J / 2) / 500, 6)
    const row = (seconds: number) => Math.round(seconds / step_s)
    expect(temp[row(60)]).toBeCloseTo(290 + (60 * 500) / 6000, 9)
    expect(melted[row(120)]).toBeCloseTo(0, 9)
    expect(melted[row(600)]).toBeCloseTo((600 * 500 - solid_J) / melting_J, 9)
    expect(temp[row(600)]).toBeCloseTo(300 + (600 * 500 - solid_J) / melting_J, 9)
    expect(melted[row(1380)]).toBe(1)
    expect(temp[row(2400)]).toBeCloseTo(301 + (2400 * 500 - solid_J - melting_J) / 7500, 9)
  })

  it('freezes as it melted', () => {
    const { temp } = run(
      range,
      [
        {
          id: 'heat',
          kind: 'heat.scheduled',
          steps: [
            [0, 500],
            [1800, -500],
          ],
          node: 'wax',
        },
      ],
      step_s,
      3600,
    )
    expect(temp[temp.length - 1]).toBeCloseTo(290, 9)
  })

  it('melts against a wall as the lumped Stefan balance says, C T/dt = G (T_wall - T)', () => {
    const G = 40
    const wall = [
      { id: 'wall', kind: 'node.held', temp_K: 320 },
      { id: 'strap', kind: 'link.conductive', from: 'wall', to: 'wax', conductance_W_K: G },
    ]
    const { temp, melted } = run({ ...range, initial_temp_K: 300 }, wall, step_s, 1200)
    // Within the range the capacity is constant, so that the temperature is an exponential.
    const at = (t_s: number) => 320 - 20 * Math.exp((-G * t_s) / melting_J)
    for (const t_s of [60, 300, 600]) {
      expect(Math.abs(temp[t_s / step_s] - at(t_s)), `${t_s} s`).toBeLessThan(1e-6)
      expect(Math.abs(melted[t_s / step_s] - (at(t_s) - 300)), `${t_s} s`).toBeLessThan(1e-6)
    }
    const done_s = (-melting_J / G) * Math.log(19 / 20)
    expect(melted[Math.floor(done_s / step_s)]).toBeLessThan(1)
    expect(melted[Math.ceil((done_s + 60) / step_s)]).toBe(1)
  })
})

describe('wax in its extremes', () => {
  const plant = [
    { id: 'chip', kind: 'node.lumped', capacity_J_K: 10, initial_temp_K: 400 },
    { id: 'strap', kind: 'link.conductive', from: 'chip', to: 'wax', conductance_W_K: 200 },
    {
      id: 'heat',
      kind: 'heat.scheduled',
      steps: [
        [0, 800],
        [3000, 0],
      ],
      node: 'chip',
    },
    { id: 'view', kind: 'link.radiative', from: 'wax', to: 'space', exchange_m2: 1 },
  ]
  it.each([1e-3, 1, 40])('a range of %d K melts in a long tick as in short ones', width_K => {
    const wax = { melts_from_K: 300, melts_to_K: 300 + width_K, initial_temp_K: 280 }
    const fine = run(wax, plant, 10, 12000)
    const coarse = run(wax, plant, 300, 12000)
    for (const [row, expected] of [1800, 6000, 12000].map(t => [t / 300, fine.melted[t / 10]]))
      expect(Math.abs(coarse.melted[row] - expected)).toBeLessThan(0.005)
  })

  it('says what is wrong with a range that is none', () => {
    expect(() => run({ melts_from_K: 300, melts_to_K: 300 }, [], 1, 10)).toThrow(/melts_to_K.*not above melts_from_K/)
  })
})

describe('wax in a start that repeats', () => {
  it('begins with the heat that belongs to its temperature, and comes back to it', () => {
    const { recording, summary } = simulate({
      name: 'wax in orbit',
      start: { at: '2026-03-20T00:00:00Z', state: 'periodic' },
      duration: '1 orbits',
      step_s: 30,
      orbit: { kind: 'sun-synchronous', altitude_km: 650, ltan_h: 12 },
      attitude: { kind: 'nadir' },
      parts: [
        { id: 'panel', kind: 'radiator.flat', coating: 'black', area_m2: 1, sides: 1, face: '-z' },
        { id: 'wax', kind: 'node.phase-change', mass_kg: 3, latent_J_kg: 2e5, melts_from_K: 270, melts_to_K: 275 },
        { id: 'pad', kind: 'link.conductive', from: 'panel', to: 'wax', conductance_W_K: 8 },
      ],
    })
    const of = (name: string) => columnOf(recording, name) as Float64Array
    const [melted, temp, latent] = [of('wax.melted_frac'), of('wax.temp_K'), of('wax.latent_J')]
    const last = melted.length - 1
    expect(Math.max(...melted) - Math.min(...melted)).toBeGreaterThan(0.1)
    // The run ends at the tick nearest to the orbit's end: up to half a tick of what it moves.
    expect(Math.abs(temp[last] - temp[0])).toBeLessThan(0.3)
    expect(Math.abs(melted[last] - melted[0])).toBeLessThan(0.05)
    // It begins liquid, and what it holds beside C_s T is what that temperature says.
    expect(melted[0]).toBe(1)
    const melting_J = 3 * (2e5 + 2100 * 5)
    expect(latent[0]).toBeCloseTo(melting_J + 3 * 2200 * (temp[0] - 275) - 3 * 2000 * (temp[0] - 270), 3)
    expect(summary.ledger.every(l => l.residual_frac <= 1e-9)).toBe(true)
  })
})
