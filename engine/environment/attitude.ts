import { nadir, sunPointing } from '../physics/attitude.ts'
import type { ParameterSet, ValuesOf } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { type Built, step } from '../tick/component.ts'

const READS = {
  x_km: 'orbit.mid_x_km',
  y_km: 'orbit.mid_y_km',
  z_km: 'orbit.mid_z_km',
  vx_km_s: 'orbit.vx_km_s',
  vy_km_s: 'orbit.vy_km_s',
  vz_km_s: 'orbit.vz_km_s',
  sun_x_unit: 'sky.mid_sun_x_unit',
  sun_y_unit: 'sky.mid_sun_y_unit',
  sun_z_unit: 'sky.mid_sun_z_unit',
} as const

/** Where the satellite and the Sun are in the middle of the step, as columns. */
export type Bearings = Readonly<Record<keyof typeof READS, Column>>

/** A way to point the body. `point` writes the quaternion (x, y, z, w) that turns body axes into TEME, for one lane. */
export interface AttitudeKind<S extends ParameterSet = ParameterSet> {
  readonly kind: string
  readonly about: string
  readonly parameters: S
  readonly point: (bearings: Bearings, values: ValuesOf<S>) => (lane: number, q: Float64Array) => void
}

const sunPointingKind: AttitudeKind = {
  kind: 'sun-pointing',
  about: 'Body +z to the Sun, body +y as near celestial north as that allows.',
  parameters: {},
  point: b => (i, q) => sunPointing(b.sun_x_unit[i], b.sun_y_unit[i], b.sun_z_unit[i], 0, 0, 1, q),
}

const nadirKind: AttitudeKind = {
  kind: 'nadir',
  about: 'Body +z to nadir, body +y against the orbit normal, body +x along the way (LVLH).',
  parameters: {},
  point: b => (i, q) => nadir(b.x_km[i], b.y_km[i], b.z_km[i], b.vx_km_s[i], b.vy_km_s[i], b.vz_km_s[i], q),
}

export const ATTITUDE_KINDS: readonly AttitudeKind[] = [sunPointingKind, nadirKind]

/** An attitude of a scenario: its kind with its values. */
export interface Attitude {
  readonly kind: AttitudeKind
  readonly values: Readonly<Record<string, unknown>>
}

export const SUN_POINTING: Attitude = { kind: sunPointingKind, values: {} }

/** How the body points, as a unit quaternion from body axes to TEME in the middle of the step. */
export function buildAttitude({ kind, values }: Attitude): Built {
  const writes = {
    qx_unit: 'attitude.qx_unit',
    qy_unit: 'attitude.qy_unit',
    qz_unit: 'attitude.qz_unit',
    qw_unit: 'attitude.qw_unit',
  }
  return {
    steps: [
      step('sense', { reads: READS, writes }, io => {
        const point = kind.point(io, values)
        const q = new Float64Array(4)
        return ({ from, to }) => {
          for (let i = from; i < to; i++) {
            point(i, q)
            io.qx_unit[i] = q[0]
            io.qy_unit[i] = q[1]
            io.qz_unit[i] = q[2]
            io.qw_unit[i] = q[3]
          }
        }
      }),
    ],
  }
}
