import { acceleratorOf } from '../catalogue/accelerators.ts'
import { capShare, throttleShare } from '../physics/power/accelerator.ts'
import { quantity } from '../quantity/parameter.ts'
import type { Column } from '../tick/column.ts'
import { component, step, tempOf, type Wires } from '../tick/component.ts'
import { fault } from '../tick/fault.ts'
import { ASLEEP, chargeGovernor, heatGovernor, rememberStep } from './compute-governors.ts'
import { type ComputeValues, checkGovernors, computeParameters } from './compute-parameters.ts'
import { heatStep } from './heat.ts'
import { checkLoad } from './load.ts'

/** Why work that was wanted was not done, in the order in which the reasons are taken; dead only where some can be. */
const REASONS = ['dead', 'dark', 'capped', 'battery', 'hot', 'throttled', 'unserved'] as const
type Reason = (typeof REASONS)[number]

/**
 * Compute whose every watt becomes heat.
 *
 *   demand = count (idle + u s swing),   work = count peak efficiency u s^gamma served/demand,   swing = busy - idle
 *   count of those that are not dead;   u = utilisation, times the visible share of the Sun with follow-sun;   s = cap x battery x temperature x throttle, each 0 to 1
 *   T_junction = T_node + R demand/count
 *
 * u is a share of the time and costs work in proportion; s is slower clocks, which cost less work than power (gamma < 1). What takes each away is
 * booked as lost work with its name, in that order, so that wanted = delivered + dead + dark + capped + battery + hot + throttled + unserved at
 * every step. When the bus serves a part of the demand that part of them runs. Neglected: what an accelerator draws to wake up; the
 * network between them.
 */
