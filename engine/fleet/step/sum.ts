import { add, type Code } from './assembler.ts'

/** What is there of the two, added; undefined is 0. */
export const sum = (a: Code | undefined, b: Code | undefined): Code | undefined =>
  a === undefined ? b : b === undefined ? a : add(a, b)
