import { EARTH_RADIUS_km } from '../physics/constants.ts'
import { albedoFactorVec } from '../physics/light/albedo.ts'
import { earthViewFactor } from '../physics/light/earth-view.ts'
import { rotateBack } from '../physics/pointing/quaternion.ts'
import type { Column } from '../tick/column.ts'
import { type Built, type Plant, type Span, step, type Wires } from '../tick/component.ts'
import { type Mount, makeNormal } from './mount.ts'

const READS = {
  qx_unit: 'attitude.qx_unit',
  qy_unit: 'attitude.qy_unit',
  qz_unit: 'attitude.qz_unit',
  qw_unit: 'attitude.qw_unit',
  sun_x_unit: 'sky.mid_sun_x_unit',
  sun_y_unit: 'sky.mid_sun_y_unit',
  sun_z_unit: 'sky.mid_sun_z_unit',
  sunlight_W_m2: 'sky.sunlight_W_m2',
  irradiance_W_m2: 'sky.irradiance_W_m2',
  x_km: 'orbit.mid_x_km',
  y_km: 'orbit.mid_y_km',
  z_km: 'orbit.mid_z_km',
  albedo_frac: 'earth.albedo_frac',
  infrared_W_m2: 'earth.infrared_W_m2',
} as const satisfies Wires

/** Share of the surface that its own satellite's parts shade, by the Sun's direction in body axes. */
export type Shade = (sx: number, sy: number, sz: number) => number

/** What a surface sees of the sense phase, in the middle of the step. */
export type Surroundings = Readonly<Record<keyof typeof READS, Column>>

const QUATERNION = ['qx_unit', 'qy_unit', 'qz_unit', 'qw_unit'] as const

const SIDES = ['front', 'back'] as const
export type Side = (typeof SIDES)[number]

/** The columns of what a side of a surface receives: direct sunlight, sunlight from the Earth, and the Earth's infrared. */
export const received = (id: string, side: Side) => {
  const prefix = side === 'front' ? `${id}.` : `${id}.back_`
  return {
    sun_W_m2: `${prefix}sun_W_m2`,
    albedo_W_m2: `${prefix}albedo_W_m2`,
    infrared_W_m2: `${prefix}infrared_W_m2`,
  } as const
}

/** All that both sides receive, as a step's reads: the front's by their own words, the back's with `back_` before them. */
export const receivedByBoth = (id: string) => {
  const back = received(id, 'back')
  return {
    ...received(id, 'front'),
    back_sun_W_m2: back.sun_W_m2,
    back_albedo_W_m2: back.albedo_W_m2,
    back_infrared_W_m2: back.infrared_W_m2,
  } as const
}

/** Of what a part with a surface has built, what buildSurface brought: the step that says what shines on it, and the angles of its drive. */
export function surfaceOf(id: string, { states = [], steps = [] }: Built): Built {
  const lit = steps.filter(s => Object.values(s.writes).includes(received(id, 'front').sun_W_m2))
  return { steps: lit, states: states.filter(s => lit.some(l => Object.values(l.advances).includes(s.column))) }
}

/** Cosine of the Sun's incidence on the front; below 0 the Sun is behind. */
export const incidence = (id: string) => `${id}.incidence_frac`

/**
 * What shines on a flat surface, W/m2 of its front and of its back, as means over the step:
 *
 *   sun = S lit (1 - shaded) max(0, n.s),   albedo = S a F_a(r, n, s),   infrared = J F_e(r, n)
 *
 * S the Sun's irradiance, a and J the Earth's albedo and infrared, F_a and F_e the plate's factors of physics/light/albedo.ts and earth-view.ts. The
 * normal stands as in the middle of the step. Neglected: what the satellite's own parts reflect and radiate onto it.
 */
export function buildSurface(id: string, mount: Mount, plant: Plant, shade?: Shade): Built {
  const front = received(id, 'front')
  const back = received(id, 'back')
  const normal = makeNormal(id, mount, plant.fault('attitude', 'pointing-lost') !== undefined)
  const writes = {
    front_sun_W_m2: front.sun_W_m2,
    front_albedo_W_m2: front.albedo_W_m2,
    front_infrared_W_m2: front.infrared_W_m2,
    back_sun_W_m2: back.sun_W_m2,
    back_albedo_W_m2: back.albedo_W_m2,
    back_infrared_W_m2: back.infrared_W_m2,
    incidence_frac: incidence(id),
    ...(shade === undefined ? {} : { shaded_frac: `${id}.shaded_frac` }),
  } as const
  return {
    states: normal.states,
    steps: [
      // A drive carries its angle from step to step, so it moves among the parts; a fixed face is sensed once.
      step(
        normal.states.length === 0 ? 'sense' : 'offer',
        { reads: { ...READS, ...normal.reads }, writes, advances: normal.advances },
        io => {
          const columns = io as Surroundings & Readonly<Record<string, Column>>
          const turn = normal.bind(columns)
          const n = new Float64Array(3)
          const q = new Float64Array(4)
          const body = new Float64Array(3)
          return (span: Span) => {
            for (let i = span.from; i < span.to; i++) {
              turn(i, span, n)
              const [nx, ny, nz] = n
              const sx = io.sun_x_unit[i]
              const sy = io.sun_y_unit[i]
              const sz = io.sun_z_unit[i]
              const cosine = nx * sx + ny * sy + nz * sz
              let sunlight_W_m2 = io.sunlight_W_m2[i]
              if (shade !== undefined && sunlight_W_m2 > 0) {
                for (const [k, a] of QUATERNION.entries()) q[k] = io[a][i]
                rotateBack(q, sx, sy, sz, body)
                const shaded_frac = shade(body[0], body[1], body[2])
                columns.shaded_frac[i] = shaded_frac
                sunlight_W_m2 *= 1 - shaded_frac
              } else if (shade !== undefined) columns.shaded_frac[i] = 0
              io.incidence_frac[i] = cosine
              io.front_sun_W_m2[i] = cosine > 0 ? sunlight_W_m2 * cosine : 0
              io.back_sun_W_m2[i] = cosine < 0 ? -sunlight_W_m2 * cosine : 0
              const x = io.x_km[i]
              const y = io.y_km[i]
              const z = io.z_km[i]
              const r_km = Math.sqrt(x * x + y * y + z * z)
              const tilt = -(x * nx + y * ny + z * nz) / r_km
              const infrared_W_m2 = io.infrared_W_m2[i]
              io.front_infrared_W_m2[i] = infrared_W_m2 * earthViewFactor(r_km - EARTH_RADIUS_km, tilt)
              io.back_infrared_W_m2[i] = infrared_W_m2 * earthViewFactor(r_km - EARTH_RADIUS_km, -tilt)
              const reflected_W_m2 = io.irradiance_W_m2[i] * io.albedo_frac[i]
              io.front_albedo_W_m2[i] =
                reflected_W_m2 === 0 ? 0 : reflected_W_m2 * albedoFactorVec(x, y, z, nx, ny, nz, sx, sy, sz)
              io.back_albedo_W_m2[i] =
                reflected_W_m2 === 0 ? 0 : reflected_W_m2 * albedoFactorVec(x, y, z, -nx, -ny, -nz, sx, sy, sz)
            }
          }
        },
      ),
    ],
  }
}
