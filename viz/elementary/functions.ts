import { acos, asin, atan, atan2 } from './arc.ts'
import { exp, expm1 } from './exponential.ts'
import { log, log1p, log10 } from './logarithm.ts'
import { makePow } from './power.ts'
import { cbrt } from './root.ts'
import { makeCos, makeSin } from './sine.ts'
import { makeTan } from './tangent.ts'

/**
 * The elementary functions as Node 20 computes them (V8 11.3), bit for bit: the language leaves the last bit of all but the square root open, and browsers
 * have changed theirs. The methods and their coefficients are those of fdlibm (Sun Microsystems 1993, freely granted with its notice kept: "Copyright (C) 1993
 * by Sun Microsystems, Inc. All rights reserved."), written anew here. What these do not reach (angles beyond 800,000 rad, powers of what is not a positive number) is the browser's.
 */
export const ELEMENTARY = {
  acos,
  asin,
  atan,
  atan2,
  cbrt,
  cos: makeCos(Math.cos),
  exp,
  expm1,
  log,
  log10,
  log1p,
  pow: makePow(Math.pow),
  sin: makeSin(Math.sin),
  tan: makeTan(Math.tan),
} as const

/** For code whose powers are written as calls of it (vite.config.ts). */
export const { pow } = ELEMENTARY
