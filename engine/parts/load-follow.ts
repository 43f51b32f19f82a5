import { partRef, quantity } from '../quantity/parameter.ts'
import { component, step } from '../tick/component.ts'
import { heatStep } from './heat.ts'
import { checkLoad, loadParameters } from './load.ts'

/** A load between two powers, by the share of the step in which something holds. */
function buildFollowing(
  id: string,
  bus: string,
  node: string | undefined,
  share: string,
  yes_W: Float64Array,
  no_W: Float64Array,
) {
  const served = `${id}.served_W`
  return {
    steps: [
      step(
        'offer',
        { reads: { share_frac: share }, writes: { demand_W: `${id}.demand_W` }, adds: { bus_W: `${bus}.demand_W` } },
        io =>
          ({ from, to }) => {
            for (let i = from; i < to; i++) {
              const demand_W = no_W[i] + io.share_frac[i] * (yes_W[i] - no_W[i])
              io.demand_W[i] = demand_W
              io.bus_W[i] += demand_W
            }
          },
      ),
      ...(node === undefined ? [] : [heatStep(served, node)]),
    ],
    flows: node === undefined ? ([{ ledger: 'total', sign: -1, column: served }] as const) : [],
  }
}

/** A load by sunlight: one power in the sun, another in the dark, in the penumbra by the visible share of the Sun. */
export const loadSunlit = component({
  kind: 'load.sunlit',
  about: 'A load that asks for one power in sunlight and another in shadow.',
  needsOrbit: true,
  parameters: {
    sunlit_W: quantity({ min: 0, max: 1e12, about: 'Power asked for in sunlight.' }),
    dark_W: quantity({ min: 0, max: 1e12, fallback: 0, about: 'Power asked for in shadow.' }),
    ...loadParameters,
  },
  check: checkLoad,
  build: ({ id, values, lanes }) =>
    buildFollowing(id, values.bus, values.node, 'sky.lit_frac', lanes('sunlit_W'), lanes('dark_W')),
})

/** A load by ground contact, such as a radio that sends while a station is in sight; ticks are cut at rise and set. */
export const loadContact = component({
  kind: 'load.contact',
  about: 'A load that asks for one power while a ground station is in contact and another while it is not.',
  needsOrbit: true,
  parameters: {
    contact_W: quantity({ min: 0, max: 1e12, about: 'Power asked for in contact.' }),
    idle_W: quantity({ min: 0, max: 1e12, fallback: 0, about: 'Power asked for out of contact.' }),
    station: partRef('station', { about: 'The ground station.' }),
    ...loadParameters,
  },
  check: checkLoad,
  build: ({ id, values, lanes }) =>
    buildFollowing(id, values.bus, values.node, `${values.station}.contact_frac`, lanes('contact_W'), lanes('idle_W')),
})
