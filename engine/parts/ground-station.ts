import { elevation_rad, makeStation } from '../physics/orbit/ground.ts'
import { findPassEvents } from '../physics/orbit/passes.ts'
import { gmst82_rad } from '../physics/orbit/time.ts'
import { quantity } from '../quantity/parameter.ts'
import { component, type Plant, step } from '../tick/component.ts'

const DEG = 180 / Math.PI

/**
 * A ground station and when it sees the satellite: rise, culmination and set are found inside the tick (physics/orbit/passes.ts), ticks are
 * cut there, and `contact_frac` is the share of the step in which the satellite stands above the mask. Neglected: refraction, terrain.
 */
export const groundStation = component({
  kind: 'ground.station',
  about: 'A ground station: elevation of the satellite, and contact while it is above the mask.',
  ports: ['station'],
  needsOrbit: true,
  parameters: {
    latitude_deg: quantity({ min: -90, max: 90, about: 'Geodetic latitude, WGS 84.' }),
    longitude_deg: quantity({ min: -180, max: 360, about: 'Longitude, positive to the east.' }),
    altitude_m: quantity({ min: -500, max: 9000, fallback: 0, about: 'Height over the ellipsoid.' }),
    min_elevation_deg: quantity({ min: 0, max: 89, fallback: 5, about: 'Lowest elevation at which there is contact.' }),
  },
  build({ id, lanes }, plant) {
    const { startUtc_s, at } = plant.path as NonNullable<Plant['path']>
    const latitude_deg = lanes('latitude_deg')
    const stations = Array.from(latitude_deg, (deg, i) =>
      makeStation(deg, lanes('longitude_deg')[i], lanes('altitude_m')[i] / 1000),
    )
    const mask_rad = lanes('min_elevation_deg').map(deg => deg / DEG)
    return {
      findEvents(lane, start_s, end_s, found, note) {
        const positionAt = (t_s: number, out: Float64Array) => at(lane, t_s, out)
        findPassEvents(
          stations[lane],
          mask_rad[lane],
          positionAt,
          startUtc_s,
          start_s,
          end_s,
          (kind, time_s, elevation) => {
            note({ lane, part: id, kind, time_s, value: elevation * DEG })
            if (kind !== 'culmination') found(time_s)
          },
        )
      },
      steps: [
        step(
          'sense',
          {
            reads: {
              x_km: 'orbit.x_km',
              y_km: 'orbit.y_km',
              z_km: 'orbit.z_km',
              mid_x_km: 'orbit.mid_x_km',
              mid_y_km: 'orbit.mid_y_km',
              mid_z_km: 'orbit.mid_z_km',
            },
            instants: { elevation_deg: `${id}.elevation_deg` },
            writes: { contact_frac: `${id}.contact_frac` },
          },
          io =>
            ({ from, to, start_s, end_s }) => {
              const end_rad = gmst82_rad(startUtc_s + end_s)
              const middle_rad = gmst82_rad(startUtc_s + 0.5 * (start_s + end_s))
              for (let i = from; i < to; i++) {
                const s = stations[i]
                io.elevation_deg[i] = elevation_rad(s, io.x_km[i], io.y_km[i], io.z_km[i], end_rad) * DEG
                // Ticks are cut at rise and set, so the middle tells the whole step.
                const up_rad = elevation_rad(s, io.mid_x_km[i], io.mid_y_km[i], io.mid_z_km[i], middle_rad)
                io.contact_frac[i] = up_rad > mask_rad[i] ? 1 : 0
              }
            },
        ),
      ],
    }
  },
})
