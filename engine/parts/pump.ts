import { quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { type StepDeclaration, step } from '../tick/component.ts'
import { loadParameters } from './load.ts'

/** What every pumped loop says of its pump. */
export const pumpParameters = {
  pump_W: quantity({
    min: 0,
    max: 1e9,
    about:
      'Power of its pump; about 0.02 of the heat it carries for single-phase ammonia, 0.11 for a two-phase loop (secondary).',
  }),
  bus: loadParameters.bus,
  priority: { ...loadParameters.priority, fallback: 0 },
  essential: { ...loadParameters.essential, fallback: true },
}

/** The share of its full flow, `${id}.flow_frac`: what a fault or a governor may scale. */
export const flowFrac = (id: string) => `${id}.flow_frac`

/**
 * A pump: a load on the bus that turns what it is served into flow, all of it heat in the coolant at the end.
 *
 *   flow = (served/demand)^(1/3) of its full flow   (the affinity laws: flow follows speed, power its cube)
 *
 * Nothing flows while `${id}.frozen_frac` is 1, and then the pump is off. One without power (capillary) flows by itself.
 */
export function pumpSteps(id: string, bus: string, pump_W: Column): StepDeclaration[] {
  const demand = `${id}.demand_W`
  const frozen = `${id}.frozen_frac`
  return [
    step(
      'offer',
      { reads: { frozen_frac: frozen }, writes: { demand_W: demand }, adds: { bus_W: `${bus}.demand_W` } },
      io => span => {
        for (let i = span.from; i < span.to; i++) {
          io.demand_W[i] = pump_W[i] * (1 - io.frozen_frac[i])
          io.bus_W[i] += io.demand_W[i]
        }
      },
    ),
    step(
      'spend',
      {
        reads: { frozen_frac: frozen, demand_W: demand, served_W: `${id}.served_W` },
        writes: { flow_frac: flowFrac(id) },
      },
      io => span => {
        for (let i = span.from; i < span.to; i++) {
          const served = io.demand_W[i] > 0 ? Math.cbrt(io.served_W[i] / io.demand_W[i]) : 1
          io.flow_frac[i] = served * (1 - io.frozen_frac[i])
        }
      },
    ),
  ]
}
