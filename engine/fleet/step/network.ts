import type { FastDesign } from '../design/design.ts'
import { abs, add, and, type Code, ge, gt, most, mul, or, sub } from './assembler.ts'
import type { Body } from './body.ts'
import { makeNodes } from './node.ts'
import { standsAlone, warmAlone } from './node-alone.ts'
import type { Places } from './places.ts'
import { sum } from './sum.ts'
import { warmTrees } from './trees.ts'

/** A step is too long whose first stage moves a temperature by this part of it, or that may be off by this part: 0.3 K of 300 K. */
const FARTHEST = 1 / 4
const DOUBTFUL = 1 / 1024
/** In shorter steps, s, nothing is doubted: what is too quick for these is gone at their end, since the methods are L-stable. */
const QUICK_s = 1e-3

export interface Warmed {
  /** At the end of the step, and for each lane whether the step was too long. */
  readonly temps: readonly Code[]
  readonly tooLong: Code
  /** Means over the step, W: all heat, and what went to space; and how much the nodes took up, J. */
  readonly heating: Code
  readonly radiated: Code
  readonly warmed_J: Code
}

/** The thermal step of a design: nodes that stand alone by themselves, the others as trees. */
export function makeNetwork(d: FastDesign, places: Places, body: Body) {
  const { keep } = body
  const { constant } = places
  const nodes = makeNodes(d, places, body)
  const alone = nodes.flatMap(({ space, temp }, i) => (space && standsAlone(d, i) ? [{ i, space, temp }] : []))
  const linked = nodes.flatMap((_, i) => (alone.some(n => n.i === i) ? [] : [i]))

  return {
    nodes,
    /** Takes the nodes through the step `h`, s, with what heats each, W. */
    warm(h: Code, heat: readonly (Code | undefined)[]): Warmed {
      const zero = constant(0)
      const warmed = warmTrees(body, constant, nodes, linked, heat, h)
      for (const { i, space, temp } of alone) {
        const perCapacity_K_J = constant(nodes[i].perCapacity)
        warmed[i] = warmAlone(body, constant, { ...space, temp, perCapacity_K_J }, heat[i] ?? zero, h)
      }
      const perDoubt = keep(and(constant(FARTHEST / DOUBTFUL), gt(h, constant(QUICK_s))))
      let tooLong: Code | undefined
      let radiated: Code | undefined
      let warmed_J: Code | undefined
      const ends = warmed.map(({ move, toStage, doubt, ...of }, i) => {
        const { temp, capacity } = nodes[i]
        const far = ge(most(abs(toStage), mul(perDoubt, doubt)), mul(constant(FARTHEST), temp))
        tooLong = keep(tooLong === undefined ? far : or(tooLong, far))
        const end = keep(add(temp, move))
        const radiatedToo = sum(radiated, of.radiated)
        radiated = radiatedToo && keep(radiatedToo)
        warmed_J = keep(sum(warmed_J, mul(capacity, sub(end, temp))) as Code)
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
