import type { Summary } from '../engine/index.ts'
import { duration, fixed, instant, percent } from './format.ts'
import type { Paint } from './output.ts'
import { batteryLines } from './report-batteries.ts'
import { energyLines } from './report-energy.ts'
import { extremeLines } from './report-extremes.ts'
import { faultLines } from './report-faults.ts'
import { ledgerLines } from './report-ledger.ts'
import { limitLines } from './report-limits.ts'
import { meanLines } from './report-means.ts'
import { orbitLines } from './report-orbits.ts'
import { passLines } from './report-passes.ts'
import { unservedLines } from './report-unserved.ts'
import { workLines } from './report-work.ts'
import { wrap } from './table.ts'

/** A run as a reader wants it: what was run, the energy budget, orbit by orbit, the extremes, the books, the limits. */
export function reportLines(summary: Summary, paint: Paint): string[] {
  const sections = [
    headLines(summary, paint),
    faultLines(summary, paint),
    energyLines(summary.budget, paint),
    orbitLines(summary, paint),
    extremeLines(summary, paint),
    unservedLines(summary, paint),
    workLines(summary, paint),
    batteryLines(summary, paint),
    passLines(summary, paint),
    meanLines(summary, paint),
    ledgerLines(summary, paint),
    limitLines(summary.limits, paint),
    summary.notes.flatMap(note => wrap(`Note: ${note}`, '  ')),
  ]
  return sections.filter(lines => lines.length > 0).flatMap((lines, k) => (k === 0 ? lines : ['', ...lines]))
}

function headLines(s: Summary, paint: Paint): string[] {
  const span = `${instant(s.start_utc)} to ${instant(s.end_utc)} UTC, ${duration(s.duration_s)} in ${s.ticks} ticks of ${s.step_s} s`
  return [...wrap(s.name).map(paint.bold), span, skyLine(s)]
}

/** The orbit and its shadows in a line. */
export function skyLine(s: Summary): string {
  const { orbit } = s
  if (orbit === null) return 'No orbit.'
  const height = `${fixed(orbit.altitude_min_km, 1)} to ${fixed(orbit.altitude_max_km, 1)} km`
  const period = `period ${fixed(orbit.period_s / 60, 2)} min`
  const sunlit = `sunlit ${percent(s.sunlit_frac ?? 0)}`
  const count = s.eclipses.length
  const eclipses =
    count === 0
      ? 'no eclipse'
      : `${count} eclipse${count === 1 ? '' : 's'}, the longest ${duration(s.longest_eclipse_s)}`
  return `Height ${height}, ${period}, ${sunlit}, ${eclipses}`
}
