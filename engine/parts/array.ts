import type { Cell } from '../catalogue/cell.ts'
import { CELLS, cellOf, remainingPower_frac } from '../catalogue/cells.ts'
import { checkPlace, makeShade, placeParameters } from '../environment/casting.ts'
import { checkDrive, driveParameters, faceParameter } from '../environment/mount.ts'
import { buildSurface, incidence, receivedByBoth } from '../environment/surface.ts'
import { incidenceFromTable } from '../physics/pointing/incidence.ts'
import { entryOf, fraction, partRef, quantity } from '../quantity/parameter.ts'
import { optionalPairs } from '../quantity/rows.ts'
import type { Column } from '../tick/column.ts'
import { type Built, heatOf, type Part, type Plant, SPACE, step, tempOf, type Wires } from '../tick/component.ts'
import { outlookOf } from './faces.ts'

/** Which cell; of its figures an array uses these, and `own` of its model. */
export const cellParameter = (...own: (keyof Cell)[]) =>
  entryOf(CELLS, {
    about: 'Which cell.',
    uses: [...own, 'absorptance_frac', 'emissivity_frac', 'remaining', 'loss_per_year'],
  })

/** What every flat array can say of itself, whatever makes its light into power. */
export const arrayParameters = {
  area_m2: quantity({ above: 0, max: 1e9, about: 'Area of one side, gaps included.' }),
  cell: cellParameter(),
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
  face: faceParameter('sun', 'Where its front looks: at the Sun, or along a body axis (at rest, where it is driven).'),
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
}

type ArrayPart = Part<typeof arrayParameters>
type ArrayValues = ArrayPart['values']

export const checkArray = (v: ArrayValues) => [...checkDrive(v), ...checkPlace(v)]

/** Share of the power at the beginning of life that is left at the start of the run. */
export const remaining_frac = (v: ArrayValues) =>
  v.health_frac * remainingPower_frac(cellOf(v.cell), v.age_year, v.fluence_per_cm2)

/** What makes light into power: W at the bus by lane, from the W/m2 that its cells can use, their temperature, and the share of its strings that work. */
export interface Generator {
  /** Columns that it reads and writes besides. */
  readonly reads?: Wires
  readonly writes?: Wires
  readonly bind: (
    io: Readonly<Record<string, Column>>,
  ) => (lane: number, useful_W_m2: number, temp_K: number, works_frac: number) => number
}

/**
 * The common half of every flat array: what shines on it, what it absorbs and radiates, and its own temperature. `generator` makes the power.
 *
 *   useful = sun m(i) + albedo
 *   C dT/dt = A [alpha (sun + albedo) + eps infrared], both sides, - P_used - sigma A (eps_front + eps_back) (T^4 - T_space^4) + links
 *
 * What shines on its sides is in environment/surface.ts; what a view.mutual gives to another face is not seen of space and Earth. m is 1 (cosine law), or that of a measured incidence table. Power that the bus
 * does not take stays in the array as heat, and so do the losses of diodes, harness and tracker. Neglected: cover-glass reflection at a slant
 * where no table is given (5 % of the power at 60 deg for bare glass); the other spectrum and slant of albedo light, which is at most a sixth
 * of a nadir face's and none of a Sun-pointing face's power; the difference of front and back temperature.
 */
export function buildArray(part: ArrayPart, plant: Plant, generator: Generator): Built {
  const { id, values, lanes, each } = part
  const { face, drive, drive_axis, bus } = values
  const lost = plant.fault(id, 'string-lost')
  const mount = {
    face,
    drive,
    axis: drive_axis,
    max_rate_rad_s: each(v => ((v.max_rate_deg_s ?? Number.POSITIVE_INFINITY) * Math.PI) / 180),
  }
  const surface = buildSurface(id, mount, plant, makeShade(id, values, plant))
  const overCosine = incidenceLaw(values.incidence_table)
  const absorbing_m2 = {
    front: each(v => v.area_m2 * cellOf(v.cell).absorptance_frac.value),
    back: each(v => v.area_m2 * v.back_absorptance_frac),
  }
  // Kirchhoff: in the infrared a side absorbs as it emits.
  const infrared_m2 = {
    front: each(v => v.area_m2 * cellOf(v.cell).emissivity_frac.value),
    back: each(v => v.area_m2 * v.back_emissivity_frac),
  }
  const front = outlookOf(part, 'front', plant)
  const back = outlookOf(part, 'back', plant)
  const power = `${id}.power_W`
  const absorbed = `${id}.absorbed_W`
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
        exchange_m2: lanes('area_m2').map((m2, i) => m2 * (front.exchange_frac[i] + back.exchange_frac[i])),
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
            ...generator.reads,
            ...(lost === undefined ? {} : { lost_frac: lost }),
          },
          midpoints: { temp_K: tempOf(id) },
          writes: { power_W: power, absorbed_W: absorbed, ...generator.writes },
          adds: { supply_W: `${bus}.supply_W` },
        },
        io => {
          const generate_W = generator.bind(io)
          const { lost_frac } = io as Readonly<Record<string, Column | undefined>>
          return span => {
            for (let i = span.from; i < span.to; i++) {
              const albedo_W_m2 = front.open_frac[i] * io.albedo_W_m2[i]
              const useful_W_m2 = io.sun_W_m2[i] * overCosine(io.incidence_frac[i]) + albedo_W_m2
              const power_W = generate_W(i, useful_W_m2, io.temp_K[i], 1 - (lost_frac?.[i] ?? 0))
              io.power_W[i] = power_W
              io.absorbed_W[i] =
                (io.sun_W_m2[i] + albedo_W_m2) * absorbing_m2.front[i] +
                (io.back_sun_W_m2[i] + back.open_frac[i] * io.back_albedo_W_m2[i]) * absorbing_m2.back[i] +
                front.open_frac[i] * io.infrared_W_m2[i] * infrared_m2.front[i] +
                back.open_frac[i] * io.back_infrared_W_m2[i] * infrared_m2.back[i]
              io.supply_W[i] += power_W
            }
          }
        },
      ),
      step(
        'spend',
        {
          reads: { power_W: power, absorbed_W: absorbed, used_frac: `${bus}.used_frac` },
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
}

/** What a measured table makes of the cosine law: its value over the cosine. */
export function incidenceLaw(table: readonly (readonly [number, number])[] | undefined): (cosine: number) => number {
  if (table === undefined) return () => 1
  const angles_deg = Float64Array.from(table, r => r[0])
  const parts = Float64Array.from(table, r => r[1])
  return cosine => (cosine > 0 ? incidenceFromTable(cosine, angles_deg, parts) / cosine : 0)
}
