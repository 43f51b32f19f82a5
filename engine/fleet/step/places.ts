import type { Each } from '../design/design.ts'
import { type Code, load, store } from './assembler.ts'

/** A row of the tile's memory (bytes), read and written at the pair of lanes that the code stands at. */
export interface Row {
  readonly value: Code
  becomes(value: Code): Code
}

/** Where the numbers of a step are. */
export interface Places {
  readonly duration: Row
  readonly sunlight: Row
  readonly refused: Row
  readonly charge: Row
  readonly lowest: Row
  readonly temp: readonly Row[]
  readonly coldest: readonly Row[]
  readonly hottest: readonly Row[]
  readonly demand: readonly Row[]
  readonly tally: readonly Row[]
  readonly total: readonly Row[]
  /** Heat that a node has from the Earth, W, and from the Sun too where its faces turn; none where no face looks. */
  readonly earth: readonly (Row | undefined)[]
  /** Light of the Earth on an array's cells, W/m2; where it turns all the light that they can use. */
  readonly light: readonly (Row | undefined)[]
  /** A number of the design: in one place where it is the same for all satellites, else in a row of its own. */
  constant(of: Each): Code
}

/** The row at an address; `pair`: place of the pair in a row, bytes. */
export const rowAt = (pair: Code, address: number): Row => ({
  value: load(pair, address),
  becomes: value => store(pair, address, value),
})

/** Does arithmetic on numbers of the design. */
export function derived(a: Each, b: Each, f: (a: number, b: number) => number): Each {
  if (typeof a === 'number' && typeof b === 'number') return f(a, b)
  return satellite => f(of(a, satellite), of(b, satellite))
}
const of = (e: Each, satellite: number) => (typeof e === 'number' ? e : e(satellite))
