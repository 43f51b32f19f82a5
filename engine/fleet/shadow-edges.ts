import { type ContactKind, findContacts, type PositionAt } from '../physics/light/contacts.ts'
import { limbOnSun } from '../physics/light/earth-limb.ts'
import { litFraction } from '../physics/light/eclipse.ts'
import { GAUSS_FIVE } from '../physics/numbers/gauss.ts'
import { makeCrossing } from './crossing.ts'
import type { Knots } from './knots.ts'
import type { Tile } from './tile.ts'

/** Times nearer to the end of a tick than this are settled by what the limb does there, s. */
const CLOSE_s = 1e-3

/** As in assembly/shadow.ts. */
const STEADY = 4.5

/** The clock and the Sun of a block. */
interface Clock {
  readonly step_s: number
  readonly ticks: number
  readonly sun_km: Float64Array
  readonly onContact?: (lane: number, kind: ContactKind, time_s: number) => void
}

/** In the penumbra, where the visible share of the Sun changes. */
const CHANGING = -1
/** Contacts in a tick for which there is room. */
const ROOM = 64

/** The contacts in a tick of one lane: `lit[k]` is the visible share of the Sun before contact k and after the one before, below 0 in the penumbra. */
export interface ShadowEdges {
  readonly times_s: Float64Array
  readonly lit: Float64Array
  /** Looks for them and tells how many there are. */
  look(lane: number, tick: number): number
  /** Mean visible share between two times without a contact between them, for the lane that was looked at. */
  meanLit(from_s: number, to_s: number): number
}

/** `reach_km`: most that a satellite's distance from the shadow can bend from its chord in a tick. */
export function makeShadowEdges(clock: Clock, tile: Tile, knots: Knots, reach_km: number): ShadowEdges {
  const { step_s, ticks, sun_km, onContact } = clock
  const { before, clearance } = tile.table
  const times_s = new Float64Array(ROOM)
  const lit = new Float64Array(ROOM + 1)
  let isCrossing = false
  const kinds: ContactKind[] = []
  const r = new Float64Array(6)
  const s = new Float64Array(3)
  const limb = new Float64Array(2)
  const ends_km = new Float64Array(6)
  let lane = 0
  let found = 0

  const positionAt: PositionAt = (time_s, out) => knots.at(lane, time_s, out)
  // Straight between the ends of a tick: the Sun moves by 3 arcsec a minute.
  const sunAt: PositionAt = (time_s, out) => {
    const place = time_s / step_s
    const k = Math.min(Math.max(0, Math.floor(place)), ticks - 1)
    const f = place - k
    for (let a = 0; a < 3; a++) out[a] = sun_km[3 * k + a] * (1 - f) + sun_km[3 * k + 3 + a] * f
  }
  /** The Sun at both ends of the tick that begins with an instant. */
  const sunOf = (start: number) => {
    for (let a = 0; a < 6; a++) ends_km[a] = sun_km[3 * start + a]
    return ends_km
  }
  const add = (kind: ContactKind, time_s: number) => {
    if (found === ROOM)
      throw new RangeError(`More than ${ROOM} contacts with the shadow in a tick: give shorter ticks.`)
    kinds[found] = kind
    times_s[found++] = time_s
    onContact?.(lane, kind, time_s)
  }
  const litAt = (time_s: number) => {
    positionAt(time_s, r)
    sunAt(time_s, s)
    return litFraction(r, s)
  }
  const meanLit = (from_s: number, to_s: number) => {
    if (isCrossing) return crossing.light(from_s, to_s)
    const middle = litAt(0.5 * (from_s + to_s))
    if (middle === 0 || middle === 1) return middle
    let mean = 0
    for (const [place, weight] of GAUSS_FIVE) mean += weight * litAt(from_s + place * (to_s - from_s))
    return mean
  }

  const crossing = makeCrossing(tile, knots)

  /** Whether the limb stands below a height at an end of the tick. */
  const isBelow = (height: number, time_s: number) => {
    positionAt(time_s, r)
    sunAt(time_s, s)
    limbOnSun(r, s, limb)
    return limb[0] < height
  }

  function addEdge(height: number, start_s: number, end_s: number): void {
    const time_s = height < 0 ? crossing.penumbra_s : crossing.umbra_s
    const isClose = Math.abs(time_s - start_s) < CLOSE_s || Math.abs(time_s - end_s) < CLOSE_s
    const inside = isClose ? isBelow(height, start_s) !== isBelow(height, end_s) : time_s > start_s && time_s < end_s
    if (!inside) return
    const shadow = height < 0 ? 'penumbra' : 'umbra'
    add(`${shadow}-${crossing.darker ? 'start' : 'end'}`, Math.min(end_s, Math.max(time_s, start_s + 1e-9)))
  }

  /** The share of the Sun seen just before a contact, or just after one. */
  const steady = (kind: ContactKind, after: boolean) =>
    (kind === 'penumbra-start' && !after) || (kind === 'penumbra-end' && after)
      ? 1
      : (kind === 'umbra-start' && after) || (kind === 'umbra-end' && !after)
        ? 0
        : CHANGING

  return {
    times_s,
    lit,
    meanLit,
    look(which, tick) {
      lane = which
      found = 0
      const start_s = (tick - 1) * step_s
      const end_s = tick * step_s
      const before_km = before[lane]
      const after_km = clearance[lane]
      // The distance changes by more than it can bend: it goes one way.
      const oneWay = Math.abs(after_km - before_km) > STEADY * reach_km && !knots.direct.includes(lane)
      isCrossing = oneWay && crossing.find(lane, start_s, end_s, before_km, after_km, sunOf(tick - 1))
      if (isCrossing) {
        addEdge(crossing.darker ? -1 : 1, start_s, end_s)
        addEdge(crossing.darker ? 1 : -1, start_s, end_s)
      } else findContacts(positionAt, sunAt, start_s, end_s, add)
      if (found === 0) {
        const share = meanLit(start_s, end_s)
        lit[0] = share === 0 || share === 1 ? share : CHANGING
        return 0
      }
      lit[0] = steady(kinds[0], false)
      for (let k = 1; k <= found; k++) lit[k] = steady(kinds[k - 1], true)
      return found
    },
  }
}
