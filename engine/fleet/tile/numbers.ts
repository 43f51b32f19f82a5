import type { Each } from '../design/design.ts'
import { type Code, load, whole } from '../step/assembler.ts'
import { rowAt } from '../step/places.ts'
import { PAIR_AT } from '../step/step.ts'
import { STRIDE, WIDTH } from './layout.ts'

/**
 * The numbers of a design in a tile's memory: one that is the same for all satellites in one place (twice, for both lanes of a pair), so that the
 * nearest cache holds them all; one that differs in a row of its own.
 */
export function makeNumbers(take: (bytes: number) => number) {
  const placeOf = new Map<Each, number>()
  const PAIR_BYTES = 16
  return {
    /** Code that reads a number; the same number is kept once. */
    code(of: Each): Code {
      const isShared = typeof of === 'number'
      const place = placeOf.get(of) ?? take(isShared ? PAIR_BYTES : STRIDE)
      placeOf.set(of, place)
      return isShared ? load(whole(0), place) : rowAt(PAIR_AT, place).value
    },
    /** Where they are written to. */
    over: (buffer: ArrayBuffer) =>
      [...placeOf].map(([of, place]) => ({
        to: new Float64Array(buffer, place, typeof of === 'number' ? 2 : WIDTH),
        of,
      })),
  }
}
