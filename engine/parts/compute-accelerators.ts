import { ACCELERATORS, acceleratorOf } from '../catalogue/accelerators.ts'
import { choice, entryOf, fraction, optionalPartRef, optionalQuantity, quantity } from '../quantity/parameter.ts'
import { component, step, tempOf } from '../tick/component.ts'
import { heatStep } from './heat.ts'
import { loadParameters } from './load.ts'

/** Why work that was wanted was not done, in the order in which the reasons are taken. */
const REASONS = ['dark', 'battery', 'hot', 'unserved'] as const

/**
 * Compute whose every watt becomes heat.
 *
 *   demand = count (idle + u (busy - idle)),   work = count peak efficiency u served/demand
 *   u = utilisation x lit (follow_sun) x clamp((charge - keep)/band) (keep_charge) x clamp((max - T)/band) (max_temp)
 *
 * Governors take away in that order, and what each takes is booked as lost work with its name, so that wanted = delivered + dark +
 * battery + hot + unserved at every step. When the bus serves a part of the demand, work goes down in the same part (neglected: the idle
 * share, which does no work). Neglected: clocks and voltages; throughput is proportional to the power above idle.
 */
export const computeAccelerators = component({
  kind: 'compute.accelerators',
  about: 'A number of accelerators from the catalogue and what governs them; every watt served becomes heat.',
  parameters: {
    accelerator: entryOf(ACCELERATORS, {
      about: 'Which accelerator.',
      uses: ['busy_W', 'idle_W', 'peak_TFLOP_s'],
    }),
    count: quantity({ min: 0, max: 1e9, integer: true, about: 'How many.' }),
    utilisation_frac: fraction({ fallback: 1, about: 'How busy they are wanted to be.' }),
    efficiency_frac: fraction({
      fallback: 0.4,
      about: 'Share of the peak throughput that a busy one delivers (estimate).',
    }),
    governor: choice(['constant', 'follow-sun'], {
      fallback: 'constant',
      about: 'Works all the time, or by the visible share of the Sun.',
    }),
    max_temp_K: optionalQuantity({
      above: 0,
      max: 2000,
      about: 'Temperature of its node at which it stops; it slows over temp_band_K before.',
    }),
    temp_band_K: quantity({ above: 0, max: 500, fallback: 10, about: 'Band below max_temp_K over which it slows.' }),
    battery: optionalPartRef('battery', { about: 'The battery whose charge it keeps.' }),
    keep_charge_frac: fraction({
      fallback: 0,
      about: 'Charge of that battery at which it stops; it slows over charge_band_frac above.',
    }),
    charge_band_frac: quantity({
      above: 0,
      max: 1,
      fallback: 0.1,
      about: 'Band above keep_charge_frac over which it slows.',
    }),
    ...loadParameters,
  },
  check: v =>
    v.max_temp_K !== undefined && v.node === undefined
      ? [
          {
            key: 'max_temp_K' as const,
            what: 'there is no node whose temperature it could keep',
            instead: 'Name a node, or leave it out.',
          },
        ]
      : [],
  build({ id, values, lanes, each }, plant) {
    const { bus, node, battery } = values
    const idle_W = each(v => v.count * acceleratorOf(v.accelerator).idle_W.value)
    const swing_W = each(
      v => v.count * (acceleratorOf(v.accelerator).busy_W.value - acceleratorOf(v.accelerator).idle_W.value),
    )
    const peak_TFLOP_s = each(v => v.count * acceleratorOf(v.accelerator).peak_TFLOP_s.value * v.efficiency_frac)
    const wanted = lanes('utilisation_frac')
    const max_K = each(v => v.max_temp_K ?? Number.POSITIVE_INFINITY)
    const [band_K, keep, charge_band] = [lanes('temp_band_K'), lanes('keep_charge_frac'), lanes('charge_band_frac')]
    const sunny = values.governor === 'follow-sun' && plant.hasOrbit
    const warm = values.max_temp_K !== undefined && node !== undefined
    const kept = battery !== undefined
    const served = `${id}.served_W`
    const lost = (reason: (typeof REASONS)[number]) => `${id}.lost_${reason}_TFLOP_s`
    const allowed = (reason: 'dark' | 'battery' | 'hot') => `${id}.stopped_${reason}_frac`
    return {
      work: {
        delivered: `${id}.rate_TFLOP_s`,
        lost: Object.fromEntries(REASONS.map(r => [r, lost(r)])),
      },
      steps: [
        step(
          'offer',
          {
            reads: {
              ...(sunny ? { lit_frac: 'sky.lit_frac' } : {}),
            } as Record<string, string>,
            midpoints: {
              ...(warm ? { temp_K: tempOf(node) } : {}),
              ...(kept ? { charge_frac: `${battery}.charge_frac` } : {}),
            } as Record<string, string>,
            writes: {
              demand_W: `${id}.demand_W`,
              dark_frac: allowed('dark'),
              battery_frac: allowed('battery'),
              hot_frac: allowed('hot'),
            },
            adds: { bus_W: `${bus}.demand_W` },
          },
          io =>
            ({ from, to }) => {
              const columns = io as Readonly<Record<string, Float64Array>>
              for (let i = from; i < to; i++) {
                const sun = sunny ? columns.lit_frac[i] : 1
                const charge = kept ? clamp((columns.charge_frac[i] - keep[i]) / charge_band[i]) : 1
                const cool = warm ? clamp((max_K[i] - columns.temp_K[i]) / band_K[i]) : 1
                const u = wanted[i]
                io.dark_frac[i] = u * (1 - sun)
                io.battery_frac[i] = u * sun * (1 - charge)
                io.hot_frac[i] = u * sun * charge * (1 - cool)
                io.demand_W[i] = idle_W[i] + u * sun * charge * cool * swing_W[i]
                io.bus_W[i] += io.demand_W[i]
              }
            },
        ),
        step(
          'spend',
          {
            reads: {
              served_W: served,
              demand_W: `${id}.demand_W`,
              dark_frac: allowed('dark'),
              battery_frac: allowed('battery'),
              hot_frac: allowed('hot'),
            },
            writes: {
              served_frac: `${id}.served_frac`,
              rate_TFLOP_s: `${id}.rate_TFLOP_s`,
              lost_dark_TFLOP_s: lost('dark'),
              lost_battery_TFLOP_s: lost('battery'),
              lost_hot_TFLOP_s: lost('hot'),
              lost_unserved_TFLOP_s: lost('unserved'),
            },
          },
          io =>
            ({ from, to }) => {
              for (let i = from; i < to; i++) {
                const share = io.demand_W[i] > 0 ? io.served_W[i] / io.demand_W[i] : 1
                const peak = peak_TFLOP_s[i]
                const asked = wanted[i] - io.dark_frac[i] - io.battery_frac[i] - io.hot_frac[i]
                io.served_frac[i] = share
                io.rate_TFLOP_s[i] = peak * asked * share
                io.lost_dark_TFLOP_s[i] = peak * io.dark_frac[i]
                io.lost_battery_TFLOP_s[i] = peak * io.battery_frac[i]
                io.lost_hot_TFLOP_s[i] = peak * io.hot_frac[i]
                io.lost_unserved_TFLOP_s[i] = peak * asked * (1 - share)
              }
            },
        ),
        ...(node === undefined ? [] : [heatStep(served, node)]),
      ],
      flows: node === undefined ? [{ ledger: 'total', sign: -1, column: served } as const] : [],
    }
  },
})

const clamp = (x: number) => Math.min(1, Math.max(0, x))
