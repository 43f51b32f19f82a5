import type { MeasuredRun } from './measure.ts'

/** The tick at which each whole orbit of the run ends, to the nearest. An orbit that the run does not reach the end of does not count. */
export function orbitEnds({
  step_s,
  ticks,
  period_s,
}: Pick<MeasuredRun, 'step_s' | 'ticks' | 'period_s'>): readonly number[] {
  if (period_s === undefined) return []
  const ends: number[] = []
  for (let tick = 0; tick <= ticks; tick = Math.round(((ends.length + 1) * period_s) / step_s))
    if (tick > 0) ends.push(tick)
  return ends
}
