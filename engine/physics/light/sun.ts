import { AU_km } from '../constants.ts'
import { julianCenturiesTt } from '../orbit/time.ts'
import { MEAN_LONGITUDES, SLOW_TERMS, TERMS } from './sun-series.ts'

/** Powers of e^(i angle) of each mean longitude, from -MAX to MAX, side by side. */
const MAX = 5
const WIDTH = 2 * MAX + 1
const BODIES = MEAN_LONGITUDES.length
const EARTH = 1
const MOON = 5
const RE = new Float64Array(BODIES * WIDTH)
const IM = new Float64Array(BODIES * WIDTH)
const slot = (body: number, power: number) => body * WIDTH + MAX + power
const ANGLE_rad = Float64Array.from(MEAN_LONGITUDES, m => m[0])
const RATE = Float64Array.from(MEAN_LONGITUDES, m => m[1])

/** Each term as the product of two entries of the table (one is 1 when a single angle takes part), with its six coefficients. */
const COUNT = TERMS.length
const FIRST = new Uint8Array(COUNT)
const SECOND = new Uint8Array(COUNT)
const COEFFICIENTS = new Float64Array(COUNT * 6)
TERMS.forEach((row, i) => {
  const used = row.slice(0, BODIES).flatMap((power, body) => (power === 0 ? [] : [slot(body, power)]))
  FIRST[i] = used[0]
  SECOND[i] = used[1] ?? slot(0, 0)
  for (let k = 0; k < 6; k++) COEFFICIENTS[6 * i + k] = row[BODIES + k]
})

const ARCSEC_rad = Math.PI / 648000
/** Mean obliquity at J2000 (IAU 1980), its sine and cosine. */
const OBLIQUITY_rad = 84381.448 * ARCSEC_rad
const SIN_E = Math.sin(OBLIQUITY_rad)
const COS_E = Math.cos(OBLIQUITY_rad)
/** Phase from the Earth's longitude to the Sun's mean anomaly: half a turn less the longitude of perihelion, 102.94 deg. */
const SIN_PERIHELION = Math.sin((77.06 * Math.PI) / 180)
const COS_PERIHELION = Math.cos((77.06 * Math.PI) / 180)

/**
 * Apparent geocentric Sun in TEME of date (true equator, mean equinox: the frame of SGP4), km, at a unix time of UTC. Writes x, y, z.
 *
 * Truncated VSOP87D, less its 0.09033 arcsec to FK5; light time and aberration 20.4898 arcsec / R (Meeus, Astronomical Algorithms, 2nd ed., ch. 25
 * and 32); nutation by five terms of IAU 1980 (ch. 22). TEME's right ascension is that of the true equinox less nutation x cos(obliquity), which
 * is a rotation of the mean equator by the small tilts written below, to first order (4e-9 rad).
 *
 * Against ERFA, 2000 to 2050: within 1.1 arcsec and 3e-6 AU; an arcsecond is 0.004 to 0.01 s at the edge of the shadow. Parallax is left in: this
 * is the vector from the centre of the Earth. Neglected: the Earth's latitude terms below 0.15 arcsec and all else under 0.17 arcsec each.
 */
export function sunTeme_km(utc_s: number, out: Float64Array): void {
  const centuries = julianCenturiesTt(utc_s)
  const t = centuries / 10
  for (let body = 0; body < BODIES; body++) {
    const angle_rad = ANGLE_rad[body] + RATE[body] * t
    const c = Math.cos(angle_rad)
    const s = Math.sin(angle_rad)
    const middle = slot(body, 0)
    let re = 1
    let im = 0
    RE[middle] = 1
    IM[middle] = 0
    const highest = body === MOON ? 1 : MAX
    for (let k = 1; k <= highest; k++) {
      const next = re * c - im * s
      im = re * s + im * c
      re = next
      RE[middle + k] = re
      IM[middle + k] = im
      RE[middle - k] = re
      IM[middle - k] = -im
    }
  }
  let longitude = 0
  let distance = 0
  let latitude = 2796.2 * Math.cos(3.19870156017 + 84334.66158130829 * t)
  for (let i = 0, k = 0; i < COUNT; i++, k += 6) {
    const a = FIRST[i]
    const b = SECOND[i]
    const c = RE[a] * RE[b] - IM[a] * IM[b]
    const s = RE[a] * IM[b] + IM[a] * RE[b]
    longitude += COEFFICIENTS[k] * c + COEFFICIENTS[k + 1] * s
    distance += COEFFICIENTS[k + 2] * c + COEFFICIENTS[k + 3] * s
    latitude += COEFFICIENTS[k + 4] * c + COEFFICIENTS[k + 5] * s
  }
  for (const [a, b, c] of SLOW_TERMS) longitude += a * Math.cos(b + c * t)
  const venus_rad = 1.86947813692 + 5573.1428014331 * t
  longitude += 2053.85 * Math.cos(venus_rad)
  distance += 3067.84 * Math.cos(venus_rad - 1.57078274)
  const c1 = RE[slot(EARTH, 1)]
  const s1 = IM[slot(EARTH, 1)]
  const c2 = RE[slot(EARTH, 2)]
  const s2 = IM[slot(EARTH, 2)]
  // The eccentricity shrinks and the perihelion moves: the terms in t and t^2. -2579 stands for two terms slower than 6000 years.
  longitude +=
    -2579 + t * (1240522 * c1 - 1645336 * s1 + 27690 * c2 + 32943 * s2 + t * (529188.7 + 67728 * c1 + 54923 * s1))
  distance += t * (822614 * c1 + 620153 * s1 - 13175 * c2 + 11076 * s2 - 7022)
  const distance_au = 1.00013988799 + 1e-9 * distance
  const sun_rad =
    1.75347045673 + Math.PI + 6283.31966747491 * t + 1e-9 * longitude - (0.09033 + 20.4898 / distance_au) * ARCSEC_rad
  const c = Math.cos(sun_rad)
  const s = Math.sin(sun_rad)
  const b = -1e-9 * latitude

  const node_rad = 2.1824391966 - 33.757044613 * centuries
  const cn = Math.cos(node_rad)
  const sn = Math.sin(node_rad)
  const cm = RE[slot(MOON, 1)] * c1 - IM[slot(MOON, 1)] * s1
  const sm = RE[slot(MOON, 1)] * s1 + IM[slot(MOON, 1)] * c1
  const anomaly = s1 * COS_PERIHELION + c1 * SIN_PERIHELION
  const psi_rad =
    ARCSEC_rad * (-17.1996 * sn - 1.3187 * s2 - 0.2274 * 2 * sm * cm + 0.2062 * 2 * sn * cn + 0.1426 * anomaly)
  const epsilon_rad =
    ARCSEC_rad *
    (9.2025 * cn + 0.5736 * c2 + 0.0977 * (cm * cm - sm * sm) - 0.0895 * (cn * cn - sn * sn) - 46.815 * centuries)
  const ce = COS_E - SIN_E * epsilon_rad
  const se = SIN_E + COS_E * epsilon_rad
  const r_km = distance_au * AU_km
  // Longitude moved by the nutation, tilted by the true obliquity, and turned back about the pole by nutation x cos(obliquity).
  const x = c - psi_rad * s
  const y = s + psi_rad * c
  const ye = y * ce - b * se
  const turn_rad = psi_rad * ce
  out[0] = r_km * (x + turn_rad * ye)
  out[1] = r_km * (ye - turn_rad * x)
  out[2] = r_km * (y * se + b * ce)
}
