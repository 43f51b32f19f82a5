import { AU_km, EARTH_RADIUS_km, SUN_RADIUS_km } from '../physics/constants.ts'
import type { PositionAt } from '../physics/contacts.ts'
import { visibleOfDisc } from '../physics/disc.ts'
import { limbOnSun } from '../physics/earth-limb.ts'
import { GAUSS_FIVE } from '../physics/gauss.ts'

/** A passage through the shadow's edge, found anew by each `find`. */
export interface Crossing {
  /** Into the shadow. */
  readonly darker: boolean
  /** Times of contact with the penumbra's outer edge (height -1) and with the umbra (height 1). */
  readonly penumbra_s: number
  readonly umbra_s: number
  /**
   * Looks for the edge that a satellite crosses once and steadily within a tick, by secants from where its distance from the shadow (km, before
   * and after) passes zero: some six looks at the limb, where findContacts, which sees every graze, needs three times as many. The equations are
   * those of limbOnSun. False where an edge is not found so: then findContacts must say.
   */
  find(from_s: number, to_s: number, before_km: number, after_km: number): boolean
  /** Mean visible share of the Sun between two times in the penumbra. */
  light(from_s: number, to_s: number): number
}

/** Two guesses whose distances from a root have a smaller product, s2, tell it to 0.1 ms: the height's bend is under 0.02 of its slope a second. */
const CLOSE_s2 = 5e-3
const MOST_GUESSES = 12
/** The same where the slope is only an estimate. */
const BLIND_s = 50
/** A height that bends by less is straight within a piece. */
const STRAIGHT = 0.02
/** How far outside the tick an edge may be looked for, s. */
const FARTHEST_s = 250

export function makeCrossing(positionAt: PositionAt, sunAt: PositionAt): Crossing {
  const r = new Float64Array(6)
  const s = new Float64Array(3)
  const limb = new Float64Array(2)
  let middle_s = 0
  let middle = 0
  let slope_per_s = 0
  let curvature = 0
  /** How far the height in between is from straight: bend x (x - 1), x from 0 at the penumbra's edge to 1 at the umbra's. */
  let bend = 0

  function heightAt(time_s: number): number {
    positionAt(time_s, r)
    sunAt(time_s, s)
    limbOnSun(r, s, limb)
    return limb[0]
  }

  /** Not a number where no edge of that height is found near the tick. */
  function edge(height: number, earliest_s: number, latest_s: number): number {
    let last_s = middle_s
    let last = middle
    let wasExact = curvature !== 0
    let time_s = middle_s + (height - middle) / slope_per_s
    for (let k = 0; k < MOST_GUESSES; k++) {
      if (!(time_s > earliest_s && time_s < latest_s)) return Number.NaN
      const now = heightAt(time_s)
      if (now === height) return time_s
      // Far from the edge the height is a bound, with curvature 0: a chord from there tells no slope, and nothing ends there.
      const isExact = limb[1] !== 0
      const slope = isExact && wasExact ? (now - last) / (time_s - last_s) : slope_per_s
      const next_s = time_s + (height - now) / slope
      const off_s2 = Math.abs((next_s - time_s) * (wasExact ? next_s - last_s : BLIND_s))
      if (isExact && off_s2 < CLOSE_s2) {
        slope_per_s = slope
        return next_s
      }
      wasExact = isExact
      last_s = time_s
      last = now
      time_s = next_s
    }
    return Number.NaN
  }

  const crossing = {
    darker: false,
    penumbra_s: 0,
    umbra_s: 0,
    find(from_s: number, to_s: number, before_km: number, after_km: number): boolean {
      middle_s = from_s + (before_km / (before_km - after_km)) * (to_s - from_s)
      middle = heightAt(middle_s)
      curvature = limb[1]
      // A radius of the Sun's disc, as wide as it is at the limb.
      const horizon2_km2 = r[0] * r[0] + r[1] * r[1] + r[2] * r[2] - EARTH_RADIUS_km * EARTH_RADIUS_km
      const radius_km = (Math.sqrt(Math.max(1, horizon2_km2)) * SUN_RADIUS_km) / AU_km
      slope_per_s = (before_km - after_km) / ((to_s - from_s) * radius_km)
      const penumbra_s = edge(-1, from_s - FARTHEST_s, to_s + FARTHEST_s)
      const umbra_s = edge(1, from_s - FARTHEST_s, to_s + FARTHEST_s)
      crossing.darker = after_km < before_km
      if (!(crossing.darker ? penumbra_s < umbra_s : umbra_s < penumbra_s)) return false
      crossing.penumbra_s = penumbra_s
      crossing.umbra_s = umbra_s
      const place = (middle_s - penumbra_s) / (umbra_s - penumbra_s)
      bend = place > 0.1 && place < 0.9 ? (middle + 1 - 2 * place) / (place * (place - 1)) : 0
      return true
    },
    light(from_s: number, to_s: number): number {
      if (Math.abs(bend) > STRAIGHT) return sampled(from_s, to_s)
      const from = heightOf(from_s)
      const to = heightOf(to_s)
      // Too near to divide by: what is seen there.
      if (Math.abs(to - from) < 1e-6) return visibleOfDisc(from, curvature)
      return (integral(to, curvature) - integral(from, curvature)) / (to - from)
    },
  }

  function sampled(from_s: number, to_s: number): number {
    let sum = 0
    for (let k = 0; k < GAUSS_FIVE.length; k++)
      sum += GAUSS_FIVE[k][1] * visibleOfDisc(heightOf(from_s + GAUSS_FIVE[k][0] * (to_s - from_s)), curvature)
    return sum
  }

  /** Height in the penumbra, as found, from -1 to 1. */
  function heightOf(time_s: number): number {
    const x = (time_s - crossing.penumbra_s) / (crossing.umbra_s - crossing.penumbra_s)
    return Math.max(-1, Math.min(1, 2 * x - 1 + bend * x * (x - 1)))
  }
  return crossing
}

/**
 * Integral over the height of the visible share of the Sun's disc: a segment, (acos h - h sqrt(1 - h^2)) / pi, and what the limb's curvature c adds to
 * it, c (1 - h^2)^(3/2) / (3 pi), which is visibleOfDisc to first order in c (0.005 in low orbit: 2e-5 is left out).
 */
function integral(h: number, curvature: number): number {
  const w2 = 1 - h * h
  const w = Math.sqrt(w2)
  const angle = Math.acos(h)
  const segment = h * angle - w + (w * w2) / 3
  const bulge = (h * (5 - 2 * h * h) * w - 3 * angle) / 24
  return (segment + curvature * bulge) / Math.PI
}
