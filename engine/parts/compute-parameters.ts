import { ACCELERATORS, acceleratorOf } from '../catalogue/accelerators.ts'
import {
  choice,
  entryOf,
  fraction,
  optionalPartRef,
  optionalQuantity,
  type ParameterSet,
  quantity,
  type ValuesOf,
} from '../quantity/parameter.ts'
import type { OtherPart } from '../tick/component.ts'
import { loadParameters } from './load.ts'

/** What can be said of accelerators and of what governs them. */
export const computeParameters = {
  accelerator: entryOf(ACCELERATORS, {
    about: 'Which accelerator.',
    uses: [
      'busy_W',
      'idle_W',
      'peak_TFLOP_s',
      'throughput_exponent_unit',
      'junction_resistance_K_W',
      'throttle_start_K',
      'throttle_end_K',
    ],
  }),
  count: quantity({ min: 0, max: 1e9, integer: true, about: 'How many.' }),
  utilisation_frac: fraction({ fallback: 1, about: 'Share of the time that they are wanted to be busy.' }),
  efficiency_frac: fraction({
    fallback: 0.4,
    about: 'Share of the peak throughput that a busy one delivers (estimate).',
  }),
  power_cap_W: optionalQuantity({
    above: 0,
    max: 1e6,
    about: 'Most power of one accelerator; left out, its busy power.',
  }),
  governor: choice(['constant', 'follow-sun', 'next-eclipse'], {
    fallback: 'constant',
    about:
      'Works all the time; or by the visible share of the Sun; or as much as keeps its battery above keep_charge_frac through the next eclipse.',
  }),
  battery: optionalPartRef('battery', { about: 'The battery whose charge it keeps.' }),
  keep_charge_frac: fraction({
    fallback: 0,
    about:
      'Charge of that battery that it keeps: reached at the end of an eclipse with next-eclipse, else slowed over charge_band_frac above.',
  }),
  charge_band_frac: quantity({
    above: 0,
    max: 1,
    fallback: 0.1,
    about: 'Band above keep_charge_frac over which it slows; not with next-eclipse.',
  }),
  max_temp_K: optionalQuantity({
    above: 0,
    max: 2000,
    about: 'Temperature of its node at which it stops; it slows over temp_band_K before.',
  }),
  hold_temp_K: optionalQuantity({
    above: 0,
    max: 2000,
    about: 'Temperature of its node that it holds on the mean, instead of max_temp_K.',
  }),
  temp_band_K: quantity({ above: 0, max: 500, fallback: 10, about: 'Band of temperature over which it slows.' }),
  hold_time_s: quantity({
    above: 0,
    max: 1e7,
    fallback: 600,
    about: 'Time in which what is off from hold_temp_K is made up.',
  }),
  junction_resistance_K_W: optionalQuantity({
    min: 0,
    max: 100,
    about:
      "From the junction of each to its node, instead of the catalogue's; 0 where the node is the chips themselves.",
  }),
  ...loadParameters,
} as const satisfies ParameterSet

export type ComputeValues = ValuesOf<typeof computeParameters>

/** What governors can be wrong about together. */
export function checkGovernors(v: ComputeValues, parts: readonly OtherPart[]) {
  const planning = (w: OtherPart['values']) => w.governor === 'next-eclipse' && w.battery === v.battery
  const others = planning(v) ? parts.filter(p => p.values !== v && planning(p.values)).map(p => p.id) : []
  const temperature = (['max_temp_K', 'hold_temp_K'] as const).filter(key => v[key] !== undefined)
  const idle_W = acceleratorOf(v.accelerator).idle_W.value
  return [
    ...(v.power_cap_W === undefined || v.power_cap_W >= idle_W
      ? []
      : [
          {
            key: 'power_cap_W' as const,
            what: `${v.power_cap_W} W is below what it draws idle, ${idle_W} W`,
            instead: 'Write a higher cap, or fewer accelerators.',
          },
        ]),
    ...temperature
      .filter(() => v.node === undefined)
      .map(key => ({
        key,
        what: 'there is no node whose temperature it could keep',
        instead: 'Name a node, or leave it out.',
      })),
    ...(temperature.length < 2
      ? []
      : [
          {
            key: 'hold_temp_K' as const,
            what: 'max_temp_K is given too',
            instead: 'Hold a temperature or stay below one.',
          },
        ]),
    ...(others.length === 0 || v.battery === undefined
      ? []
      : [
          {
            key: 'governor' as const,
            what: `${others.join(' and ')} plans with the charge of ${v.battery} too`,
            instead:
              'Let one of them plan, and give the other governor: constant with a keep_charge_frac above its floor.',
          },
        ]),
    ...(v.governor !== 'next-eclipse' || v.battery !== undefined
      ? []
      : [
          {
            key: 'battery' as const,
            what: 'there is no battery whose charge it could plan with',
            instead: 'Name one, or write governor: constant.',
          },
        ]),
  ]
}
