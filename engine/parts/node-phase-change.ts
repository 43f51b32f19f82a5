import { quantity } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'

/**
 * Phase-change storage: a lump that takes up heat while it melts. Its heat content is a function of its temperature (physics/heat/melting.ts) and is solved
 * with the rest of the network, so no tick steps over the latent heat. `melted_frac` is a column.
 */
export const nodePhaseChange = component({
  kind: 'node.phase-change',
  about: 'A lump that melts between two temperatures and stores heat in doing so, such as a box of wax.',
  ports: ['node'],
  parameters: {
    mass_kg: quantity({ above: 0, max: 1e9, about: 'Mass of what melts.' }),
    latent_J_kg: quantity({
      min: 0,
      max: 1e8,
      about: 'Latent heat of melting; waxes have 180000 to 250000 (estimate).',
    }),
    melts_from_K: quantity({ above: 0, max: 5000, about: 'Begins to melt here.' }),
    melts_to_K: quantity({
      above: 0,
      max: 5001,
      about: 'Is melted here; a kelvin or two above for a pure wax (estimate).',
    }),
    solid_J_kgK: quantity({ above: 0, max: 1e6, fallback: 2000, about: 'Specific heat of the solid (estimate, wax).' }),
    liquid_J_kgK: quantity({
      above: 0,
      max: 1e6,
      fallback: 2200,
      about: 'Specific heat of the liquid (estimate, wax).',
    }),
    case_J_K: quantity({ min: 0, max: 1e12, fallback: 0, about: 'Heat capacity of its case, which does not melt.' }),
    initial_temp_K: quantity({ above: 0, max: 5000, fallback: 293.15, about: 'Temperature at the start.' }),
  },
  check: v =>
    v.melts_to_K > v.melts_from_K
      ? []
      : [
          {
            key: 'melts_to_K' as const,
            what: `${v.melts_to_K} K is not above melts_from_K, ${v.melts_from_K} K`,
            instead: `What melts at one temperature is written with a narrow range, such as ${v.melts_from_K + 0.1}.`,
          },
        ],
  build({ id, lanes, each }) {
    return {
      nodes: [
        {
          id,
          capacity_J_K: each(v => v.mass_kg * v.solid_J_kgK + v.case_J_K),
          initial_K: lanes('initial_temp_K'),
          held: false,
          melting: {
            liquid_J_K: each(v => v.mass_kg * v.liquid_J_kgK + v.case_J_K),
            melts_from_K: lanes('melts_from_K'),
            melts_to_K: lanes('melts_to_K'),
            latent_J: each(v => v.mass_kg * v.latent_J_kg),
          },
        },
      ],
    }
  },
})
