import { cellOf } from '../../catalogue/cells.ts'
import { agedCoating } from '../../catalogue/coatings.ts'
import type { Side as SideName } from '../../environment/surface.ts'
import { incidenceLaw } from '../../parts/array.ts'
import type { Scenario, ScenarioPart } from '../../scenario/scenario.ts'
import type { Axis } from './design.ts'

type Values = Readonly<Record<string, unknown>>

/** A side of a surface on which light falls. */
export interface Side {
  readonly part: string
  readonly side: SideName
  /** At rest, on a body with +z to the Sun. */
  readonly looks: Axis
  /** Where cells lie on it: what they make use of, for each W/m2 of sunlight on it, by the cosine of incidence. */
  readonly useful?: (cosine: number) => number
  /** Heat for each W/m2 of sunlight on it, of reflected sunlight and of the Earth's infrared. */
  readonly sun_m2: (v: Values) => number
  readonly albedo_m2: (v: Values) => number
  readonly infrared_m2: (v: Values) => number
}

/** Whether anything that shines on faces is more than sunlight times a constant and what tile/earth-table.ts has. */
export function isTurning({ attitude, environment }: Scenario, parts: readonly ScenarioPart[]): boolean {
  if (attitude.kind.kind !== 'sun-pointing' || environment.earth_radiation === 'latitude')
    return facesOf(parts).length > 0
  return parts.some(({ kind, values: v }) => {
    if (kind === 'radiator.flat') return v.position_m !== undefined
    const isAtSun = v.drive === 'fixed' && (v.face === 'sun' || v.face === '+z')
    return kind === 'array.flat' && (!isAtSun || v.position_m !== undefined || v.incidence_table !== undefined)
  })
}

/** Heat for each W/m2 of sunlight: what looks at the Sun absorbs with its front; what is edge-on absorbs none. */
export function absorbing_m2(p: ScenarioPart): (v: Values) => number {
  return facesOf([p]).find(f => f.looks === '+z')?.sun_m2 ?? (() => 0)
}

const coatingOf = (v: Values) => agedCoating(v.coating as never, Number(v.coating_age_frac))

/** Where the sides of a surface look, front and back; the Sun is where +z is. */
function sidesOf({ face }: Values): readonly [Axis, Axis] {
  const front = face === 'sun' ? '+z' : (face as Axis)
  return [front, `${front[0] === '+' ? '-' : '+'}${front[1]}` as Axis]
}

/** The sides on which light falls; insulated ones are none. In the infrared they absorb as they emit. */
export function facesOf(parts: readonly ScenarioPart[]): readonly Side[] {
  const area = (v: Values) => Number(v.area_m2)
  return parts.flatMap((p): Side[] => {
    if (p.kind !== 'array.flat' && p.kind !== 'radiator.flat') return []
    const [front, back] = sidesOf(p.values)
    if (p.kind === 'array.flat') {
      const cells_m2 = (v: Values) => area(v) * cellOf(v.cell as never).absorptance_frac.value
      const back_m2 = (v: Values) => area(v) * Number(v.back_absorptance_frac)
      return [
        {
          part: p.id,
          side: 'front',
          looks: front,
          useful: incidenceLaw(p.values.incidence_table as never),
          sun_m2: cells_m2,
          albedo_m2: cells_m2,
          infrared_m2: v => area(v) * cellOf(v.cell as never).emissivity_frac.value,
        },
        {
          part: p.id,
          side: 'back',
          looks: back,
          sun_m2: back_m2,
          albedo_m2: back_m2,
          infrared_m2: v => area(v) * Number(v.back_emissivity_frac),
        },
      ]
    }
    const sides = p.values.sides === 2 ? (['front', 'back'] as const) : (['front'] as const)
    return sides.map(side => ({
      part: p.id,
      side,
      looks: side === 'front' ? front : back,
      sun_m2: v => area(v) * coatingOf(v).absorptance_frac,
      albedo_m2: v => area(v) * Number(v.view_frac) * coatingOf(v).absorptance_frac,
      infrared_m2: v => area(v) * Number(v.fin_efficiency_frac) * Number(v.view_frac) * coatingOf(v).emissivity_frac,
    }))
  })
}
