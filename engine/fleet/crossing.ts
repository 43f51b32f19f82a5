import { visibleOfDisc } from '../physics/light/disc.ts'
import { GAUSS_FIVE } from '../physics/numbers/gauss.ts'
import { KNOT_s, type Knots } from './knots.ts'
import type { Tile } from './tile.ts'

/** A passage through the shadow's edge, found anew by each `find`. */
export interface Crossing {
  /** Into the shadow. */
  readonly darker: boolean
  /** Times of contact with the penumbra's outer edge (height -1) and with the umbra (height 1). */
  readonly penumbra_s: number
  readonly umbra_s: number
  /**
   * Looks for the edge that a satellite crosses once and steadily within a tick, by secants from where its distance from the shadow (km, before
   * and after) passes zero: some five looks at the limb, where findContacts, which sees every graze, needs three times as many. False where an
   * edge is not found so: then findContacts must say. `sun_km` holds the Sun at the start and at the end of the tick.
   */
  find(lane: number, from_s: number, to_s: number, before_km: number, after_km: number, sun_km: Float64Array): boolean
  /** Mean visible share of the Sun between two times in the penumbra. */
  light(from_s: number, to_s: number): number
}

/** A height that bends by less is straight within a piece. */
const STRAIGHT = 0.02
// Places among the numbers of Crossing in assembly/crossing.ts.
const SPACING = 0
const START = 1
const SUN = 2
const PENUMBRA = 8
const UMBRA = 9
const MIDDLE_HEIGHT = 10
const MIDDLE = 11
const CURVATURE = 12

export function makeCrossing({ code, crossing: { at, whole, real } }: Tile, knots: Knots): Crossing {
  let curvature = 0
  /** How far the height in between is from straight: bend x (x - 1), x from 0 at the penumbra's edge to 1 at the umbra's. */
  let bend = 0

  const crossing = {
    darker: false,
    penumbra_s: 0,
    umbra_s: 0,
    find(lane: number, from_s: number, to_s: number, before_km: number, after_km: number, sun_km: Float64Array) {
      whole[0] = knots.column(lane)
      whole[1] = knots.base()
      real[SPACING] = KNOT_s
      real[START] = from_s
      for (let a = 0; a < 3; a++) {
        real[SUN + a] = sun_km[a]
        real[SUN + 3 + a] = (sun_km[3 + a] - sun_km[a]) / (to_s - from_s)
      }
      code.cross(at, to_s, before_km, after_km)
      const penumbra_s = real[PENUMBRA]
      const umbra_s = real[UMBRA]
      crossing.darker = after_km < before_km
      if (!(crossing.darker ? penumbra_s < umbra_s : umbra_s < penumbra_s)) return false
      crossing.penumbra_s = penumbra_s
      crossing.umbra_s = umbra_s
      curvature = real[CURVATURE]
      const place = (real[MIDDLE] - penumbra_s) / (umbra_s - penumbra_s)
      bend = place > 0.1 && place < 0.9 ? (real[MIDDLE_HEIGHT] + 1 - 2 * place) / (place * (place - 1)) : 0
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
