import { describe, expect, it } from 'vitest'
import { ELEMENTARY } from '../../viz/elementary/functions.ts'

/** A generator that is the same everywhere: Numerical Recipes' quick one. */
function makeRandom() {
  let state = 12345
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

type Name = keyof typeof ELEMENTARY
const EDGES = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  1e-300,
  1e308,
]
const POWERS = [2, 3, 4, 1.5, 3.5, -2, -0.5, 0.25, 2 / 3, 10.1]

function* argumentsOf(name: Name): Generator<[number, number]> {
  for (const x of EDGES) for (const y of [...EDGES, ...POWERS]) yield [x, y]
  const random = makeRandom()
  for (let k = 0; k < 100_000; k++) {
    const size = 10 ** (random() * 12 - 7)
    const signed = (2 * random() - 1) * size
    const y = name === 'pow' ? POWERS[k % POWERS.length] : (2 * random() - 1) * 10 ** (random() * 8 - 4)
    if (name === 'asin' || name === 'acos') yield [2 * random() - 1, y]
    else if (name === 'pow' || name.startsWith('log')) yield [Math.abs(signed), y]
    else yield [signed, y]
  }
  // Multiples of pi/2, where what is left is small.
  for (let k = -2000; k < 2000; k++) yield [(k * Math.PI) / 2, 1]
}

const ulps = (a: number, b: number) =>
  Object.is(a, b) ? 0 : Math.abs(a - b) / (2 ** -52 * Math.max(Math.abs(b), 1e-300))

describe('elementary functions of the page', () => {
  it.each(Object.keys(ELEMENTARY) as Name[])("%s is Node's own, to the bit where that is fdlibm's", name => {
    const ours = ELEMENTARY[name] as (x: number, y: number) => number
    const native = Math[name] as (x: number, y: number) => number
    const exact = process.versions.v8.startsWith('11.3.')
    for (const [x, y] of argumentsOf(name)) {
      const [a, b] = [ours(x, y), native(x, y)]
      if (exact) {
        if (!Object.is(a, b)) expect([x, y, a]).toEqual([x, y, b])
      } else if (!Object.is(a, b) && !(Number.isNaN(a) && Number.isNaN(b)))
        expect(ulps(a, b), `${x} ${y}`).toBeLessThan(4)
    }
  })
})
