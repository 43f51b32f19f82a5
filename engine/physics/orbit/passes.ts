import { type Station, sinElevation } from './ground.ts'
import { gmst82_rad } from './time.ts'

/**
 * What happens between a station and a satellite. A culmination is a highest point above the mask; a pass of a high orbit may have
 * several.
 */
export type PassEventKind = 'rise' | 'culmination' | 'set'

/** Pieces no longer than this hold at most one highest or lowest point: elevation turns twice only in a good part of an orbit. */
const PIECE_s = 30
/** Nothing bound to the Earth within 120 000 km moves faster past the turning ground, km/s. */
const FASTEST_km_s = 12
/** Half the span of the difference that stands for the rate of elevation. */
const HALF_s = 0.05
const TOLERANCE_s = 1e-4

const R = new Float64Array(6)

/**
 * Reports every rise, culmination and set over a station in (from_s, to_s], in order of time, to 0.1 ms (culminations to some ms),
 * with the elevation in rad. Within 0.08 s of Skyfield (precession, nutation and UT1 in full). No refraction, which at 5 deg lifts by
 * 0.16 deg and makes a 650 km pass rise 2 to 8 s sooner. `positionAt` writes the satellite in TEME, km, at seconds after `epochUtc_s` (unix), a
 * little outside the span as well.
 *
 * Below the mask's cone by d, nothing rises within d / (12 km/s): that long is skipped. Elsewhere steps of at most 30 s are taken, and
 * the rate of elevation at their ends tells whether a highest or lowest point lies between; it is found by halving, and the crossings
 * on either side of it, so that a pass shorter than a step is not lost. Adjacent spans report no event twice and lose none.
 */
export function findPassEvents(
  station: Station,
  mask_rad: number,
  positionAt: (t_s: number, out: Float64Array) => void,
  epochUtc_s: number,
  from_s: number,
  to_s: number,
  sink: (kind: PassEventKind, t_s: number, elevation_rad: number) => void,
): void {
  if (!(to_s > from_s)) return
  const sinMask = Math.sin(mask_rad)
  const sineAt = (t_s: number) => {
    positionAt(t_s, R)
    return sinElevation(station, R[0], R[1], R[2], gmst82_rad(epochUtc_s + t_s))
  }
  const aboveAt = (t_s: number) => sineAt(t_s) - sinMask
  const rateAt = (t_s: number) => sineAt(t_s + HALF_s) - sineAt(t_s - HALF_s)
  const report = (kind: PassEventKind, t_s: number) => {
    const sine = sineAt(t_s)
    sink(kind, t_s, Math.asin(Math.min(sine, 1)))
  }
  const crossing = (a_s: number, b_s: number) => {
    const rising = aboveAt(a_s) <= 0
    report(
      rising ? 'rise' : 'set',
      halve(t => aboveAt(t) > 0 === rising, a_s, b_s),
    )
  }

  let a_s = from_s
  let above = aboveAt(a_s)
  // The rate is only worth its two evaluations near a pass.
  let rate = Number.NaN
  while (a_s < to_s) {
    const quiet_s = above < 0 ? quietFor_s(station, sinMask, above, epochUtc_s + a_s) : 0
    const b_s = Math.min(to_s, a_s + Math.max(PIECE_s, quiet_s))
    const next = aboveAt(b_s)
    let nextRate = Number.NaN
    if (quiet_s < b_s - a_s) {
      if (Number.isNaN(rate)) rate = rateAt(a_s)
      nextRate = rateAt(b_s)
      if (rate > 0 !== nextRate > 0) {
        const highest = rate > 0
        const turn_s = halve(t => rateAt(t) > 0 !== highest, a_s, b_s)
        const middle = aboveAt(turn_s)
        if (above > 0 !== middle > 0) crossing(a_s, turn_s)
        if (highest && middle > 0) report('culmination', turn_s)
        if (middle > 0 !== next > 0) crossing(turn_s, b_s)
      } else if (above > 0 !== next > 0) crossing(a_s, b_s)
    }
    a_s = b_s
    above = next
    rate = nextRate
  }
}

/** How long the satellite in R, `above` (difference of sines) below the mask, surely stays there. */
function quietFor_s(station: Station, sinMask: number, above: number, utc_s: number): number {
  const gmst_rad = gmst82_rad(utc_s)
  const c = Math.cos(gmst_rad)
  const s = Math.sin(gmst_rad)
  const dx = c * R[0] + s * R[1] - station.x_km
  const dy = c * R[1] - s * R[0] - station.y_km
  const dz = R[2] - station.z_km
  const range_km = Math.sqrt(dx * dx + dy * dy + dz * dz)
  return (-above * range_km) / (FASTEST_km_s * (1 + Math.abs(sinMask)))
}

/** Where `passed` turns true between a (false) and b (true). */
function halve(passed: (t_s: number) => boolean, a_s: number, b_s: number): number {
  let low = a_s
  let high = b_s
  while (high - low > TOLERANCE_s) {
    const middle = 0.5 * (low + high)
    if (passed(middle)) high = middle
    else low = middle
  }
  return 0.5 * (low + high)
}
