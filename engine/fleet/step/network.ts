import { SPACE_TEMP_K, STEFAN_BOLTZMANN_W_m2K4 } from '../../physics/constants.ts'
import type { FastDesign, FastNode } from '../design/design.ts'
import { abs, add, type Code, div, ge, most, mul, negative, or, sub } from './assembler.ts'
import type { Body } from './body.ts'
import { derived, type Places } from './places.ts'

const SPACE4_K4 = SPACE_TEMP_K ** 4
/** ROS2 is L-stable with it. */
const GAMMA = 1 - Math.SQRT1_2
/** A stage that moves a temperature by this part of it is refused. */
const BOLDEST = 0.25

/** A node as the step stands with it: what flows in at the start of the step (W), and how all that leaves rises with its temperature (W/K). */
export interface NodeFlows {
  readonly temp: Code
  /** Without what the step heats; undefined is 0. */
  readonly flow?: Code
  readonly rate?: Code
  /** Of which to space. */
  readonly slope?: Code
}

export interface Warmed {
  /** At the end of the step, and for each lane whether a stage moved too far. */
  readonly temps: readonly Code[]
  readonly bold: Code
  /** Means over the step, W: all heat, and what went to space; and how much the nodes took up, J. */
  readonly heating: Code
  readonly radiated: Code
  readonly warmed_J: Code
}

/** What is there of the two, added. */
export const sum = (a: Code | undefined, b: Code | undefined): Code | undefined =>
  a === undefined ? b : b === undefined ? a : add(a, b)
const less = (a: Code | undefined, b: Code): Code => (a === undefined ? negative(b) : sub(a, b))

/** Nodes and links that radiate nothing in any lane are spared the fourth powers. */
const isNone = (e: FastNode['exchange_m2']) => e === 0

/**
 * The thermal step of a design: ROS2 (Verwer, Spee, Blom, Hundsdorfer 1999) on the forest of its nodes, equations and neglects in
 * physics/heat/thermal-forest.ts. The code is made for this forest: nodes by name, no loop, all that is known of them left out or put in.
 */
