import { CELL_REFERENCE_K, CELLS, cellOf, remainingPower_frac } from '../catalogue/cells.ts'
import { checkPlace, makeShade, placeParameters } from '../environment/casting.ts'
import { checkDrive, driveParameters, faceParameter } from '../environment/mount.ts'
import { buildSurface, incidence, receivedByBoth } from '../environment/surface.ts'
import { incidenceFromTable } from '../physics/incidence.ts'
import { entryOf, fraction, optionalPairs, partRef, quantity } from '../quantity/parameter.ts'
import { component, heatOf, SPACE, step, tempOf } from '../tick/component.ts'

/**
 * A flat solar array with a temperature of its own.
 *
 *   P = (sun m(i) + albedo) A packing eta (1 + beta (T - 301.15 K)) collection health aged
 *   C dT/dt = A [alpha (sun + albedo) + eps infrared], both sides, - P_used - sigma A (eps_front + eps_back) (T^4 - T_space^4) + links
 *
 * What shines on its sides is in environment/surface.ts. m is 1 (cosine law), or that of a measured incidence table. Power that the bus
 * does not take stays in the array as heat, and so do the losses of diodes, harness and tracker, which are booked here. Neglected:
 * cover-glass reflection at a slant where no table is given (5 % of the power at 60 deg for bare glass); the other spectrum and slant of
 * albedo light, which is at most a sixth of a nadir face's and none of a Sun-pointing face's power; the difference of front and back
 * temperature.
 */
export const arrayFlat = component({
  kind: 'array.flat',
  about: 'A flat solar array with cells from the catalogue; it is a thermal node too.',
  ports: ['array', 'node'],
  needsOrbit: true,
  parameters: {
    area_m2: quantity({ above: 0, max: 1e9, about: 'Area of one side, gaps included.' }),
    cell: entryOf(CELLS, {
      about: 'Which cell.',
      uses: [
        'efficiency_frac',
        'temp_coefficient_per_K',
        'absorptance_frac',
        'emissivity_frac',
        'remaining',
        'loss_per_year',
      ],
    }),
    packing_frac: fraction({ fallback: 0.9, about: 'Share of the area that is cells.' }),
    collection_frac: fraction({ fallback: 0.95, about: 'What diodes, harness and power tracker leave (estimate).' }),
    health_frac: fraction({ fallback: 1, about: 'Remaining power for what the catalogue does not know.' }),
    age_year: quantity({
      min: 0,
      max: 50,
      fallback: 0,
      about: 'Years in orbit at the start: the cell has lost its yearly share.',
    }),
    fluence_per_cm2: quantity({
      min: 0,
      max: 1e17,
      fallback: 0,
      about: "Electrons of 1 MeV, or what damages like them, instead of years: by the cell's damage curve.",
    }),
    face: faceParameter(
      'sun',
      'Where its front looks: at the Sun, or along a body axis (at rest, where it is driven).',
    ),
    ...driveParameters,
    ...placeParameters,
    incidence_table: optionalPairs({
      columns: ['angle_deg', 'frac'],
      about: 'Measured current over that at normal incidence, by angle of incidence, instead of the cosine.',
    }),
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
  check: v => [...checkDrive(v), ...checkPlace(v)],
  build({ id, values, lanes, each }, plant) {
    const { face, drive, drive_axis } = values
    const mount = {
      face,
      drive,
      axis: drive_axis,
      max_rate_rad_s: each(v => ((v.max_rate_deg_s ?? Number.POSITIVE_INFINITY) * Math.PI) / 180),
    }
    const surface = buildSurface(id, mount, makeShade(id, values, plant))
    const overCosine = incidenceLaw(values.incidence_table)
    const peak_W_per_W_m2 = each(
      v =>
        v.area_m2 *
        v.packing_frac *
        v.collection_frac *
        v.health_frac *
        remainingPower_frac(cellOf(v.cell), v.age_year, v.fluence_per_cm2) *
        cellOf(v.cell).efficiency_frac.value,
    )
    const beta = each(v => cellOf(v.cell).temp_coefficient_per_K.value)
    const absorbing_m2 = {
      front: each(v => v.area_m2 * cellOf(v.cell).absorptance_frac.value),
      back: each(v => v.area_m2 * v.back_absorptance_frac),
    }
    // Kirchhoff: in the infrared a side absorbs as it emits.
    const infrared_m2 = {
      front: each(v => v.area_m2 * cellOf(v.cell).emissivity_frac.value),
      back: each(v => v.area_m2 * v.back_emissivity_frac),
    }
    const power = `${id}.power_W`
    const absorbed = `${id}.absorbed_W`
    const temp = tempOf(id)
    return {
      states: surface.states ?? [],
      means: [power],
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
        ...(surface.steps ?? []),
        step(
          'offer',
          {
            reads: {
              ...receivedByBoth(id),
              incidence_frac: incidence(id),
            },
            midpoints: { temp_K: temp },
            writes: { power_W: power, absorbed_W: absorbed },
            adds: { supply_W: `${values.bus}.supply_W` },
          },
          io => span => {
            for (let i = span.from; i < span.to; i++) {
              const front_W_m2 = io.sun_W_m2[i] + io.albedo_W_m2[i]
              const useful_W_m2 = io.sun_W_m2[i] * overCosine(io.incidence_frac[i]) + io.albedo_W_m2[i]
              // A cell hot enough for the straight line to reach zero (about 700 K) gives nothing; it never takes power.
              const warmth = Math.max(0, 1 + beta[i] * (io.temp_K[i] - CELL_REFERENCE_K))
              const power_W = useful_W_m2 * peak_W_per_W_m2[i] * warmth
              io.power_W[i] = power_W
              io.absorbed_W[i] =
                front_W_m2 * absorbing_m2.front[i] +
                (io.back_sun_W_m2[i] + io.back_albedo_W_m2[i]) * absorbing_m2.back[i] +
                io.infrared_W_m2[i] * infrared_m2.front[i] +
                io.back_infrared_W_m2[i] * infrared_m2.back[i]
              io.supply_W[i] += power_W
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

/** What a measured table makes of the cosine law: its value over the cosine. */
function incidenceLaw(table: readonly (readonly [number, number])[] | undefined): (cosine: number) => number {
  if (table === undefined) return () => 1
  const angles_deg = Float64Array.from(table, r => r[0])
  const parts = Float64Array.from(table, r => r[1])
  return cosine => (cosine > 0 ? incidenceFromTable(cosine, angles_deg, parts) / cosine : 0)
}
