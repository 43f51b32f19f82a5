import { fromTable, nadir, nadirYawSteering, spinning, sunPointing } from '../physics/pointing/attitude.ts'
import { normalise } from '../physics/pointing/quaternion.ts'
import { type ParameterSet, quantity, type ValuesOf } from '../quantity/parameter.ts'
import { attitudes, direction, quaternion } from '../quantity/rows.ts'
import type { Column } from '../tick/column.ts'
import { type Built, step } from '../tick/component.ts'
import type { FaultSpell } from '../tick/fault.ts'
import type { Trajectory } from './orbit.ts'
import { makeLost } from './pointing-lost.ts'

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

/** Writes the quaternion (x, y, z, w) that turns body axes into TEME, for one lane, in the middle of the step. */
type Point = (lane: number, middle_s: number, q: Float64Array) => void

/** A way to point the body. */
export interface AttitudeKind<S extends ParameterSet = ParameterSet> {
  readonly kind: string
  readonly about: string
  readonly parameters: S
  readonly point: (bearings: Bearings, values: ValuesOf<S>) => Point
}

const attitudeKind = <const S extends ParameterSet>(k: AttitudeKind<S>) => k as unknown as AttitudeKind

const sunPointingKind = attitudeKind({
  kind: 'sun-pointing',
  about: 'Body +z to the Sun, body +y as near celestial north as that allows.',
  parameters: {},
  point: b => (i, _t, q) => sunPointing(b.sun_x_unit[i], b.sun_y_unit[i], b.sun_z_unit[i], 0, 0, 1, q),
})

const nadirKind = attitudeKind({
  kind: 'nadir',
  about: 'Body +z to nadir, body +y against the orbit normal, body +x along the way (LVLH).',
  parameters: {},
  point: b => (i, _t, q) => nadir(b.x_km[i], b.y_km[i], b.z_km[i], b.vx_km_s[i], b.vy_km_s[i], b.vz_km_s[i], q),
})

const yawSteeringKind = attitudeKind({
  kind: 'nadir-yaw-steering',
  about:
    'Body +z to nadir, turned about it so that the Sun is in the plane of +x and +z: for arrays on a one-axis drive about y.',
  parameters: {},
  point: b => (i, _t, q) =>
    nadirYawSteering(
      b.x_km[i],
      b.y_km[i],
      b.z_km[i],
      b.vx_km_s[i],
      b.vy_km_s[i],
      b.vz_km_s[i],
      b.sun_x_unit[i],
      b.sun_y_unit[i],
      b.sun_z_unit[i],
      q,
    ),
})

const UPRIGHT = [0, 0, 0, 1] as const

const inertialKind = attitudeKind({
  kind: 'inertial',
  about: 'Held against the stars.',
  parameters: {
    quaternion: quaternion({ fallback: UPRIGHT, about: 'Turns body axes into TEME; x, y, z, w.' }),
  },
  point: (_b, { quaternion: given }) => {
    const held = Float64Array.from(given)
    normalise(held)
    return (_i, _t, q) => q.set(held)
  },
})

const spinningKind = attitudeKind({
  kind: 'spinning',
  about: 'Turning at a constant rate about a body axis that is held against the stars.',
  parameters: {
    axis: direction({ fallback: [0, 0, 1], about: 'Body axis it turns about.' }),
    rate_deg_s: quantity({ min: -360, max: 360, about: 'Rate of the turn, by the right hand.' }),
    quaternion: quaternion({ fallback: UPRIGHT, about: 'Turns body axes into TEME at the start; x, y, z, w.' }),
  },
  point: (_b, { axis, rate_deg_s, quaternion: given }) => {
    const start = Float64Array.from(given)
    normalise(start)
    const length = Math.hypot(...axis)
    const [x, y, z] = axis.map(a => a / length)
    const rate_rad_s = (rate_deg_s * Math.PI) / 180
    return (_i, middle_s, q) => spinning(start, x, y, z, rate_rad_s, middle_s, q)
  },
})

const tableKind = attitudeKind({
  kind: 'table',
  about:
    'A table of quaternions, turned evenly from one to the next the short way; the first and the last hold beyond.',
  parameters: {
    rows: attitudes({ about: 'Rows [time_s, x, y, z, w], each turning body axes into TEME.' }),
  },
  point: (_b, { rows }) => {
    const times_s = Float64Array.from(rows, r => r[0])
    const table = new Float64Array(4 * rows.length)
    for (const [k, row] of rows.entries()) {
      const q = Float64Array.from(row.slice(1))
      normalise(q)
      table.set(q, 4 * k)
    }
    return (_i, middle_s, q) => fromTable(times_s, table, middle_s, q)
  },
})

export const ATTITUDE_KINDS: readonly AttitudeKind[] = [
  sunPointingKind,
  nadirKind,
  yawSteeringKind,
  inertialKind,
  spinningKind,
  tableKind,
]

/** An attitude of a scenario: its kind with its values. */
export interface Attitude {
  readonly kind: AttitudeKind
  readonly values: Readonly<Record<string, unknown>>
}

export const SUN_POINTING: Attitude = { kind: sunPointingKind, values: {} }

/** The turn from where the body should point to where it does; there only where the pointing can be lost. */
export const OFF = {
  off_x_unit: 'attitude.off_x_unit',
  off_y_unit: 'attitude.off_y_unit',
  off_z_unit: 'attitude.off_z_unit',
  off_w_unit: 'attitude.off_w_unit',
} as const

const OFF_NAMES = Object.keys(OFF) as (keyof typeof OFF)[]

/** What may lose the attitude: the faults of each lane, and the orbit that tells where it stood when it was lost. */
export interface Losing {
  readonly faults: readonly (readonly FaultSpell[])[]
  readonly trajectory: Trajectory
  readonly startUtc_s: number
}

/** How the body points, as a unit quaternion from body axes to TEME in the middle of the step. Left out, nothing loses it. */
export function buildAttitude({ kind, values }: Attitude, losing?: Losing): Built {
  const pointAt = (b: Bearings, time_s: number, q: Float64Array) => kind.point(b, values)(0, time_s, q)
  const lose = losing?.faults.flat().some(s => s.part === 'attitude')
    ? makeLost(losing.faults, losing.trajectory, losing.startUtc_s, pointAt)
    : undefined
  const writes = {
    qx_unit: 'attitude.qx_unit',
    qy_unit: 'attitude.qy_unit',
    qz_unit: 'attitude.qz_unit',
    qw_unit: 'attitude.qw_unit',
  }
  return {
    steps: [
      step(
        'sense',
        { reads: READS, writes: { ...writes, ...(lose === undefined ? {} : OFF) } as typeof writes },
        io => {
          const point = kind.point(io, values)
          const columns = io as Readonly<Record<string, Column>>
          const q = new Float64Array(4)
          const off = new Float64Array(4)
          return ({ from, to, start_s, end_s }) => {
            const middle_s = 0.5 * (start_s + end_s)
            for (let i = from; i < to; i++) {
              point(i, middle_s, q)
              if (lose !== undefined) {
                lose(i, middle_s, q, off)
                for (const [k, a] of OFF_NAMES.entries()) columns[a][i] = off[k]
              }
              io.qx_unit[i] = q[0]
              io.qy_unit[i] = q[1]
              io.qz_unit[i] = q[2]
              io.qw_unit[i] = q[3]
            }
          }
        },
      ),
    ],
  }
}
