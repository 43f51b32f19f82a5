import { LARGEST, reduce, rest } from './reduce.ts'
import { high, make } from './words.ts'

const EIGHTH_TURN = 0x3fe921fb
const TINY = 0x3e400000

const S1 = -0.16666666666666632

/** Sine between -pi/4 and pi/4 of x with its tail y. */
function kernelSin(x: number, y: number, hasTail: boolean): number {
  if ((high(x) & 0x7fffffff) < TINY) return x
  const z = x * x
  const v = z * x
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))
  return hasTail ? x - (z * (0.5 * y - v * r) - y - v * S1) : x + v * (S1 + z * r)
}

/** Cosine between -pi/4 and pi/4 of x with its tail y. */
function kernelCos(x: number, y: number): number {
  const ix = high(x) & 0x7fffffff
  if (ix < TINY) return 1
  const z = x * x
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))))
  if (ix < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * y))
  const quarter = ix > 0x3fe90000 ? 0.28125 : make(ix - 0x00200000, 0)
  return 1 - quarter - (0.5 * z - quarter - (z * r - x * y))
}

const isSmall = (x: number) => (high(x) & 0x7fffffff) <= EIGHTH_TURN

export function makeSin(beyond: (x: number) => number) {
  return (x: number): number => {
    if (isSmall(x)) return kernelSin(x, 0, false)
    if (!(Math.abs(x) < LARGEST)) return beyond(x)
    const turns = reduce(x) & 3
    const value = turns % 2 === 0 ? kernelSin(rest[0], rest[1], true) : kernelCos(rest[0], rest[1])
    return turns < 2 ? value : -value
  }
}

export function makeCos(beyond: (x: number) => number) {
  return (x: number): number => {
    if (isSmall(x)) return kernelCos(x, 0)
    if (!(Math.abs(x) < LARGEST)) return beyond(x)
    const turns = reduce(x) & 3
    const value = turns % 2 === 0 ? kernelCos(rest[0], rest[1]) : kernelSin(rest[0], rest[1], true)
    return turns === 0 || turns === 3 ? value : -value
  }
}
