import { julianCenturiesTt } from '../orbit/time.ts'

/**
 * Periodic terms of the Moon: multiples of D, M, M' and F, then the longitude's sine (1e-6 deg) and the distance's cosine (m).
 * J. Meeus, Astronomical Algorithms (2nd ed.), table 47.A, the largest terms; the theory is ELP-2000/82 of M. and J. Chapront.
 */
const LONGITUDE: readonly (readonly [number, number, number, number, number, number])[] = [
  [0, 0, 1, 0, 6288774, -20905355],
  [2, 0, -1, 0, 1274027, -3699111],
  [2, 0, 0, 0, 658314, -2955968],
  [0, 0, 2, 0, 213618, -569925],
  [0, 1, 0, 0, -185116, 48888],
  [0, 0, 0, 2, -114332, -3149],
  [2, 0, -2, 0, 58793, 246158],
  [2, -1, -1, 0, 57066, -152138],
  [2, 0, 1, 0, 53322, -170733],
  [2, -1, 0, 0, 45758, -204586],
  [0, 1, -1, 0, -40923, -129620],
  [1, 0, 0, 0, -34720, 108743],
  [0, 1, 1, 0, -30383, 104755],
  [2, 0, 0, -2, 15327, 10321],
  [0, 0, 1, 2, -12528, 0],
  [0, 0, 1, -2, 10980, 79661],
  [4, 0, -1, 0, 10675, -34782],
  [0, 0, 3, 0, 10034, -23210],
  [4, 0, -2, 0, 8548, -21636],
  [2, 1, -1, 0, -7888, 24208],
  [2, 1, 0, 0, -6766, 30824],
  [1, 0, -1, 0, -5163, -8379],
  [1, 1, 0, 0, 4987, -16675],
  [2, -1, 1, 0, 4036, -12831],
  [2, 0, 2, 0, 3994, -10445],
  [4, 0, 0, 0, 3861, -11650],
  [2, 0, -3, 0, 3665, 14403],
  [0, 1, -2, 0, -2689, -7003],
  [2, 0, -1, 2, -2602, 0],
  [2, -1, -2, 0, 2390, 10056],
  [1, 0, 1, 0, -2348, 6322],
  [2, -2, 0, 0, 2236, -9884],
  [0, 1, 2, 0, -2120, 5751],
  [0, 2, 0, 0, -2069, 0],
  [2, -2, -1, 0, 2048, -4950],
]

/** As above, for the latitude's sine, 1e-6 deg: table 47.B. */
const LATITUDE: readonly (readonly [number, number, number, number, number])[] = [
  [0, 0, 0, 1, 5128122],
  [0, 0, 1, 1, 280602],
  [0, 0, 1, -1, 277693],
  [2, 0, 0, -1, 173237],
  [2, 0, -1, 1, 55413],
  [2, 0, -1, -1, 46271],
  [2, 0, 0, 1, 32573],
  [0, 0, 2, 1, 17198],
  [2, 0, 1, -1, 9266],
  [0, 0, 2, -1, 8822],
  [2, -1, 0, -1, 8216],
  [2, 0, -2, -1, 4324],
  [2, 0, 1, 1, 4200],
  [2, 1, 0, -1, -3359],
  [2, -1, -1, 1, 2463],
  [2, -1, 0, 1, 2211],
  [2, -1, -1, -1, 2065],
  [0, 1, -1, -1, -1870],
  [4, 0, -1, -1, 1828],
  [0, 1, 0, 1, -1794],
  [0, 0, 0, 3, -1749],
  [0, 1, -1, 1, -1565],
  [1, 0, 0, 1, -1491],
  [0, 1, 1, 1, -1475],
  [0, 1, 1, -1, -1410],
  [0, 1, 0, -1, -1344],
  [1, 0, 0, -1, -1335],
  [0, 0, 3, 1, 1107],
]

const RAD = Math.PI / 180
const MEAN_DISTANCE_km = 385000.56

