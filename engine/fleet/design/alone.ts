import type { FastDesign } from './design.ts'

/** Whether a node has no link to another, so that its temperature follows from its own heat. An array's, as a rule. */
export const standsAlone = ({ forest: { parent } }: Pick<FastDesign, 'forest'>, node: number): boolean =>
  parent[node] < 0 && !parent.includes(node)
