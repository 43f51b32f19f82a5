import type { Summary } from '../engine/index.ts'
import { clock, duration, type EnergyUnit, energyUnit, percent } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** Longer runs show their first and last orbits. */
const MOST_ROWS = 32
const ROWS_AT_EACH_END = 8

const ENERGIES = ['generated', 'served', 'curtailed', 'unserved', 'loss', 'radiated'] as const

/** The budget orbit by orbit, with the lowest charge and the longest eclipse that begins in the orbit. */
export function orbitLines(s: Summary, paint: Paint): string[] {
  if (s.orbits.length === 0) return []
  const energy = energyUnit(s.orbits.flatMap(o => ENERGIES.map(e => o[`${e}_Wh`])))
  const eclipses_s = longestEclipses_s(s)
  const rows = s.orbits.map((o, k) => rowOf(o, eclipses_s[k], energy))
  const left = rows.length - 2 * ROWS_AT_EACH_END
  const shown = rows.length <= MOST_ROWS ? rows : [...rows.slice(0, ROWS_AT_EACH_END), ...rows.slice(-ROWS_AT_EACH_END)]
  const lines = table(
    [
      { title: 'Orbit', right: true },
      { title: 'from UTC' },
      ...ENERGIES.map(e => ({ title: e === 'loss' ? 'losses' : e, right: true })),
      { title: 'low charge', right: true },
      { title: 'eclipse', right: true },
    ],
    shown,
    paint.bold,
  )
  if (shown.length < rows.length) lines.splice(ROWS_AT_EACH_END + 1, 0, `  ... ${left} more; --json has them all`)
  return [
    paint.bold(`Energy by orbit, ${energy.unit}${lastIsPart(s) ? ' (the last is not a whole one)' : ''}`),
    ...lines,
  ]
}

function rowOf(o: Summary['orbits'][number], eclipse_s: number, energy: EnergyUnit): string[] {
  return [
    String(o.orbit),
    clock(o.start_utc),
    ...ENERGIES.map(e => energy.text(o[`${e}_Wh`])),
    o.lowest_charge_frac === null ? '-' : percent(o.lowest_charge_frac, 1),
    eclipse_s === 0 ? '-' : duration(eclipse_s),
  ]
}

function lastIsPart({ orbit, orbits, duration_s, step_s }: Summary): boolean {
  return orbit !== null && orbits.length * orbit.period_s - duration_s > step_s
}

/** An eclipse belongs to the orbit in which it begins, or the first where it began before the run. */
function longestEclipses_s({ eclipses, orbits, start_utc }: Summary): number[] {
  const starts = orbits.map(o => Date.parse(o.start_utc))
  const longest_s = orbits.map(() => 0)
  for (const e of eclipses) {
    const begin = Date.parse(e.penumbra_start_utc ?? start_utc)
    const k = Math.max(
      0,
      starts.findLastIndex(start => start <= begin),
    )
    longest_s[k] = Math.max(longest_s[k], e.duration_s)
  }
  return longest_s
}
