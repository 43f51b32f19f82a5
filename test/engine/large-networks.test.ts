import { describe, expect, it } from 'vitest'
import { columnOf, simulate, solveSteady } from '../../engine/index.ts'

const HEAD = { name: 'large', start: '2026-01-01T00:00:00Z' }
const C = 500
const G = 5

const node = (id: string, initial_temp_K: number, capacity_J_K = C) => ({
  id,
  kind: 'node.lumped',
  capacity_J_K,
  initial_temp_K,
})
const link = (from: string, to: string, conductance_W_K = G) => ({
  id: `${from}-${to}`,
  kind: 'link.conductive',
  from,
  to,
  conductance_W_K,
})

function run(parts: object[], step_s: number, duration_s: number) {
  const r = simulate({ ...HEAD, duration: `${duration_s} s`, step_s, parts })
  for (const book of r.summary.ledger) expect(book.residual_frac).toBeLessThanOrEqual(1e-9)
  return (name: string) => Number(columnOf(r.recording, name)?.at(-1))
}

/** A mode of n nodes between two held ends: it decays as one exponential, all nodes alike. */
const mode = (k: number, n: number) => Math.sin((Math.PI * (k + 1)) / (n + 1))
const decay_per_s = (n: number) => ((2 * G) / C) * (1 - Math.cos(Math.PI / (n + 1)))

describe('networks of two hundred nodes', () => {
  it.each([60, 600])('a chain decays as its closed form, at ticks of %d s', step_s => {
    const n = 200
    const ids = ['cold', ...Array.from({ length: n }, (_, k) => `n${k}`), 'end']
    const parts = [
      ...ids.slice(1, -1).map((id, k) => node(id, 300 + 40 * mode(k, n))),
      { id: 'cold', kind: 'node.held', temp_K: 300 },
      { id: 'end', kind: 'node.held', temp_K: 300 },
      ...ids.slice(1).map((id, k) => link(ids[k], id)),
    ]
    const at = run(parts, step_s, 36_000)
    const left = Math.exp(-36_000 * decay_per_s(n))
    for (let k = 0; k < n; k++) expect(at(`n${k}.temp_K`)).toBeCloseTo(300 + 40 * mode(k, n) * left, 3)
  })

  it('a grid decays as its closed form', () => {
    const w = 14
    const id = (x: number, y: number) => (x < 0 || y < 0 || x >= w || y >= w ? 'wall' : `n${x}-${y}`)
    const cells = Array.from({ length: w * w }, (_, k) => [k % w, Math.floor(k / w)] as const)
    const at300 = { id: 'wall', kind: 'node.held', temp_K: 300 }
    const parts = [
      at300,
      ...cells.map(([x, y]) => node(id(x, y), 300 + 40 * mode(x, w) * mode(y, w))),
      ...cells.flatMap(([x, y]) =>
        [[x + 1, y], [x, y + 1], ...(x === 0 ? [[-1, y]] : []), ...(y === 0 ? [[x, -1]] : [])].map(([u, v], k) => ({
          ...link(id(x, y), id(u, v)),
          id: `g${x}-${y}-${k}`,
        })),
      ),
    ]
    const at = run(parts, 60, 1800)
    const left = Math.exp(-1800 * 2 * decay_per_s(w))
    for (const [x, y] of cells)
      expect(Math.abs(at(`${id(x, y)}.temp_K`) - 300 - 40 * mode(x, w) * mode(y, w) * left)).toBeLessThan(0.02)
  })

  it('any graph that radiates is what small explicit steps make of it', () => {
    const n = 200
    const links = Array.from(
      { length: 2 * n },
      (_, k) => [k % n, (7 * k + 13 * Math.floor(k / n) + 3) % n] as const,
    ).filter(([i, j]) => i !== j)
    const capacity = (k: number) => 200 + 37 * (k % 11)
    const exchange = (k: number) => (k % 5 === 0 ? 0.05 + 0.001 * k : 0)
    const start = (k: number) => 250 + (k % 17) * 5
    const heat = (k: number) => (k % 9 === 0 ? 20 : 0)
    const parts = [
      ...Array.from({ length: n }, (_, k) => node(`n${k}`, start(k), capacity(k))),
      ...links.map(([i, j], k) => ({ ...link(`n${i}`, `n${j}`, 0.5 + (k % 4)), id: `g${k}` })),
      ...Array.from({ length: n }, (_, k) => k)
        .filter(k => exchange(k) > 0)
        .map(k => ({ id: `r${k}`, kind: 'link.radiative', from: `n${k}`, to: 'space', exchange_m2: exchange(k) })),
      ...Array.from({ length: n }, (_, k) => k)
        .filter(k => heat(k) > 0)
        .map(k => ({ id: `q${k}`, kind: 'heat.scheduled', node: `n${k}`, steps: [[0, heat(k)]] })),
    ]
    const at = run(parts, 60, 1200)
    // Heun's method at 0.1 s, far below the quickest time constant of some 20 s.
    let T = Float64Array.from({ length: n }, (_, k) => start(k))
    const rates = (t: Float64Array) => {
      const r = Float64Array.from(t, (v, k) => heat(k) - 5.670374419e-8 * exchange(k) * (v ** 4 - 2.725 ** 4))
      for (const [k, [i, j]] of links.entries()) {
        const q = (0.5 + (k % 4)) * (t[i] - t[j])
        r[i] -= q
        r[j] += q
      }
      return r.map((w, k) => w / capacity(k))
    }
    for (let s = 0; s < 12_000; s++) {
      const a = rates(T)
      const b = rates(T.map((v, k) => v + 0.1 * a[k]))
      T = T.map((v, k) => v + 0.05 * (a[k] + b[k]))
    }
    for (let k = 0; k < n; k++) expect(Math.abs(at(`n${k}.temp_K`) - T[k]), `n${k}`).toBeLessThan(0.02)
  })

  it('a chain that carries heat is straight in its steady state', () => {
    const n = 200
    const parts = [
      ...Array.from({ length: n }, (_, k) => node(`n${k}`, 300)),
      { id: 'end', kind: 'node.held', temp_K: 280 },
      ...Array.from({ length: n }, (_, k) => link(`n${k}`, k === n - 1 ? 'end' : `n${k + 1}`)),
      { id: 'heat', kind: 'heat.scheduled', node: 'n0', steps: [[0, 2]] },
    ]
    const { temps } = solveSteady({ ...HEAD, duration: '60 s', step_s: 60, parts })
    for (const [k, t] of temps.entries()) expect(t.temp_K).toBeCloseTo(280 + ((n - k) * 2) / G, 4)
  })
})

describe('what is extreme has an answer', () => {
  it('a thousand-kelvin chip on a cold plate of nothing', () => {
    const at = run(
      [
        node('chip', 1500, 1e-3),
        node('plate', 4, 1e-3),
        link('chip', 'plate', 1e6),
        { id: 'r', kind: 'link.radiative', from: 'plate', to: 'space', exchange_m2: 1e-6 },
        { id: 'q', kind: 'heat.scheduled', node: 'chip', steps: [[0, 1e4]] },
      ],
      60,
      3600,
    )
    // 1e4 W through 1e-6 m2: 20 000 K, where a wire would long be gone, and still a number.
    expect(at('plate.temp_K')).toBeCloseTo((1e4 / (5.670374419e-8 * 1e-6)) ** 0.25, 0)
  })
})
