import { choice, partRef, quantity } from '../quantity/parameter.ts'
import { component, step, tempOf, type Wires } from '../tick/component.ts'
import { LINK_FAULTS } from './link-conductive.ts'

/**
 * A heat pipe: a large conductance up to the power that its wick can carry, nothing while its fluid is frozen, and, as a diode, nothing
 * backwards.
 *
 *   |Q| = min(G |T_from - T_to|, Q_max) while the warmer end is above the freezing point, else the wall's G_off |T_from - T_to|
 *
 * The limit and the diode are solved with the network, so they hold at any tick; frozen or not goes by the temperatures in the middle of the
 * step. Neglected: the way into and out of freezing (a step of it), the gas of a variable-conductance pipe, and gravity, which is none.
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
  faults: LINK_FAULTS,
  build({ id, values, lanes }, plant) {
    const broken = plant.fault(id, 'broken')
    const [full, most, off] = [lanes('conductance_W_K'), lanes('max_power_W'), lanes('off_conductance_W_K')]
    const freezing_K = lanes('freezing_K')
    const own = (name: string) => `${id}.${name}`
    const diode = values.direction === 'forward'
    return {
      links: [
        {
          from: values.from,
          to: values.to,
          conductance_W_K: own('conductance_W_K'),
          back_W_K: own('back_conductance_W_K'),
          most_W: own('most_W'),
          flow: own('flow_W'),
        },
      ],
      steps: [
        step(
          'spend',
          {
            reads: (broken === undefined ? {} : { lost_frac: broken }) as Wires,
            midpoints: { from_K: tempOf(values.from), to_K: tempOf(values.to) },
            writes: {
              forward_W_K: own('conductance_W_K'),
              back_W_K: own('back_conductance_W_K'),
              most_W: own('most_W'),
            },
          },
          io => span => {
            for (let i = span.from; i < span.to; i++) {
              const left = broken === undefined ? 1 : 1 - io.lost_frac[i]
              const works = left > 0 && Math.max(io.from_K[i], io.to_K[i]) > freezing_K[i]
              const on_W_K = off[i] + (full[i] - off[i]) * left
              io.forward_W_K[i] = works ? on_W_K : off[i]
              io.back_W_K[i] = works && !diode ? on_W_K : off[i]
              // Its wall alone has no wick to dry out.
              io.most_W[i] = works ? most[i] * left : UNLIMITED_W
            }
          },
        ),
      ],
    }
  },
})

const UNLIMITED_W = 1e15
