import { columnOf, parseUtc_us, type Recording } from '../engine/index.ts'
import type { Shown } from './shown.ts'

export const BAND_KINDS = ['penumbra', 'umbra', 'contact', 'violation'] as const

/** A stretch of time that the timeline marks. */
export interface Band {
  readonly kind: (typeof BAND_KINDS)[number]
  readonly from_s: number
  readonly to_s: number
  /** What it is, in words. */
  readonly about: string
}

/** Everything that the timeline marks: eclipses, contacts and broken limits. */
export const bandsOf = (shown: Shown): Band[] => [...eclipses(shown), ...contacts(shown), ...violations(shown)]

/** From the first contact of each eclipse to its last; rows alone do not tell penumbra from umbra. */
export function eclipsesOf(shown: Shown): Band[] {
  const bands = eclipses(shown)
  const outer = bands.filter(b => b.kind === 'penumbra')
  return outer.length > 0 ? outer : bands
}

const lengthOf_s = ({ rows, interval_s }: Recording) => (rows - 1) * interval_s

/** As the summary tells them, to the millisecond; without one, from the rows that are not all in light. */
function eclipses({ recording, summary }: Shown): Band[] {
  if (summary === undefined) return darkRows(recording)
  const end_s = lengthOf_s(recording)
  const seconds = (utc: string | null, otherwise_s: number) =>
    utc === null ? otherwise_s : ((parseUtc_us(utc) ?? Number.NaN) - recording.start_us) / 1e6
  return summary.eclipses.flatMap(e => {
    const about = `eclipse, ${e.duration_s.toFixed(0)} s`
    const all = { from_s: seconds(e.penumbra_start_utc, 0), to_s: seconds(e.penumbra_end_utc, end_s), about }
    const bands: Band[] = [{ kind: 'penumbra', ...all }]
    const grazing = e.umbra_start_utc === null && e.umbra_end_utc === null && e.penumbra_start_utc !== null
    if (!grazing)
      bands.push({
        kind: 'umbra',
        from_s: seconds(e.umbra_start_utc, all.from_s),
        to_s: seconds(e.umbra_end_utc, all.to_s),
        about,
      })
    return bands
  })
}

/** As long as the light that is missing: the rows on the way into the darkest and out of it tell how far it reaches to each side. */
function darkRows(recording: Recording): Band[] {
  const lit = columnOf(recording, 'sky.lit_frac')
  if (lit === undefined) return []
  const { interval_s } = recording
  return stretches(lit, frac => frac < 1).map(([first, last]) => {
    let darkest = first
    for (let row = first; row <= last; row++) if (lit[row] < lit[darkest]) darkest = row
    const missing = (from: number, to: number) => {
      let rows = 0
      for (let row = from; row <= to; row++) rows += 1 - lit[row]
      return rows
    }
    const half = (1 - lit[darkest]) / 2
    const from_s = (darkest - 0.5 - half - missing(first, darkest - 1)) * interval_s
    const to_s = (darkest - 0.5 + half + missing(darkest + 1, last)) * interval_s
    return { kind: 'umbra', from_s, to_s, about: `eclipse, ${(to_s - from_s).toFixed(0)} s` }
  })
}

/** First and last row of each stretch of rows that hold. */
function stretches(values: Float64Array, holds: (value: number) => boolean): [number, number][] {
  const found: [number, number][] = []
  for (let row = 1; row < values.length; row++) {
    if (!holds(values[row])) continue
    const last = found.at(-1)
    if (last !== undefined && last[1] === row - 1) last[1] = row
    else found.push([row, row])
  }
  return found
}

/** Passes over every station, from the rows in which there is contact: a row's share of contact tells where it began and ended. */
function contacts({ recording }: Shown): Band[] {
  const { interval_s } = recording
  return recording.columns
    .filter(c => c.name.endsWith('.contact_frac'))
    .flatMap(({ values, owner }) =>
      stretches(values, frac => frac > 0).map(([first, last]) => ({
        kind: 'contact' as const,
        from_s: (first - values[first]) * interval_s,
        to_s: (last - 1 + (first === last ? 1 : values[last])) * interval_s,
        about: `contact with ${owner}`,
      })),
    )
}

interface GivenLimit {
  readonly column?: string
  /** Left out, every tick is meant. */
  readonly measure?: string
  readonly min?: number
  readonly max?: number
  readonly why?: string
}

/** Rows in which a limit of the scenario is broken. One on a mean, a sum or a result is broken by no row. */
function violations({ scenario, recording }: Shown): Band[] {
  const limits = Array.isArray(scenario?.limits) ? (scenario.limits as GivenLimit[]) : []
  return limits.flatMap(({ column, measure, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, why }) => {
    if (column === undefined || (measure ?? 'every-tick') !== 'every-tick') return []
    const values = columnOf(recording, column) ?? new Float64Array(0)
    const bound = [min > -1e300 ? `at least ${min}` : '', max < 1e300 ? `at most ${max}` : '']
      .filter(Boolean)
      .join(', ')
    return stretches(values, value => value < min || value > max).map(([first, last]) => ({
      kind: 'violation' as const,
      from_s: (first - 1) * recording.interval_s,
      to_s: last * recording.interval_s,
      about: `${column} is not ${bound}${why === undefined ? '' : ` (${why})`}`,
    }))
  })
}
