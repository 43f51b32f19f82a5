import { MOON_RADIUS_km, SUN_RADIUS_km } from '../constants.ts'
import { visibleOfDisc } from './disc.ts'

/** Beyond this angle from the Sun the Moon hides nothing of it from any place near the Earth, rad. */
const FAR_rad = 0.012

/**
 * Visible share of the Sun's disc, 0 to 1, behind the Moon: a round disc before a round disc, closed form. Satellite, Sun and Moon from
 * the Earth's centre in one frame, km. `visible` is `visibleOfDisc`, or its like with limb darkening. Neglected: the mountains on the Moon's limb
 * (a thousandth of its radius).
 */
export function moonLitFraction(
  r: Float64Array,
  sun: Float64Array,
  moon: Float64Array,
  visible: (height: number, curvature: number) => number = visibleOfDisc,
): number {
  const ax = sun[0] - r[0]
  const ay = sun[1] - r[1]
  const az = sun[2] - r[2]
  const bx = moon[0] - r[0]
  const by = moon[1] - r[1]
  const bz = moon[2] - r[2]
  const a = Math.sqrt(ax * ax + ay * ay + az * az)
  const b = Math.sqrt(bx * bx + by * by + bz * bz)
  if (ax * bx + ay * by + az * bz < a * b * Math.cos(FAR_rad)) return 1
  const apart_rad = Math.asin(Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx) / (a * b))
  const sun_rad = Math.asin(SUN_RADIUS_km / a)
  const size = Math.asin(MOON_RADIUS_km / b) / sun_rad
  return visible(size - apart_rad / sun_rad, 1 / size)
}