export const computeAccelerators = component({
  kind: 'compute.accelerators',
  about: 'A number of accelerators from the catalogue and what governs them; every watt served becomes heat.',
  parameters: computeParameters,
  needsOrbit: v => v.governor !== 'constant',
  check: (v, parts) => [...checkLoad(v, parts), ...checkGovernors(v, parts)],
  faults: {
    'accelerator-dead': fault({
      about: 'Accelerators stop: they draw nothing and compute nothing.',
      parameters: { dead_count: quantity({ min: 1, max: 1e9, integer: true, fallback: 1, about: 'How many.' }) },
      lost_frac: (f, compute: { count: number }) => f.dead_count / compute.count,
    }),
  },
  build({ id, values, lanes, each }, plant) {
    const { bus, node } = values
    const dead = plant.fault(id, 'accelerator-dead')
    const reasons = dead === undefined ? REASONS.slice(1) : REASONS
    const count = lanes('count')
    const wanted = lanes('utilisation_frac')
    const chip = acceleratorOf(values.accelerator)
    const cap = each(v => capShare(v.power_cap_W ?? chip.busy_W.value, swingOf(v)))
    const chips = Array.from(
      each(v => v.junction_resistance_K_W ?? chip.junction_resistance_K_W.value),
      R => ({
        ...swingOf(values),
        resistance_K_W: R,
        throttleStart_K: chip.throttle_start_K.value,
        throttleEnd_K: chip.throttle_end_K.value,
      }),
    )
    const { idle_W, swing_W } = swingOf(values)
    const gamma = chip.throughput_exponent_unit.value
    const peak_TFLOP_s = each(v => v.count * chip.peak_TFLOP_s.value * v.efficiency_frac)
    const passed = each(v => v.conversion_efficiency_frac ?? 1)
    const sunny = values.governor === 'follow-sun'
    const planning = values.governor === 'next-eclipse'
    const charge = chargeGovernor(id, values, lanes, plant, {
      idle_W: i => (count[i] * idle_W) / passed[i],
      above_W: i => (count[i] * wanted[i] * cap[i] * swing_W) / passed[i],
    })
    const heat = heatGovernor(id, values, each)
    const served = `${id}.served_W`
    const lost = (reason: Reason) => `${id}.lost_${reason}_TFLOP_s`
    /** Share of the work wanted that each reason takes, but for what is unserved. */
    const taken = (reason: Reason) => `${id}.stopped_${reason}_frac`
    const HELD = reasons.slice(0, -1)
    const SLOWED = HELD.slice(HELD.indexOf('dark') + 1)
    const takenWires = Object.fromEntries(HELD.map(r => [`${r}_frac`, taken(r)]))
    return {
      ...(heat.passes === undefined ? {} : { passes: heat.passes }),
      work: { delivered: `${id}.rate_TFLOP_s`, lost: Object.fromEntries(reasons.map(r => [r, lost(r)])) },
      states: [
        ...(charge.states ?? []),
        ...(heat.states ?? []),
        ...(planning
          ? ['other_loads', 'other_loads_dark'].map(n => ({ column: `${id}.${n}_W`, initial: count.map(() => 0) }))
          : []),
      ],
      steps: [
        step(
          'offer',
          {
            reads: {
              ...charge.reads,
              ...heat.reads,
              ...(sunny ? { lit_frac: 'sky.lit_frac' } : {}),
              ...(dead === undefined ? {} : { lost_frac: dead }),
            } as Wires,
            midpoints: {
              ...charge.midpoints,
              ...heat.midpoints,
              ...(node === undefined ? {} : { temp_K: tempOf(node) }),
            } as Wires,
            advances: { ...heat.advances } as Wires,
            writes: {
              demand_W: `${id}.demand_W`,
              ...(node === undefined ? {} : { junction_K: `${id}.junction_temp_K` }),
              ...takenWires,
            } as Wires,
            adds: { bus_W: `${bus}.demand_W` },
          },
          bound => {
            const io = bound as Readonly<Record<string, Column>>
            const [chargeOf, heatOf] = [charge.bind(io), heat.bind(io)]
            const slowed = SLOWED.map(r => io[`${r}_frac`])
            const shares = new Float64Array(SLOWED.length)
            return span => {
              for (let i = span.from; i < span.to; i++) {
                const alive = dead === undefined ? 1 : 1 - io.lost_frac[i]
                const able = wanted[i] * (sunny ? io.lit_frac[i] : 1)
                const u = able * alive
                const byCharge = chargeOf(i, span)
                const asleep = byCharge === ASLEEP
                shares[0] = cap[i]
                shares[1] = asleep ? 0 : byCharge
                shares[2] = heatOf(i, span)
                const above_W = able * swing_W * shares[0] * shares[1] * shares[2]
                shares[3] = node === undefined ? 1 : throttleShare(io.temp_K[i], above_W, chips[i])
                const each_W = asleep ? 0 : idle_W + above_W * shares[3]
                if (dead !== undefined) io.dead_frac[i] = wanted[i] * (1 - alive)
                io.dark_frac[i] = alive * (wanted[i] - able)
                let share = 1
                let left = u
                for (let k = 0; k < shares.length; k++) {
                  share *= shares[k]
                  const now = u * share ** gamma
                  slowed[k][i] = left - now
                  left = now
                }
                if (node !== undefined) io.junction_K[i] = io.temp_K[i] + chips[i].resistance_K_W * each_W
                io.demand_W[i] = count[i] * alive * each_W
                io.bus_W[i] += io.demand_W[i]
              }
            }
          },
        ),
        step(
          'spend',
          {
            reads: { served_W: served, demand_W: `${id}.demand_W`, ...takenWires } as Wires,
            writes: {
              served_frac: `${id}.served_frac`,
              rate_TFLOP_s: `${id}.rate_TFLOP_s`,
              ...Object.fromEntries(reasons.map(r => [`${r}_TFLOP_s`, lost(r)])),
            } as Wires,
          },
          bound => {
            const io = bound as Readonly<Record<string, Column>>
            const held = HELD.map(r => ({ frac: io[`${r}_frac`], lost_TFLOP_s: io[`${r}_TFLOP_s`] }))
            return ({ from, to }) => {
              for (let i = from; i < to; i++) {
                const share = io.demand_W[i] > 0 ? io.served_W[i] / io.demand_W[i] : 1
                const peak = peak_TFLOP_s[i]
                let asked = wanted[i]
                for (const { frac, lost_TFLOP_s } of held) {
                  lost_TFLOP_s[i] = peak * frac[i]
                  asked -= frac[i]
                }
                io.served_frac[i] = share
                io.rate_TFLOP_s[i] = peak * asked * share
                io.unserved_TFLOP_s[i] = peak * asked * (1 - share)
              }
            }
          },
        ),
        ...(planning ? [rememberStep(id, bus, passed)] : []),
        ...(node === undefined ? [] : [heatStep(served, node)]),
      ],
      flows: node === undefined ? [{ ledger: 'total', sign: -1, column: served } as const] : [],
    }
  },
})

/** Watts of one accelerator. */
const swingOf = ({ accelerator }: Pick<ComputeValues, 'accelerator'>) => {
  const { busy_W, idle_W } = acceleratorOf(accelerator)
  return { idle_W: idle_W.value, swing_W: busy_W.value - idle_W.value }
}
