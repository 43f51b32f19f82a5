import { AU_km, EARTH_RADIUS_km, SUN_RADIUS_km } from '../physics/constants.ts'
import type { PositionAt } from '../physics/contacts.ts'
import { visibleOfDisc } from '../physics/disc.ts'
import { limbOnSun } from '../physics/earth-limb.ts'
import { GAUSS_FIVE } from '../physics/gauss.ts'

/** A passage through the shadow's edge. */
export interface Crossing {
  /** Into the shadow. */
  readonly darker: boolean
  /** Times of contact with the penumbra's outer edge (height -1) and with the umbra (height 1). */
  readonly penumbra_s: number
  readonly umbra_s: number
  /** Mean visible share of the Sun between two times in the penumbra. */
  light(from_s: number, to_s: number): number
}

/** Two guesses whose distances from a root have a smaller product, s2, tell it to a microsecond: the height's bend is under 0.02 of its slope a second. */
const CLOSE_s2 = 5e-5
const MOST_GUESSES = 12
/** How far outside the tick an edge may be looked for, s. */
const FARTHEST_s = 250

const R = new Float64Array(6)
const S = new Float64Array(3)
const LIMB = new Float64Array(2)

/**
 * The edge that a satellite crosses once and steadily within a tick, by secants from where its distance from the shadow (km, before and after)
 * passes zero: some seven looks at the limb, where findContacts, which sees every graze, needs three times as many. The equations are those
 * of limbOnSun. Undefined where an edge is not found so: then findContacts must say.
 */
export function findCrossing(
  positionAt: PositionAt,
  sunAt: PositionAt,
  from_s: number,
  to_s: number,
  before_km: number,
  after_km: number,
): Crossing | undefined {
  const heightAt = (t_s: number) => {
    positionAt(t_s, R)
    sunAt(t_s, S)
    limbOnSun(R, S, LIMB)
    return LIMB[0]
  }
  const middle_s = from_s + (before_km / (before_km - after_km)) * (to_s - from_s)
  const middle = heightAt(middle_s)
  const curvature = LIMB[1]
  // A radius of the Sun's disc, as wide as it is at the limb.
  const horizon_km = Math.sqrt(Math.max(1, R[0] * R[0] + R[1] * R[1] + R[2] * R[2] - EARTH_RADIUS_km * EARTH_RADIUS_km))
  const slope_per_s = (((before_km - after_km) / (to_s - from_s)) * AU_km) / (SUN_RADIUS_km * horizon_km)
  const edge = (height: number): number => {
    let last_s = middle_s
    let last = middle
    let t_s = middle_s + (height - middle) / slope_per_s
    for (let k = 0; k < MOST_GUESSES; k++) {
      if (!(t_s > from_s - FARTHEST_s && t_s < to_s + FARTHEST_s)) return Number.NaN
      const now = heightAt(t_s)
      const next_s = t_s + ((height - now) * (t_s - last_s)) / (now - last)
      if (now === height || Math.abs((next_s - t_s) * (next_s - last_s)) < CLOSE_s2)
        return now === height ? t_s : next_s
      last_s = t_s
      last = now
      t_s = next_s
    }
    return Number.NaN
  }
  const penumbra_s = edge(-1)
  const umbra_s = edge(1)
  const darker = after_km < before_km
  if (!(darker ? penumbra_s < umbra_s : umbra_s < penumbra_s)) return undefined

  // The height between the edges: the parabola through both and the middle, where that lies between them.
  const place = (middle_s - penumbra_s) / (umbra_s - penumbra_s)
  const bend = place > 0.1 && place < 0.9 ? (middle + 1 - 2 * place) / (place * (place - 1)) : 0
  return {
    darker,
    penumbra_s,
    umbra_s,
    light(a_s, b_s) {
      let sum = 0
      for (const [at, weight] of GAUSS_FIVE) {
        const x = (a_s + at * (b_s - a_s) - penumbra_s) / (umbra_s - penumbra_s)
        sum += weight * visibleOfDisc(2 * x - 1 + bend * x * (x - 1), curvature)
      }
      return sum
    },
  }
}
