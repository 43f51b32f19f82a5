import { flag, optionalPartRef, optionalQuantity, partRef, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import type { Built, OtherPart, Part, Plant, Span, StepDeclaration } from '../tick/component.ts'
import { step } from '../tick/component.ts'
import { heatStep } from './heat.ts'

/** What every load can say of itself. */
export const loadParameters = {
  priority: quantity({
    min: 0,
    max: 99,
    integer: true,
    fallback: 5,
    about: 'Who is served first when power is short: 0 before 1 before 2.',
  }),
  conversion_efficiency_frac: optionalQuantity({
    above: 0,
    max: 1,
    about:
      'Share of what it draws from the bus that its converter passes on; the rest heats its node. Left out, all of it.',
  }),
  shed_below_frac: optionalQuantity({
    min: 0,
    max: 1,
    about: "Charge of the bus's first battery below which it is switched off. The highest of these goes first.",
  }),
  restore_above_frac: optionalQuantity({
    min: 0,
    max: 1,
    about: 'Charge above which it is switched on again; left out, a tenth of the battery over shed_below_frac.',
  }),
  essential: flag({ fallback: false, about: 'Stays on in the survival mode of its bus.' }),
  bus: partRef('bus', { about: 'The bus it is on.' }),
  node: optionalPartRef('node', {
    about: 'The thermal node that its power heats; without one the heat leaves the model.',
  }),
}

export type LoadPart = Part<typeof loadParameters>

/** The battery by whose charge a bus switches: the first on it. */
export const batteryOf = <P extends OtherPart>(bus: string, parts: readonly P[]): P | undefined =>
  parts.find(p => p.kind.startsWith('battery.') && p.values.bus === bus)

/** What a load's thresholds can be wrong about. */
export function checkLoad(v: LoadPart['values'], parts: readonly OtherPart[]) {
  const { shed_below_frac: shed, restore_above_frac: restore } = v
  const key = 'restore_above_frac' as const
  if (shed === undefined)
    return restore === undefined
      ? []
      : [{ key, what: 'it is never shed', instead: 'Write shed_below_frac too, or leave this out.' }]
  return [
    ...(batteryOf(v.bus, parts) !== undefined ? [] : [{ key: 'shed_below_frac' as const, ...noBattery(v.bus) }]),
    ...(restore === undefined || restore >= shed
      ? []
      : [{ key, what: `${restore} is below shed_below_frac, ${shed}`, instead: 'Restore it at a higher charge.' }]),
  ]
}

export const noBattery = (bus: string) => ({
  what: `there is no battery on ${bus} by whose charge it could switch`,
  instead: 'Add one, or leave the threshold out.',
})

/** The loads of a bus, first served first. */
export const loadsOf = (bus: string, plant: Plant) =>
  plant.parts
    .filter(p => p.values.bus === bus && 'priority' in p.values && !('to_bus' in p.values))
    .sort((a, b) => Number(a.values.priority) - Number(b.values.priority)) as unknown as readonly LoadPart[]

/**
 * The common half of every load: it asks the bus for power, and what it is served becomes heat, in its node or outside the model.
 * `demand` fills the power wanted in a step, W.
 */
export function buildLoad(
  id: string,
  bus: string,
  node: string | undefined,
  demand: (demand_W: Column, span: Span) => void,
  extra: readonly StepDeclaration[] = [],
): Built {
  const served = `${id}.served_W`
  return {
    steps: [
      step('offer', { writes: { demand_W: `${id}.demand_W` }, adds: { bus_W: `${bus}.demand_W` } }, io => span => {
        demand(io.demand_W, span)
        for (let i = span.from; i < span.to; i++) io.bus_W[i] += io.demand_W[i]
      }),
      ...(node === undefined ? [] : [heatStep(served, node)]),
      ...extra,
    ],
    flows: node === undefined ? [{ ledger: 'total', sign: -1, column: served }] : [],
  }
}
