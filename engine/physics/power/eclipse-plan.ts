/** What a governor knows of its battery and its bus. Energies and powers are those at the bus. */
export interface PowerOutlook {
  /** What the battery can give down to the charge that is kept (below 0 where it is under that already), and take until it is full. */
  held_J: number
  room_J: number
  /** What comes back of a joule that is stored. */
  returned_frac: number
  supply_W: number
  /** What the other loads draw now, and in the dark. */
  others_W: number
  darkOthers_W: number
}

/**
 * Power that may be drawn in an eclipse that lasts `left_s` more: what empties the battery to the kept charge at its very end, with no more
 * light than now.
 */
export function powerInTheDark_W(o: PowerOutlook, left_s: number): number {
  return o.supply_W + o.held_J / left_s - Math.max(o.others_W, o.darkOthers_W)
}

/**
 * Power that may be drawn in the light, `light_s` before an eclipse of `dark_s` (0 where none is in sight), with supply and loads as they are:
 * the greater of
 *
 *   the one power that light and dark can both carry:  stored(p) = (D + p) dark,
 *     stored(p) = min(held + rho room, held + rho (S - p) light, held + (S - p) light),   S = supply - others
 *   what leaves the battery just full at the edge of the shadow:  S - room / light
 *
 * `stored` falls with p on each of its three pieces, so the first is the least of three roots. An equal power in light and dark is best for work
 * that goes with the power to an exponent below 1, but for the joules that storing loses: a little more in the light than in the dark would gain
 * 0.1 % at rho = 0.94, an exponent of 0.7 and a third of the orbit dark (neglected). An exponent of 1 would want all of it in the light.
 */
export function powerInTheLight_W(o: PowerOutlook, light_s: number, dark_s: number): number {
  const over_W = o.supply_W - o.others_W
  const fills_W = over_W - o.room_J / light_s
  if (!(dark_s > 0)) return fills_W
  const dark_J = Math.max(o.others_W, o.darkOthers_W) * dark_s
  const whenFull_W = (o.held_J + o.returned_frac * o.room_J - dark_J) / dark_s
  const charging_W = (o.held_J + o.returned_frac * over_W * light_s - dark_J) / (o.returned_frac * light_s + dark_s)
  const discharging_W = (o.held_J + over_W * light_s - dark_J) / (light_s + dark_s)
  return Math.max(fills_W, Math.min(whenFull_W, charging_W, discharging_W))
}
