import { COATING_NAMES, coatingOf } from '../catalogue/coatings.ts'
import { faceParameter, faceReads, incidenceOf } from '../environment/face.ts'
import { choice, fraction, quantity } from '../quantity/parameter.ts'
import { component, SPACE, step } from '../tick/component.ts'
import { heatStep } from './heat.ts'

/**
 * A flat radiator with one or two sides that see space, and a temperature of its own.
 *
 *   Q = sigma eps A sides eta_fin view (T^4 - T_space^4),   absorbed = S A alpha |cos(theta)| on a lit side
 *
 * Sunlight on a side that does not radiate (the back of a one-sided radiator) is taken as insulated: it absorbs nothing.
 * So far neglected: albedo and the Earth's infrared, together at most about 30 W/m2 on a side edge-on to a 650 km horizon.
 */
export const radiatorFlat = component({
  kind: 'radiator.flat',
  about: 'A flat radiator to space with one or two sides and a coating from the catalogue; it is a thermal node too.',
  ports: ['node'],
  needsOrbit: true,
  parameters: {
    area_m2: quantity({ above: 0, max: 1e9, about: 'Area of one side.' }),
    sides: quantity({ min: 1, max: 2, integer: true, fallback: 2, about: 'Sides that radiate.' }),
    coating: choice(COATING_NAMES, { about: 'Which coating.' }),
    face: faceParameter('+x', 'Where its front looks: a body axis, or at the Sun.'),
    fin_efficiency_frac: fraction({
      fallback: 1,
      about: 'Heat radiated over that of a plate all at the temperature of the node.',
    }),
    view_frac: fraction({ fallback: 1, about: 'Share of each side that sees space and not the satellite itself.' }),
    heat_capacity_J_m2K: quantity({
      above: 0,
      max: 1e7,
      fallback: 5000,
      about: 'Heat capacity of a square metre of panel (estimate, about 5.5 kg/m2).',
    }),
    initial_temp_K: quantity({ above: 0, max: 2000, fallback: 290, about: 'Temperature at the start.' }),
  },
  build({ id, values, lanes, each }) {
    const absorbing_m2 = each(v => v.area_m2 * coatingOf(v.coating).absorptance_frac.value)
    const sides = lanes('sides')
    const absorbed = `${id}.absorbed_W`
    return {
      nodes: [
        {
          id,
          capacity_J_K: each(v => v.heat_capacity_J_m2K * v.area_m2),
          initial_K: lanes('initial_temp_K'),
          held: false,
        },
      ],
      radiation: [
        {
          from: id,
          to: SPACE,
          exchange_m2: each(
            v => v.area_m2 * v.sides * v.fin_efficiency_frac * v.view_frac * coatingOf(v.coating).emissivity_frac.value,
          ),
          flow: `${id}.radiated_W`,
        },
      ],
      steps: [
        step('offer', { reads: faceReads, writes: { absorbed_W: absorbed } }, io => {
          const incidence = incidenceOf(values.face, io)
          return span => {
            for (let i = span.from; i < span.to; i++) {
              const cosine = incidence(i)
              const seen = cosine > 0 ? cosine : sides[i] === 2 ? -cosine : 0
              io.absorbed_W[i] = io.sunlight_W_m2[i] * seen * absorbing_m2[i]
            }
          }
        }),
        heatStep(absorbed, id),
      ],
      flows: [{ ledger: 'total', sign: 1, column: absorbed }],
      roles: [{ role: 'absorbed', column: absorbed }],
    }
  },
})
