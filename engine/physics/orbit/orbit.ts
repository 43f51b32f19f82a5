import { json2satrec, type SatRec, sgp4, twoline2satrec } from 'satellite.js'
import { EARTH_RADIUS_km } from '../constants.ts'
import { type Elements, OrbitInputError } from './elements.ts'
import { raanOfLtan_deg, SUN_SYNCHRONOUS_RATE_rad_s, sunSynchronousInclination_deg } from './sun-synchronous.ts'

export { type Elements, OrbitInputError, type OrbitProblem } from './elements.ts'
export { elementsFromOmm } from './omm.ts'
export { elementsFromTle } from './tle.ts'

/** Where a satellite is. Results depend on the elements and the time alone, not on the order of the calls. */
export interface Propagator {
  /** Epoch of the elements, integer microseconds of UTC since 1970. */
  readonly epoch_us: number
  /** Mean nodal period, s: from one ascending node to the next. */
  readonly period_s: number
  /** Mean rate at which the ascending node goes round, rad/s. */
  readonly nodeRate_rad_s: number
  /**
   * Writes x, y, z (km) and vx, vy, vz (km/s) in TEME of date, `sinceEpoch_s` after the epoch. Returns the error code of SGP4, 0 when
   * good; otherwise the state is all zero, never stale and never NaN.
   */
  state(sinceEpoch_s: number, out: Float64Array): number
}

/** The code of SGP4 for an orbit without size. */
const DECAYED = 1

const ERRORS: Record<number, string> = {
  0: 'no error',
  1: 'mean eccentricity outside 0 to 1, or semi-major axis below 0.95 Earth radii: the orbit has decayed or the elements are too old',
  2: 'mean motion below zero: the elements are too old',
  3: 'perturbed eccentricity outside 0 to 1: the elements are too old or wrong',
  4: 'semi-latus rectum below zero: the elements are too old or wrong',
  5: 'the orbit at the epoch lies below the ground',
  6: 'the satellite has decayed: its position is below the ground',
  7: 'SGP4 gave no finite position',
  8: 'its position is far beyond its apogee: the orbit has decayed or the elements are too old',
}

/** What an error code of SGP4 means, as a clause. Codes 1 to 6 are those of Vallado et al. 2006; 7 and 8 are ours. */
export function sgp4ErrorText(code: number): string {
  return ERRORS[code] ?? `SGP4 error ${code}`
}

/** SGP4 as published by Vallado et al. 2006 (AIAA 2006-6753), WGS 72 constants, improved mode, by satellite.js: the elements as it takes them. */
export function satrecOf(e: Elements): SatRec {
  // The lines give their epoch to 0.9 ms, and it is read as it stands there.
  if (e.lines !== undefined) return twoline2satrec(...e.lines)
  return json2satrec({
    OBJECT_NAME: e.name ?? '',
    OBJECT_ID: '',
    // The text carries milliseconds: the epoch only places Sun, Moon and the Earth's meridian for deep-space orbits, where half a
    // millisecond is up to 4 cm. Times go in as minutes after it.
    EPOCH: new Date(e.epoch_us / 1000).toISOString().slice(0, -1),
    MEAN_MOTION: e.meanMotion_rev_day,
    ECCENTRICITY: e.eccentricity,
    INCLINATION: e.inclination_deg,
    RA_OF_ASC_NODE: e.raan_deg,
    ARG_OF_PERICENTER: e.argumentOfPericenter_deg,
    MEAN_ANOMALY: e.meanAnomaly_deg,
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: 'U',
    NORAD_CAT_ID: e.noradId,
    ELEMENT_SET_NO: 0,
    REV_AT_EPOCH: 0,
    BSTAR: e.bstar,
    MEAN_MOTION_DOT: 0,
    MEAN_MOTION_DDOT: 0,
  })
}

/** A propagator of the elements. Good to a kilometre or so at the epoch and 1 to 3 km a day from it, which SGP4 is (Vallado et al. 2006). */
export function makePropagator(elements: Elements): Propagator {
  const satrec = satrecOf(elements)
  return {
    epoch_us: elements.epoch_us,
    period_s: (120 * Math.PI) / (satrec.mdot + satrec.argpdot),
    nodeRate_rad_s: satrec.nodedot / 60,
    state(sinceEpoch_s, out) {
      const result = sgp4(satrec, sinceEpoch_s / 60)
      const r = result?.position
      const v = result?.velocity
      if (r === undefined || v === undefined || !Number.isFinite(r.x + r.y + r.z + v.x + v.y + v.z)) {
        out.fill(0, 0, 6)
        return result === null ? satrec.error || 7 : 7
      }
      // The semi-major axis goes with the square of what drag has left (1 - C1 t - D2 t2 - ..., Hoots & Roehrich 1980, sec. 6): an orbit that has come down
      // would grow again. SGP4 tells an error near the zero only.
      if (satrec.tempa <= 0) {
        out.fill(0, 0, 6)
        return DECAYED
      }
      out[0] = r.x
      out[1] = r.y
      out[2] = r.z
      out[3] = v.x
      out[4] = v.y
      out[5] = v.z
      return 0
    },
  }
}

/** Semi-major axis of an orbit of one turn a day, km. */
const GEOSYNCHRONOUS_km = 42_241
/** What SGP4 tells beyond this many apogees from the Earth's centre is no orbit any more. */
const MOST_APOGEES = 1.3
/** The error code where SGP4 tells it nevertheless. */
export const BEYOND_APOGEE = 8

/** How far from the Earth's centre an orbit can be, km, generously. Beyond the end of a decaying one SGP4 may give numbers of any size and no error. */
export const farthest_km = (e: Elements) => MOST_APOGEES * semiMajorAxis_km(e) * (1 + e.eccentricity)

