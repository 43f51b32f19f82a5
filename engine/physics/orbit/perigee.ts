/** Looks for the perigee in a turn. */
const LOOKS_A_TURN = 48

/**
 * When an orbit next passes its perigee after `from_s`, to a second before: where the distance stops to fall. `climbs` tells the sign of its change, and
 * undefined where the satellite cannot be followed; then, and where two turns have no perigee, so is the answer.
 */
export function nextPerigee_s(
  climbs: (time_s: number) => number | undefined,
  turn_s: number,
  from_s: number,
): number | undefined {
  const stride_s = turn_s / LOOKS_A_TURN
  let was = climbs(from_s)
  for (let k = 1; k <= 2 * LOOKS_A_TURN && was !== undefined; k++) {
    const now = climbs(from_s + k * stride_s)
    if (was < 0 && now !== undefined && now >= 0)
      return turning_s(climbs, from_s + (k - 1) * stride_s, from_s + k * stride_s)
    was = now
  }
  return undefined
}

function turning_s(climbs: (time_s: number) => number | undefined, from_s: number, to_s: number): number {
  let [low_s, high_s] = [from_s, to_s]
  while (high_s - low_s > 1) {
    const middle_s = 0.5 * (low_s + high_s)
    if ((climbs(middle_s) ?? 0) < 0) low_s = middle_s
    else high_s = middle_s
  }
  return low_s
}
