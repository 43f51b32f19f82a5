import type { Run, Summary, Trace, TracedColumn } from '../../engine/index.ts'
import { jsonElement } from './html.ts'
import { type Band, type Chart, plot, type Series } from './plot.ts'

/** Time is written under the charts at the quarters of what is shown. */
const QUARTERS = [0, 25, 50, 75, 100]

/** Power, charge, temperatures and sunlight over one axis of time, eclipses shaded. */
export function chartSection({ scenario, summary }: Run, trace: Trace): string {
  const buses = scenario.parts.filter(p => p.component.ports.includes('bus')).map(p => p.id)
  const charts = chartsOf(trace.columns, summary, buses)
  const end = trace.ticks_count / trace.stretch_ticks
  const bands = [...eclipseBands(summary), ...faultBands(summary)]
  const times = QUARTERS.map(q => `<span style="left:${q}%"></span>`).join('')
  return [
    `<div id="charts" tabindex="0" aria-label="Charts; the arrow keys move the cursor">`,
    ...charts.map(c => plot(c, bands, trace.stretch_ticks, end)),
    `<div class="times"><div>${times}</div></div>`,
    '</div>',
    `<p class="minor" id="hint">${hint(trace, summary.faults.length > 0)}</p>`,
    jsonElement('series', seriesData(charts, trace, summary.start_utc)),
  ].join('\n')
}

function hint({ stretch_ticks, step_s }: Trace, failing: boolean): string {
  const drawn =
    stretch_ticks === 1
      ? 'Every tick is drawn.'
      : `Drawn is the least and the largest of every ${stretch_ticks} ticks (${stretch_ticks * step_s} s), so that nothing is hidden.`
  return `${drawn} Shaded: eclipse${failing ? '; coloured: a fault, dashed where it stays' : ''}. Dotted: a limit. <span class="screen">Drag across a chart to look closer; a double click shows the whole run.</span>`
}

function chartsOf(columns: readonly TracedColumn[], { limits }: Summary, buses: readonly string[]): Chart[] {
  const several = buses.length > 1
  const find = (name: string, label: string) => columns.filter(c => c.name === name).map(c => kilo(c, label))
  const power = buses.flatMap(bus =>
    ['supply', 'served', 'curtailed', 'unserved'].flatMap(what =>
      find(`${bus}.${what}_W`, `${several ? `${bus} ` : ''}${what === 'supply' ? 'generated' : what}`),
    ),
  )
  const states = (unit: string, ending: string) =>
    columns
      .filter(c => c.unit === unit && c.name.endsWith(ending))
      .map(c => ({ ...c, label: c.name.replace(ending, '') }))
  const unitOfPower = power.some(s => s.max.some(v => v >= 10_000)) ? 'kW' : 'W'
  const inUnit = power.map(s => (unitOfPower === 'kW' ? scaled(s, 1e-3) : s))
  const all: readonly { title: string; unit: string; series: readonly Series[] }[] = [
    { title: 'Power', unit: unitOfPower, series: inUnit },
    { title: 'Charge', unit: '', series: states('1', '.charge_frac') },
    { title: 'Temperature', unit: 'K', series: states('K', '.temp_K') },
    { title: 'Sunlight', unit: '', series: find('sky.lit_frac', 'visible share of the Sun') },
  ]
  return all
    .filter(c => c.series.length > 0)
    .map(c => ({ ...c, bounds: c.title === 'Power' ? [] : boundsOf(c.series, limits) }))
}

const kilo = (c: TracedColumn, label: string): Series => ({ ...c, label })
const scaled = (s: Series, by: number): Series => ({ ...s, min: s.min.map(v => v * by), max: s.max.map(v => v * by) })

const boundsOf = (series: readonly Series[], limits: Summary['limits']) =>
  limits
    .filter(l => l.measure === 'every-tick' && series.some(s => s.name === l.subject))
    .flatMap(l => [l.min, l.max])
    .filter(bound => bound !== undefined)

function eclipseBands({ eclipses, start_utc, duration_s }: Summary): Band[] {
  const frac = (utc: string | null, otherwise: number) =>
    utc === null ? otherwise : (Date.parse(utc) - Date.parse(start_utc)) / 1e3 / duration_s
  return eclipses.map(e => ({
    from_frac: frac(e.penumbra_start_utc, 0),
    to_frac: frac(e.penumbra_end_utc, 1),
    kind: 'eclipse',
  }))
}

function faultBands({ faults, start_utc, duration_s }: Summary): Band[] {
  const frac = (utc: string) => (Date.parse(utc) - Date.parse(start_utc)) / 1e3 / duration_s
  return faults.map(f => ({
    from_frac: frac(f.from_utc),
    to_frac: f.to_utc === null ? 1 : frac(f.to_utc),
    kind: 'fault',
    stays: f.to_utc === null,
  }))
}

/** What the script shows under the cursor: five digits are what a reader can use. */
function seriesData(charts: readonly Chart[], { ticks_count, stretch_ticks, step_s }: Trace, start_utc: string) {
  const digits = (values: Float64Array) => Array.from(values, v => Number(v.toPrecision(5)))
  const series = charts.flatMap(c =>
    c.series.map(s => {
      const [min, max] = [digits(s.min), digits(s.max)]
      return [s.name, { unit: c.unit, max, ...(stretch_ticks === 1 ? {} : { min }) }] as const
    }),
  )
  return {
    start_ms: Date.parse(start_utc),
    stretch_s: stretch_ticks * step_s,
    end: ticks_count / stretch_ticks,
    series: Object.fromEntries(series),
  }
}
