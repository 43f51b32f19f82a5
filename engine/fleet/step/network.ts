import { SPACE_TEMP_K, STEFAN_BOLTZMANN_W_m2K4 } from '../../physics/constants.ts'
import type { FastDesign, FastNode } from '../design/design.ts'
import { add, and, type Code, ge, gt, most, mul, negative, or, sub } from './assembler.ts'
import type { Body } from './body.ts'
import { standsAlone, warmAlone } from './node-alone.ts'
import { derived, type Places } from './places.ts'
import { sum } from './sum.ts'
import { warmTrees } from './trees.ts'

const SPACE4_K4 = SPACE_TEMP_K ** 4
/** A step is too long that moves a temperature by this part of it, or whose answer and that of an order less are this part apart: 0.3 K of 300 K. */
const FARTHEST = 1 / 4
const APART = 1 / 1024
/** In shorter steps, s, answers may be as far apart as they are: what is too quick for these is gone at their end, since the methods are L-stable. */
const QUICK_s = 1e-3

/** A node as the step stands with it. */
export interface NetworkNode {
  readonly temp: Code
  readonly capacity: Code
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
  /** How far its temperature moves, K, and how far it moved on the way at most. */
  readonly move: Code
  readonly farthest: Code
  /** By how much a method of an order less would have it elsewhere, K. */
  readonly apart: Code
  /** Its mean radiation to space, W; undefined is 0. */
  readonly radiated?: Code
}

export interface Warmed {
  /** At the end of the step, and for each lane whether the step was too long. */
  readonly temps: readonly Code[]
  readonly tooLong: Code
  /** Means over the step, W: all heat, and what went to space; and how much the nodes took up, J. */
  readonly heating: Code
  readonly radiated: Code
  readonly warmed_J: Code
}

/** Nodes and links that radiate nothing in any lane are spared the fourth powers. */
const isNone = (e: FastNode['exchange_m2']) => e === 0

/** The thermal step of a design: nodes that stand alone by themselves, the others as trees. */
export function makeNetwork(d: FastDesign, places: Places, body: Body) {
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
  const nodes: readonly NetworkNode[] = indices.map(i => ({
    temp: temps[i],
    capacity: constant(d.nodes[i].capacity_J_K),
    space: spaces[i],
    above: links[i],
    flow: kept(flow[i]),
    rate: kept(rate[i]),
  }))
  const alone = indices.filter(i => spaces[i] !== undefined && standsAlone(d, i))
  const linked = indices.filter(i => !alone.includes(i))

  return {
    nodes,
    /** Takes the nodes through the step `h`, s, with what heats each, W. */
    warm(h: Code, heat: readonly (Code | undefined)[]): Warmed {
      const zero = constant(0)
      const warmed = warmTrees(body, constant, nodes, linked, heat, h)
      for (const i of alone) {
        const perCapacity_K_J = constant(derived(1, d.nodes[i].capacity_J_K, (a, b) => a / b))
        const space = spaces[i] as SpaceExchange
        warmed[i] = warmAlone(body, constant, { ...space, temp: temps[i], perCapacity_K_J }, heat[i] ?? zero, h)
      }
      const perApart = keep(and(constant(FARTHEST / APART), gt(h, constant(QUICK_s))))
      let tooLong: Code | undefined
      let radiated: Code | undefined
      let warmed_J: Code | undefined
      const ends = warmed.map((node, i) => {
        const { farthest, apart } = node
        const worst = most(farthest, mul(perApart, apart))
        const far = ge(worst, mul(constant(FARTHEST), temps[i]))
        tooLong = keep(tooLong === undefined ? far : or(tooLong, far))
        const end = keep(add(temps[i], node.move))
        radiated = kept(sum(radiated, node.radiated))
        warmed_J = kept(sum(warmed_J, mul(nodes[i].capacity, sub(end, temps[i]))))
        return end
      })
      return {
        temps: ends,
        tooLong: tooLong ?? zero,
        heating: keep(heat.reduce(sum, undefined) ?? zero),
        radiated: radiated ?? zero,
        warmed_J: warmed_J ?? zero,
      }
    },
  }
}

export type Network = ReturnType<typeof makeNetwork>
