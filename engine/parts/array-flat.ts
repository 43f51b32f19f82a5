import { CELL_NAMES, CELL_REFERENCE_K, cellOf } from '../catalogue/cells.ts'
import { faceParameter, faceReads, incidenceOf } from '../environment/face.ts'
import { choice, fraction, partRef, quantity } from '../quantity/parameter.ts'
import { component, heatOf, SPACE, step, tempOf } from '../tick/component.ts'

/**
 * A flat solar array with a temperature of its own.
 *
 *   P = S cos(theta) A packing eta (1 + beta (T - 301.15 K)) collection health
 *   C dT/dt = S A |cos(theta)| alpha - P_used - sigma A (eps_front + eps_back) (T^4 - T_space^4) + links
 *
 * Power that the bus does not take stays in the array as heat, and so do the losses of diodes, harness and tracker, which are
 * booked here. Cosine law of incidence; neglected: the fall beyond the cosine above 60 deg (cover-glass reflection), the
 * temperature difference from front to back, and, so far, albedo and the Earth's infrared.
 */
export const arrayFlat = component({
  kind: 'array.flat',
  about: 'A flat solar array with cells from the catalogue; it is a thermal node too.',
  ports: ['array', 'node'],
  needsOrbit: true,
  parameters: {
    area_m2: quantity({ above: 0, max: 1e9, about: 'Area of one side, gaps included.' }),
    cell: choice(CELL_NAMES, { about: 'Which cell.' }),
    packing_frac: fraction({ fallback: 0.9, about: 'Share of the area that is cells.' }),
    collection_frac: fraction({ fallback: 0.95, about: 'What diodes, harness and power tracker leave (estimate).' }),
    health_frac: fraction({ fallback: 1, about: 'Remaining power after radiation and age.' }),
    face: faceParameter('sun', 'Where its front looks: at the Sun, or along a body axis.'),
    back_absorptance_frac: fraction({
      fallback: 0.5,
      about: 'Share of sunlight absorbed when the Sun is behind (estimate).',
    }),
    back_emissivity_frac: fraction({ fallback: 0.85, about: 'Emissivity of the back (estimate).' }),
    heat_capacity_J_m2K: quantity({
      above: 0,
      max: 1e7,
      fallback: 2000,
      about: 'Heat capacity of a square metre (estimate, about 2 kg/m2).',
    }),
    initial_temp_K: quantity({ above: 0, max: 2000, fallback: 300, about: 'Temperature at the start.' }),
    bus: partRef('bus', { about: 'The bus it feeds.' }),
  },
  build({ id, values, lanes, each }) {
    const peak_W_per_W_m2 = each(
      v => v.area_m2 * v.packing_frac * v.collection_frac * v.health_frac * cellOf(v.cell).efficiency_frac.value,
    )
    const beta = each(v => cellOf(v.cell).temp_coefficient_per_K.value)
    const absorbing_m2 = {
      front: each(v => v.area_m2 * cellOf(v.cell).absorptance_frac.value),
      back: each(v => v.area_m2 * v.back_absorptance_frac),
    }
    const power = `${id}.power_W`
    const absorbed = `${id}.absorbed_W`
    const temp = tempOf(id)
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
          exchange_m2: each(v => v.area_m2 * (cellOf(v.cell).emissivity_frac.value + v.back_emissivity_frac)),
          flow: `${id}.radiated_W`,
        },
      ],
      steps: [
        step(
          'offer',
          {
            reads: faceReads,
            midpoints: { temp_K: temp },
            writes: { power_W: power, absorbed_W: absorbed },
            adds: { supply_W: `${values.bus}.supply_W` },
          },
          io => {
            const incidence = incidenceOf(values.face, io)
            return span => {
              for (let i = span.from; i < span.to; i++) {
                const cosine = incidence(i)
                const front_W_m2 = cosine > 0 ? io.sunlight_W_m2[i] * cosine : 0
                const back_W_m2 = cosine < 0 ? -io.sunlight_W_m2[i] * cosine : 0
                // A cell hot enough for the straight line to reach zero (about 700 K) gives nothing; it never takes power.
                const warmth = Math.max(0, 1 + beta[i] * (io.temp_K[i] - CELL_REFERENCE_K))
                const power_W = front_W_m2 * peak_W_per_W_m2[i] * warmth
                io.power_W[i] = power_W
                io.absorbed_W[i] = front_W_m2 * absorbing_m2.front[i] + back_W_m2 * absorbing_m2.back[i]
                io.supply_W[i] += power_W
              }
            }
          },
        ),
        step(
          'spend',
          {
            reads: { power_W: power, absorbed_W: absorbed, used_frac: `${values.bus}.used_frac` },
            adds: { heat_W: heatOf(id) },
          },
          io => span => {
            for (let i = span.from; i < span.to; i++) io.heat_W[i] += io.absorbed_W[i] - io.power_W[i] * io.used_frac[i]
          },
        ),
      ],
      flows: [{ ledger: 'total', sign: 1, column: absorbed }],
      roles: [{ role: 'absorbed', column: absorbed }],
    }
  },
})
