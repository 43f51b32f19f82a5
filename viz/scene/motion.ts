import { columnOf, EARTH_MU_km3_s2, type Recording } from '../../engine/index.ts'

/** Where a recording's satellite is between its rows. All in TEME, km and km/s, in double precision. */
export interface Motion {
  readonly start_us: number
  readonly end_s: number
  /** Position and velocity by the cubic through both rows' ends: 0.3 m off for rows a minute apart in low orbit, 200 m for five. */
  at(time_s: number, position_km: Float64Array, velocity_km_s: Float64Array): void
  /** Unit vector to the Sun. */
  sunAt(time_s: number, out: Float64Array): void
  /** Quaternion (x, y, z, w) from body axes to TEME. A row's is that of the middle of its interval. */
  attitudeAt(time_s: number, out: Float64Array): void
  /** Visible share of the Sun over the interval that a time falls in. */
  litAt(time_s: number): number
  /** Length of the orbit that the satellite is on at the start, by its energy (two bodies). */
  readonly period_s: number
}

const XYZ = ['x', 'y', 'z'] as const

/** Undefined for a recording without an orbit. */
export function makeMotion(recording: Recording): Motion | undefined {
  const { rows, interval_s, start_us } = recording
  const find = (names: readonly string[]) => {
    const found = names.flatMap(name => columnOf(recording, name) ?? [])
    return found.length === names.length ? found : undefined
  }
  const position = find(XYZ.map(a => `orbit.${a}_km`))
  const velocity = find(XYZ.map(a => `orbit.v${a}_km_s`))
  const sun = find(XYZ.map(a => `sky.sun_${a}_unit`))
  const attitude = find(['x', 'y', 'z', 'w'].map(a => `attitude.q${a}_unit`))
  const lit = columnOf(recording, 'sky.lit_frac')
  if (position === undefined || velocity === undefined || sun === undefined || attitude === undefined) return undefined
  const end_s = (rows - 1) * interval_s
  const rowBefore = (time_s: number) => Math.max(0, Math.min(rows - 2, Math.floor(time_s / interval_s)))
  return {
    start_us,
    end_s,
    period_s: periodOf_s(position, velocity),
    at(time_s, position_km, velocity_km_s) {
      const row = rowBefore(time_s)
      const next = Math.min(rows - 1, row + 1)
      const u = (time_s - row * interval_s) / interval_s
      for (let k = 0; k < 3; k++) {
        const p = position[k]
        const v = velocity[k]
        const step_km = p[next] - p[row]
        const v0_km = v[row] * interval_s
        const v1_km = v[next] * interval_s
        const bend_km = v0_km + v1_km - 2 * step_km
        const lean_km = 3 * step_km - 2 * v0_km - v1_km
        position_km[k] = p[row] + u * (v0_km + u * (lean_km + u * bend_km))
        velocity_km_s[k] = (v0_km + u * (2 * lean_km + 3 * u * bend_km)) / interval_s
      }
    },
    sunAt(time_s, out) {
      const row = rowBefore(time_s)
      const next = Math.min(rows - 1, row + 1)
      mix(sun, row, next, time_s / interval_s - row, out)
    },
    attitudeAt(time_s, out) {
      // Row 0 is an instant, row k the middle of its interval.
      const row = Math.max(0, Math.min(rows - 1, Math.floor(time_s / interval_s + 0.5)))
      const next = Math.min(rows - 1, row + 1)
      const from = row === 0 ? 0 : row - 0.5
      const u = (time_s / interval_s - from) / (row === 0 ? 0.5 : 1)
      mix(attitude, row, next, Math.max(0, Math.min(1, u)), out)
    },
    litAt(time_s) {
      return lit?.[Math.max(0, Math.min(rows - 1, Math.ceil(time_s / interval_s - 1e-9)))] ?? 1
    },
  }
}

/** Between two rows' unit vectors or quaternions: straight and back to length 1, the short way. Good to 1e-4 of what they turn up to 5 deg. */
function mix(columns: readonly Float64Array[], row: number, next: number, u: number, out: Float64Array): void {
  let dot = 0
  for (const c of columns) dot += c[row] * c[next]
  const sign = dot < 0 && columns.length === 4 ? -1 : 1
  let square = 0
  for (const [k, c] of columns.entries()) {
    out[k] = (1 - u) * c[row] + u * sign * c[next]
    square += out[k] * out[k]
  }
  for (let k = 0; k < columns.length; k++) out[k] /= Math.sqrt(square)
}

function periodOf_s(position: readonly Float64Array[], velocity: readonly Float64Array[]): number {
  const radius_km = Math.hypot(...position.map(p => p[0]))
  const speed_km_s = Math.hypot(...velocity.map(v => v[0]))
  const axis_km = 1 / (2 / radius_km - speed_km_s ** 2 / EARTH_MU_km3_s2)
  return 2 * Math.PI * Math.sqrt(axis_km ** 3 / EARTH_MU_km3_s2)
}
