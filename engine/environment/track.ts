import { beta_rad, ltan_h } from '../physics/orbit/beta.ts'
import { subsatellitePoint, sunElevationBelow_rad } from '../physics/orbit/ground.ts'
import { gmst82_rad } from '../physics/orbit/time.ts'
import { type Built, step } from '../tick/component.ts'

const DEG = 180 / Math.PI

/**
 * Where the orbit stands, at the end of the step: geodetic latitude, longitude and height over WGS 84, the Sun's angle to the orbital plane
 * (beta), the local mean solar time of the ascending node, and the Sun's elevation at the point below. Equations and sources in
 * physics/orbit/ground.ts and physics/orbit/beta.ts.
 */
export function buildTrack(startUtc_s: number): Built {
  return {
    steps: [
      step(
        'sense',
        {
          reads: {
            x_km: 'orbit.x_km',
            y_km: 'orbit.y_km',
            z_km: 'orbit.z_km',
            vx_km_s: 'orbit.vx_km_s',
            vy_km_s: 'orbit.vy_km_s',
            vz_km_s: 'orbit.vz_km_s',
            sun_x_unit: 'sky.sun_x_unit',
            sun_y_unit: 'sky.sun_y_unit',
            sun_z_unit: 'sky.sun_z_unit',
          },
          instants: {
            latitude_deg: 'orbit.latitude_deg',
            longitude_deg: 'orbit.longitude_deg',
            altitude_km: 'orbit.altitude_km',
            beta_deg: 'orbit.beta_deg',
            ltan_h: 'orbit.ltan_h',
            sun_elevation_deg: 'sky.sun_elevation_deg',
          },
        },
        io => {
          const point = new Float64Array(3)
          return ({ from, to, end_s }) => {
            const utc_s = startUtc_s + end_s
            const gmst_rad = gmst82_rad(utc_s)
            for (let i = from; i < to; i++) {
              const x = io.x_km[i]
              const y = io.y_km[i]
              const z = io.z_km[i]
              const vx = io.vx_km_s[i]
              const vy = io.vy_km_s[i]
              const vz = io.vz_km_s[i]
              const sx = io.sun_x_unit[i]
              const sy = io.sun_y_unit[i]
              const sz = io.sun_z_unit[i]
              subsatellitePoint(x, y, z, gmst_rad, point)
              io.latitude_deg[i] = point[0] * DEG
              io.longitude_deg[i] = point[1] * DEG
              io.altitude_km[i] = point[2]
              io.beta_deg[i] = beta_rad(x, y, z, vx, vy, vz, sx, sy, sz) * DEG
              io.ltan_h[i] = ltan_h(x, y, z, vx, vy, vz, utc_s)
              io.sun_elevation_deg[i] = sunElevationBelow_rad(x, y, z, sx, sy, sz) * DEG
            }
          }
        },
      ),
    ],
  }
}
