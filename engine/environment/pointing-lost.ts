import { makeSun } from '../physics/light/sun-nodes.ts'
import { spinning } from '../physics/pointing/attitude.ts'
import { conjugate, multiply } from '../physics/pointing/quaternion.ts'
import { quantity } from '../quantity/parameter.ts'
import { direction } from '../quantity/rows.ts'
import { type FaultSpell, fault, inForce } from '../tick/fault.ts'
import type { Bearings } from './attitude.ts'
import type { Trajectory } from './orbit.ts'

/** How the pointing can fail. */
export const ATTITUDE_FAULTS = {
  'pointing-lost': fault({
    about:
      'The body turns at a constant rate from the attitude that it had; at its end the attitude is at once what it should be.',
    parameters: {
      axis: direction({ fallback: [1, 0, 0], about: 'Body axis that it turns about.' }),
      rate_deg_s: quantity({
        min: -360,
        max: 360,
        fallback: 0.1,
        about: 'Rate of the turn, by the right hand (estimate); 0 is held against the stars.',
      }),
    },
    lost_frac: () => 1,
  }),
} as const

/** Turns the attitude that should be, `q`, into the one that is, and writes the turn from the one to the other. */
export type Lose = (lane: number, time_s: number, q: Float64Array, off: Float64Array) => void

/** Writes the attitude that should be, of one lane's bearings at a time. */
type PointAt = (bearings: Bearings, time_s: number, q: Float64Array) => void

/**
 * A lost attitude: torque-free spin about a principal axis from what it was when it was lost. Of two spells at once the one that began
 * first holds. Neglected: nutation, and the slew back. The turn within a step is not seen: a rate times a step of some ten degrees blurs it.
 */
export function makeLost(
  lanes: readonly (readonly FaultSpell[])[],
  trajectory: Trajectory,
  startUtc_s: number,
  pointAt: PointAt,
): Lose {
  const spells = lanes.map(l => l.filter(s => s.part === 'attitude').sort((a, b) => a.from_s - b.from_s))
  const bearingsAt = makeBearings(trajectory, startUtc_s)
  const begun = new Map<FaultSpell, Float64Array>()
  const startOf = (lane: number, s: FaultSpell) => {
    const known = begun.get(s)
    if (known !== undefined) return known
    const q = new Float64Array(4)
    pointAt(bearingsAt(lane, s.from_s), s.from_s, q)
    begun.set(s, q)
    return q
  }
  const nominal = new Float64Array(4)
  return (lane, time_s, q, off) => {
    const spell = spells[lane].find(s => inForce(s, time_s))
    if (spell === undefined) {
      off.set(NONE)
      return
    }
    const { axis, rate_deg_s } = spell.values as { axis: readonly number[]; rate_deg_s: number }
    const length = Math.hypot(...axis)
    const [x, y, z] = axis.map(a => a / length)
    conjugate(q, nominal)
    spinning(startOf(lane, spell), x, y, z, (rate_deg_s * Math.PI) / 180, time_s - spell.from_s, q)
    multiply(q, nominal, off)
  }
}

const NONE = [0, 0, 0, 1]

/** Where a lane and the Sun are at any time, as the columns of a single lane. */
function makeBearings(trajectory: Trajectory, startUtc_s: number): (lane: number, time_s: number) => Bearings {
  const sunAt = makeSun()
  const state = new Float64Array(6)
  const sun = new Float64Array(3)
  return (lane, time_s) => {
    trajectory.at(lane, time_s, state)
    sunAt(startUtc_s + time_s, sun)
    const [x, y, z] = [0, 1, 2].map(k => sun[k] - state[k])
    const distance_km = Math.hypot(x, y, z)
    const column = (value: number) => Float64Array.of(value)
    return {
      x_km: column(state[0]),
      y_km: column(state[1]),
      z_km: column(state[2]),
      vx_km_s: column(state[3]),
      vy_km_s: column(state[4]),
      vz_km_s: column(state[5]),
      sun_x_unit: column(x / distance_km),
      sun_y_unit: column(y / distance_km),
      sun_z_unit: column(z / distance_km),
    }
  }
}
