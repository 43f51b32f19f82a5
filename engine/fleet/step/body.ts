import { any, type Code, get, or, resolved, set } from './assembler.ts'

/** The body of a loop over pairs of lanes as it is written for one of them: statements in order, and a local for each value that is kept. */
export interface Body {
  /** Reckons a value here; what is returned reads it. */
  keep(value: Code): Code
  /** The same once, before the loop, for all pairs. */
  ahead(value: Code): Code
  say(statement: Code): void
  /** Remembers whether this mask was ever set, in any pair and round. Asked for once. */
  gather(mask: Code): void
}

/** A body as it goes into a function. */
export interface Written {
  readonly before: Code
  readonly round: Code
  /** Whether the gathered mask was ever set. */
  readonly gathered: Code
  /** Locals of two lanes that it takes. */
  readonly locals: number
}

/** Locals from here on are those of `ahead`; the first is what is gathered. */
const AHEAD = 0x10000

/**
 * Writes a body for `pairs` pairs side by side, statement by statement: where one waits (for a division, down a chain of nodes), another goes on. A
 * compiler that orders code by what needs it keeps them side by side only if nothing that branches stands between; hence `gather`.
 *
 * `lane` is the local of a pair's place; the next is that of the next pair, and what is kept follows. Locals before it are shared.
 */
export function writeBody(lane: number, pairs: number, write: (body: Body) => void): Written {
  const statements: Code[] = []
  const early: Code[] = []
  const first = lane + pairs
  let free = first
  let shared = AHEAD + 1
  let mask: Code | undefined
  const say = (statement: Code) => {
    statements.push(statement)
  }
  const keep = (value: Code) => {
    const local = free++
    say(set(local, value))
    return get(local)
  }
  write({
    keep,
    say,
    ahead(value) {
      const local = shared++
      early.push(set(local, value))
      return get(local)
    },
    gather(value) {
      mask = value
    },
  })
  const size = free - first
  const localOf = (pair: number) => (local: number) => {
    if (local >= AHEAD) return first + pairs * size + local - AHEAD
    return local < lane ? local : local === lane ? lane + pair : local + pair * size
  }
  const each = Array.from({ length: pairs }, (_, pair) => localOf(pair))
  const ofAll = (code: Code) => resolved(code, localOf(0))
  const masks = each.map(of => (mask === undefined ? undefined : resolved(mask, of)))
  const all = masks.reduce<Code>((a, b) => (b === undefined ? a : or(a, b)), get(AHEAD))
  return {
    before: ofAll(early.flat()),
    round: [...statements.flatMap(s => each.flatMap(of => resolved(s, of))), ...ofAll(set(AHEAD, all))],
    gathered: ofAll(any(get(AHEAD))),
    locals: pairs * size + shared - AHEAD,
  }
}
