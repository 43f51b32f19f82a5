import type { DrawnView } from './browser.ts'

type Vec = readonly [number, number, number]

/** What the scene's pictures are taken with: 40 degrees from bottom to top. Written here again, so that a change is noticed. */
const FIELD_deg = 40

const minus = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const dot = (a: Vec, b: Vec) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const cross = (a: Vec, b: Vec): Vec => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
export const unit = (a: Vec): Vec => {
  const length = Math.hypot(...a)
  return [a[0] / length, a[1] / length, a[2] / length]
}

/** Where a point in TEME (km) is in a picture of `width` by `height` pixels, from its top left: the pinhole camera, by hand. */
export function project(view: DrawnView, target_km: Vec, point_km: Vec, width: number, height: number) {
  const ahead = unit(minus(target_km, view.eye_km))
  const right = unit(cross(ahead, view.up))
  const up = cross(right, ahead)
  const to = minus(point_km, view.eye_km)
  const depth_km = dot(to, ahead)
  const scale = height / 2 / Math.tan((FIELD_deg * Math.PI) / 360) / depth_km
  return { x: width / 2 + dot(to, right) * scale, y: height / 2 - dot(to, up) * scale, depth_km }
}

/** True where the sphere of the Earth's polar radius does not hide a point from the eye. */
export function isVisible(view: DrawnView, point_km: Vec): boolean {
  const to = minus(point_km, view.eye_km)
  const along = dot(unit(to), [-view.eye_km[0], -view.eye_km[1], -view.eye_km[2]])
  const passes_km2 = dot(view.eye_km, view.eye_km) - along * along
  return passes_km2 > 6378.2 ** 2 || along > Math.hypot(...to) || along < 0
}
