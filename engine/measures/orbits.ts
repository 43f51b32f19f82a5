import type { MeasuredRun } from './measure.ts'

/** The tick at which each whole orbit of the run ends, to the nearest. An orbit that the run does not reach the end of does not count. */
export function orbitEnds({
  step_s,
  ticks,
  period_s,
}: Pick<MeasuredRun, 'step_s' | 'ticks' | 'period_s'>): readonly number[] {
  if (period_s === undefined) return []
  // Orbits shorter than a tick may end at the same one.
  const ends = new Set<number>()
  const endOf = (orbit: number) => Math.round((orbit * period_s) / step_s)
  for (let orbit = 1; endOf(orbit) <= ticks; orbit++) ends.add(endOf(orbit))
  ends.delete(0)
  return [...ends]
}
