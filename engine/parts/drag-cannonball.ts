import { densityCira2012_kg_m3, type SolarActivity } from '../physics/orbit/atmosphere.ts'
import { decay_km_day, holdingDeltaV_m_s_day } from '../physics/orbit/drag.ts'
import { choice, quantity } from '../quantity/parameter.ts'
import { component, step } from '../tick/component.ts'

const ACTIVITIES = ['low', 'moderate', 'high', 'peak'] as const satisfies readonly SolarActivity[]
const DAYS_A_YEAR = 365.25

/**
 * What the air does to the orbit, as information: the orbit itself is not moved by it (SGP4 has its own B*). Density by height and solar
 * activity, decay and the delta-v to hold the orbit are those of physics/orbit/atmosphere.ts and physics/orbit/drag.ts; the satellite is a ball.
 * Neglected: how the drag area turns with the attitude; what they neglect, above all the doubt about the density.
 */
export const dragCannonball = component({
  kind: 'drag.cannonball',
  about:
    'Air drag as information: density, decay a day and the delta-v a year that holds the orbit. It does not move the orbit.',
  needsOrbit: true,
  parameters: {
    mass_kg: quantity({ above: 0, max: 1e9, about: 'Mass of the satellite.' }),
    area_m2: quantity({ above: 0, max: 1e9, about: 'Mean area across the way.' }),
    drag_coefficient_unit: quantity({
      above: 0,
      max: 10,
      fallback: 2.2,
      about: 'Drag coefficient (estimate: 2.2 is usual).',
    }),
    solar_activity: choice(ACTIVITIES, {
      fallback: 'moderate',
      about: 'How active the Sun is; peak is a few days of high.',
    }),
  },
  build({ id, values, each }) {
    const ballistic_m2_kg = each(v => (v.drag_coefficient_unit * v.area_m2) / v.mass_kg)
    const { solar_activity } = values
    return {
      means: [`${id}.density_kg_m3`, `${id}.decay_km_day`, `${id}.holding_m_s_year`],
      steps: [
        step(
          'sense',
          {
            reads: { altitude_km: 'orbit.altitude_km' },
            instants: {
              density_kg_m3: `${id}.density_kg_m3`,
              decay_km_day: `${id}.decay_km_day`,
              holding_m_s_year: `${id}.holding_m_s_year`,
            },
          },
          io =>
            ({ from, to }) => {
              for (let i = from; i < to; i++) {
                const altitude_km = io.altitude_km[i]
                const density_kg_m3 = densityCira2012_kg_m3(altitude_km, solar_activity)
                io.density_kg_m3[i] = density_kg_m3
                io.decay_km_day[i] = decay_km_day(altitude_km, density_kg_m3, ballistic_m2_kg[i])
                io.holding_m_s_year[i] =
                  holdingDeltaV_m_s_day(altitude_km, density_kg_m3, ballistic_m2_kg[i]) * DAYS_A_YEAR
              }
            },
        ),
      ],
    }
  },
})
