import { fallingRoot } from '../numbers/falling-root.ts'
import type { Settlement } from './battery.ts'

/** Open-circuit voltage by charge, straight between rows: charges rise from 0 to 1, volts rise with them. */
export interface OpenCircuit {
  /** Chemical energy between empty and a charge, in volts: the integral of the voltage over the charge. Times the capacity in coulombs, J. */
  integral_V(charge_frac: number): number
  /** Mean voltage between two charges, also when they are next to each other. */
  mean_V(from_frac: number, to_frac: number): number
  /** The charge at which a voltage stands open: 0 or 1 where none has it. */
  chargeAt(volts: number): number
}

export function makeOpenCircuit(rows: readonly (readonly [charge_frac: number, volts: number])[]): OpenCircuit {
  const charge = Float64Array.from(rows, r => r[0])
  const volts = Float64Array.from(rows, r => r[1])
  const sums = new Float64Array(rows.length)
  for (let k = 1; k < rows.length; k++)
    sums[k] = sums[k - 1] + 0.5 * (volts[k] + volts[k - 1]) * (charge[k] - charge[k - 1])
  const segment = (q: number) => {
    let k = 0
    while (k < charge.length - 2 && charge[k + 1] <= q) k++
    return k
  }
  const slope = (k: number) => (volts[k + 1] - volts[k]) / (charge[k + 1] - charge[k])
  const integral_V = (q: number) => {
    const k = segment(q)
    const x = q - charge[k]
    return sums[k] + x * (volts[k] + 0.5 * slope(k) * x)
  }
  return {
    integral_V,
    mean_V(a, b) {
      const k = segment(a)
      // On one straight piece the mean is the voltage half way, and nothing cancels.
      if (k === segment(b)) return volts[k] + slope(k) * (0.5 * (a + b) - charge[k])
      return (integral_V(b) - integral_V(a)) / (b - a)
    },
    chargeAt(v) {
      if (v >= volts[volts.length - 1]) return 1
      const k = volts.findLastIndex(row => row <= v)
      return k < 0 ? 0 : charge[k] + (v - volts[k]) / slope(k)
    },
  }
}

/** The cell's state, what it is made of and what it may do; capacity in coulombs. */
export interface TheveninCell {
  readonly ocv: OpenCircuit
  readonly capacity_C: number
  readonly resistance_ohm: number
  readonly floor_frac: number
  readonly max_charge_W: number
  readonly max_discharge_W: number
  /** Voltages at its terminals that it is kept between: charging tapers off at the upper, discharging at the lower. */
  readonly highest_V: number
  readonly lowest_V: number
}

export interface TheveninSettlement extends Omit<Settlement, 'end_J'> {
  end_frac: number
  /** What the step adds to the chemical energy. */
  change_J: number
  /** Mean over the step, positive when charging. */
  current_A: number
}

export const makeTheveninSettlement = (): TheveninSettlement => ({
  charged_W: 0,
  discharged_W: 0,
  loss_W: 0,
  end_frac: 0,
  change_J: 0,
  current_A: 0,
})

/**
 * A battery as an open-circuit voltage behind a resistance, over a step of constant supply and demand.
 *
 *   charging:     P = I (V + I R),   discharging: P = I (V - I R),   dq/dt = +-I/Q,   loss = I^2 R
 *
 * V is the mean open-circuit voltage over the charge that the step passes through, found together with the current, so that
 * the chemical energy is the integral of V dQ; it is carried by what is charged, discharged and lost, so that the books close exactly. A battery that fills, or reaches its floor, within the step does so at the current of
 * the part before, and then stops. Neglected: that the current changes within a step as V does (second order); the double layer (an RC pair
 * of minutes); that a cell gives no more than V^2/(4R), beyond which it is taken to give that.
 *
 * Where the terminals would pass a limit, the current is what holds them there: (highest - V)/R charging, (V - lowest)/R discharging. That is
 * the constant voltage at the end of a charge.
 */
export function settleThevenin(
  charge_frac: number,
  c: TheveninCell,
  supply_W: number,
  demand_W: number,
  duration_s: number,
  out: TheveninSettlement,
): void {
  const surplus_W = supply_W - demand_W
  out.charged_W = 0
  out.discharged_W = 0
  out.loss_W = 0
  out.end_frac = charge_frac
  out.current_A = 0
  out.change_J = 0
  const charging = surplus_W > 0
  const end = charging ? c.ocv.chargeAt(c.highest_V) : Math.max(c.floor_frac, c.ocv.chargeAt(c.lowest_V))
  const room = charging ? end - charge_frac : charge_frac - end
  const asked_W = Math.min(Math.abs(surplus_W), charging ? c.max_charge_W : c.max_discharge_W)
  if (asked_W > 0 && room > 0) {
    const sign = charging ? 1 : -1
    let power_W = 0
    const currentOver = (moved: number) => {
      const mean_V = c.ocv.mean_V(charge_frac, charge_frac + sign * moved)
      power_W = possible(asked_W, mean_V, c, charging)
      return currentAt(power_W, mean_V, c.resistance_ohm, charging)
    }
    // All the way to the end first: when that takes no longer than the step, it is what happens.
    let current_A = currentOver(room)
    let moved = room
    let active_s = (room * c.capacity_C) / current_A
    if (active_s > duration_s) {
      active_s = duration_s
      moved = fallingRoot(m => (currentOver(m) * duration_s) / c.capacity_C - m, 0, room)
      current_A = currentOver(moved)
    }
    out.end_frac = moved === room ? end : charge_frac + sign * moved
    out.current_A = (sign * current_A * active_s) / duration_s
    const share = active_s / duration_s
    out.loss_W = current_A * current_A * c.resistance_ohm * share
    if (charging) out.charged_W = power_W * share
    else out.discharged_W = power_W * share
    out.change_J = (out.charged_W - out.discharged_W - out.loss_W) * duration_s
  }
}

/** What of the power asked for its resistance and the limits of its terminals let through. */
function possible(asked_W: number, v: number, c: TheveninCell, charging: boolean): number {
  const r_ohm = c.resistance_ohm
  if (charging) return Math.min(asked_W, c.highest_V * Math.max(0, (c.highest_V - v) / r_ohm))
  const held_V = Math.max(c.lowest_V, 0.505 * v)
  return Math.min(asked_W, held_V * Math.max(0, (v - held_V) / r_ohm))
}

/** 2P/(V + sqrt(V^2 +- 4 R P)): the root that goes to P/V when R goes to nothing, without cancelling. */
const currentAt = (power_W: number, v: number, r_ohm: number, charging: boolean) =>
  (2 * power_W) / (v + Math.sqrt(v * v + (charging ? 4 : -4) * r_ohm * power_W))
