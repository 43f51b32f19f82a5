import { COOLANTS, coolantOf } from '../catalogue/coolants.ts'
import { entryOf, quantity } from '../quantity/parameter.ts'
import { stations } from '../quantity/rows.ts'
import { component, step, tempOf } from '../tick/component.ts'
import { heatStep } from './heat.ts'
import { flowFrac, PUMP_FAULTS, pumpParameters, pumpSteps } from './pump.ts'
import { checkStations } from './stations.ts'

const NAMES = ['evaporators', 'condensers'] as const

/**
 * A two-phase loop, pumped or capillary (pump_W 0): what boils in the evaporators condenses in the condensers at nearly the same temperature, and carries at most
 * what its flow or wick can wet.
 *
 *   Q_station = UA (T_station - T_evaporator),   Q = min(G (T_evaporator - T_condenser), Q_max (served/demand)^(1/3)),   nothing backwards
 *
 * Beyond Q_max the evaporators dry out: what is not carried warms them. It carries nothing while a side is frozen or above the critical temperature. All is
 * solved with the network, so the limit holds at any tick. Neglected: the accumulator that sets the temperature (it floats with the condensers, as in a
 * loop heat pipe), subcooling, and the sensible heat of the flow (1 % of the latent for 3 K of ammonia).
 */
export const loopTwoPhase = component({
  kind: 'loop.two-phase',
  about:
    'A loop that boils and condenses, pumped or capillary: nearly one temperature, up to the heat at which it dries out.',
  parameters: {
    coolant: entryOf(COOLANTS, {
      fallback: 'ammonia',
      about: 'Which coolant.',
      uses: ['specific_heat_J_kgK', 'freezing_K', 'critical_K'],
    }),
    coolant_kg: quantity({ above: 0, max: 1e9, fallback: 5, about: 'Coolant in the loop (estimate).' }),
    evaporators: stations('node', { about: 'Nodes it takes heat from, and their conductance to the boiling coolant.' }),
    condensers: stations('node', { about: 'Nodes it gives heat to, and their conductance to the condensing coolant.' }),
    max_power_W: quantity({
      min: 0,
      max: 1e12,
      about: 'Most heat that it carries before it dries out, with all its flow.',
    }),
    line_conductance_W_K: quantity({
      above: 0,
      max: 1e12,
      fallback: 10000,
      about:
        'Heat carried for each kelvin by which pressure drop lowers the saturation temperature on the way (estimate).',
    }),
    initial_temp_K: quantity({ above: 0, max: 2000, fallback: 290, about: 'Temperature of the coolant at the start.' }),
    ...pumpParameters,
  },
  check: v => checkStations(NAMES, v, ['evaporator', 'condenser']),
  faults: PUMP_FAULTS,
  build({ id, values, lanes, each }, plant) {
    const evaporator = `${id}.evaporator`
    const condenser = `${id}.condenser`
    const flowAt = (node: string) => `${id}.${node}.flow_W`
    const capacity_J_K = each(v => (v.coolant_kg * coolantOf(v.coolant).specific_heat_J_kgK.value) / 2)
    const freezing_K = each(v => coolantOf(v.coolant).freezing_K.value)
    const critical_K = each(v => coolantOf(v.coolant).critical_K.value)
    const full_W = lanes('max_power_W')
    const most = `${id}.most_W`
    return {
      nodes: [evaporator, condenser].map(node => ({
        id: node,
        capacity_J_K,
        initial_K: lanes('initial_temp_K'),
        held: false,
      })),
      links: [
        ...values.evaporators.map(([node, UA_W_K]) => ({
          from: node,
          to: evaporator,
          conductance_W_K: each(() => UA_W_K),
          flow: flowAt(node),
        })),
        ...values.condensers.map(([node, UA_W_K]) => ({
          from: condenser,
          to: node,
          conductance_W_K: each(() => UA_W_K),
          flow: flowAt(node),
        })),
        {
          from: evaporator,
          to: condenser,
          conductance_W_K: lanes('line_conductance_W_K'),
          back_W_K: each(() => 0),
          most_W: most,
          flow: `${id}.carried_W`,
        },
      ],
      steps: [
        step(
          'offer',
          {
            midpoints: { warm_K: tempOf(evaporator), cold_K: tempOf(condenser) },
            writes: { frozen_frac: `${id}.frozen_frac` },
          },
          io => span => {
            for (let i = span.from; i < span.to; i++)
              io.frozen_frac[i] = Math.min(io.warm_K[i], io.cold_K[i]) <= freezing_K[i] ? 1 : 0
          },
        ),
        ...pumpSteps(id, values.bus, lanes('pump_W'), plant),
        step(
          'spend',
          {
            reads: { flow_frac: flowFrac(id) },
            midpoints: { warm_K: tempOf(evaporator), cold_K: tempOf(condenser) },
            writes: { most_W: most },
          },
          io => span => {
            for (let i = span.from; i < span.to; i++) {
              const boils = Math.max(io.warm_K[i], io.cold_K[i]) < critical_K[i]
              io.most_W[i] = boils ? full_W[i] * io.flow_frac[i] : 0
            }
          },
        ),
        heatStep(`${id}.served_W`, condenser),
      ],
      means: [`${id}.carried_W`],
    }
  },
})
