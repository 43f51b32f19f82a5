import { type CellName, cellOf } from '../catalogue/cells.ts'
import { agedCoating, type CoatingName } from '../catalogue/coatings.ts'
import { edgeRectangles, exchangeFracs, facingRectangles } from '../physics/pointing/view-factor.ts'
import type { Column } from '../tick/column.ts'
import type { Part, Plant } from '../tick/component.ts'

export const SIDES = ['front', 'back'] as const
export type Side = (typeof SIDES)[number]

type Values = Readonly<Record<string, unknown>>

/** A side of an array or radiator as others see it, from the part's values; undefined where it is insulated. */
export function faceOf(kind: string, v: Values, side: Side) {
  const area_m2 = Number(v.area_m2)
  if (kind === 'radiator.flat')
    return side === 'back' && v.sides === 1
      ? undefined
      : {
          area_m2,
          emissivity_frac: agedCoating(v.coating as CoatingName, Number(v.coating_age_frac)).emissivity_frac,
          view_frac: Number(v.view_frac),
        }
  if (kind !== 'array.flat' && kind !== 'array.strings') return undefined
  const emissivity = side === 'front' ? cellOf(v.cell as CellName).emissivity_frac.value : v.back_emissivity_frac
  return { area_m2, emissivity_frac: Number(emissivity), view_frac: 1 }
}

/** F from `from` to `to` of a view.mutual, given or by its arrangement. */
export function viewFactorOf(v: Values): number {
  if (v.view_frac !== undefined) return Number(v.view_frac)
  const [width, from, to] = [Number(v.width_m), Number(v.from_length_m), Number(v.to_length_m)]
  return v.arrangement === 'facing' ? facingRectangles(width, from, Number(v.gap_m)) : edgeRectangles(width, from, to)
}

/** What a side sees of the rest: of space and the Earth, and as what it radiates to space, reflections by other faces counted. */
export interface Outlook {
  readonly open_frac: Column
  readonly exchange_frac: Column
}

export interface View {
  readonly from: string
  readonly to: string
  readonly from_side: Side
  readonly to_side: Side
}

/** The outlook of a side of `part`, given every view.mutual of the plant. */
export function outlookOf(part: Part, side: Side, plant: Plant): Outlook {
  const open_frac = part.each(v => faceOf(part.kind, v as Values, side)?.view_frac ?? 0)
  const emissivity = part.each(v => faceOf(part.kind, v as Values, side)?.emissivity_frac ?? 0)
  const exchange_frac = open_frac.map((open, lane) => open * emissivity[lane])
  for (const view of plant.parts.filter(p => p.kind === 'view.mutual')) {
    const { from, to, from_side, to_side } = view.values as unknown as View
    const forward = from === part.id && from_side === side
    if (!forward && !(to === part.id && to_side === side)) continue
    const e = exchangeOf(view, plant)
    const [seen, other, back] = forward ? [e.seen, e.toOther, e.back] : [e.seenBack, e.toOtherBack, e.backBack]
    for (let lane = 0; lane < plant.lanes; lane++) {
      open_frac[lane] -= seen[lane]
      exchange_frac[lane] -= other[lane] + back[lane]
    }
  }
  return { open_frac, exchange_frac }
}

/** What the two sides of a view.mutual exchange, a number a lane, of either's own area. */
export function exchangeOf(view: Part, plant: Plant) {
  const { from, to, from_side, to_side } = view.values as unknown as View
  const sideOf = (id: string, side: Side) => {
    const part = plant.part(id)
    return {
      area_m2: part.each(v => faceOf(part.kind, v as Values, side)?.area_m2 ?? 0),
      emissivity: part.each(v => faceOf(part.kind, v as Values, side)?.emissivity_frac ?? 0),
    }
  }
  const one = sideOf(from, from_side)
  const two = sideOf(to, to_side)
  const seen = view.each(v => viewFactorOf(v as Values))
  const seenBack = seen.map((f, lane) => (f * one.area_m2[lane]) / two.area_m2[lane])
  const pairs = Array.from(seen, (view_frac, lane) => {
    const a = { emissivity_frac: one.emissivity[lane], view_frac }
    const b = { emissivity_frac: two.emissivity[lane], view_frac: seenBack[lane] }
    return { there: exchangeFracs(a, b), here: exchangeFracs(b, a) }
  })
  return {
    seen,
    seenBack,
    toOther: Float64Array.from(pairs, p => p.there.toOther),
    back: Float64Array.from(pairs, p => p.there.back),
    toOtherBack: Float64Array.from(pairs, p => p.here.toOther),
    backBack: Float64Array.from(pairs, p => p.here.back),
    exchange_m2: Float64Array.from(pairs, (p, lane) => p.there.toOther * one.area_m2[lane]),
  }
}
