import type { Checked } from './check-one.ts'
import type { Paint } from './output.ts'
import { showPlace } from './place.ts'
import { baselineLines } from './report-baseline.ts'
import { limitLines } from './report-limits.ts'
import type { Reporter } from './reporter.ts'
import { wrap } from './table.ts'

/** For people at a terminal: tables, scenario by scenario. */
export const textReporter = (paint: Paint): Reporter => ({
  each: (checked, first) => `${first ? '' : '\n'}${linesOf(checked, paint).join('\n')}\n`,
})

function linesOf({ path, wrong, limits, baseline }: Checked, paint: Paint): string[] {
  if (wrong.length > 0) return [paint.bold(path), paint.bad('The input is wrong.')]
  return [
    paint.bold(path),
    ...limitLines(limits, paint, k => showPlace(limits[k].place)),
    ...wrap(summaryOf(limits)),
    ...(baseline === undefined ? [] : baselineLines(baseline, paint)),
  ]
}

function summaryOf(limits: Checked['limits']): string {
  const broken = limits.filter(l => !l.holds).length
  if (limits.length === 0) return 'No limits are written.'
  if (broken > 0) return `${broken} of ${limits.length} limits broken.`
  return limits.length === 1 ? 'The limit holds.' : `All ${limits.length} limits hold.`
}
