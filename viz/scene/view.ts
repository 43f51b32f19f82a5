import type { Camera, Object3D, Vector3 } from 'three'
import type { Shown } from '../shown.ts'
import type { Motion } from './motion.ts'

/** A moment as every part of the scene sees it. Vectors are TEME, in double precision; nothing keeps them. */
export interface View {
  readonly time_s: number
  /** The last row reached: its numbers are those to show. */
  readonly row: number
  readonly shown: Shown
  readonly motion: Motion
  readonly position_km: Vector3
  readonly velocity_km_s: Vector3
  /** Unit vector. */
  readonly sun: Vector3
  readonly lit_frac: number
  /** Angle from the x axis of TEME to the prime meridian. */
  readonly gmst_rad: number
  /** What is drawn at the origin: positions go to the graphics card less this, so that what is near has all its digits. */
  readonly focus_km: Vector3
  readonly camera: Camera
  /** Where the eye is from the focus. */
  readonly eye_km: Vector3
  /** Width of a pixel at a distance of 1. */
  readonly pixel: number
  readonly width_px: number
  readonly height_px: number
}

/** A thing in the scene. */
export interface ScenePart {
  readonly object: Object3D
  /** Another run is on show. */
  show?(shown: Shown, motion: Motion): void
  /** The moment or the camera moved. */
  update(view: View): void
}
