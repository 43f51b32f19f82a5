import { choice, optionalChoice, optionalQuantity, partRef } from '../quantity/parameter.ts'
import { component, type OtherPart } from '../tick/component.ts'
import { exchangeOf, faceOf, SIDES, type Side, type View, viewFactorOf } from './faces.ts'

type Mistake = {
  key: 'view_frac' | 'arrangement' | 'width_m' | 'from_length_m' | 'to_length_m' | 'gap_m' | 'from_side' | 'to_side'
  what: string
  instead: string
}

/**
 * Two faces that see each other. What they exchange by radiation is booked once, from the one to the other; what either sees of the other it does
 * not see of space and of the Earth's light.
 *
 *   Q = sigma A_1 f_12 (T_1^4 - T_2^4),   f_12 by Gebhart's method (physics/pointing/view-factor.ts)
 *
 * The Earth's light is taken to come evenly from all of a side's view. Direct sunlight is the matter of `position_m` and `size_m`. Neglected: reflections
 * by a third face (for emissivities of 0.85, 2 % of the exchange), what a face reflects of the Sun onto the other (its share 1 - absorptance of what shines on it, times the view), and
 * the efficiency of fins in what faces exchange (as much less as their efficiency is below 1).
 */
export const viewMutual = component({
  kind: 'view.mutual',
  about: 'Says that a side of an array or radiator sees a side of another, and how much of it.',
  parameters: {
    from: partRef('face', { about: 'An array or radiator; heat from here to the other is positive.' }),
    to: partRef('face', { about: 'The other.' }),
    from_side: choice(SIDES, { fallback: 'front', about: 'Which side of the one.' }),
    to_side: choice(SIDES, { fallback: 'front', about: 'Which side of the other.' }),
    view_frac: optionalQuantity({
      min: 0,
      max: 1,
      about: 'View factor: the share of what leaves the one that meets the other. Or give an arrangement.',
    }),
    arrangement: optionalChoice(['facing', 'edge'], {
      about: 'Equal rectangles right opposite each other, or two that stand square on a common edge.',
    }),
    width_m: optionalQuantity({ above: 0, max: 1e6, about: 'Their common width, along the edge.' }),
    from_length_m: optionalQuantity({ above: 0, max: 1e6, about: 'Length of the one; facing, of both.' }),
    to_length_m: optionalQuantity({ above: 0, max: 1e6, about: 'Length of the other, where they share an edge.' }),
    gap_m: optionalQuantity({ above: 0, max: 1e6, about: 'Distance between two that face each other.' }),
  },
  check(v, parts) {
    const wrong = [...checkGiven(v), ...checkSides(v, parts)]
    return wrong.length > 0 ? wrong : checkSum(v, parts)
  },
  build(part, plant) {
    const { id, values } = part
    return {
      radiation: [
        {
          from: values.from,
          to: values.to,
          exchange_m2: exchangeOf(plant.part(id), plant).exchange_m2,
          flow: `${id}.flow_W`,
        },
      ],
    }
  },
})

type Values = Readonly<Record<string, unknown>> & View

/** Either the factor, or the arrangement with the lengths that it needs. */
function checkGiven(v: Values): Mistake[] {
  if (v.view_frac !== undefined)
    return v.arrangement === undefined
      ? []
      : [{ key: 'arrangement', what: 'there is a view_frac already', instead: 'Give the one or the other.' }]
  if (v.arrangement === undefined)
    return [{ key: 'view_frac', what: 'is missing', instead: 'Give it, or an arrangement with its lengths.' }]
  const needs =
    v.arrangement === 'facing'
      ? (['width_m', 'from_length_m', 'gap_m'] as const)
      : (['width_m', 'from_length_m', 'to_length_m'] as const)
  return needs.flatMap(key =>
    v[key] === undefined
      ? [{ key, what: 'is missing', instead: `An arrangement ${v.arrangement} needs ${needs.join(', ')}.` }]
      : [],
  )
}

function checkSides(v: Values, parts: readonly OtherPart[]): Mistake[] {
  if (v.from === v.to)
    return [{ key: 'to_side', what: `${v.from} cannot see itself`, instead: 'Name two different parts: it is flat.' }]
  return (['from', 'to'] as const).flatMap(end => {
    const other = parts.find(p => p.id === v[end])
    const side = v[`${end}_side`]
    return other === undefined || faceOf(other.kind, other.values, side) !== undefined
      ? []
      : [
          {
            key: `${end}_side` as const,
            what: `the back of ${other.id} is insulated`,
            instead: 'Give that radiator two sides, or name its front.',
          },
        ]
  })
}

/** No side sees more than there is to see, whatever views it has. */
function checkSum(v: Values, parts: readonly OtherPart[]): Mistake[] {
  const views = parts.filter(p => p.kind === 'view.mutual').map(p => p.values as Values)
  return (['from', 'to'] as const).flatMap(end => {
    const side = v[`${end}_side`]
    const other = parts.find(p => p.id === v[end])
    const face = other && faceOf(other.kind, other.values, side)
    if (other === undefined || face === undefined) return []
    const sum = views.reduce((s, view) => s + seenFrom(view, other.id, side, parts), 0)
    const key = v.view_frac === undefined ? ('arrangement' as const) : ('view_frac' as const)
    const what = `the ${side} of ${other.id} would see ${Number(sum.toPrecision(4))} of other faces and has ${face.view_frac} to see`
    const instead = 'Views obey A_1 F_12 = A_2 F_21, and those of a side add up to its view at most.'
    return sum > face.view_frac * (1 + 1e-12) ? [{ key, what, instead }] : []
  })
}

function seenFrom(view: Values, id: string, side: Side, parts: readonly OtherPart[]): number {
  const area = (end: 'from' | 'to') => Number(parts.find(p => p.id === view[end])?.values.area_m2)
  if (view.from === id && view.from_side === side) return viewFactorOf(view)
  if (view.to === id && view.to_side === side) return (viewFactorOf(view) * area('from')) / area('to')
  return 0
}
