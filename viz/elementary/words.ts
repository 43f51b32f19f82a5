/**
 * Doubles by their two 32-bit words. Here and in the files beside: the algorithms of fdlibm 5.3 (freely distributable libm), written anew.
 * "Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use,
 * copy, modify, and distribute this software is freely granted, provided that this notice is preserved."
 */
const held = new Float64Array(1)
const words = new Int32Array(held.buffer)

/** Which of the two words is the high one on this machine. */
held[0] = 1
const HIGH = words[1] === 0 ? 0 : 1
const LOW = 1 - HIGH

/** Sign, exponent and the first 20 bits. */
export function high(x: number): number {
  held[0] = x
  return words[HIGH]
}

export function low(x: number): number {
  held[0] = x
  return words[LOW]
}

export function make(h: number, l: number): number {
  words[HIGH] = h
  words[LOW] = l
  return held[0]
}

export const withHigh = (x: number, h: number) => make(h, low(x))
/** The first 20 bits alone, so that products with another such number are exact. */
export const withoutLow = (x: number) => make(high(x), 0)

/** 2^k for k from -1022 to 1023. */
const two = (k: number) => make((k + 1023) << 20, 0)

/** y times 2^k; twice where one factor cannot hold it. */
export function scaled(y: number, k: number): number {
  if (k > 1023) return y * two(1023) * two(k - 1023)
  return k >= -1022 ? y * two(k) : y * two(k + 1000) * two(-1000)
}
