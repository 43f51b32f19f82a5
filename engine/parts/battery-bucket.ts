import { makeSettlement, settleBucket } from '../physics/power/battery.ts'
import { fraction, quantity } from '../quantity/parameter.ts'
import { component } from '../tick/component.ts'
import { fault } from '../tick/fault.ts'
import { batteryParameters, buildBattery, capacityLeft_frac, leaked_frac } from './battery.ts'

/**
 * A battery as a bucket of energy, settled exactly: one that fills or empties inside a step charges until then and no longer.
 * Equations in physics/power/battery.ts. Of several on one bus the first in the scenario is charged and discharged first, the next has what it
 * leaves. `charge_frac` is of what it holds when whole: with one cell in eight shorted it is 0.875 when full. Neglected: voltage, rate and temperature effects on the efficiencies.
 */
export const batteryBucket = component({
  kind: 'battery.bucket',
  about: 'A battery as a bucket of energy with charge and discharge efficiencies, power limits and a floor.',
  ports: ['battery'],
  parameters: {
    capacity_Wh: quantity({ above: 0, max: 1e12, about: 'Energy held when full and new.' }),
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
    ...batteryParameters,
  },
  faults: {
    'cell-shorted': fault({
      about:
        'Cells in series are shorted: what they held becomes heat at once, and their share of the capacity is gone for good.',
      parameters: { lost_frac: fraction({ about: 'Share of the cells in series: one of eight is 0.125.' }) },
      lost_frac: f => f.lost_frac,
    }),
  },
  build(part, plant) {
    const { id, lanes, each } = part
    const capacity_J = each(v => v.capacity_Wh * capacityLeft_frac(v) * 3600)
    const charge = `${id}.charge_frac`
    const [charging, discharging] = [lanes('charge_efficiency_frac'), lanes('discharge_efficiency_frac')]
    const [maxCharge_W, maxDischarge_W] = [lanes('max_charge_W'), lanes('max_discharge_W')]
    const [floor, leak_per_day] = [lanes('floor_frac'), lanes('self_discharge_per_day')]
    const out = makeSettlement()
    return buildBattery(part, plant, {
      states: [{ column: charge, initial: lanes('initial_charge_frac') }],
      stored: { state: charge, scale_J: capacity_J },
      reads: { start_frac: charge },
      advances: { end_frac: charge },
      // A charge is of what it holds when whole, whatever is shorted.
      worth: () => ({ takes_J: i => capacity_J[i] / charging[i], gives_J: i => capacity_J[i] * discharging[i] }),
      bind:
        io =>
        (i, supply_W, draw_W, duration_s, { left_frac, kept_frac }) => {
          const whole_J = capacity_J[i]
          const full_J = whole_J * left_frac
          const start_J = io.start_frac[i] * whole_J
          settleBucket(
            start_J * kept_frac,
            floor[i] * full_J,
            full_J,
            charging[i],
            discharging[i],
            maxCharge_W[i] * left_frac,
            maxDischarge_W[i] * left_frac,
            supply_W,
            draw_W,
            duration_s,
            out,
          )
          const leak_J = leaked_frac(leak_per_day[i], duration_s) * out.end_J
          io.end_frac[i] = (out.end_J - leak_J) / whole_J
          out.loss_W += (leak_J + start_J * (1 - kept_frac)) / duration_s
          return out
        },
    })
  },
})
