import { type ContactKind, findContacts, type PositionAt } from '../physics/light/contacts.ts'

/** An eclipse as a governor foresees it: from the first contact with the penumbra to the last, seconds since the start. */
export interface ForeseenEclipse {
  readonly start_s: number
  readonly end_s: number
}

/** The eclipse that a lane is in at a time, or the next one; undefined where none begins within two orbits. */
export type NextEclipse = (lane: number, time_s: number) => ForeseenEclipse | undefined

const NEVER_BEGUN = Number.NEGATIVE_INFINITY
/** How far ahead is looked, and in what pieces, in orbits. */
const AHEAD = 2
const PIECE = 0.1

/**
 * Foresees eclipses by the contacts that cut the ticks (physics/light/contacts.ts), along the same orbit and with the same Sun. Each lane looks ahead
 * piece by piece and keeps what it found, so that asking at every step costs one search of the orbit. Times are asked for in rising order.
 */
export function makeForecast(
  positionOf: (lane: number) => PositionAt,
  sunAt: PositionAt,
  period_s: (lane: number) => number,
): NextEclipse {
  const lanes = new Map<number, Ahead>()
  return (lane, time_s) => {
    let ahead = lanes.get(lane)
    if (ahead === undefined || time_s < ahead.asked_s) {
      ahead = { asked_s: time_s, seen_s: time_s, open_s: NEVER_BEGUN, found: [] }
      lanes.set(lane, ahead)
    }
    ahead.asked_s = time_s
    while (ahead.found.length > 0 && ahead.found[0].end_s <= time_s) ahead.found.shift()
    const period = period_s(lane)
    // An eclipse that begins within reach is followed to its end, at most a whole orbit later.
    while (ahead.found.length === 0 && ahead.seen_s < time_s + (AHEAD + 1) * period)
      look(ahead, positionOf(lane), sunAt, PIECE * period)
    const [next] = ahead.found
    return next !== undefined && next.start_s < time_s + AHEAD * period ? next : undefined
  }
}

interface Ahead {
  asked_s: number
  /** All contacts until then are known. */
  seen_s: number
  open_s: number
  readonly found: ForeseenEclipse[]
}

function look(ahead: Ahead, positionAt: PositionAt, sunAt: PositionAt, piece_s: number): void {
  const to_s = ahead.seen_s + piece_s
  findContacts(positionAt, sunAt, ahead.seen_s, to_s, (kind: ContactKind, time_s) => {
    if (kind === 'penumbra-start') ahead.open_s = time_s
    if (kind === 'penumbra-end') {
      // One that was under way when the lane first asked has no start.
      ahead.found.push({ start_s: ahead.open_s, end_s: time_s })
      ahead.open_s = NEVER_BEGUN
    }
  })
  ahead.seen_s = to_s
}