/**
 * Apparent geocentric Moon in TEME of date (true equator, mean equinox), km, at a unix time of UTC. Writes x, y, z.
 *
 * Chapter 47 of Meeus with its largest terms and chapter 22's first four terms of nutation. Neglected: the smaller terms. Against
 * the Swiss Ephemeris, 2000 to 2050, it is within 25 arcsec and 60 km (a test holds it to that): 45 km of where the shadow falls, 6 s of a
 * low orbit's way, and of its mean sunlight nothing.
 */
export function moonTeme_km(utc_s: number, out: Float64Array): void {
  const t = julianCenturiesTt(utc_s)
  const mean_deg = 218.3164477 + t * (481267.88123421 + t * (-0.0015786 + t / 538841))
  const d = RAD * (297.8501921 + t * (445267.1114034 + t * (-0.0018819 + t / 545868)))
  const m = RAD * (357.5291092 + t * (35999.0502909 - t * 0.0001536))
  const n = RAD * (134.9633964 + t * (477198.8675055 + t * (0.0087414 + t / 69699)))
  const f = RAD * (93.272095 + t * (483202.0175233 - t * 0.0036539))
  // The Earth's orbit grows rounder: terms with the Sun's anomaly shrink with it.
  const e = 1 - t * (0.002516 + t * 0.0000074)
  let longitude = 0
  let distance_m = 0
  for (const [a, b, c, g, sine, cosine] of LONGITUDE) {
    const angle = a * d + b * m + c * n + g * f
    const share = b === 0 ? 1 : Math.abs(b) === 1 ? e : e * e
    longitude += share * sine * Math.sin(angle)
    distance_m += share * cosine * Math.cos(angle)
  }
  let latitude = 0
  for (const [a, b, c, g, sine] of LATITUDE)
    latitude += (b === 0 ? 1 : e) * sine * Math.sin(a * d + b * m + c * n + g * f)
  // Venus, Jupiter and the Earth's flattening.
  const a1 = RAD * (119.75 + 131.849 * t)
  const a2 = RAD * (53.09 + 479264.29 * t)
  const a3 = RAD * (313.45 + 481266.484 * t)
  const l = RAD * mean_deg
  longitude += 3958 * Math.sin(a1) + 1962 * Math.sin(l - f) + 318 * Math.sin(a2)
  latitude +=
    -2235 * Math.sin(l) +
    382 * Math.sin(a3) +
    175 * (Math.sin(a1 - f) + Math.sin(a1 + f)) +
    127 * Math.sin(l - n) -
    115 * Math.sin(l + n)

  const node = RAD * (125.04452 - 1934.136261 * t)
  const sun = RAD * (280.4665 + 36000.7698 * t)
  const arcsec = RAD / 3600
  const psi =
    arcsec * (-17.2 * Math.sin(node) - 1.32 * Math.sin(2 * sun) - 0.23 * Math.sin(2 * l) + 0.21 * Math.sin(2 * node))
  const obliquity =
    RAD * (23.43929111 - 0.013004167 * t) +
    arcsec * (9.2 * Math.cos(node) + 0.57 * Math.cos(2 * sun) + 0.1 * Math.cos(2 * l) - 0.09 * Math.cos(2 * node))
  const lambda = l + RAD * 1e-6 * longitude + psi
  const beta = RAD * 1e-6 * latitude
  const r_km = MEAN_DISTANCE_km + distance_m / 1e3
  const x = Math.cos(beta) * Math.cos(lambda)
  const y = Math.cos(beta) * Math.sin(lambda) * Math.cos(obliquity) - Math.sin(beta) * Math.sin(obliquity)
  const z = Math.cos(beta) * Math.sin(lambda) * Math.sin(obliquity) + Math.sin(beta) * Math.cos(obliquity)
  // From the true equinox back to the mean one: nutation x cos(obliquity) about the pole.
  const turn = -psi * Math.cos(obliquity)
  out[0] = r_km * (x * Math.cos(turn) - y * Math.sin(turn))
  out[1] = r_km * (x * Math.sin(turn) + y * Math.cos(turn))
  out[2] = r_km * z
}
