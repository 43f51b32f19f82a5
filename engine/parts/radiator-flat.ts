import { agedCoating, COATINGS, type CoatingName } from '../catalogue/coatings.ts'
import { checkPlace, makeShade, placeParameters } from '../environment/casting.ts'
import { faceParameter, fixedTo } from '../environment/mount.ts'
import { buildSurface, receivedByBoth } from '../environment/surface.ts'
import { finEfficiencyFast, finNumber } from '../physics/fin.ts'
import { entryOf, fraction, optionalQuantity, quantity } from '../quantity/parameter.ts'
import { component, SPACE, step, tempOf } from '../tick/component.ts'
import { heatStep } from './heat.ts'

const emissivity = (v: { coating: CoatingName; coating_age_frac: number }) =>
  agedCoating(v.coating, v.coating_age_frac).emissivity_frac

/**
 * A flat radiator with one or two sides that see space, and a temperature of its own.
 *
 *   Q = sigma eps A eta_fin view (T^4 - T_space^4) a side,   absorbed = A [alpha (sun + view albedo) + eps eta_fin view infrared] a side
 *
 * What shines on its sides is in environment/surface.ts. The back of a one-sided radiator is taken as insulated. What of a side sees the
 * satellite itself (1 - view) is taken to exchange nothing. With fin_length_m, eta_fin is that of a straight fin at the root's temperature in the
 * middle of the step (physics/fin.ts). Neglected: specular reflection, and the fin's own gradient in what it absorbs.
 */
export const radiatorFlat = component({
  kind: 'radiator.flat',
  about: 'A flat radiator to space with one or two sides and a coating from the catalogue; it is a thermal node too.',
  ports: ['node'],
  needsOrbit: true,
  parameters: {
    area_m2: quantity({ above: 0, max: 1e9, about: 'Area of one side.' }),
    sides: quantity({ min: 1, max: 2, integer: true, fallback: 2, about: 'Sides that radiate.' }),
    coating: entryOf(COATINGS, {
      about: 'Which coating.',
      uses: ['absorptance_frac', 'emissivity_frac', 'absorptance_end_frac', 'emissivity_end_frac'],
    }),
    face: faceParameter('+x', 'Where its front looks: a body axis, or at the Sun.'),
    ...placeParameters,
    coating_age_frac: fraction({
      fallback: 0,
      about: 'How far the coating is from its beginning (0) to its end of life (1).',
    }),
    fin_efficiency_frac: fraction({
      fallback: 1,
      about: 'Heat radiated over that of a plate all at the temperature of the node, where no fin is given.',
    }),
    fin_length_m: optionalQuantity({
      above: 0,
      max: 10,
      about: 'From a pipe to half way to the next: its efficiency is then computed.',
    }),
    fin_thickness_m: quantity({ above: 0, max: 1, fallback: 0.0005, about: 'Thickness of the fin (estimate).' }),
    fin_conductivity_W_mK: quantity({
      above: 0,
      max: 5000,
      fallback: 170,
      about: 'Conductivity of the fin; 170 is aluminium 6061.',
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
  check: checkPlace,
  build({ id, values, lanes, each }, plant) {
    const surface = buildSurface(id, fixedTo(values.face), makeShade(id, values, plant))
    const sun_m2 = each(v => v.area_m2 * agedCoating(v.coating, v.coating_age_frac).absorptance_frac)
    const albedo_m2 = each(v => v.area_m2 * v.view_frac * agedCoating(v.coating, v.coating_age_frac).absorptance_frac)
    // Kirchhoff: in the infrared a side absorbs as it emits.
    const infrared_m2 = each(
      v => v.area_m2 * (v.fin_length_m === undefined ? v.fin_efficiency_frac : 1) * v.view_frac * emissivity(v),
    )
    const sides = lanes('sides')
    const fin = values.fin_length_m === undefined ? undefined : `${id}.fin_frac`
    const finNumber_per_K3 = each(v =>
      finNumber(v.sides * emissivity(v), v.fin_length_m ?? 1, v.fin_thickness_m, v.fin_conductivity_W_mK, 1),
    )
    const plain_m2 = infrared_m2.map((m2, i) => m2 * sides[i])
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
          exchange_m2: fin === undefined ? plain_m2 : `${id}.exchange_m2`,
          flow: `${id}.radiated_W`,
        },
      ],
      steps: [
        ...(surface.steps ?? []),
        ...(fin === undefined
          ? []
          : [
              step(
                'offer',
                { midpoints: { temp_K: tempOf(id) }, writes: { fin_frac: fin, exchange_m2: `${id}.exchange_m2` } },
                io => span => {
                  for (let i = span.from; i < span.to; i++) {
                    const frac = finEfficiencyFast(finNumber_per_K3[i] * io.temp_K[i] ** 3)
                    io.fin_frac[i] = frac
                    io.exchange_m2[i] = plain_m2[i] * frac
                  }
                },
              ),
            ]),
        step(
          'offer',
          {
            reads: {
              ...receivedByBoth(id),
            },
            writes: { absorbed_W: absorbed },
          },
          io => span => {
            for (let i = span.from; i < span.to; i++) {
              const back = sides[i] === 2 ? 1 : 0
              io.absorbed_W[i] =
                (io.sun_W_m2[i] + back * io.back_sun_W_m2[i]) * sun_m2[i] +
                (io.albedo_W_m2[i] + back * io.back_albedo_W_m2[i]) * albedo_m2[i] +
                (io.infrared_W_m2[i] + back * io.back_infrared_W_m2[i]) * infrared_m2[i]
            }
          },
        ),
        heatStep(absorbed, id),
      ],
      flows: [{ ledger: 'total', sign: 1, column: absorbed }],
      roles: [{ role: 'absorbed', column: absorbed }],
    }
  },
})
