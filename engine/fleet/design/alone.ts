import type { FastDesign } from './design.ts'

/** Whether a node has no link to another, so that its temperature follows from its own heat. An array's, as a rule. */
export const standsAlone = ({ forest: { parent } }: Pick<FastDesign, 'forest'>, node: number): boolean =>
  parent[node] < 0 && !parent.includes(node)

/** Whether the edge of the shadow jolts only nodes that stand alone. */
export const areJoltedAlone = (d: FastDesign): boolean =>
  d.nodes.every((node, i) => node.absorbing_m2 === 0 || standsAlone(d, i))
