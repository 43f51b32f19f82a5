import type { SparseSolver } from './sparse-solver.ts'

/**
 * A way for heat to move between nodes: its rates, their slopes, and what is told of them. The network solves all of them together and knows
 * nothing of what they are. Everything is a function of the temperatures alone within a step; what else a path depends on is set before.
 */
export interface HeatPath {
  /** Pairs of nodes of which one's balance depends on the other's temperature. Space is no node. */
  readonly pairs: readonly (readonly [number, number])[]
  /** Called once, when the matrix is laid out. */
  bind(matrix: SparseSolver): BoundPath
}

export interface BoundPath {
  /** Adds the heat that comes into every node, W. What leaves one node comes into others or goes to space. */
  rates(temp_K: Float64Array, rate_W: Float64Array): void
  /** Takes the slopes of these rates from the matrix: row the node that warms, column the node whose temperature it depends on. */
  slopes(temp_K: Float64Array): void
  /** Clears what is told of the step. */
  clear(): void
  /** Adds a stage's share to what is told of the step. */
  tell(temp_K: Float64Array, weight: number): void
  /** Holds what moves with temperature and may have no answer otherwise (a valve) as it stands at `temp_K`; undefined lets it go. */
  hold?(temp_K: Float64Array | undefined): void
}
