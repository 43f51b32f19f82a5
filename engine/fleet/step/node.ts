import { SPACE_TEMP_K, STEFAN_BOLTZMANN_W_m2K4 } from '../../physics/constants.ts'
import type { Each, FastDesign, FastNode } from '../design/design.ts'
import { add, type Code, mul, negative, sub } from './assembler.ts'
import type { Body } from './body.ts'
import { derived, type Places } from './places.ts'
import { sum } from './sum.ts'

const SPACE4_K4 = SPACE_TEMP_K ** 4

/** A node as the step stands with it. */
export interface NetworkNode {
  readonly temp: Code
  readonly capacity: Code
  /** One over the capacity, K/J; one number for all who ask, so that it has one row. */
  readonly perCapacity: Each
  /** Undefined where it does not radiate to space. */
  readonly space: SpaceExchange | undefined
  /** The link to the node that it hangs on; undefined for a root. */
  readonly above: Link | undefined
  /** What flows in at the start without what the step heats (W), and how all that leaves rises with its temperature (W/K); undefined is 0. */
  readonly flow: Code | undefined
  readonly rate: Code | undefined
}

export interface SpaceExchange {
  /** Radiated at the start (W), and how that rises (W/K). */
  readonly now: Code
  readonly slope: Code
  /** Emissivity x area x sigma, W/K4. */
  readonly exchange: Code
  /** Radiated at a temperature, W. */
  radiated(temp: Code): Code
}

interface Link {
  readonly parent: number
  /** How what is sent up rises with the temperature of the node, and falls with that above, W/K. */
  readonly up: Code
  readonly down: Code
  /** Sent up between two temperatures, W. */
  sent(temp: Code, above: Code): Code
}

/** What a step makes of a node. */
export interface WarmedNode {
  /** How far its temperature moves, K, and how far the first stage moved it. */
  readonly move: Code
  readonly toStage: Code
  /** How far it may be off, K, by where a method of an order less would have it. */
  readonly doubt: Code
  /** Its mean radiation to space, W; undefined is 0. */
  readonly radiated?: Code
}

/** Nodes and links that radiate nothing in any lane are spared the fourth powers. */
const isNone = (e: FastNode['exchange_m2']) => e === 0

/** The nodes of a design at the start of a step, with what flows between them. */
export function makeNodes(d: FastDesign, places: Places, body: Body): readonly NetworkNode[] {
  const { keep } = body
  const { constant } = places
  const temps = places.temp.map(row => keep(row.value))
  const perSigma = (e: FastNode['exchange_m2']) => constant(derived(e, STEFAN_BOLTZMANN_W_m2K4, (a, b) => a * b))
  const indices = d.nodes.map((_, i) => i)

  function spaceOf(i: number): SpaceExchange | undefined {
    const { exchange_m2 } = d.nodes[i]
    if (isNone(exchange_m2)) return undefined
    const temp = temps[i]
    const exchange = perSigma(exchange_m2)
    const less = (t2: Code) => mul(exchange, sub(mul(t2, t2), constant(SPACE4_K4)))
    const t2 = keep(mul(temp, temp))
    return {
      now: keep(less(t2)),
      slope: keep(mul(constant(4), mul(exchange, mul(t2, temp)))),
      exchange,
      radiated: t => less(keep(mul(t, t))),
    }
  }

  function linkOf(i: number): Link | undefined {
    const parent = d.forest.parent[i]
    if (parent < 0) return undefined
    const { conductance_W_K, radiative_m2 } = d.nodes[i]
    const g = constant(conductance_W_K)
    const conducted = (a: Code, b: Code) => mul(g, sub(a, b))
    if (isNone(radiative_m2)) return { parent, up: g, down: g, sent: conducted }
    const r = perSigma(radiative_m2)
    const cube = (t: Code) => mul(mul(t, t), t)
    const fourth = (t: Code) => {
      const t2 = keep(mul(t, t))
      return mul(t2, t2)
    }
    const rise = (t: Code) => keep(add(g, mul(constant(4), mul(r, cube(t)))))
    return {
      parent,
      up: rise(temps[i]),
      down: rise(temps[parent]),
      sent: (a, b) => add(conducted(a, b), mul(r, sub(fourth(a), fourth(b)))),
    }
  }

  const spaces = indices.map(spaceOf)
  const links = indices.map(linkOf)
  const flow = spaces.map(s => s && negative(s.now))
  const rate = spaces.map(s => s?.slope)
  for (const [i, link] of links.entries()) {
    if (link === undefined) continue
    const { parent, up, down } = link
    const across = keep(link.sent(temps[i], temps[parent]))
    flow[i] = flow[i] === undefined ? negative(across) : sub(flow[i] as Code, across)
    flow[parent] = sum(flow[parent], across)
    rate[i] = sum(rate[i], up)
    rate[parent] = sum(rate[parent], down)
  }
  const kept = (c: Code | undefined) => c && keep(c)
  return indices.map(i => ({
    temp: temps[i],
    capacity: constant(d.nodes[i].capacity_J_K),
    perCapacity: derived(1, d.nodes[i].capacity_J_K, (a, b) => a / b),
    space: spaces[i],
    above: links[i],
    flow: kept(flow[i]),
    rate: kept(rate[i]),
  }))
}
