import { AU_km, SOLAR_CONSTANT_W_m2 } from '../physics/constants.ts'
import { type ContactKind, findContacts } from '../physics/light/contacts.ts'
import { visibleOfDisc } from '../physics/light/disc.ts'
import { litFraction } from '../physics/light/eclipse.ts'
import { visibleOfDarkenedDisc } from '../physics/light/limb-darkening.ts'
import { moonTeme_km } from '../physics/light/moon.ts'
import { moonLitFraction } from '../physics/light/moon-shadow.ts'
import { makeSun } from '../physics/light/sun-nodes.ts'
import { GAUSS_FIVE } from '../physics/numbers/gauss.ts'
import type { Column } from '../tick/column.ts'
import { type Built, step } from '../tick/component.ts'
import type { FindJumps } from '../tick/run.ts'
import type { Environment } from './earth.ts'
import { makeForecast, type NextEclipse } from './forecast.ts'
import type { Trajectory } from './orbit.ts'

/** A crossing of the shadow's edge. */
export interface Contact {
  readonly lane: number
  readonly kind: ContactKind
  readonly time_s: number
}

/** The Sun and the Earth's shadow, as seen by each lane. */
export interface Sky {
  readonly built: Built
  /** Finds the shadow's edges in a tick and reports each to `onContact`. */
  readonly findJumps: FindJumps
  /** Foresees the shadow of the Earth; the Moon's is not foreseen. */
  readonly nextEclipse: NextEclipse
}

export function makeSky(
  trajectory: Trajectory,
  startUtc_s: number,
  environment: Environment,
  onContact: (c: Contact) => void,
): Sky {
  const sun = makeSun()
  const sunAt = (time_s: number, out: Float64Array) => sun(startUtc_s + time_s, out)
  const state = new Float64Array(6)
  const positionOf = (lane: number) => (time_s: number, out: Float64Array) => {
    trajectory.at(lane, time_s, state)
    out[0] = state[0]
    out[1] = state[1]
    out[2] = state[2]
  }
  return {
    built: buildSky(trajectory, sunAt, makeLit(startUtc_s, environment), environment.moon_shadow),
    nextEclipse: makeForecast(positionOf, sunAt, trajectory.period_s),
    findJumps(lane, start_s, end_s, found) {
      findContacts(positionOf(lane), sunAt, start_s, end_s, (kind, time_s) => {
        onContact({ lane, kind, time_s })
        found(time_s)
      })
    },
  }
}

/** Where a satellite is in the middle of a step, and the direction to the Sun from there. */
export const MIDDLE = { mid_x_km: 'orbit.mid_x_km', mid_y_km: 'orbit.mid_y_km', mid_z_km: 'orbit.mid_z_km' } as const
export const TOWARDS_SUN = {
  mid_sun_x_unit: 'sky.mid_sun_x_unit',
  mid_sun_y_unit: 'sky.mid_sun_y_unit',
  mid_sun_z_unit: 'sky.mid_sun_z_unit',
} as const
export const IRRADIANCE = { irradiance_W_m2: 'sky.irradiance_W_m2' } as const

/** Writes the direction to the Sun (TEME, km) from where a lane is, and its light there: 1361 W/m2 over the square of the distance. */
export function seeSun(
  io: Readonly<Record<keyof typeof MIDDLE | keyof typeof TOWARDS_SUN | keyof typeof IRRADIANCE, Column>>,
  lane: number,
  sun: Float64Array,
): void {
  const dx = sun[0] - io.mid_x_km[lane]
  const dy = sun[1] - io.mid_y_km[lane]
  const dz = sun[2] - io.mid_z_km[lane]
  const square_km2 = dx * dx + dy * dy + dz * dz
  const inverse = 1 / Math.sqrt(square_km2)
  io.mid_sun_x_unit[lane] = dx * inverse
  io.mid_sun_y_unit[lane] = dy * inverse
  io.mid_sun_z_unit[lane] = dz * inverse
  io.irradiance_W_m2[lane] = (SOLAR_CONSTANT_W_m2 * AU_km * AU_km) / square_km2
}

