/**
 * Random numbers as a pure function of a counter and a key: the same in any order, on any number of workers.
 *
 * Philox 4x32-10. Source: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC '11; test vectors of
 * Random123 in test/physics/random.test.ts.
 */
const ROUNDS = 10
const MULTIPLIER_A = 0xd2511f53
const MULTIPLIER_B = 0xcd9e8d57
const WEYL_A = 0x9e3779b9
const WEYL_B = 0xbb67ae85

/** Replaces the four words of a counter by four random ones. */
export function philox(words: Uint32Array, keyLow: number, keyHigh: number): void {
  let a = words[0]
  let b = words[1]
  let c = words[2]
  let d = words[3]
  let k = keyLow >>> 0
  let m = keyHigh >>> 0
  for (let round = 0; round < ROUNDS; round++) {
    const first = high(MULTIPLIER_B, c) ^ b ^ k
    const third = high(MULTIPLIER_A, a) ^ d ^ m
    b = Math.imul(MULTIPLIER_B, c)
    d = Math.imul(MULTIPLIER_A, a)
    a = first
    c = third
    k = (k + WEYL_A) | 0
    m = (m + WEYL_B) | 0
  }
  words[0] = a
  words[1] = b
  words[2] = c
  words[3] = d
}

/** The upper half of the product of two words, by halves of 16 bits so that every step is exact. */
function high(x: number, y: number): number {
  const xl = x & 0xffff
  const xh = x >>> 16
  const yl = y & 0xffff
  const yh = y >>> 16
  const low = xl * yl
  const middle = xh * yl + (low >>> 16)
  const other = xl * yh + (middle & 0xffff)
  return xh * yh + (middle >>> 16) + (other >>> 16)
}

/** Places of the 2^53 numbers that are drawn from: half way between whole steps, so that neither 0 nor 1 is among them. */
const STEP = 2 ** -53

/** A counter on its way to its random words: filled and read within one call. */
const words = new Uint32Array(4)

/** The number in (0, 1), of 53 bits, that belongs to a seed (0 to 2^53) and a counter of four words. */
export function uniformOf(seed: number, a: number, b: number, c: number, d: number): number {
  words[0] = a
  words[1] = b
  words[2] = c
  words[3] = d
  philox(words, seed % 2 ** 32, Math.floor(seed / 2 ** 32))
  return ((words[0] >>> 5) * 2 ** 26 + (words[1] >>> 6) + 0.5) * STEP
}

/** A word that belongs to a name: FNV-1a of its letters. */
export function wordOf(name: string): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < name.length; k++) hash = Math.imul(hash ^ name.charCodeAt(k), 0x01000193)
  return hash >>> 0
}
