import { columnOf, EARTH_RADIUS_km } from '../engine/index.ts'
import type { Page } from './page.ts'
import type { CameraState } from './scene/camera.ts'
import { shapeOf } from './scene/shape.ts'

/** Of the Earth's and the orbit's radius, and of the satellite's, so far away that all of it is in the picture. */
const ORBIT_DISTANCE = 3.3
const SATELLITE_DISTANCE = 3.4

type Vec = readonly [number, number, number]

/** Where to look from, at a stroke: always from the side on which the Sun stands. */
export const VIEWS = {
  orbit(page: Page): void {
    const { position, sun } = bearings(page)
    const left = position[0] * sun[1] - position[1] * sun[0]
    const highest_km = page.shown.now?.summary?.orbit?.altitude_max_km ?? Math.hypot(...position) - EARTH_RADIUS_km
    look(page, {
      focus: 'earth',
      up: 'north',
      azimuth_deg: left < 0 ? -42 : 42,
      elevation_deg: 18,
      distance_km: ORBIT_DISTANCE * (EARTH_RADIUS_km + Math.max(0, highest_km)),
    })
  },
  satellite(page: Page): void {
    const { position, velocity, sun } = bearings(page)
    const [x, y, z] = position
    const [vx, vy, vz] = velocity
    const left = (y * vz - z * vy) * sun[0] + (z * vx - x * vz) * sun[1] + (x * vy - y * vx) * sun[2]
    look(page, {
      focus: 'satellite',
      up: 'zenith',
      azimuth_deg: left < 0 ? -138 : 138,
      elevation_deg: 15,
      distance_km: (SATELLITE_DISTANCE * shapeOf(page.shown.now?.scenario).radius_m) / 1000,
    })
  },
} as const

/** A window that is higher than wide needs more distance. */
function look(page: Page, state: Omit<CameraState, 'follow'>): void {
  const { clientWidth, clientHeight } = page.slot('scene')
  const narrow = Math.min(1, clientWidth / Math.max(1, clientHeight))
  page.camera.set({ ...state, follow: true, distance_km: state.distance_km / Math.max(0.3, narrow) })
}

/** Where the satellite is, where it goes and where the Sun stands, in the row on show. */
function bearings({ shown, clock }: Page): { position: Vec; velocity: Vec; sun: Vec } {
  const vector = (prefix: string, suffix: string, otherwise: Vec): Vec => {
    const { recording } = shown.now ?? {}
    const value = (axis: string, k: number) =>
      (recording && columnOf(recording, `${prefix}${axis}${suffix}`)?.[clock.row]) ?? otherwise[k]
    return [value('x', 0), value('y', 1), value('z', 2)]
  }
  return {
    position: vector('orbit.', '_km', [EARTH_RADIUS_km + 1000, 0, 0]),
    velocity: vector('orbit.v', '_km_s', [0, 7, 0]),
    sun: vector('sky.sun_', '_unit', [1, 0, 0]),
  }
}