/** Visible share of the Sun from a place at a time. */
type Lit = (r: Float64Array, sun: Float64Array, time_s: number) => number

/**
 * The Earth's limb before the Sun, uniform or dark towards its limb, and the Moon before it where that is asked for. While both hide a part
 * of the Sun their shares are multiplied (neglected: how the two overlap, for some seconds of a solar eclipse).
 */
function makeLit(startUtc_s: number, { limb_darkening, moon_shadow }: Environment): Lit {
  const visible = limb_darkening ? visibleOfDarkenedDisc : visibleOfDisc
  if (!moon_shadow) return (r, sun) => litFraction(r, sun, visible)
  const moon = new Float64Array(3)
  let known_s = Number.NaN
  return (r, sun, time_s) => {
    if (time_s !== known_s) moonTeme_km(startUtc_s + time_s, moon)
    known_s = time_s
    return litFraction(r, sun, visible) * moonLitFraction(r, sun, moon, visible)
  }
}

/**
 * Direction to the Sun and what of it is visible. `lit_frac` is the mean over the step, integrated through the penumbra;
 * `irradiance_W_m2` is 1361 W/m2 over the square of the distance from the satellite, `sunlight_W_m2` their product.
 */
function buildSky(
  trajectory: Trajectory,
  sunAt: (time_s: number, out: Float64Array) => void,
  lit: Lit,
  moon: boolean,
): Built {
  return {
    steps: [
      step(
        'sense',
        {
          reads: MIDDLE,
          instants: { sun_x_unit: 'sky.sun_x_unit', sun_y_unit: 'sky.sun_y_unit', sun_z_unit: 'sky.sun_z_unit' },
          writes: {
            ...TOWARDS_SUN,
            lit_frac: 'sky.lit_frac',
            ...IRRADIANCE,
            sunlight_W_m2: 'sky.sunlight_W_m2',
          },
        },
        io => {
          const sun = new Float64Array(3)
          const midSun = new Float64Array(3)
          const r = new Float64Array(6)
          const litAt = (lane: number, time_s: number) => {
            trajectory.at(lane, time_s, r)
            sunAt(time_s, sun)
            return lit(r, sun, time_s)
          }
          const meanOver = (lane: number, start_s: number, duration_s: number) => {
            let mean = 0
            for (const [place, weight] of GAUSS_FIVE) mean += weight * litAt(lane, start_s + place * duration_s)
            return mean
          }
          return span => {
            const { start_s, end_s, duration_s } = span
            sunAt(end_s, sun)
            const distance_km = Math.hypot(sun[0], sun[1], sun[2])
            const x = sun[0] / distance_km
            const y = sun[1] / distance_km
            const z = sun[2] / distance_km
            const middle_s = 0.5 * (start_s + end_s)
            sunAt(middle_s, midSun)
            for (let i = span.from; i < span.to; i++) {
              io.sun_x_unit[i] = x
              io.sun_y_unit[i] = y
              io.sun_z_unit[i] = z
              r[0] = io.mid_x_km[i]
              r[1] = io.mid_y_km[i]
              r[2] = io.mid_z_km[i]
              // Ticks are cut at the edges of the Earth's shadow, so full light or full dark in the middle holds for the whole step.
              // The Moon's penumbra takes minutes and cuts nothing: the ends are asked too.
              const middle = lit(r, midSun, middle_s)
              const steady =
                (middle === 0 || middle === 1) &&
                (!moon || (litAt(i, start_s) === middle && litAt(i, end_s) === middle))
              const lit_frac = steady ? middle : meanOver(i, start_s, duration_s)
              seeSun(io, i, midSun)
              io.lit_frac[i] = lit_frac
              io.sunlight_W_m2[i] = io.irradiance_W_m2[i] * lit_frac
            }
          }
        },
      ),
    ],
  }
}
