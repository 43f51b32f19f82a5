import type { FleetLimitResult, LimitResult } from '../engine/index.ts'
import { asWritten, clock, instant, percent, withUnit } from './format.ts'
import type { Paint } from './output.ts'
import { table, WIDTH, wrap } from './table.ts'

/** A limit of a satellite, or of the worst of a fleet. */
type Judged = LimitResult & Partial<FleetLimitResult>

/** Every limit with its worst value and margin; a broken one says by how much, where it is written, when, and why it matters. */
export function limitLines(
  limits: readonly Judged[],
  paint: Paint,
  placeOf: (limit: number) => string | undefined = () => undefined,
): string[] {
  if (limits.length === 0) return []
  const rows = limits.map(l => [
    l.holds ? { text: 'PASS', paint: paint.good } : { text: 'FAIL', paint: paint.bad },
    subjectOf(l),
    demandOf(l),
    withUnit(l.worst, l.unit),
    withUnit(l.margin, l.unit),
    marginPercent(l),
    clock(l.worst_utc),
  ])
  const right = (title: string) => ({ title, right: true })
  const [head, ...lines] = table(
    [
      { title: 'Limit' },
      { title: 'of' },
      { title: 'must be' },
      right('worst'),
      right('margin'),
      right('%'),
      { title: 'at UTC' },
    ],
    rows,
    paint.bold,
  )
  const more = (l: Judged, k: number) => (l.holds ? [] : breachLines(l, placeOf(k)))
  return [head, ...lines.flatMap((line, k) => [line, ...more(limits[k], k)])]
}

const INDENT = '      '

function breachLines(l: Judged, place: string | undefined): string[] {
  const [first, ...others] = [
    breachOf(l),
    ...(l.why === undefined ? [] : [`why: ${l.why}`]),
    ...(place === undefined ? [] : [place]),
  ]
  return [first, ...others].flatMap(text => wrap(text, '', WIDTH - INDENT.length).map(line => INDENT + line))
}

/** `broken by 3.2 K (0.9 %) at tick 156, 2026-06-21 02:36:00 UTC; first at 01:02:00 UTC`. */
export function breachOf(l: Judged): string {
  const share = l.margin_frac === null ? '' : ` (${percent(-l.margin_frac, 1)})`
  const first =
    l.broken_since_utc === l.worst_utc || l.broken_since_utc === null ? '' : `; since ${clock(l.broken_since_utc)}`
  const others = l.satellite === undefined ? '' : `; ${l.broken_count} of ${l.satellites_count} satellites break it`
  return `broken by ${withUnit(-l.margin, l.unit)}${share} at tick ${l.worst_tick}, ${instant(l.worst_utc)} UTC${first}${others}`
}

export const marginPercent = ({ margin_frac }: LimitResult) =>
  margin_frac === null ? '-' : (100 * margin_frac).toFixed(1)

/** What a limit is about; in a fleet, of which satellite. */
export const subjectOf = ({ subject, satellite }: Judged) =>
  satellite === undefined ? subject : `${subject} of satellite ${satellite}`

/** What is demanded, in words: `percentile 99 at most 350 K`. */
export const demandOf = (l: Demand) => (l.words === '' ? boundOf(l) : `${l.words} ${boundOf(l)}`)

type Demand = Pick<LimitResult, 'words' | 'min' | 'max' | 'unit'>

function boundOf({ min, max, unit }: Demand): string {
  if (min !== undefined && max !== undefined) return `${min} to ${asWritten(max, unit)}`
  return min !== undefined ? `at least ${asWritten(min, unit)}` : `at most ${asWritten(max as number, unit)}`
}