export function makeNetwork({ forest, nodes }: FastDesign, places: Places, body: Body) {
  const { keep } = body
  const { constant } = places
  const { parent } = forest
  const n = nodes.length
  const temp = places.temp.map(row => keep(row.value))
  const exchange = nodes.map(x =>
    isNone(x.exchange_m2) ? undefined : constant(derived(x.exchange_m2, STEFAN_BOLTZMANN_W_m2K4, (a, b) => a * b)),
  )
  const radiative = nodes.map((x, i) =>
    parent[i] < 0 || isNone(x.radiative_m2)
      ? undefined
      : constant(derived(x.radiative_m2, STEFAN_BOLTZMANN_W_m2K4, (a, b) => a * b)),
  )
  const conductance = nodes.map(x => constant(x.conductance_W_K))
  const capacity = nodes.map(x => constant(x.capacity_J_K))
  const four = constant(4)
  const space4 = constant(SPACE4_K4)
  const half = constant(0.5)

  const flow: (Code | undefined)[] = Array.from({ length: n })
  const rate: (Code | undefined)[] = Array.from({ length: n })
  const slope: (Code | undefined)[] = Array.from({ length: n })
  const space: (Code | undefined)[] = Array.from({ length: n })
  const up: Code[] = []
  const down: Code[] = []

  /** What the nodes radiate and send to each other at the start, and how each of it rises. */
  function spread(): void {
    for (let i = 0; i < n; i++) {
      const x = exchange[i]
      if (x === undefined) continue
      const t2 = keep(mul(temp[i], temp[i]))
      space[i] = keep(mul(x, sub(mul(t2, t2), space4)))
      slope[i] = keep(mul(four, mul(x, mul(t2, temp[i]))))
      rate[i] = slope[i]
      flow[i] = negative(space[i] as Code)
    }
    for (let i = 0; i < n; i++) {
      const p = parent[i]
      if (p < 0) continue
      const g = conductance[i]
      let sent = mul(g, sub(temp[i], temp[p]))
      up[i] = g
      down[i] = g
      const r = radiative[i]
      if (r !== undefined) {
        const a3 = keep(mul(mul(temp[i], temp[i]), temp[i]))
        const b3 = keep(mul(mul(temp[p], temp[p]), temp[p]))
        sent = add(sent, mul(r, sub(mul(a3, temp[i]), mul(b3, temp[p]))))
        up[i] = keep(add(g, mul(four, mul(r, a3))))
        down[i] = keep(add(g, mul(four, mul(r, b3))))
      }
      const across = keep(sent)
      flow[i] = less(flow[i], across)
      flow[p] = sum(flow[p], across)
      rate[i] = sum(rate[i], up[i])
      rate[p] = sum(rate[p], down[i])
    }
    for (let i = 0; i < n; i++) {
      if (flow[i] !== undefined) flow[i] = keep(flow[i] as Code)
      if (rate[i] !== undefined) rate[i] = keep(rate[i] as Code)
    }
  }

  spread()

  return {
    of: (i: number): NodeFlows => ({
      temp: temp[i],
      ...(flow[i] && { flow: flow[i] as Code }),
      ...(rate[i] && { rate: rate[i] as Code }),
      ...(slope[i] && { slope: slope[i] as Code }),
    }),
    exchange,
    capacity,
    /** Takes the nodes through the step `h`, s, with what heats each, W. */
    warm(h: Code, heat: readonly (Code | undefined)[]): Warmed {
      const gh = keep(mul(constant(GAMMA), h))
      const inverse: Code[] = []
      const back: (Code | undefined)[] = []
      const pull: (Code | undefined)[] = []
      const zero = constant(0)
      const diagonal = [...rate]
      const right = nodes.map((_, i) => sum(flow[i], heat[i]) ?? zero)
      // Leaves first: all that hangs below a node is done when its turn comes, so its row can be eliminated at once.
      for (let i = 0; i < n; i++) {
        const d = diagonal[i]
        inverse[i] = keep(div(constant(1), d === undefined ? capacity[i] : add(capacity[i], mul(gh, d))))
        const p = parent[i]
        if (p < 0) continue
        right[i] = keep(right[i])
        back[i] = keep(mul(mul(gh, up[i]), inverse[i]))
        pull[i] = keep(mul(gh, down[i]))
        diagonal[p] = keep(sub(diagonal[p] ?? zero, mul(back[i] as Code, down[i])))
        right[p] = keep(add(right[p], mul(back[i] as Code, right[i])))
      }
      /** From the roots down: the rows as they were eliminated. */
      const solve = (rows: readonly Code[]) => {
        const k: Code[] = []
        for (let i = n; i-- > 0; ) {
          const pulled = pull[i]
          const row = pulled === undefined ? rows[i] : add(rows[i], mul(pulled, k[parent[i]]))
          k[i] = keep(mul(row, inverse[i]))
        }
        return k
      }
      const first = solve(right)
      const stage = nodes.map((_, i) => keep(add(temp[i], mul(h, first[i]))))
      const out: (Code | undefined)[] = []
      const second = nodes.map((_, i) => {
        const lost = mul(mul(constant(2), capacity[i]), first[i])
        const w = heat[i]
        let row = w === undefined ? negative(lost) : sub(w, lost)
        const x = exchange[i]
        if (x !== undefined) {
          const s2 = keep(mul(stage[i], stage[i]))
          out[i] = keep(mul(x, sub(mul(s2, s2), space4)))
          row = sub(row, out[i] as Code)
        }
        return row
      })
      for (let i = 0; i < n; i++) {
        const p = parent[i]
        if (p < 0) continue
        let sent = mul(conductance[i], sub(stage[i], stage[p]))
        const r = radiative[i]
        if (r !== undefined) {
          const a2 = keep(mul(stage[i], stage[i]))
          const b2 = keep(mul(stage[p], stage[p]))
          sent = add(sent, mul(r, sub(mul(a2, a2), mul(b2, b2))))
        }
        const across = keep(sent)
        second[i] = keep(sub(second[i], across))
        second[p] = keep(add(add(second[p], across), mul(back[i] as Code, second[i])))
      }
      const last = solve(second)
      let bold: Code | undefined
      let radiated: Code | undefined
      let warmed: Code | undefined
      let heating: Code | undefined
      const temps = nodes.map((_, i) => {
        const move = keep(mul(h, add(mul(constant(1.5), first[i]), mul(half, last[i]))))
        const farthest = most(abs(mul(h, first[i])), abs(move))
        const far = ge(farthest, mul(constant(BOLDEST), temp[i]))
        bold = keep(bold === undefined ? far : or(bold, far))
        const end = keep(add(temp[i], move))
        const s = slope[i]
        if (s !== undefined) {
          const stages = add(space[i] as Code, out[i] as Code)
          const mean = mul(half, add(stages, mul(mul(s, gh), add(first[i], last[i]))))
          radiated = keep(sum(radiated, mean) as Code)
        }
        warmed = keep(sum(warmed, mul(capacity[i], sub(end, temp[i]))) as Code)
        heating = sum(heating, heat[i])
        return end
      })
      return {
        temps,
        bold: bold ?? zero,
        heating: keep(heating ?? zero),
        radiated: radiated ?? zero,
        warmed_J: warmed ?? zero,
      }
    },
  }
}

export type Network = ReturnType<typeof makeNetwork>
