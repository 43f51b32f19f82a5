import { EARTH_RADIUS_km } from '../constants.ts'

/** Gauss-Legendre, eight points on [0, 1]. */
const POINTS = Float64Array.of(
  0.019855071751231884,
  0.10166676129318664,
  0.2372337950418355,
  0.4082826787521751,
  0.5917173212478249,
  0.7627662049581645,
  0.8983332387068134,
  0.9801449282487681,
)
const WEIGHTS = Float64Array.of(
  0.05061426814518813,
  0.11119051722668724,
  0.15685332293894363,
  0.181341891689181,
  0.181341891689181,
  0.15685332293894363,
  0.11119051722668724,
  0.05061426814518813,
)

/** tan(angle of incidence on the ground / 2) of the ray whose nadir angle has the tangent `tan`; 1 when it passes the Earth by. */
const halfTangentOfNadir = (tan: number, ratio: number) => halfTangent((ratio * tan) / Math.sqrt(1 + tan * tan))
const halfTangent = (sine: number) => (sine >= 1 ? 1 : sine / (1 + Math.sqrt(1 - sine * sine)))

/**
 * Sunlight reflected by the Earth onto one side of a small plate, as flux / (albedo x solar flux): 0 to 1.
 *
 * The Earth is a Lambertian sphere of uniform albedo, the Sun a point at infinity, the terminator sharp: F = (1/pi) x integral over the
 * visible disc of max(0, n.k) max(0, s.p) dOmega, n the plate's normal, k the ray, p the unit vector of the ground it meets. On a ring
 * about nadir both products are a + b cos(azimuth), so the ring is done in closed form over the arcs where both are positive. The rings
 * are summed in t = tan(angle of incidence on the ground / 2), in which everything is smooth, by eight Gauss points on each piece
 * between the two kinks (the plate's plane meets the ring; the terminator meets it), spaced quadratically towards a kink.
 *
 * `cosTilt`: plate's normal to nadir; `cosSunZenith`: Sun at the subsatellite point; `azimuth_rad`: between the two as seen from there.
 * Error under 2e-5, rms 1e-6. `altitude_km` is over a sphere of 6378.137 km. Neglected: albedo's place and time and its rise towards
 * grazing light (tens of per cent locally), the Earth's shape (under 0.7 %, over a pole), twilight. Heights below the ground count as
 * on it; never NaN for finite arguments.
 */
export function albedoFactor(altitude_km: number, cosTilt: number, cosSunZenith: number, azimuth_rad: number): number {
  const cosAzimuth = Math.cos(azimuth_rad)
  return integrate(1 + Math.max(altitude_km, 0) / EARTH_RADIUS_km, cosTilt, cosSunZenith, cosAzimuth)
}

/** The same from vectors in one frame: position (km, from the Earth's centre), outward unit normal, unit vector to the Sun. */
export function albedoFactorVec(
  rx: number,
  ry: number,
  rz: number,
  nx: number,
  ny: number,
  nz: number,
  sx: number,
  sy: number,
  sz: number,
): number {
  const r = Math.sqrt(rx * rx + ry * ry + rz * rz)
  const cosTilt = -(rx * nx + ry * ny + rz * nz) / r
  const cosZenith = (rx * sx + ry * sy + rz * sz) / r
  const level2 = (1 - cosTilt * cosTilt) * (1 - cosZenith * cosZenith)
  const cosAzimuth = level2 > 1e-24 ? (nx * sx + ny * sy + nz * sz + cosTilt * cosZenith) / Math.sqrt(level2) : 1
  return integrate(Math.max(1, r / EARTH_RADIUS_km), cosTilt, cosZenith, cosAzimuth)
}

function integrate(ratio: number, cosTilt: number, cosZenith: number, cosAzimuth: number): number {
  const nk = cosTilt > 1 ? 1 : Math.max(cosTilt, -1)
  const nt = Math.sqrt(1 - nk * nk)
  const sk = cosZenith > 1 ? 1 : Math.max(cosZenith, -1)
  const st = Math.sqrt(1 - sk * sk)
  // Behind the plate, or night as far as the horizon.
  if (nk * ratio <= -1 || sk * ratio <= -Math.sqrt(ratio * ratio - 1)) return 0
  const ca = cosAzimuth > 1 ? 1 : Math.max(cosAzimuth, -1)
  const sa = Math.sqrt(1 - ca * ca)
  const q = Math.acos(ca)

  const plateKink = nk * ratio >= 1 ? 1 : nt === 0 ? 1 : halfTangentOfNadir(Math.abs(nk) / nt, ratio)
  // The ring that reaches the terminator: its angle from the centre of the Earth is the Sun's elevation there, sine |sk|, cosine st.
  const sunKink = st * ratio <= 1 ? 1 : halfTangentOfNadir(Math.abs(sk) / (ratio - st), ratio)
  const from = Math.max(nk < 0 ? plateKink : 0, sk < 0 ? sunKink : 0)
  const low = Math.max(from, Math.min(plateKink, sunKink))
  const high = Math.max(from, Math.max(plateKink, sunKink))
  let sum = 0
  if (low > from) sum += piece(from, low, from > 0, nk, nt, sk, st, ca, sa, q, ratio)
  if (high > low) sum += piece(low, high, low > 0, nk, nt, sk, st, ca, sa, q, ratio)
  if (high < 1) sum += piece(high, 1, high > 0, nk, nt, sk, st, ca, sa, q, ratio)
  return sum > 0 ? sum / (Math.PI * ratio * ratio) : 0
}

