import { ltanOfRaan_h } from './sun-synchronous.ts'

const TURN = 2 * Math.PI

/**
 * Beta: the Sun's angle above the orbit's plane, rad, positive on the side of the angular momentum r x v. From position and velocity (any
 * unit) and a vector to the Sun (any length), in one frame. asin(h.s), written with atan2 so that nothing is lost near 90 degrees.
 * Exact for the osculating plane, which the Earth's oblateness moves by up to 0.005 deg about its mean.
 */
export function beta_rad(
  rx: number,
  ry: number,
  rz: number,
  vx: number,
  vy: number,
  vz: number,
  sx: number,
  sy: number,
  sz: number,
): number {
  const hx = ry * vz - rz * vy
  const hy = rz * vx - rx * vz
  const hz = rx * vy - ry * vx
  const cx = hy * sz - hz * sy
  const cy = hz * sx - hx * sz
  const cz = hx * sy - hy * sx
  return Math.atan2(hx * sx + hy * sy + hz * sz, Math.sqrt(cx * cx + cy * cy + cz * cz))
}

/** Right ascension of the ascending node, rad in [0, 2 pi), from position and velocity in TEME. An equatorial orbit has none: 0. */
export function nodeRaan_rad(rx: number, ry: number, rz: number, vx: number, vy: number, vz: number): number {
  const raan_rad = Math.atan2(ry * vz - rz * vy, rx * vz - rz * vx)
  return raan_rad < 0 ? raan_rad + TURN : raan_rad
}

/**
 * Local mean solar time of the ascending node (LTAN), hours in [0, 24), from position and velocity in TEME. By the mean Sun, whose right
 * ascension is GMST - (UT - 12 h). UTC stands for UT1: the two cancel but for 3e-6 of their difference.
 */
export function ltan_h(rx: number, ry: number, rz: number, vx: number, vy: number, vz: number, utc_s: number): number {
  return ltanOfRaan_h((nodeRaan_rad(rx, ry, rz, vx, vy, vz) * 180) / Math.PI, utc_s)
}
