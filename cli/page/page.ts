import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assumptionsOf, type Run, type Summary } from '../../engine/index.ts'
import { celsius, duration, energyUnit, instant, kelvin, percent, withUnit } from '../format.ts'
import { PACKAGE_FOLDER, packageVersion } from '../package.ts'
import { skyLine } from '../report.ts'
import { energyRows } from '../report-energy.ts'
import { lasted } from '../report-faults.ts'
import { demandOf, marginPercent } from '../report-limits.ts'
import { chartSection } from './charts.ts'
import { escaped, type HtmlCell, htmlTable, jsonElement, section } from './html.ts'
import { provenanceSection } from './provenance.ts'
import { energyFlowSection } from './sankey.ts'

const asset = (name: string) => readFileSync(join(PACKAGE_FOLDER, 'cli/page/assets', name), 'utf8')

/** A run, made with `chartStretches`, as one page that needs nothing beside itself: tables, charts, energy flows and the source of every value. */
export function reportPage(run: Run): string {
  const { scenario, summary, trace, energyFlows } = run
  if (trace === undefined || energyFlows === undefined) throw new Error('The run was not made with chartStretches.')
  const buses = scenario.parts.filter(p => p.component.ports.includes('bus')).map(p => p.id)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escaped(summary.name)}</title>
<style>${asset('report.css')}</style>
</head>
<body>
<header><h1>${escaped(summary.name)}</h1>
<p>${escaped(headline(summary))}</p>
${summary.notes.map(n => `<p>Note: ${escaped(n)}</p>`).join('')}</header>
<main>
${verdict(summary)}
${section('limits', 'Limits', limitTable(summary))}
${summary.faults.length === 0 ? '' : section('faults', 'Faults', faultTable(summary))}
${section('energy', 'Energy', energyTable(summary))}
${section('time', 'Over time', chartSection(run, trace))}
${section('temperatures', 'Temperatures', temperatureTable(summary))}
${section('flows', 'Where the energy went', energyFlowSection(energyFlows, buses))}
${section('ledger', 'The books', ledgerTable(summary))}
${section('provenance', 'What this rests on', provenanceSection(assumptionsOf(scenario)))}
</main>
<footer>heliosync ${packageVersion()}. The page needs no network; the summary in full is inside it as JSON (element <code>summary</code>).</footer>
${jsonElement('summary', summary)}
<script>${asset('report.js')}</script>
</body>
</html>
`
}

function headline(s: Summary): string {
  const span = `${instant(s.start_utc)} to ${instant(s.end_utc)} UTC, ${duration(s.duration_s)} in ${s.ticks} ticks of ${s.step_s} s.`
  return `${span} ${skyLine(s)}`
}

function verdict({ limits }: Summary): string {
  if (limits.length === 0) return ''
  const broken = limits.filter(l => !l.holds).length
  const text = broken === 0 ? `All ${limits.length} limits hold.` : `${broken} of ${limits.length} limits are broken.`
  return `<p class="verdict ${broken === 0 ? 'good' : 'bad'}">${text}</p>`
}

function limitTable({ limits }: Summary): string {
  if (limits.length === 0) return '<p>The scenario sets none.</p>'
  const rows = limits.map((l): HtmlCell[] => [
    l.holds ? { text: 'PASS', mark: 'good' } : { text: 'FAIL', mark: 'bad' },
    l.subject,
    demandOf(l),
    withUnit(l.worst, l.unit),
    withUnit(l.margin, l.unit),
    marginPercent(l),
    instant(l.worst_utc),
    l.why ?? '',
  ])
  const right = (title: string) => ({ title, right: true })
  return htmlTable(
    [
      { title: '' },
      { title: 'of' },
      { title: 'must be' },
      right('worst'),
      right('margin'),
      right('%'),
      { title: 'at UTC' },
      { title: 'why' },
    ],
    rows,
  )
}

function faultTable({ faults, end_utc }: Summary): string {
  return htmlTable(
    [{ title: 'part' }, { title: 'fault' }, { title: 'takes', right: true }, { title: 'from UTC' }, { title: 'for' }],
    faults.map(f => [f.part, f.fault, percent(f.lost_frac, 1), instant(f.from_utc), lasted(f, end_utc)]),
  )
}

function energyTable({ budget }: Summary): string {
  const energy = energyUnit(Object.values(budget))
  return htmlTable(
    [{ title: 'Whole run' }, { title: energy.unit, right: true }, { title: '' }],
    energyRows(budget).map(([name, energy_Wh, note]) => [
      name.startsWith(' ') ? { text: `\u2003${name.trim()}`, mark: 'minor' } : name,
      energy.text(energy_Wh),
      note.trim(),
    ]),
  )
}

function temperatureTable({ extremes }: Summary): string {
  const nodes = extremes.filter(e => e.unit === 'K')
  const right = (title: string) => ({ title, right: true })
  return htmlTable(
    [
      { title: 'Node' },
      right('coldest K'),
      right('C'),
      { title: 'at UTC' },
      right('hottest K'),
      right('C'),
      { title: 'at UTC' },
    ],
    nodes.map(e => [
      e.column.replace(/\.temp_K$/, ''),
      kelvin(e.min),
      celsius(e.min),
      instant(e.min_utc),
      kelvin(e.max),
      celsius(e.max),
      instant(e.max_utc),
    ]),
  )
}

function ledgerTable({ ledger }: Summary): string {
  const right = (title: string) => ({ title, right: true })
  return htmlTable(
    [{ title: 'Ledger' }, right('worst residual'), right("of a tick's energy"), right('tick')],
    ledger.map(l => [
      l.name,
      `${l.worst_J.toExponential(1)} J`,
      l.residual_frac.toExponential(1),
      String(l.worst_tick),
    ]),
  )
}
