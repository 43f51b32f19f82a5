import { makeSettlement, settleBucket } from '../physics/battery.ts'
import { fraction, optionalPartRef, partRef, quantity } from '../quantity/parameter.ts'
import { component, step } from '../tick/component.ts'
import { batteriesBefore, lifeOf, lifeParameters } from './battery.ts'
import { heatStep } from './heat.ts'

/**
 * A battery as a bucket of energy, settled exactly: one that fills or empties inside a step charges until then and no longer.
 * Equations in physics/battery.ts. Of several on one bus the first in the scenario is charged and discharged first, the next has what it
 * leaves. Neglected: voltage, rate and temperature effects on the efficiencies.
 */
export const batteryBucket = component({
  kind: 'battery.bucket',
  about: 'A battery as a bucket of energy with charge and discharge efficiencies, power limits and a floor.',
  ports: ['battery'],
  parameters: {
    capacity_Wh: quantity({ above: 0, max: 1e12, about: 'Energy held when full.' }),
    initial_charge_frac: fraction({ fallback: 1, about: 'Charge at the start.' }),
    floor_frac: fraction({ fallback: 0, about: 'Charge below which it does not discharge.' }),
    charge_efficiency_frac: quantity({
      above: 0,
      max: 1,
      fallback: 0.97,
      about: 'Share of the charging energy that is stored (estimate).',
    }),
    discharge_efficiency_frac: quantity({
      above: 0,
      max: 1,
      fallback: 0.97,
      about: 'Share of the stored energy that reaches the bus (estimate).',
    }),
    max_charge_W: quantity({ min: 0, max: 1e15, fallback: 1e15, about: 'Most power it takes, at the bus.' }),
    max_discharge_W: quantity({ min: 0, max: 1e15, fallback: 1e15, about: 'Most power it gives, at the bus.' }),
    self_discharge_per_day: quantity({
      min: 0,
      max: 1,
      fallback: 0,
      about: 'Share of its energy that leaks away in a day; lithium ion loses about 0.001.',
    }),
    ...lifeParameters,
    bus: partRef('bus', { about: 'The bus it is on.' }),
    node: optionalPartRef('node', {
      about: 'The thermal node that its losses heat; without one they leave the model.',
    }),
  },
  build({ id, values, lanes, each }, plant) {
    const { bus, node } = values
    const before = batteriesBefore(id, bus, plant)
    const capacity_J = each(v => v.capacity_Wh * 3600)
    const leak_per_s = each(v => v.self_discharge_per_day / 86400)
    const charge = `${id}.charge_frac`
    const loss = `${id}.loss_W`
    const efficiencies = { charge: lanes('charge_efficiency_frac'), discharge: lanes('discharge_efficiency_frac') }
    const limits = {
      charge_W: lanes('max_charge_W'),
      discharge_W: lanes('max_discharge_W'),
      floor: lanes('floor_frac'),
    }
    return {
      ...lifeOf(charge, values, each),
      states: [{ column: charge, initial: lanes('initial_charge_frac') }],
      steps: [
        step(
          'settle',
          {
            reads: {
              supply_W: `${bus}.supply_W`,
              demand_W: `${bus}.demand_W`,
              start_frac: charge,
              ...before.reads,
            },
            writes: { charged_W: `${id}.charged_W`, discharged_W: `${id}.discharged_W`, loss_W: loss },
            adds: { bus_charged_W: `${bus}.charged_W`, bus_discharged_W: `${bus}.discharged_W` },
            advances: { end_frac: charge },
          },
          io => {
            const out = makeSettlement()
            const taken = before.bind(io)
            return span => {
              for (let i = span.from; i < span.to; i++) {
                const full_J = capacity_J[i]
                settleBucket(
                  io.start_frac[i] * full_J,
                  limits.floor[i] * full_J,
                  full_J,
                  efficiencies.charge[i],
                  efficiencies.discharge[i],
                  limits.charge_W[i],
                  limits.discharge_W[i],
                  io.supply_W[i] - taken.charged_W(i),
                  io.demand_W[i] - taken.discharged_W(i),
                  span.duration_s,
                  out,
                )
                // What leaks does so after what was charged and discharged: first order in a step, and a step is nothing to a leak.
                const leak_J = -Math.expm1(-leak_per_s[i] * span.duration_s) * out.end_J
                io.end_frac[i] = (out.end_J - leak_J) / full_J
                io.charged_W[i] = out.charged_W
                io.discharged_W[i] = out.discharged_W
                io.loss_W[i] = out.loss_W + leak_J / span.duration_s
                io.bus_charged_W[i] += out.charged_W
                io.bus_discharged_W[i] += out.discharged_W
              }
            }
          },
        ),
        ...(node === undefined ? [] : [heatStep(loss, node)]),
      ],
      flows: [
        { ledger: 'electrical', sign: -1, column: loss },
        ...(node === undefined ? [{ ledger: 'total', sign: -1, column: loss } as const] : []),
      ],
      stored: [
        { ledger: 'electrical', state: charge, scale_J: capacity_J },
        { ledger: 'total', state: charge, scale_J: capacity_J },
      ],
      roles: [
        { role: 'loss', column: loss },
        { role: 'charged', column: `${id}.charged_W` },
        { role: 'discharged', column: `${id}.discharged_W` },
      ],
    }
  },
})
