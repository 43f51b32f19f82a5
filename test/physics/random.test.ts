import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../engine/physics/numbers/normal.ts'
import { philox, uniformOf, wordOf } from '../../engine/physics/numbers/philox.ts'

describe('Philox 4x32-10', () => {
  // The known-answer vectors that Random123 is published with (tests/kat_vectors): counter, key, result.
  it.each([
    ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('%s with %s gives %s', (counter, key, result) => {
    const wordsOf = (text: string) => text.split(' ').map(w => Number.parseInt(w, 16))
    const words = Uint32Array.from(wordsOf(counter))
    const [low, high] = wordsOf(key)
    philox(words, low, high)
    expect([...words]).toEqual(wordsOf(result))
  })

  it('gives numbers inside (0, 1) that fill it evenly and do not follow each other', () => {
    const n = 20000
    const values = Array.from({ length: n }, (_, k) => uniformOf(2026, k, 0, 1, 2))
    expect(Math.min(...values)).toBeGreaterThan(0)
    expect(Math.max(...values)).toBeLessThan(1)
    // Chi-squared over 100 cells has mean 99 and standard deviation 14.
    const cells = new Array(100).fill(0)
    for (const v of values) cells[Math.floor(100 * v)]++
    const chi2 = cells.reduce((sum, c) => sum + (c - n / 100) ** 2 / (n / 100), 0)
    expect(chi2).toBeGreaterThan(99 - 5 * 14)
    expect(chi2).toBeLessThan(99 + 5 * 14)
    const mean = values.reduce((a, b) => a + b, 0) / n
    const next = values.slice(1).reduce((sum, v, k) => sum + (v - mean) * (values[k] - mean), 0) / (n / 12)
    expect(Math.abs(next)).toBeLessThan(5 / Math.sqrt(n))
  })

  it('gives another number for every counter word and half of the seed', () => {
    const seeds = [0, 1, 2 ** 32, 2 ** 53 - 1]
    const values = [
      ...seeds.map(s => uniformOf(s, 0, 0, 0, 0)),
      ...[0, 1, 2, 3].map(k =>
        uniformOf(0, ...([0, 0, 0, 0].map((_, j) => Number(j === k)) as [number, number, number, number])),
      ),
    ]
    expect(new Set(values).size).toBe(8)
  })
})

it('a name has the word that FNV-1a is published with', () => {
  // Fowler, Noll and Vo's test vectors (draft-eastlake-fnv): "", "a", "foobar".
  expect([wordOf(''), wordOf('a'), wordOf('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968])
})

describe('the normal quantile', () => {
  // From Python's statistics.NormalDist().inv_cdf, which is CPython's own AS 241.
  it.each([
    [1e-20, -9.262340089798405],
    [1e-5, -4.2648907939228256],
    [0.01, -2.3263478740408408],
    [0.3, -0.5244005127080407],
    [0.5, 0],
    [0.77, 0.7388468491852137],
    [0.999, 3.090232306167813],
    [1 - 1e-12, 7.0344869100478356],
  ])('of %d is %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(z)))
  })
})
