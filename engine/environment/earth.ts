import { SOLAR_CONSTANT_W_m2 } from '../physics/constants.ts'
import {
  albedoKnocke,
  EARTH_ALBEDO_MEAN,
  EARTH_INFRARED_MEAN_W_m2,
  infraredKnocke_W_m2,
} from '../physics/light/earth-radiation.ts'
import { choice, flag, optionalQuantity, type ParameterSet, type ValuesOf } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { type Built, step } from '../tick/component.ts'

/** What a scenario can say of the surroundings of its satellite. */
export const ENVIRONMENT_PARAMETERS = {
  earth_radiation: choice(['mean', 'latitude', 'none'], {
    fallback: 'mean',
    about: 'What the Earth reflects and radiates: its mean, by latitude and season (Knocke et al. 1988), or nothing.',
  }),
  albedo_frac: optionalQuantity({
    min: 0,
    max: 1,
    about: 'Share of sunlight the Earth reflects, instead of the mean.',
  }),
  infrared_W_m2: optionalQuantity({ min: 0, max: 600, about: 'What the Earth radiates, instead of the mean.' }),
  limb_darkening: flag({
    fallback: false,
    about: 'The disc of the Sun is darker towards its limb, which shapes the penumbra.',
  }),
  moon_shadow: flag({ fallback: false, about: 'The Moon may hide the Sun: solar eclipses dim the array.' }),
} as const satisfies ParameterSet

export type Environment = ValuesOf<typeof ENVIRONMENT_PARAMETERS>

export const PLAIN_ENVIRONMENT: Environment = {
  earth_radiation: 'mean',
  albedo_frac: undefined,
  infrared_W_m2: undefined,
  limb_darkening: false,
  moon_shadow: false,
}

/** What an Earth that is the same everywhere reflects and radiates. */
export function meanEarth(e: Environment): { readonly albedo_frac: number; readonly infrared_W_m2: number } {
  if (e.earth_radiation === 'none') return { albedo_frac: 0, infrared_W_m2: 0 }
  return {
    albedo_frac: e.albedo_frac ?? EARTH_ALBEDO_MEAN,
    infrared_W_m2: e.infrared_W_m2 ?? EARTH_INFRARED_MEAN_W_m2,
  }
}

/**
 * What the Earth below reflects and radiates, in the middle of the step: a constant for the whole globe, or that of the satellite's latitude
 * and season, taken for all the ground in view. Sources in physics/light/earth-radiation.ts. Neglected: clouds and weather, which move a
 * single moment's albedo by some tenths; the globe under the horizon has other latitudes than the point below.
 */
export function buildEarth(e: Environment, startUtc_s: number): Built {
  const writes = { albedo_frac: 'earth.albedo_frac', infrared_W_m2: 'earth.infrared_W_m2' }
  if (e.earth_radiation !== 'latitude') {
    const { albedo_frac, infrared_W_m2 } = meanEarth(e)
    return {
      steps: [
        step('sense', { writes }, io => ({ from, to }) => {
          io.albedo_frac.fill(albedo_frac, from, to)
          io.infrared_W_m2.fill(infrared_W_m2, from, to)
        }),
      ],
    }
  }
  const reads = { x_km: 'orbit.mid_x_km', y_km: 'orbit.mid_y_km', z_km: 'orbit.mid_z_km' }
  return {
    steps: [
      step('sense', { reads, writes }, io => ({ from, to, start_s, end_s }) => {
        const utc_s = startUtc_s + 0.5 * (start_s + end_s)
        for (let i = from; i < to; i++) {
          const lat_rad = latitude_rad(io.x_km, io.y_km, io.z_km, i)
          io.albedo_frac[i] = e.albedo_frac ?? albedoKnocke(lat_rad, utc_s)
          io.infrared_W_m2[i] = e.infrared_W_m2 ?? infraredKnocke_W_m2(lat_rad, utc_s, SOLAR_CONSTANT_W_m2)
        }
      }),
    ],
  }
}

const latitude_rad = (x_km: Column, y_km: Column, z_km: Column, i: number) =>
  Math.atan2(z_km[i], Math.hypot(x_km[i], y_km[i]))
