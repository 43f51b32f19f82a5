/** How one step of constant supply and demand went. Powers are means over the step, at the bus. */
export interface Settlement {
  end_J: number
  charged_W: number
  discharged_W: number
  /** What charging and discharging turned into heat. */
  loss_W: number
}

export const makeSettlement = (): Settlement => ({ end_J: 0, charged_W: 0, discharged_W: 0, loss_W: 0 })

/**
 * A bucket battery over one step in which supply and demand are constant, settled exactly.
 *
 *   dE/dt = charge_frac P_charge,  or  -P_discharge / discharge_frac
 *
 * The energy is piecewise linear in time, so a battery that fills (or reaches its floor) inside the step has taken (given) just
 * what there was room (energy) for: the means follow without stepping. A battery that starts below its floor charges and does
 * not discharge. Closed form; neglected: voltage, rate and temperature effects, self-discharge.
 */
export function settleBucket(
  stored_J: number,
  floor_J: number,
  full_J: number,
  charge_frac: number,
  discharge_frac: number,
  maxCharge_W: number,
  maxDischarge_W: number,
  supply_W: number,
  demand_W: number,
  duration_s: number,
  out: Settlement,
): void {
  const surplus_W = supply_W - demand_W
  out.charged_W = 0
  out.discharged_W = 0
  out.loss_W = 0
  out.end_J = stored_J
  if (surplus_W > 0) {
    const room_W = Math.max(0, full_J - stored_J) / (charge_frac * duration_s)
    const wanted_W = Math.min(surplus_W, maxCharge_W)
    const fills = wanted_W >= room_W
    out.charged_W = fills ? room_W : wanted_W
    out.end_J = fills ? Math.max(stored_J, full_J) : stored_J + wanted_W * charge_frac * duration_s
    out.loss_W = out.charged_W * (1 - charge_frac)
  } else if (surplus_W < 0) {
    const held_W = (Math.max(0, stored_J - floor_J) * discharge_frac) / duration_s
    const wanted_W = Math.min(-surplus_W, maxDischarge_W)
    const empties = wanted_W >= held_W
    out.discharged_W = empties ? held_W : wanted_W
    out.end_J = empties ? Math.min(stored_J, floor_J) : stored_J - (wanted_W / discharge_frac) * duration_s
    out.loss_W = out.discharged_W * (1 / discharge_frac - 1)
  }
}
