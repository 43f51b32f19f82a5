import {
  oneAxisAngle_rad,
  oneAxisNormal,
  turnTowards_rad,
  twoAxisAngles_rad,
  twoAxisNormal,
} from '../physics/pointing/drive.ts'
import { rotate, rotateBack } from '../physics/pointing/quaternion.ts'
import { choice, optionalQuantity, type ParameterSet } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import type { Span, StateDeclaration, Wires } from '../tick/component.ts'
import { OFF } from './attitude.ts'
import type { Surroundings } from './surface.ts'

/** Body axes, and the Sun: an ideal drive that always finds it. */
export const AXES = ['+x', '-x', '+y', '-y', '+z', '-z'] as const
export const FACES = ['sun', ...AXES] as const
export type Axis = (typeof AXES)[number]
export type Face = (typeof FACES)[number]

const DRIVES = ['fixed', 'one-axis', 'two-axis'] as const

export const faceParameter = (fallback: Face, about: string) =>
  choice(FACES, { fallback, about }) satisfies ParameterSet[string]

/** How a surface may be driven, for those that can be. */
export const driveParameters = {
  drive: choice(DRIVES, {
    fallback: 'fixed',
    about:
      'Fixed to its face, or turned after the Sun about drive_axis (one-axis), or about it and across it (two-axis).',
  }),
  drive_axis: choice(AXES, { fallback: '+y', about: 'Body axis of the drive; the face stands across it.' }),
  max_rate_deg_s: optionalQuantity({
    above: 0,
    max: 360,
    about: 'Fastest that a drive turns. Left out, it is always on time.',
  }),
} as const satisfies ParameterSet

/** What a face and its drive can be wrong together about. */
export function checkDrive(v: { face: Face; drive: (typeof DRIVES)[number]; drive_axis: Axis }) {
  if (v.drive === 'fixed' || (v.face !== 'sun' && v.face[1] !== v.drive_axis[1])) return []
  const [across] = AXES.filter(a => a[1] !== v.drive_axis[1])
  const what =
    v.face === 'sun' ? 'a face at the Sun needs no drive' : `${v.face} lies along the drive's axis ${v.drive_axis}`
  return [{ key: 'face' as const, what, instead: `Name the axis at rest across it: face: "${across}".` }]
}

/** Where a surface looks and how it is driven. `max_rate_rad_s`, one number a lane, is infinite where there is no limit. */
export interface Mount {
  readonly face: Face
  readonly drive: (typeof DRIVES)[number]
  readonly axis: Axis
  readonly max_rate_rad_s: Column
}

/** A surface fixed to a face. */
export const fixedTo = (face: Face): Mount => ({
  face,
  drive: 'fixed',
  axis: '+y',
  max_rate_rad_s: new Float64Array(0),
})

/** Writes the outward normal in TEME of one lane in the middle of the step. */
type Turn = (lane: number, span: Span, out: Float64Array) => void

interface Normal {
  readonly states: readonly StateDeclaration[]
  readonly reads: Wires
  readonly advances: Wires
  readonly bind: (io: Surroundings & Readonly<Record<string, Column>>) => Turn
}

/** Always at the Sun. */
const sunFace = (none: Omit<Normal, 'bind'>): Normal => ({
  ...none,
  bind: io => (i, _span, out) => {
    out[0] = io.sun_x_unit[i]
    out[1] = io.sun_y_unit[i]
    out[2] = io.sun_z_unit[i]
  },
})

/** An ideal drive that does not know that the attitude is lost: it points where the Sun would be, were the body as it should be. */
function sunFaceThatLoses(): Normal {
  const q = new Float64Array(4)
  return {
    states: [],
    reads: OFF,
    advances: {},
    bind: io => (i, _span, out) => {
      q[0] = io.off_x_unit[i]
      q[1] = io.off_y_unit[i]
      q[2] = io.off_z_unit[i]
      q[3] = io.off_w_unit[i]
      rotate(q, io.sun_x_unit[i], io.sun_y_unit[i], io.sun_z_unit[i], out)
    },
  }
}

const vectorOf = (axis: Axis): [number, number, number] => {
  const sign = axis[0] === '-' ? -1 : 1
  return [axis[1] === 'x' ? sign : 0, axis[1] === 'y' ? sign : 0, axis[1] === 'z' ? sign : 0]
}

const DEG = 180 / Math.PI

/** How a surface's normal follows from the attitude and its mount; the angles of a drive are states of part `id`. */
export function makeNormal(id: string, { face, drive, axis, max_rate_rad_s }: Mount, canBeLost: boolean): Normal {
  const none = { states: [], reads: {}, advances: {} }
  if (face === 'sun') return canBeLost ? sunFaceThatLoses() : sunFace(none)
  const [fx, fy, fz] = vectorOf(face)
  const q = new Float64Array(4)
  const attitude = (io: Surroundings, i: number) => {
    q[0] = io.qx_unit[i]
    q[1] = io.qy_unit[i]
    q[2] = io.qz_unit[i]
    q[3] = io.qw_unit[i]
  }
  if (drive === 'fixed')
    return {
      ...none,
      bind: io => (i, _span, out) => {
        attitude(io, i)
        rotate(q, fx, fy, fz, out)
      },
    }
  const [ax, ay, az] = vectorOf(axis)
  const angles = drive === 'one-axis' ? (['turn'] as const) : (['turn', 'tilt'] as const)
  const named = (prefix: string) => Object.fromEntries(angles.map(a => [`${prefix}_${a}_deg`, `${id}.${a}_deg`]))
  return {
    states: angles.map(a => ({ column: `${id}.${a}_deg`, initial: new Float64Array(max_rate_rad_s.length) })),
    reads: named('start'),
    advances: named('end'),
    bind: io => {
      const s = new Float64Array(3)
      const target_rad = new Float64Array(2)
      const middle_rad = new Float64Array(2)
      return (i, span, out) => {
        attitude(io, i)
        rotateBack(q, io.sun_x_unit[i], io.sun_y_unit[i], io.sun_z_unit[i], s)
        const hold_rad = io.start_turn_deg[i] / DEG
        if (drive === 'one-axis') target_rad[0] = oneAxisAngle_rad(ax, ay, az, fx, fy, fz, s[0], s[1], s[2], hold_rad)
        else twoAxisAngles_rad(ax, ay, az, fx, fy, fz, s[0], s[1], s[2], hold_rad, target_rad)
        for (const [k, a] of angles.entries()) {
          const start_rad = io[`start_${a}_deg`][i] / DEG
          const end_rad = turnTowards_rad(start_rad, target_rad[k], max_rate_rad_s[i], span.duration_s)
          io[`end_${a}_deg`][i] = end_rad * DEG
          // A drive that keeps up stands on its target in the middle too; one that lags is half way there.
          const lags = Math.abs(end_rad - target_rad[k]) > 1e-12
          middle_rad[k] = lags
            ? turnTowards_rad(start_rad, target_rad[k], max_rate_rad_s[i], 0.5 * span.duration_s)
            : end_rad
        }
        if (drive === 'one-axis') oneAxisNormal(ax, ay, az, fx, fy, fz, middle_rad[0], out)
        else twoAxisNormal(ax, ay, az, fx, fy, fz, middle_rad[0], middle_rad[1], out)
        rotate(q, out[0], out[1], out[2], out)
      }
    },
  }
}
