import { choice, partRef, quantity } from '../quantity/parameter.ts'
import { component, step, tempOf } from '../tick/component.ts'
import { makeFollower } from '../tick/follower.ts'
import { heatStep } from './heat.ts'
import { checkLoad, loadParameters } from './load.ts'

/**
 * A heater that keeps a node above freezing. Two ways to switch:
 *
 *   proportional:  P = P_max clamp((off - T)/(off - on), 0, 1), T in the middle of the step
 *   hysteresis:    P_max from the moment T is below `on` until it is above `off`
 *
 * Proportional is the mean of a thermostat that cycles faster than the tick (its duty), and its energy does not depend on the tick: power and
 * temperature are found together (tick/follower.ts). Hysteresis
 * looks at the start of each step, so it overshoots its band by what the node moves in one: for ticks well under a cycle. The bus serves it
 * like any load; what it is served warms the node.
 */
export const heaterThermostat = component({
  kind: 'heater.thermostat',
  about: 'An electric heater that keeps a node between two temperatures.',
  parameters: {
    power_W: quantity({ min: 0, max: 1e9, about: 'Power when fully on.' }),
    on_temp_K: quantity({ above: 0, max: 2000, about: 'Fully on below this.' }),
    off_temp_K: quantity({ above: 0, max: 2000, about: 'Off above this.' }),
    control: choice(['proportional', 'hysteresis'], { fallback: 'proportional', about: 'How it goes from on to off.' }),
    ...loadParameters,
    node: partRef('node', { about: 'The node that it keeps warm.' }),
    priority: { ...loadParameters.priority, fallback: 0 },
    essential: { ...loadParameters.essential, fallback: true },
  },
  check: (v, parts) => [
    ...checkLoad(v, parts),
    ...(v.off_temp_K > v.on_temp_K
      ? []
      : [
          {
            key: 'off_temp_K' as const,
            what: `${v.off_temp_K} K is not above on_temp_K, ${v.on_temp_K} K`,
            instead: 'A thermostat needs a band: write a higher temperature.',
          },
        ]),
  ],
  build({ id, values, lanes }) {
    const { node, bus, control } = values
    const power_W = lanes('power_W')
    const on_K = lanes('on_temp_K')
    const off_K = lanes('off_temp_K')
    const common = {
      writes: { demand_W: `${id}.demand_W` },
      adds: { bus_W: `${bus}.demand_W` },
    }
    const flows = [] as const
    if (control === 'proportional')
      return {
        flows,
        passes: 3,
        steps: [
          step('offer', { ...common, midpoints: { temp_K: tempOf(node) } }, io => {
            const follow = makeFollower(power_W.length)
            let lane = 0
            const share = (temp_K: number) =>
              Math.min(1, Math.max(0, (off_K[lane] - temp_K) / (off_K[lane] - on_K[lane])))
            return ({ from, to, pass = 0 }) => {
              for (lane = from; lane < to; lane++) {
                io.demand_W[lane] = power_W[lane] * follow(lane, pass, io.temp_K[lane], share)
                io.bus_W[lane] += io.demand_W[lane]
              }
            }
          }),
          heatStep(`${id}.served_W`, node),
        ],
      }
    const state = `${id}.on_frac`
    return {
      flows,
      states: [{ column: state, initial: new Float64Array(power_W.length) }],
      steps: [
        step(
          'offer',
          { ...common, reads: { temp_K: tempOf(node), was_frac: state }, advances: { is_frac: state } },
          io =>
            ({ from, to }) => {
              for (let i = from; i < to; i++) {
                const t = io.temp_K[i]
                const on = t < on_K[i] ? 1 : t > off_K[i] ? 0 : io.was_frac[i]
                io.is_frac[i] = on
                io.demand_W[i] = power_W[i] * on
                io.bus_W[i] += io.demand_W[i]
              }
            },
        ),
        heatStep(`${id}.served_W`, node),
      ],
    }
  },
})