/** The integral over t from a to b; `kink` spaces the points for a term in (t - a)^(3/2). */
function piece(
  a: number,
  b: number,
  kink: boolean,
  nk: number,
  nt: number,
  sk: number,
  st: number,
  ca: number,
  sa: number,
  q: number,
  ratio: number,
): number {
  const width = b - a
  let sum = 0
  for (let i = 0; i < POINTS.length; i++) {
    const x = POINTS[i]
    const t = a + width * (kink ? x * x : x)
    const scale = 1 / (1 + t * t)
    const sinI = 2 * t * scale
    const cosI = (1 - t * t) * scale
    const sinNadir = sinI / ratio
    const cosNadir = Math.sqrt(1 - sinNadir * sinNadir)
    // From the Earth's centre the ring lies at the angle of incidence less the nadir angle.
    const sinRing = sinI * cosNadir - cosI * sinNadir
    const cosRing = cosI * cosNadir + sinI * sinNadir
    const ring = onRing(nk * cosNadir, nt * sinNadir, sk * cosRing, st * sinRing, ca, sa, q)
    sum += WEIGHTS[i] * (kink ? 2 * x : 1) * scale * ((sinI * cosI) / cosNadir) * ring
  }
  return 2 * width * sum
}

/** Integral over the azimuth p of max(0, a + b cos p) max(0, c + d cos(p - q)); b, d >= 0, ca and sa >= 0 cosine and sine of q. */
function onRing(a: number, b: number, c: number, d: number, ca: number, sa: number, q: number): number {
  if (a <= -b || c <= -d) return 0
  const mean = a * c + 0.5 * b * d * ca
  const wholePlate = a >= b
  const wholeSun = c >= d
  if (wholePlate && wholeSun) return 2 * Math.PI * mean
  const cosP = wholePlate ? -1 : -a / b
  const sinP = wholePlate ? 0 : Math.sqrt(1 - cosP * cosP)
  const cosS = wholeSun ? -1 : -c / d
  const sinS = wholeSun ? 0 : Math.sqrt(1 - cosS * cosS)
  const halfP = wholePlate ? Math.PI : Math.acos(cosP)
  const halfS = wholeSun ? Math.PI : Math.acos(cosS)
  // Arcs [-P, P] and [q - S, q + S], 0 <= q <= pi. Their overlap starts at the later start and ends at the earlier end;
  // once more where the second arc comes round to the first.
  if (wholeSun) return arc(-halfP, -sinP, cosP, halfP, sinP, cosP, a, b, c, d, ca, sa, mean)
  const sinFrom = sa * cosS - ca * sinS
  const cosFrom = ca * cosS + sa * sinS
  const sinTo = sa * cosS + ca * sinS
  const cosTo = ca * cosS - sa * sinS
  const from = q - halfS
  const to = q + halfS
  if (wholePlate) return arc(from, sinFrom, cosFrom, to, sinTo, cosTo, a, b, c, d, ca, sa, mean)
  let sum = 0
  const later = from > -halfP
  const earlier = to < halfP
  const start = later ? from : -halfP
  const end = earlier ? to : halfP
  if (end > start) {
    sum += arc(
      start,
      later ? sinFrom : -sinP,
      later ? cosFrom : cosP,
      end,
      earlier ? sinTo : sinP,
      earlier ? cosTo : cosP,
      a,
      b,
      c,
      d,
      ca,
      sa,
      mean,
    )
  }
  const round = to - 2 * Math.PI
  if (round > -halfP) sum += arc(-halfP, -sinP, cosP, round, sinTo, cosTo, a, b, c, d, ca, sa, mean)
  return sum
}

/** Integral of (a + b cos p)(c + d cos(p - q)) from one azimuth to another, each with its sine and cosine. */
function arc(
  p0: number,
  s0: number,
  c0: number,
  p1: number,
  s1: number,
  c1: number,
  a: number,
  b: number,
  c: number,
  d: number,
  ca: number,
  sa: number,
  mean: number,
): number {
  const sines = s1 - s0
  const cosines = c1 - c0
  // sin(2p - q)/4 between the ends, with sin 2p = 2 s c and cos 2p = 1 - 2 s^2.
  const double = 0.5 * (ca * (s1 * c1 - s0 * c0) + sa * (s1 * s1 - s0 * s0))
  return mean * (p1 - p0) + a * d * (ca * sines - sa * cosines) + b * c * sines + b * d * double
}
