import { abs, add, type Code, div, mul, negative, sub } from './assembler.ts'
import type { Body } from './body.ts'
import type { NetworkNode, WarmedNode } from './node.ts'
import { sum } from './sum.ts'

/** ROS2 is L-stable with it. */
const GAMMA = 1 - Math.SQRT1_2

/**
 * The step `h` (s) of nodes linked as trees, `heat` (W) by node: ROS2 (Verwer, Spee, Blom, Hundsdorfer 1999), equations and neglects in
 * physics/heat/thermal-forest.ts. `members` are their places, leaves first. The code is made for these trees: nodes by name, no loop, all that is
 * known of them left out or put in.
 */
export function warmTrees(
  { keep }: Body,
  constant: (n: number) => Code,
  nodes: readonly NetworkNode[],
  members: readonly number[],
  heat: readonly (Code | undefined)[],
  h: Code,
): WarmedNode[] {
  const gh = keep(mul(constant(GAMMA), h))
  const zero = constant(0)
  const inverse: Code[] = []
  const back: (Code | undefined)[] = []
  const pull: (Code | undefined)[] = []
  const diagonal: (Code | undefined)[] = []
  const right: Code[] = []
  for (const i of members) {
    diagonal[i] = nodes[i].rate
    right[i] = sum(nodes[i].flow, heat[i]) ?? zero
  }
  // Leaves first: all that hangs below a node is done when its turn comes, so its row can be eliminated at once.
  for (const i of members) {
    const { capacity, above } = nodes[i]
    const d = diagonal[i]
    inverse[i] = keep(div(constant(1), d === undefined ? capacity : add(capacity, mul(gh, d))))
    if (above === undefined) continue
    const { parent, up, down } = above
    right[i] = keep(right[i])
    back[i] = keep(mul(mul(gh, up), inverse[i]))
    pull[i] = keep(mul(gh, down))
    diagonal[parent] = keep(sub(diagonal[parent] ?? zero, mul(back[i] as Code, down)))
    right[parent] = keep(add(right[parent], mul(back[i] as Code, right[i])))
  }
  /** From the roots down: the rows as they were eliminated. */
  const solve = (rows: readonly Code[]) => {
    const k: Code[] = []
    for (const i of [...members].reverse()) {
      const pulled = pull[i]
      const parent = nodes[i].above?.parent
      const row = pulled === undefined || parent === undefined ? rows[i] : add(rows[i], mul(pulled, k[parent]))
      k[i] = keep(mul(row, inverse[i]))
    }
    return k
  }
  const first = solve(right)
  const moved: Code[] = []
  const stage: Code[] = []
  for (const i of members) {
    moved[i] = keep(mul(h, first[i]))
    stage[i] = keep(add(nodes[i].temp, moved[i]))
  }
  const out: (Code | undefined)[] = []
  const second: Code[] = []
  for (const i of members) {
    const { capacity, space } = nodes[i]
    const lost = mul(mul(constant(2), capacity), first[i])
    const w = heat[i]
    second[i] = w === undefined ? negative(lost) : sub(w, lost)
    if (space === undefined) continue
    out[i] = keep(space.radiated(stage[i]))
    second[i] = sub(second[i], out[i] as Code)
  }
  for (const i of members) {
    const { above } = nodes[i]
    if (above === undefined) continue
    const across = keep(above.sent(stage[i], stage[above.parent]))
    second[i] = keep(sub(second[i], across))
    second[above.parent] = keep(add(add(second[above.parent], across), mul(back[i] as Code, second[i])))
  }
  const last = solve(second)
  const warmed: WarmedNode[] = []
  const half = constant(0.5)
  for (const i of members) {
    const { space } = nodes[i]
    const move = keep(mul(h, add(mul(constant(1.5), first[i]), mul(half, last[i]))))
    const stages = space && add(space.now, out[i] as Code)
    warmed[i] = {
      move,
      toStage: moved[i],
      doubt: abs(sub(move, moved[i])),
      ...(space && stages && { radiated: mul(half, add(stages, mul(mul(space.slope, gh), add(first[i], last[i])))) }),
    }
  }
  return warmed
}
