/** Mean elements of SGP4, as a TLE or an OMM gives them: TEME of date, mean motion in Kozai's sense. */
export interface Elements {
  /** Integer microseconds of UTC since 1970. */
  readonly epoch_us: number
  readonly meanMotion_rev_day: number
  readonly eccentricity: number
  readonly inclination_deg: number
  readonly raan_deg: number
  readonly argumentOfPericenter_deg: number
  readonly meanAnomaly_deg: number
  /** Drag term, per Earth radius. */
  readonly bstar: number
  readonly noradId: number
  readonly name?: string
  /** The two lines that they were read from. */
  readonly lines?: readonly [string, string]
}

/** An element by itself. */
export type ElementField = Exclude<keyof Elements, 'lines'>

/** One thing wrong with elements: the field, what is wrong, and what to write instead. */
export interface OrbitProblem {
  readonly field: string
  readonly what: string
  readonly instead: string
}

/** All that is wrong with elements; `field`, `what` and `instead` repeat the first problem. */
export class OrbitInputError extends Error {
  readonly problems: readonly OrbitProblem[]
  readonly field: string
  readonly what: string
  readonly instead: string

  constructor(problems: readonly OrbitProblem[]) {
    super(problems.map(p => `${p.field}: ${p.what}. ${p.instead}`).join('\n'))
    this.name = 'OrbitInputError'
    this.problems = problems
    this.field = problems[0].field
    this.what = problems[0].what
    this.instead = problems[0].instead
  }
}

const EPOCH = /^(\d{4})-(?:(\d{2})-(\d{2})|(\d{3}))T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?Z?$/

/**
 * An ISO 8601 time of UTC, calendar or day-of-year as CCSDS writes it, in integer microseconds since 1970; undefined when it is none.
 * Read by digits, so every microsecond is exact; a seventh digit is rounded.
 */
export function epochOfText_us(text: string): number | undefined {
  const m = EPOCH.exec(text.trim())
  if (!m) return undefined
  const [year, hour, minute, second] = [m[1], m[5], m[6], m[7]].map(Number)
  const [month, day] = m[4] === undefined ? [Number(m[2]), Number(m[3])] : [1, Number(m[4])]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const inYear = date.getUTCFullYear() === year && day > 0
  if (!inYear || (m[4] === undefined && date.getUTCMonth() !== month - 1)) return undefined
  return (
    (date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000) * 1000 + Math.round(Number(`0.${m[8] ?? 0}`) * 1e6)
  )
}

/** What elements must satisfy whatever they were read from. `fieldOf` gives the reader's own name of a field. */
export function rangeProblems(e: Elements, fieldOf: (key: ElementField) => string): OrbitProblem[] {
  const problems: OrbitProblem[] = []
  const need = (key: ElementField, good: boolean, instead: string) => {
    if (!good && !Number.isNaN(e[key]))
      problems.push({ field: fieldOf(key), what: `${e[key]} is out of range`, instead })
  }
  need(
    'meanMotion_rev_day',
    e.meanMotion_rev_day > 0 && e.meanMotion_rev_day < 18,
    'Give revolutions a day, above 0 and below 18.',
  )
  need('eccentricity', e.eccentricity >= 0 && e.eccentricity < 1, 'Give a number from 0 to below 1.')
  need('inclination_deg', e.inclination_deg >= 0 && e.inclination_deg <= 180, 'Give degrees from 0 to 180.')
  for (const key of ['raan_deg', 'argumentOfPericenter_deg', 'meanAnomaly_deg'] as const)
    need(key, Math.abs(e[key]) <= 360, 'Give degrees from 0 to 360.')
  need('bstar', Math.abs(e.bstar) < 10, 'Give B* per Earth radius; most satellites have 1e-6 to 1e-2.')
  return problems
}
