import { choice, partRef, quantity } from '../quantity/parameter.ts'
import { component, step, tempOf } from '../tick/component.ts'

/**
 * A heat pipe: a large conductance up to the power that its wick can carry, nothing while its fluid is frozen, and, as a diode, nothing
 * backwards.
 *
 *   Q = G' (T_from - T_to),   G' = min(G, Q_max / |T_from - T_to|) while the warmer end is above the freezing point, else the wall's G_off
 *
 * G' is that of the temperatures in the middle of the step and constant in it; the network is then solved with it implicitly. Neglected:
 * the way into and out of freezing (a step of it), the gas of a variable-conductance pipe, and gravity, which is none.
 */
export const linkHeatPipe = component({
  kind: 'link.heat-pipe',
  about:
    'A heat pipe between two nodes: a conductance with a most power, frozen below a temperature, a diode if wanted.',
  parameters: {
    from: partRef('node', { about: 'The evaporator.' }),
    to: partRef('node', { about: 'The condenser.' }),
    conductance_W_K: quantity({ above: 0, max: 1e12, about: 'Conductance while it works.' }),
    max_power_W: quantity({ above: 0, max: 1e12, fallback: 1e12, about: 'Most that its wick carries.' }),
    freezing_K: quantity({ above: 0, max: 2000, fallback: 195.4, about: 'Frozen below this; 195.4 K is ammonia.' }),
    off_conductance_W_K: quantity({
      min: 0,
      max: 1e12,
      fallback: 0.05,
      about: 'Conductance of its wall while it does not work (estimate).',
    }),
    direction: choice(['both', 'forward'], {
      fallback: 'both',
      about: 'Carries both ways, or only from evaporator to condenser (a diode).',
    }),
  },
  check: v =>
    v.from === v.to
      ? [{ key: 'to' as const, what: `both ends are ${v.from}`, instead: 'Name two different nodes.' }]
      : [],
  build({ id, values, lanes }) {
    const [full, most, off] = [lanes('conductance_W_K'), lanes('max_power_W'), lanes('off_conductance_W_K')]
    const freezing_K = lanes('freezing_K')
    const conductance = `${id}.conductance_W_K`
    const diode = values.direction === 'forward'
    return {
      links: [{ from: values.from, to: values.to, conductance_W_K: conductance, flow: `${id}.flow_W` }],
      steps: [
        step(
          'spend',
          {
            midpoints: { from_K: tempOf(values.from), to_K: tempOf(values.to) },
            writes: { conductance_W_K: conductance },
          },
          io => span => {
            for (let i = span.from; i < span.to; i++) {
              const drop_K = io.from_K[i] - io.to_K[i]
              const works = Math.max(io.from_K[i], io.to_K[i]) > freezing_K[i] && !(diode && drop_K < 0)
              io.conductance_W_K[i] = works ? Math.min(full[i], most[i] / Math.max(Math.abs(drop_K), 1e-9)) : off[i]
            }
          },
        ),
      ],
    }
  },
})