/** Height of the mean perigee at the epoch, km. */
export const perigeeHeight_km = (e: Elements) => semiMajorAxis_km(e) * (1 - e.eccentricity) - EARTH_RADIUS_km

const semiMajorAxis_km = (e: Elements) => GEOSYNCHRONOUS_km * e.meanMotion_rev_day ** (-2 / 3)

/** WGS 72, which SGP4 is made for: Hoots & Roehrich 1980, Spacetrack Report No. 3. */
const SGP4_MU_km3_s2 = 398600.8
const SGP4_RADIUS_km = 6378.135
const SGP4_J2 = 0.001082616

/**
 * The mean motion to write into elements (Kozai's) so that SGP4 recovers a mean (Brouwer) semi-major axis; rev/day. The inverse, by
 * fixed point, of the recovery at the head of SGP4 (Hoots & Roehrich 1980, sec. 6).
 */
function kozaiMeanMotion_rev_day(a_km: number, eccentricity: number, inclination_deg: number): number {
  const brouwer_rad_s = Math.sqrt(SGP4_MU_km3_s2 / a_km ** 3)
  const c = Math.cos((inclination_deg * Math.PI) / 180)
  const d = (0.75 * SGP4_J2 * (3 * c * c - 1)) / (1 - eccentricity * eccentricity) ** 1.5
  let n_rad_s = brouwer_rad_s
  for (let k = 0; k < 12; k++) {
    const a = Math.cbrt(SGP4_MU_km3_s2 / (n_rad_s * n_rad_s)) / SGP4_RADIUS_km
    const x = d / (a * a)
    const recovered = a * (1 - x * (1 / 3 + x * (1 + (134 / 81) * x)))
    n_rad_s = brouwer_rad_s * (1 + d / (recovered * recovered))
  }
  return (n_rad_s * 86400) / (2 * Math.PI)
}

/** A near-circular orbit by its mean size, shape and plane. */
export interface OrbitShape {
  /** Mean semi-major axis less 6378.137 km. */
  readonly altitude_km: number
  readonly inclination_deg: number
  readonly raan_deg: number
  readonly epoch_us: number
  /** Default 0.0001. */
  readonly eccentricity?: number | undefined
  /** Default 90: perigee stays where it is, over the north. */
  readonly argumentOfPericenter_deg?: number | undefined
  /** Default 0. */
  readonly meanAnomaly_deg?: number | undefined
}

/** Elements of an orbit for SGP4 without drag. */
export function elementsOfShape(shape: OrbitShape): Elements {
  const eccentricity = shape.eccentricity ?? 1e-4
  return {
    epoch_us: shape.epoch_us,
    meanMotion_rev_day: kozaiMeanMotion_rev_day(
      EARTH_RADIUS_km + shape.altitude_km,
      eccentricity,
      shape.inclination_deg,
    ),
    eccentricity,
    inclination_deg: shape.inclination_deg,
    raan_deg: shape.raan_deg,
    argumentOfPericenter_deg: shape.argumentOfPericenter_deg ?? 90,
    meanAnomaly_deg: shape.meanAnomaly_deg ?? 0,
    bstar: 0,
    noradId: 0,
  }
}

export interface SunSynchronousInput extends Omit<OrbitShape, 'inclination_deg' | 'raan_deg'> {
  /** Local mean solar time of the ascending node, hours: 18 is dawn-dusk, 12 is noon. */
  readonly ltan_h: number
  /** Left out, the one that keeps the local time. */
  readonly inclination_deg?: number | undefined
}

/**
 * Elements of a sun-synchronous orbit for SGP4 without drag. The inclination is the one at which SGP4's own secular node rate (J2, J2^2
 * and J4) is one turn in a tropical year, by the secant method; the local time then keeps to 0.01 min a year. Neglected: Sun and Moon,
 * whose pull on a real orbit's inclination must be fought or moves the local time by minutes a year. Throws OrbitInputError.
 */
export function sunSynchronousElements(input: SunSynchronousInput): Elements {
  const eccentricity = input.eccentricity ?? 1e-4
  const raan_deg = raanOfLtan_deg(input.ltan_h, input.epoch_us / 1e6)
  const at = (inclination_deg: number) => elementsOfShape({ ...input, inclination_deg, raan_deg })
  if (input.inclination_deg !== undefined) return at(input.inclination_deg)
  const guess_deg = sunSynchronousInclination_deg(input.altitude_km, eccentricity)
  if (Number.isNaN(guess_deg)) throw tooHigh(input.altitude_km)
  const miss = (inclination_deg: number) => satrecOf(at(inclination_deg)).nodedot / 60 / SUN_SYNCHRONOUS_RATE_rad_s - 1
  let i0 = guess_deg
  let i1 = guess_deg + 0.03
  let m0 = miss(i0)
  for (let k = 0; k < 30 && i1 !== i0; k++) {
    const m1 = miss(i1)
    if (Math.abs(m1) < 1e-13 || m1 === m0) break
    const next = i1 - (m1 * (i1 - i0)) / (m1 - m0)
    i0 = i1
    m0 = m1
    i1 = next
  }
  if (!(i1 > 90 && i1 <= 180)) throw tooHigh(input.altitude_km)
  return at(i1)
}

function tooHigh(altitude_km: number): OrbitInputError {
  return new OrbitInputError([
    {
      field: 'altitude_km',
      what: `no orbit ${altitude_km} km high can be sun-synchronous`,
      instead: 'Give 150 to 5900 km.',
    },
  ])
}
