/**
 * View factors between rectangles in closed form (Howell, A Catalog of Radiation Heat Transfer Configuration Factors, C-11 and C-14), and what two
 * grey faces that see each other and space exchange. A view factor F_12 is the share of what leaves 1, evenly in all directions, that meets 2; A_1 F_12 = A_2 F_21.
 */

/** From one of two equal rectangles of `width` x `length`, parallel and right opposite, to the other, `gap` away. */
export function facingRectangles(width: number, length: number, gap: number): number {
  const x = width / gap
  const y = length / gap
  const rx = Math.hypot(1, x)
  const ry = Math.hypot(1, y)
  const log = Math.log((rx * rx * ry * ry) / (1 + x * x + y * y)) / 2
  const arcs = x * ry * Math.atan(x / ry) + y * rx * Math.atan(y / rx) - x * Math.atan(x) - y * Math.atan(y)
  return (2 * (log + arcs)) / (Math.PI * x * y)
}

/** From a rectangle of `edge` x `fromLength` to one of `edge` x `toLength` that stands square on that edge. */
export function edgeRectangles(edge: number, fromLength: number, toLength: number): number {
  const w = fromLength / edge
  const h = toLength / edge
  const [w2, h2] = [w * w, h * h]
  const both = w2 + h2
  const arcs = w * Math.atan(1 / w) + h * Math.atan(1 / h) - Math.sqrt(both) * Math.atan(1 / Math.sqrt(both))
  const log =
    Math.log(((1 + w2) * (1 + h2)) / (1 + both)) +
    w2 * Math.log((w2 * (1 + both)) / ((1 + w2) * both)) +
    h2 * Math.log((h2 * (1 + both)) / ((1 + h2) * both))
  return (arcs + log / 4) / (Math.PI * w)
}

/** A face that sees another: its emissivity and its view factor to it. */
export interface SeenFace {
  readonly emissivity_frac: number
  readonly view_frac: number
}

/**
 * Of what face 1 would radiate as a black body: the share that face 2 takes up, and that which comes back by 2's reflection. Gebhart's method for
 * two grey, diffuse faces that see each other and otherwise black space; reflections back and forth are summed to the end.
 *
 *   to 2 = e_1 e_2 F_12 / D,   back = e_1^2 (1 - e_2) F_12 F_21 / D,   D = 1 - (1 - e_1)(1 - e_2) F_12 F_21
 *
 * What is left of e_1 F_12 goes to space by reflection.
 */
export function exchangeFracs(one: SeenFace, two: SeenFace): { toOther: number; back: number } {
  const round = one.view_frac * two.view_frac
  const d = 1 - (1 - one.emissivity_frac) * (1 - two.emissivity_frac) * round
  return {
    toOther: (one.emissivity_frac * two.emissivity_frac * one.view_frac) / d,
    back: (one.emissivity_frac ** 2 * (1 - two.emissivity_frac) * round) / d,
  }
}
