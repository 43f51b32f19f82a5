import { nadir, sunPointing } from '../physics/attitude.ts'
import type { ScenarioAttitude } from '../scenario/scenario.ts'
import { type Built, step } from '../tick/component.ts'

/**
 * How the body points, as a unit quaternion from body axes to TEME in the middle of the step.
 * The conventions of the axes are told in physics/attitude.ts.
 */
export function buildAttitude(attitude: ScenarioAttitude): Built {
  return {
    steps: [
      step(
        'sense',
        {
          reads: {
            x_km: 'orbit.mid_x_km',
            y_km: 'orbit.mid_y_km',
            z_km: 'orbit.mid_z_km',
            vx_km_s: 'orbit.vx_km_s',
            vy_km_s: 'orbit.vy_km_s',
            vz_km_s: 'orbit.vz_km_s',
            sun_x_unit: 'sky.mid_sun_x_unit',
            sun_y_unit: 'sky.mid_sun_y_unit',
            sun_z_unit: 'sky.mid_sun_z_unit',
          },
          writes: {
            qx_unit: 'attitude.qx_unit',
            qy_unit: 'attitude.qy_unit',
            qz_unit: 'attitude.qz_unit',
            qw_unit: 'attitude.qw_unit',
          },
        },
        io => {
          const q = new Float64Array(4)
          return ({ from, to }) => {
            for (let i = from; i < to; i++) {
              if (attitude.kind === 'nadir') nadir(io.x_km[i], io.y_km[i], io.z_km[i], io.vx_km_s[i], io.vy_km_s[i], io.vz_km_s[i], q)
              else sunPointing(io.sun_x_unit[i], io.sun_y_unit[i], io.sun_z_unit[i], 0, 0, 1, q)
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
