import { agedCoating, COATINGS, type CoatingName } from '../catalogue/coatings.ts'
import { checkPlace, makeShade, placeParameters } from '../environment/casting.ts'
import { faceParameter, fixedTo } from '../environment/mount.ts'
import { buildSurface, receivedByBoth } from '../environment/surface.ts'
import { finEfficiencyFast, finNumber } from '../physics/heat/fin.ts'
import { louvreOpening } from '../physics/heat/radiation.ts'
import { entryOf, fraction, optionalQuantity, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { component, SPACE, step, tempOf } from '../tick/component.ts'
import type { ThermalLouvre } from '../tick/thermal.ts'
import { outlookOf } from './faces.ts'
import { heatStep } from './heat.ts'
import { checkLouvre, louvreOf, louvreParameters } from './louvre.ts'

const emissivity = (v: { coating: CoatingName; coating_age_frac: number }) =>
  agedCoating(v.coating, v.coating_age_frac).emissivity_frac

/**
 * A flat radiator with one or two sides that see space, and a temperature of its own.
 *
 *   Q = sigma eps A eta_fin view (T^4 - T_space^4) a side,   absorbed = A [alpha (sun + view albedo) + eps eta_fin view infrared] a side
 *
 * What shines on its sides is in environment/surface.ts; view is what no part of the satellite takes, less what a view.mutual gives to another face. The back of a one-sided radiator is taken as
 * insulated. What of a side sees an undeclared part of the satellite (1 - view_frac) is taken to exchange nothing. With fin_length_m, eta_fin is that of a straight fin at the root's temperature in
 * the middle of the step (physics/heat/fin.ts). Louvres are in louvre.ts. Neglected: specular reflection, and the fin's own gradient in what it absorbs.
 */
export const radiatorFlat = component({
  kind: 'radiator.flat',
  about: 'A flat radiator to space with one or two sides and a coating from the catalogue; it is a thermal node too.',
  ports: ['node', 'face'],
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
    ...louvreParameters,
    initial_temp_K: quantity({ above: 0, max: 2000, fallback: 290, about: 'Temperature at the start.' }),
  },
  check: v => [...checkPlace(v), ...checkLouvre(v)],
  build(part, plant) {
    const { id, values, lanes, each } = part
    const surface = buildSurface(id, fixedTo(values.face), plant, makeShade(id, values, plant))
    const front = outlookOf(part, 'front', plant)
    const back = outlookOf(part, 'back', plant)
    const { open_frac, louvre } = louvreOf(part)
    const finned = each(v => v.area_m2 * (v.fin_length_m === undefined ? v.fin_efficiency_frac : 1))
    const light_m2 = each(v => v.area_m2 * agedCoating(v.coating, v.coating_age_frac).absorptance_frac)
    // Kirchhoff: in the infrared a side absorbs as it emits.
    const infrared_m2 = each(emissivity).map((e, i) => e * finned[i])
    const space_m2 = finned.map((m2, i) => m2 * (front.exchange_frac[i] + back.exchange_frac[i]) * open_frac[i])
    const two = each(v => (v.sides === 2 ? 1 : 0))
    const fin = values.fin_length_m === undefined ? undefined : `${id}.fin_frac`
    const finNumber_per_K3 = each(v =>
      finNumber(v.sides * emissivity(v), v.fin_length_m ?? 1, v.fin_thickness_m, v.fin_conductivity_W_mK, 1),
    )
    const absorbed = `${id}.absorbed_W`
    const blades = louvre === undefined ? undefined : `${id}.louvre_frac`
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
          exchange_m2: fin === undefined ? space_m2 : `${id}.exchange_m2`,
          ...(louvre === undefined ? {} : { louvre }),
          flow: `${id}.radiated_W`,
        },
      ],
      steps: [
        ...(surface.steps ?? []),
        ...(louvre === undefined ? [] : [louvreStep(id, louvre, open_frac)]),
        ...(fin === undefined ? [] : [finStep(id, finNumber_per_K3, space_m2)]),
        step(
          'offer',
          {
            reads: { ...receivedByBoth(id), ...(blades === undefined ? {} : { louvre_frac: blades }) } as ReturnType<
              typeof receivedByBoth
            > &
              Record<string, string>,
            writes: { absorbed_W: absorbed },
          },
          io => {
            const through = (io as Readonly<Record<string, Column | undefined>>).louvre_frac
            return span => {
              for (let i = span.from; i < span.to; i++) {
                const albedo_W_m2 =
                  front.open_frac[i] * io.albedo_W_m2[i] + two[i] * back.open_frac[i] * io.back_albedo_W_m2[i]
                const infrared_W_m2 =
                  front.open_frac[i] * io.infrared_W_m2[i] + two[i] * back.open_frac[i] * io.back_infrared_W_m2[i]
                const light_W_m2 = io.sun_W_m2[i] + two[i] * io.back_sun_W_m2[i] + albedo_W_m2
                const bare_W = light_W_m2 * light_m2[i] + infrared_W_m2 * infrared_m2[i]
                io.absorbed_W[i] = through === undefined ? bare_W : bare_W * through[i]
              }
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

/** The share of the exchange that the louvres leave in the middle of the step; what radiates follows them within it. */
function louvreStep(id: string, { shut_frac, shut_K, open_K }: ThermalLouvre, open_frac: Column) {
  return step(
    'offer',
    { midpoints: { temp_K: tempOf(id) }, writes: { louvre_frac: `${id}.louvre_frac` } },
    io => span => {
      for (let i = span.from; i < span.to; i++) {
        const opening = louvreOpening(io.temp_K[i], shut_K[i], open_K[i])
        io.louvre_frac[i] = open_frac[i] * (shut_frac[i] + (1 - shut_frac[i]) * opening)
      }
    },
  )
}

/** The fin's efficiency at the root's temperature in the middle of the step, and what is left of the exchange. */
function finStep(id: string, finNumber_per_K3: Column, space_m2: Column) {
  return step(
    'offer',
    {
      midpoints: { temp_K: tempOf(id) },
      writes: { fin_frac: `${id}.fin_frac`, exchange_m2: `${id}.exchange_m2` },
    },
    io => span => {
      for (let i = span.from; i < span.to; i++) {
        const frac = finEfficiencyFast(finNumber_per_K3[i] * io.temp_K[i] ** 3)
        io.fin_frac[i] = frac
        io.exchange_m2[i] = space_m2[i] * frac
      }
    },
  )
}
