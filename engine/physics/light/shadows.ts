import { GAUSS_FIVE } from '../numbers/gauss.ts'
import { findContacts, type PositionAt } from './contacts.ts'
import { litFraction } from './eclipse.ts'

/** One passage through the Earth's shadow, seconds of the caller's clock. */
export interface Shadow {
  /** First and last contact with the penumbra. */
  readonly start_s: number
  readonly end_s: number
  /** Time of full darkness that would cost as much sunlight: the integral of (1 - visible fraction). */
  readonly dark_s: number
  /** What is visible of the Sun half way; 0 where there is an umbra. */
  readonly least_frac: number
}

/**
 * Every passage through the shadow that begins in [from_s, to_s): what a year's eclipse season is made of. Contacts as in contacts.ts; what of the
 * Sun is hidden between them is integrated by five Gauss points on each side of the middle, within 1e-3 of a penumbral crossing.
 * A passage that `from_s` or `to_s` cuts is left out.
 */
export function findShadows(positionAt: PositionAt, sunAt: PositionAt, from_s: number, to_s: number): Shadow[] {
  const shadows: Shadow[] = []
  let edges_s: number[] = []
  findContacts(positionAt, sunAt, from_s, to_s, (kind, t_s) => {
    if (kind === 'penumbra-start') edges_s = [t_s]
    else if (edges_s.length > 0) edges_s.push(t_s)
    if (kind !== 'penumbra-end' || edges_s.length < 2) return
    const [start_s] = edges_s
    const least_frac = edges_s.length > 2 ? 0 : visible(positionAt, sunAt, 0.5 * (start_s + t_s))
    shadows.push({ start_s, end_s: t_s, dark_s: darkness(positionAt, sunAt, edges_s), least_frac })
    edges_s = []
  })
  return shadows
}

const R = new Float64Array(6)
const S = new Float64Array(3)

function visible(positionAt: PositionAt, sunAt: PositionAt, t_s: number): number {
  positionAt(t_s, R)
  sunAt(t_s, S)
  return litFraction(R, S)
}

/** Two contacts: the Sun is never whole hidden. Four: it is between the second and the third. */
function darkness(positionAt: PositionAt, sunAt: PositionAt, edges_s: readonly number[]): number {
  const hidden = (a_s: number, b_s: number) => {
    let sum = 0
    for (const [place, weight] of GAUSS_FIVE)
      sum += weight * (1 - visible(positionAt, sunAt, a_s + place * (b_s - a_s)))
    return sum * (b_s - a_s)
  }
  const [start_s, umbraStart_s, umbraEnd_s, end_s] = edges_s
  if (end_s !== undefined)
    return hidden(start_s, umbraStart_s) + (umbraEnd_s - umbraStart_s) + hidden(umbraEnd_s, end_s)
  const middle_s = 0.5 * (start_s + umbraStart_s)
  return hidden(start_s, middle_s) + hidden(middle_s, umbraStart_s)
}
