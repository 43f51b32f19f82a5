import { choice, type ParameterSet } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import type { Wires } from '../tick/component.ts'

/** Where a flat surface looks: at the Sun (an ideal two-axis drive), or along a body axis. */
export const FACES = ['sun', '+x', '-x', '+y', '-y', '+z', '-z'] as const
export type Face = (typeof FACES)[number]

export const faceParameter = (fallback: Face, about: string) =>
  choice(FACES, { fallback, about }) satisfies ParameterSet[string]

/** What a surface reads of the sense phase to know how the Sun meets it. */
export const faceReads = {
  qx_unit: 'attitude.qx_unit',
  qy_unit: 'attitude.qy_unit',
  qz_unit: 'attitude.qz_unit',
  qw_unit: 'attitude.qw_unit',
  sun_x_unit: 'sky.mid_sun_x_unit',
  sun_y_unit: 'sky.mid_sun_y_unit',
  sun_z_unit: 'sky.mid_sun_z_unit',
  sunlight_W_m2: 'sky.sunlight_W_m2',
} as const satisfies Wires

type FaceColumns = Readonly<Record<keyof typeof faceReads, Column>>

/**
 * Cosine of the Sun's incidence on a face, lane by lane; below 0 the Sun is behind it.
 * The body axis k in inertial axes is column k of the rotation matrix of the attitude quaternion (body to inertial).
 */
export function incidenceOf(face: Face, io: FaceColumns): (lane: number) => number {
  if (face === 'sun') return () => 1
  const sign = face[0] === '-' ? -1 : 1
  const { qx_unit: qx, qy_unit: qy, qz_unit: qz, qw_unit: qw, sun_x_unit: sx, sun_y_unit: sy, sun_z_unit: sz } = io
  const axis = face[1]
  return i => {
    const x = qx[i]
    const y = qy[i]
    const z = qz[i]
    const w = qw[i]
    if (axis === 'x')
      return sign * ((1 - 2 * (y * y + z * z)) * sx[i] + 2 * (x * y + z * w) * sy[i] + 2 * (x * z - y * w) * sz[i])
    if (axis === 'y')
      return sign * (2 * (x * y - z * w) * sx[i] + (1 - 2 * (x * x + z * z)) * sy[i] + 2 * (y * z + x * w) * sz[i])
    return sign * (2 * (x * z + y * w) * sx[i] + 2 * (y * z - x * w) * sy[i] + (1 - 2 * (x * x + y * y)) * sz[i])
  }
}
