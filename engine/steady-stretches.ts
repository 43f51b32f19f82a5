import type { Assembly } from './assemble.ts'
import type { Recording } from './results/recording.ts'

/** A stretch of an orbit over which conditions are taken to be constant, and the angles of drives in it. */
export interface Stretch {
  readonly start_s: number
  readonly end_s: number
  readonly drives: ReadonlyMap<string, number>
}

/** A shorter stretch than this weighs nothing. */
const SHORTEST_s = 1e-3

/** The ticks of a recorded orbit, cut where light and schedules jump. */
export function stretchesOf({ program, environment }: Assembly, orbit: Recording): Stretch[] {
  const drives = orbit.columns.filter(c => c.meaning === 'state' && c.unit === 'deg')
  const stretches: Stretch[] = []
  for (let row = 1; row < orbit.rows; row++) {
    const start_s = (row - 1) * orbit.interval_s
    const end_s = row * orbit.interval_s
    const cuts = program.jumps_s.filter(t => t > start_s && t < end_s)
    environment?.findJumps(0, start_s, end_s, t => cuts.push(t))
    const edges = [start_s, ...cuts.sort((a, b) => a - b), end_s]
    const angles = new Map(drives.map(c => [c.name, c.values[row]]))
    for (let k = 1; k < edges.length; k++)
      if (edges[k] - edges[k - 1] > SHORTEST_s)
        stretches.push({ start_s: edges[k - 1], end_s: edges[k], drives: angles })
  }
  return stretches
}
