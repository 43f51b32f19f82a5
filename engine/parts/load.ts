import { optionalPartRef, partRef, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import type { Built, Span, StepDeclaration } from '../tick/component.ts'
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
  bus: partRef('bus', { about: 'The bus it is on.' }),
  node: optionalPartRef('node', {
    about: 'The thermal node that its power heats; without one the heat leaves the model.',
  }),
}

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
