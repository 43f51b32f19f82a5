import { EARTH_FLATTENING, EARTH_RADIUS_km } from '../constants.ts'

/** First eccentricity squared of WGS 84. */
const E2 = EARTH_FLATTENING * (2 - EARTH_FLATTENING)
const POLAR_RADIUS_km = EARTH_RADIUS_km * (1 - EARTH_FLATTENING)

/** A place on the ground, prepared: Earth-fixed position and the unit normal of the ellipsoid there. */
export interface Station {
  readonly x_km: number
  readonly y_km: number
  readonly z_km: number
  readonly upX: number
  readonly upY: number
  readonly upZ: number
}

/** Geodetic latitude and longitude (rad) and height over the WGS 84 ellipsoid to Earth-fixed x, y, z, km. Closed form. */
export function geodeticToFixed(lat_rad: number, lon_rad: number, height_km: number, out: Float64Array): void {
  const sine = Math.sin(lat_rad)
  const normal_km = EARTH_RADIUS_km / Math.sqrt(1 - E2 * sine * sine)
  const axis_km = (normal_km + height_km) * Math.cos(lat_rad)
  out[0] = axis_km * Math.cos(lon_rad)
  out[1] = axis_km * Math.sin(lon_rad)
  out[2] = (normal_km * (1 - E2) + height_km) * sine
}

/**
 * Earth-fixed x, y, z (km) to geodetic latitude, longitude (rad) and height (km), WGS 84. Bowring 1976 (Survey Review 23, 323) on the
 * parametric latitude, iterated twice: under 1e-12 rad from the ground to 50 000 km. On the axis the longitude is 0.
 */
export function fixedToGeodetic(x_km: number, y_km: number, z_km: number, out: Float64Array): void {
  const axis_km = Math.sqrt(x_km * x_km + y_km * y_km)
  let tan = (z_km * EARTH_RADIUS_km) / (axis_km * POLAR_RADIUS_km)
  let sine = 0
  let cosine = 0
  for (let k = 0; k < 3; k++) {
    // Sine and cosine of the parametric latitude, then of the geodetic.
    const c = Number.isFinite(tan) ? 1 / Math.sqrt(1 + tan * tan) : 0
    const s = Number.isFinite(tan) ? tan * c : Math.sign(z_km)
    const up = z_km + (E2 / (1 - E2)) * POLAR_RADIUS_km * s * s * s
    const across = axis_km - E2 * EARTH_RADIUS_km * c * c * c
    const length = Math.sqrt(up * up + across * across)
    sine = up / length
    cosine = across / length
    tan = ((1 - EARTH_FLATTENING) * sine) / cosine
  }
  out[0] = Math.atan2(sine, cosine)
  out[1] = Math.atan2(y_km, x_km)
  // The foot's tangent plane: no division that fails at a pole or on the equator.
  out[2] = axis_km * cosine + z_km * sine - EARTH_RADIUS_km * Math.sqrt(1 - E2 * sine * sine)
}

/** A station at geodetic latitude and longitude, degrees, and height over the ellipsoid, km. */
export function makeStation(lat_deg: number, lon_deg: number, height_km: number): Station {
  const lat_rad = (lat_deg * Math.PI) / 180
  const lon_rad = (lon_deg * Math.PI) / 180
  const at = new Float64Array(3)
  geodeticToFixed(lat_rad, lon_rad, height_km, at)
  return {
    x_km: at[0],
    y_km: at[1],
    z_km: at[2],
    upX: Math.cos(lat_rad) * Math.cos(lon_rad),
    upY: Math.cos(lat_rad) * Math.sin(lon_rad),
    upZ: Math.sin(lat_rad),
  }
}

/**
 * TEME to Earth-fixed: a turn by GMST about z (Vallado et al. 2006, AIAA 2006-6753, the pseudo-Earth-fixed frame). Neglected: polar
 * motion, under 0.6 arcsec or 20 m on the ground; UT1 - UTC, under 0.9 s or 0.4 km on the equator (0.06 s of a pass). May write over
 * its input.
 */
function temeToFixed(x_km: number, y_km: number, z_km: number, gmst_rad: number, out: Float64Array): void {
  const c = Math.cos(gmst_rad)
  const s = Math.sin(gmst_rad)
  out[0] = c * x_km + s * y_km
  out[1] = c * y_km - s * x_km
  out[2] = z_km
}

/** The point below a satellite in TEME (km): geodetic latitude and longitude (rad, -pi to pi) and the satellite's height over it (km). */
export function subsatellitePoint(x_km: number, y_km: number, z_km: number, gmst_rad: number, out: Float64Array): void {
  temeToFixed(x_km, y_km, z_km, gmst_rad, out)
  fixedToGeodetic(out[0], out[1], out[2], out)
}

/**
 * Sine of the elevation of a point (TEME, km) over a station's horizon: no refraction, which lifts by 0.16 deg at 5 deg (Saemundsson's
 * formula).
 */
export function sinElevation(station: Station, x_km: number, y_km: number, z_km: number, gmst_rad: number): number {
  const c = Math.cos(gmst_rad)
  const s = Math.sin(gmst_rad)
  const dx = c * x_km + s * y_km - station.x_km
  const dy = c * y_km - s * x_km - station.y_km
  const dz = z_km - station.z_km
  return (station.upX * dx + station.upY * dy + station.upZ * dz) / Math.sqrt(dx * dx + dy * dy + dz * dz)
}

/** Elevation of a point (TEME, km) over a station's horizon, rad; as `sinElevation`. */
export function elevation_rad(station: Station, x_km: number, y_km: number, z_km: number, gmst_rad: number): number {
  const sine = sinElevation(station, x_km, y_km, z_km, gmst_rad)
  return Math.asin(sine > 1 ? 1 : Math.max(sine, -1))
}

/**
 * Elevation of the Sun (vector of any length) over the horizon below a satellite, rad: the geodetic vertical, no refraction and no
 * parallax (9 arcsec). Both in one frame whose z is the Earth's axis; the Earth's turn cancels.
 */
export function sunElevationBelow_rad(
  x_km: number,
  y_km: number,
  z_km: number,
  sx: number,
  sy: number,
  sz: number,
): number {
  fixedToGeodetic(x_km, y_km, z_km, POINT)
  const c = Math.cos(POINT[0])
  const along = c * Math.cos(POINT[1]) * sx + c * Math.sin(POINT[1]) * sy + Math.sin(POINT[0]) * sz
  const sine = along / Math.sqrt(sx * sx + sy * sy + sz * sz)
  return Math.asin(sine > 1 ? 1 : Math.max(sine, -1))
}

const POINT = new Float64Array(3)
