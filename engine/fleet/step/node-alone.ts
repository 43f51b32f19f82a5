import type { FastDesign } from '../design/design.ts'
import { abs, add, type Code, div, mul, sub } from './assembler.ts'
import type { Body } from './body.ts'
import type { SpaceExchange, WarmedNode } from './node.ts'

/** Whether a node has no link to another, so that its temperature follows from its own heat. An array's, as a rule. */
export const standsAlone = ({ forest: { parent } }: FastDesign, node: number): boolean =>
  parent[node] < 0 && !parent.includes(node)

/** Of what the second stage changes, this part is left to be changed where an array cools or warms: a quarter at most, as long as it is half a kelvin or so. */
const ERROR = 1 / 4

/** A node that only radiates to space, as the step stands with it. */
export interface NodeAlone extends SpaceExchange {
  readonly temp: Code
  readonly perCapacity_K_J: Code
}

/**
 * The step `h` (s) of a node without links that has `heat` (W):
 *
 *   C dT/dt = heat - sigma X (T^4 - T_space^4)
 *
 * Method: EXPRB32, the exponential Rosenbrock method of two stages and third order (Hochbruck and Ostermann 2010, Acta Numerica 19, 209):
 *
 *   U = T + h phi1(-z) f(T),   T' = U + 2 h phi3(-z) (g(U) - g(T)),   z = h/C slope
 *
 * where g is what of f the slope leaves. For one number the functions of the matrix are functions of z; phi1 comes from the Pade approximant (1, 2) of
 * exp -z, phi3 is right to its second term, one more than the order asks:
 *
 *   phi1(-z) = (1 + z/6) / d,   phi3(-z) = (1 + 5/12 z) / 6d,   d = 1 + 2/3 z + z^2/6
 *
 * Both go as 1/z for large z, so that a step however long ends at the balance, and one division does all. What was radiated is what heat and warming leave, by
 * its own expression, so that the ledger has something to find.
 *
 * Neglected: nothing of the equation; a step's error is of fourth order.
 */
export function warmAlone(
  { keep }: Body,
  constant: (n: number) => Code,
  node: NodeAlone,
  heat: Code,
  h: Code,
): WarmedNode {
  const { temp, now, slope, radiated, perCapacity_K_J } = node
  const perHeat = keep(mul(h, perCapacity_K_J))
  const z = keep(mul(perHeat, slope))
  const sixth = keep(mul(constant(1 / 6), z))
  const perDivisor = keep(div(constant(1), add(constant(1), mul(z, add(constant(2 / 3), sixth)))))
  const net = keep(mul(sub(heat, now), perDivisor))
  const toStage = keep(mul(mul(perHeat, net), add(constant(1), sixth)))
  const beyond = sub(sub(radiated(add(temp, toStage)), now), mul(slope, toStage))
  const bent = keep(mul(mul(add(constant(1 / 3), mul(constant(5 / 36), z)), beyond), perDivisor))
  return {
    move: keep(sub(toStage, mul(perHeat, bent))),
    toStage,
    doubt: abs(mul(mul(constant(ERROR), perHeat), bent)),
    radiated: add(add(now, mul(net, mul(z, add(constant(0.5), sixth)))), bent),
  }
}
