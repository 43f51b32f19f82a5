import { type Propagator, sgp4ErrorText } from '../physics/orbit/orbit.ts'
import { type Built, step } from '../tick/component.ts'

/** An orbit that cannot be followed: the propagator gave up, or the satellite is inside the Earth. */
export class OrbitError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OrbitError'
  }
}

/** Where each lane is: TEME, km and km/s. */
export interface Trajectory {
  /** Writes x, y, z, vx, vy, vz. Throws OrbitError. */
  at(lane: number, time_s: number, out: Float64Array): void
  period_s(lane: number): number
}

/** `start_us` is the start of the scenario, microseconds of UTC since 1970. */
export function makeTrajectory(
  propagators: readonly Propagator[],
  start_us: number,
  utcOf: (time_s: number) => string,
): Trajectory {
  return {
    at(lane, time_s, out) {
      const p = propagators[lane]
      const code = p.state((start_us - p.epoch_us) / 1e6 + time_s, out)
      if (code !== 0)
        throw new OrbitError(
          `The orbit cannot be followed at ${utcOf(time_s)}: ${sgp4ErrorText(code)}. Use elements with an epoch near the start.`,
        )
    },
    period_s: lane => propagators[lane].period_s,
  }
}

/** Steps in orbit are no longer than this: the middle of a step is what its geometry is taken from. */
export const LONGEST_STEP_s = 300

const AXES = ['x', 'y', 'z'] as const

/**
 * The orbit as columns: position and velocity at the end of the step, and the position in its middle, by the cubic through both
 * ends. The cubic is (h^4/384) |d4r/dt4| off: 0.3 m at 60 s and 200 m at 300 s in low orbit, which turns a face by 0.002 deg.
 */
export function buildOrbit(trajectory: Trajectory, lanes: number): Built {
  return {
    steps: [
      step(
        'sense',
        {
          instants: {
            x_km: 'orbit.x_km',
            y_km: 'orbit.y_km',
            z_km: 'orbit.z_km',
            vx_km_s: 'orbit.vx_km_s',
            vy_km_s: 'orbit.vy_km_s',
            vz_km_s: 'orbit.vz_km_s',
          },
          writes: { mid_x_km: 'orbit.mid_x_km', mid_y_km: 'orbit.mid_y_km', mid_z_km: 'orbit.mid_z_km' },
        },
        io => {
          const at_s = new Float64Array(lanes).fill(Number.NaN)
          const last = Array.from({ length: lanes }, () => new Float64Array(6))
          const end = new Float64Array(6)
          const position = AXES.map(a => io[`${a}_km`])
          const velocity = AXES.map(a => io[`v${a}_km_s`])
          const middle = AXES.map(a => io[`mid_${a}_km`])
          return span => {
            for (let i = span.from; i < span.to; i++) {
              const start = last[i]
              if (at_s[i] !== span.start_s) trajectory.at(i, span.start_s, start)
              trajectory.at(i, span.end_s, end)
              for (let k = 0; k < 3; k++) {
                position[k][i] = end[k]
                velocity[k][i] = end[k + 3]
                middle[k][i] = 0.5 * (start[k] + end[k]) + (span.duration_s / 8) * (start[k + 3] - end[k + 3])
              }
              start.set(end)
              at_s[i] = span.end_s
            }
          }
        },
      ),
    ],
  }
}
