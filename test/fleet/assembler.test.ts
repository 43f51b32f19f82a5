import { describe, expect, it } from 'vitest'
import * as a from '../../engine/fleet/step/assembler.ts'
import { compiled, startKernel } from '../../engine/fleet/tile/kernel.ts'

/** Rows of two lanes at these places of a fresh memory. */
const A = 16
const B = 32
const OUT = 48
const row = (at: number) => a.load(a.whole(0), at)

/** Runs a function of one whole number over a memory that holds the two pairs; tells what it returns and leaves. */
function run(body: a.Code, argument = 0, pairs: readonly (readonly number[])[] = []) {
  const written = a.resolved(body, local => local)
  const bytes = a.moduleOf([{ name: 'f', parameters: 1, wholes: 1, lanes: 1, body: written }])
  const { buffer, code } = startKernel(65536, compiled(bytes))
  const numbers = new Float64Array(buffer)
  for (const [k, pair] of pairs.entries()) numbers.set(pair, (A + 16 * k) / 8)
  const { f } = code as unknown as { f: (n: number) => number }
  return { value: f(argument), out: [...numbers.subarray(OUT / 8, OUT / 8 + 2)] }
}

const PAIRS = [
  [1.5, -7],
  [-2.25, 3],
] as const

describe('the code that the fast path writes', () => {
  const arithmetic: Readonly<Record<string, [(x: a.Code, y: a.Code) => a.Code, (x: number, y: number) => number]>> = {
    add: [a.add, (x, y) => x + y],
    sub: [a.sub, (x, y) => x - y],
    mul: [a.mul, (x, y) => x * y],
    div: [a.div, (x, y) => x / y],
    least: [a.least, Math.min],
    most: [a.most, Math.max],
    abs: [x => a.abs(x), Math.abs],
    negative: [x => a.negative(x), x => -x],
    'choose by lt': [(x, y) => a.choose(a.lt(x, y), x, a.add(y, y)), (x, y) => (x < y ? x : y + y)],
    'choose by gt': [(x, y) => a.choose(a.gt(x, y), x, a.add(y, y)), (x, y) => (x > y ? x : y + y)],
    'and by ge': [(x, y) => a.and(x, a.ge(x, y)), (x, y) => (x >= y ? x : 0)],
    'and not by le': [(x, y) => a.andNot(x, a.le(x, y)), (x, y) => (x <= y ? 0 : x)],
    or: [(x, y) => a.or(a.and(x, a.lt(x, y)), a.and(x, a.gt(x, y))), (x, y) => (x === y ? 0 : x)],
  }
  it.each(Object.entries(arithmetic))('reckons %s on both lanes', (_name, [code, f]) => {
    const { out } = run([...a.store(a.whole(0), OUT, code(row(A), row(B))), ...a.whole(0)], 0, PAIRS)
    expect(out).toEqual([f(PAIRS[0][0], PAIRS[1][0]), f(PAIRS[0][1], PAIRS[1][1])])
  })

  it('writes whole numbers of any length', () => {
    for (const n of [0, 1, 63, 64, 127, 128, 8191, 8192, 1_000_000, 2 ** 30])
      expect(run(a.whole(n)).value, String(n)).toBe(n)
  })

  it('goes round until it is done', () => {
    const sum = [
      ...a.until(a.notBelow(a.get(1), a.get(0)), [
        ...a.set(1, a.plus(a.get(1), a.whole(2))),
        ...a.storeWhole(a.whole(0), 4, a.times(a.get(1), a.whole(10))),
      ]),
      ...a.loadWhole(a.whole(0), 4),
    ]
    expect([0, 4, 5, 9].map(n => run(sum, n).value)).toEqual([0, 40, 60, 100])
  })

  it('tells whether a mask is set in any lane', () => {
    const any = a.any(a.gt(row(A), row(B)))
    expect(
      run(any, 0, [
        [1, 1],
        [1, 1],
      ]).value,
    ).toBe(0)
    expect(
      run(any, 0, [
        [1, 2],
        [1, 1],
      ]).value,
    ).toBe(1)
  })
})
