import { fraction, quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { type Plant, type StepDeclaration, step, type Wires } from '../tick/component.ts'
import { fault } from '../tick/fault.ts'
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

/** How every pumped loop can fail. */
export const PUMP_FAULTS = {
  stopped: fault({
    about: 'The pump runs slower or not at all: less flow, or none.',
    parameters: { lost_frac: fraction({ fallback: 1, about: 'Share of the flow that is gone.' }) },
    lost_frac: f => f.lost_frac,
  }),
} as const

/** The share of its full flow, `${id}.flow_frac`. */
export const flowFrac = (id: string) => `${id}.flow_frac`

/**
 * A pump: a load on the bus that turns what it is served into flow, all of it heat in the coolant at the end.
 *
 *   flow = (served/demand)^(1/3) of its full flow   (the affinity laws: flow follows speed, power its cube)
 *
 * Nothing flows while `${id}.frozen_frac` is 1, and then the pump is off. One without power (capillary) flows by itself. A fault takes its share of the
 * flow, and of the power alike (neglected: a pump that is slowed needs less than in proportion).
 */
export function pumpSteps(id: string, bus: string, pump_W: Column, plant: Plant): StepDeclaration[] {
  const stopped = plant.fault(id, 'stopped')
  const reads: Wires = stopped === undefined ? {} : { lost_frac: stopped }
  const works = (io: Readonly<Record<string, Column>>, i: number) =>
    (1 - io.frozen_frac[i]) * (stopped === undefined ? 1 : 1 - io.lost_frac[i])
  const demand = `${id}.demand_W`
  const frozen = `${id}.frozen_frac`
  return [
    step(
      'offer',
      { reads: { frozen_frac: frozen, ...reads }, writes: { demand_W: demand }, adds: { bus_W: `${bus}.demand_W` } },
      io => span => {
        for (let i = span.from; i < span.to; i++) {
          io.demand_W[i] = pump_W[i] * works(io, i)
          io.bus_W[i] += io.demand_W[i]
        }
      },
    ),
    step(
      'spend',
      {
        reads: { frozen_frac: frozen, demand_W: demand, served_W: `${id}.served_W`, ...reads },
        writes: { flow_frac: flowFrac(id) },
      },
      io => span => {
        for (let i = span.from; i < span.to; i++) {
          const served = io.demand_W[i] > 0 ? Math.cbrt(io.served_W[i] / io.demand_W[i]) : 1
          io.flow_frac[i] = served * works(io, i)
        }
      },
    ),
  ]
}
