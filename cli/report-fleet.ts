import type { FleetSummary } from '../engine/index.ts'
import { duration, energyUnit, fixed, instant, kelvin, percent, withUnit } from './format.ts'
import type { Paint } from './output.ts'
import { demandOf } from './report-limits.ts'
import { table, wrap } from './table.ts'

/** A fleet's run as a reader wants it: what was run, the energy budget, who stands out, the limits with their worst satellites. */
export function fleetLines(s: FleetSummary, paint: Paint): string[] {
  const sections = [
    headLines(s, paint),
    groupLines(s, paint),
    budgetLines(s, paint),
    jobLines(s.jobs),
    outstandingLines(s),
    limitLines(s, paint),
    s.notes.flatMap(note => wrap(`Note: ${note}`, '  ')),
  ]
  return sections.filter(lines => lines.length > 0).flatMap((lines, k) => (k === 0 ? lines : ['', ...lines]))
}

function headLines(s: FleetSummary, paint: Paint): string[] {
  const span = `${instant(s.start_utc)} to ${instant(s.end_utc)} UTC, ${duration(s.duration_s)} in ${s.ticks} ticks of ${s.step_s} s`
  const lit = s.sunlit_frac === null ? '' : `, sunlit ${percent(s.sunlit_frac)}`
  const satellites = s.satellites === 1 ? '1 satellite' : `${s.satellites} satellites`
  return [...wrap(s.name).map(paint.bold), span, ...wrap(`${satellites}${lit}${nearness(s.position_error_km)}`)]
}

/** How near positions are to SGP4's; a millimetre is as near as anyone asks. */
function nearness(off_km: number | null): string {
  if (off_km === null) return ''
  const off_m = off_km * 1000
  return `, positions within ${off_m < 1e-3 ? '1 mm' : `${off_m.toPrecision(2)} m`} of SGP4's where sampled`
}

function groupLines(s: FleetSummary, paint: Paint): string[] {
  return table(
    [{ title: 'Group' }, { title: 'satellites', right: true }, { title: 'path' }],
    s.groups.map(g => [g.id, String(g.satellites), g.path]),
    paint.bold,
  )
}

function budgetLines({ budget: b, work_PFLOP_day }: FleetSummary, paint: Paint): string[] {
  const energy = energyUnit(Object.values(b))
  const share = (part_Wh: number, whole_Wh: number, what: string) =>
    whole_Wh > 0 ? `${percent(part_Wh / whole_Wh, 1).padStart(7)} of ${what}` : ''
  const rows: [string, number, string][] = [
    ['generated', b.generated_Wh, ''],
    ['  curtailed', b.curtailed_Wh, share(b.curtailed_Wh, b.generated_Wh, 'generated')],
    ['demanded', b.demanded_Wh, ''],
    ['  served', b.served_Wh, share(b.served_Wh, b.demanded_Wh, 'demanded')],
    ['  unserved', b.unserved_Wh, share(b.unserved_Wh, b.demanded_Wh, 'demanded')],
    ['losses', b.loss_Wh, share(b.loss_Wh, b.generated_Wh, 'generated')],
    ['absorbed from Sun and Earth', b.absorbed_Wh, ''],
    ['heat radiated', b.radiated_Wh, ''],
  ]
  const lines = table(
    [{ title: 'Energy, whole fleet' }, { title: energy.unit, right: true }, { title: '' }],
    rows.map(([name, energy_Wh, note]) => [name, energy.text(energy_Wh), note]),
    paint.bold,
  )
  return work_PFLOP_day > 0 ? [...lines, `Computed: ${withUnit(work_PFLOP_day, 'PFLOP-days')}`] : lines
}

function jobLines(jobs: FleetSummary['jobs']): string[] {
  if (jobs === null) return []
  const { arrived_count, delivered_count, running_count, waiting_count, latency_s: l } = jobs
  const counts = `Jobs: ${arrived_count} arrived, ${delivered_count} delivered, ${running_count} with a satellite, ${waiting_count} waiting`
  const times = (s: number) => duration(s)
  return l === null
    ? [counts]
    : [
        counts,
        `Latency: half within ${times(l.p50)}, 95 % within ${times(l.p95)}, 99 % within ${times(l.p99)}, all within ${times(l.max)}`,
      ]
}

function outstandingLines({ lowest_charge_frac, hottest_K, coldest_K }: FleetSummary): string[] {
  const lines: string[] = []
  if (lowest_charge_frac !== null)
    lines.push(`Lowest charge ${fixed(lowest_charge_frac.value, 4)}: satellite ${lowest_charge_frac.satellite}`)
  if (hottest_K !== null)
    lines.push(`Hottest ${kelvin(hottest_K.value)} K: ${hottest_K.node} of satellite ${hottest_K.satellite}`)
  if (coldest_K !== null)
    lines.push(`Coldest ${kelvin(coldest_K.value)} K: ${coldest_K.node} of satellite ${coldest_K.satellite}`)
  return lines
}

/** So many of the worst are named in the table; the summary has more. */
const NAMED = 3

function limitLines({ limits }: FleetSummary, paint: Paint): string[] {
  if (limits.length === 0) return []
  return table(
    [
      { title: 'Limit' },
      { title: 'column' },
      { title: 'must be' },
      { title: 'broken by', right: true },
      { title: 'worst margins (satellite)' },
    ],
    limits.map(l => [
      l.holds ? { text: 'PASS', paint: paint.good } : { text: 'FAIL', paint: paint.bad },
      l.subject,
      demandOf(l),
      `${l.broken} of ${l.satellites}`,
      l.worst
        .slice(0, NAMED)
        .map(w => `${withUnit(w.margin, l.unit)} (${w.satellite})`)
        .join(', '),
    ]),
    paint.bold,
  )
}
