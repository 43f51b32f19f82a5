import { Vector3 } from 'three'

/** How the scene is looked at. The page's address and its buttons hold nothing else of it. */
export interface CameraState {
  /** What stands in the middle. */
  readonly focus: 'earth' | 'satellite'
  /** Turns with the satellite on its way round; else it is held against the stars. */
  readonly follow: boolean
  readonly up: Up
  /** From the reference direction, to the right hand about `up`. */
  readonly azimuth_deg: number
  readonly elevation_deg: number
  readonly distance_km: number
}

export const UPS = ['north', 'sun', 'zenith'] as const
export type Up = (typeof UPS)[number]

/** Vertical angle that the picture spans. */
export const FIELD_deg = 40

export const NEAREST_km = 0.002
export const FARTHEST_km = 400_000

/** Keeps a state within what can be drawn. */
export function within(c: CameraState): CameraState {
  return {
    ...c,
    azimuth_deg: c.azimuth_deg - 360 * Math.round(c.azimuth_deg / 360),
    elevation_deg: Math.max(-89, Math.min(89, c.elevation_deg)),
    distance_km: Math.max(NEAREST_km, Math.min(FARTHEST_km, c.distance_km)),
  }
}

/** Where the eye is from the focus (km, TEME) and what is up. */
export interface Eye {
  readonly offset_km: Vector3
  readonly up: Vector3
}

const NORTH = new Vector3(0, 0, 1)
const EQUINOX = new Vector3(1, 0, 0)

/** Follows from the state, where the satellite is and moves, and where the Sun stands. */
export function eyeOf(c: CameraState, position: Vector3, velocity: Vector3, sun: Vector3): Eye {
  const up = (c.up === 'north' ? NORTH : c.up === 'sun' ? sun : position).clone().normalize()
  const reference = c.follow ? (c.up === 'zenith' ? velocity : position) : c.up === 'north' ? EQUINOX : NORTH
  const ahead = across(reference, up) ?? across(EQUINOX, up) ?? across(NORTH, up) ?? EQUINOX.clone()
  const left = new Vector3().crossVectors(up, ahead)
  const azimuth = (c.azimuth_deg * Math.PI) / 180
  const elevation = (c.elevation_deg * Math.PI) / 180
  const offset_km = ahead
    .multiplyScalar(Math.cos(azimuth))
    .addScaledVector(left, Math.sin(azimuth))
    .multiplyScalar(Math.cos(elevation))
    .addScaledVector(up, Math.sin(elevation))
    .multiplyScalar(c.distance_km)
  return { offset_km, up }
}

/** A direction without its part along `up`; undefined where nothing is left. */
function across(direction: Vector3, up: Vector3): Vector3 | undefined {
  const rest = direction.clone().addScaledVector(up, -direction.dot(up))
  return rest.lengthSq() < 1e-9 * direction.lengthSq() ? undefined : rest.normalize()
}
