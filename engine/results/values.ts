import { unitOf } from '../quantity/unit.ts'
import type { Summary } from './summary.ts'

/** One number of a summary with a name of its own; the unit is the last part of the name, as everywhere. */
export interface NamedValue {
  readonly name: string
  readonly unit: string
  readonly value: number
  /** When it was so, where it is of one moment. */
  readonly utc?: string
}

type Pairs = readonly (readonly [name: string, value: number | null, utc?: string | null])[]

const under = (prefix: string, values: Readonly<Record<string, number>>): Pairs =>
  Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value])

/**
 * A summary as a flat list of named numbers, in the order of the summary: what two runs are compared by. What a run does not have, such as
 * the sunlight of a plant without an orbit, is not in the list. Limits are not either: they are judgements of these numbers.
 */
export function valuesOf(s: Omit<Summary, 'limits'>): NamedValue[] {
  const pairs: Pairs = [
    ['sunlit_frac', s.sunlit_frac],
    ...(s.orbit === null ? [] : under('orbit', s.orbit)),
    ['eclipses_count', s.orbit === null ? null : s.eclipses.length],
    ['longest_eclipse_s', s.orbit === null ? null : s.longest_eclipse_s, longestEclipse(s)?.penumbra_start_utc ?? null],
    ...stations(s),
    ...under('budget', s.budget),
    ['budget.unserved_frac', s.budget.demanded_Wh > 0 ? s.budget.unserved_Wh / s.budget.demanded_Wh : null],
    ...s.extremes.map(e => [`lowest.${e.column}`, e.min, e.min_utc] as const),
    ...s.extremes.map(e => [`highest.${e.column}`, e.max, e.max_utc] as const),
    ...s.work.flatMap(({ part, lost_PFLOP_day: lost, ...done }) => [
      ...under(part, done),
      ...Object.entries(lost).map(([why, value]) => [`${part}.lost_${why}_PFLOP_day`, value] as const),
    ]),
    ...s.unserved.flatMap(({ load, short_Wh, off_Wh }) =>
      Object.entries({ short: short_Wh, ...off_Wh }).map(([why, Wh]) => [`${load}.unserved_${why}_Wh`, Wh] as const),
    ),
    ...s.batteries.flatMap(({ battery, ...life }) => under(battery, life)),
    ...s.means.map(m => [`mean.${m.column}`, m.mean] as const),
  ]
  return pairs.flatMap(([name, value, utc]) =>
    value === null
      ? []
      : [{ name, unit: unitOf(name) ?? '', value, ...(utc === null || utc === undefined ? {} : { utc }) }],
  )
}

const longestEclipse = ({ eclipses, longest_eclipse_s }: Pick<Summary, 'eclipses' | 'longest_eclipse_s'>) =>
  eclipses.find(e => e.duration_s === longest_eclipse_s)

/** Passes over each station, and seconds in contact with it. */
function stations(s: Pick<Summary, 'passes'>): Pairs {
  return [...new Set(s.passes.map(p => p.station))].flatMap(station => {
    const passes = s.passes.filter(p => p.station === station)
    const contact_s = passes.reduce((sum, p) => sum + p.duration_s, 0)
    return under(station, { passes_count: passes.length, contact_s })
  })
}
