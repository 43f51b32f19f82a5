// npm run picture: runs the main example, draws its first eight hours to docs/dawn-dusk.svg, and quotes its result in the README.

import { writeFileSync } from 'node:fs'
import { columnOf, type Run } from '../engine/index.ts'
import { runExample } from './examples.ts'
import { quoteResult } from './readme-result.ts'

const HOURS = 8
const STEP_s = 10
/** The card is white in any theme, so that the picture reads in light and in dark mode. */
const INK = '#1f2937'
const MUTED = '#6b7280'
const GRID = '#e5e7eb'
const NIGHT = '#e8ebf5'
const SUN = '#d97706'
const LOAD = '#2563eb'
const CHARGE = '#059669'
const HOT = '#dc2626'
const COOL = '#0891b2'

const WIDTH = 960
const LEFT = 58
const RIGHT = 126
const TOP = 84
const GAP = 34
const FOOT = 46
const plotWidth = WIDTH - LEFT - RIGHT

interface Line {
  readonly label: readonly string[]
  readonly colour: string
  readonly values: readonly number[]
  /** Where its label stands on the scale. */
  readonly at: number
  readonly dashed?: boolean
  readonly filled?: boolean
}

interface Panel {
  readonly title: string
  readonly height: number
  readonly ticks: readonly number[]
  readonly lines: readonly Line[]
}

const run = runExample('dawn-dusk-compute.yaml', STEP_s)
const rows = (HOURS * 3600) / STEP_s + 1
const column = (name: string, f: (x: number) => number): number[] => {
  const values = columnOf(run.recording, name)
  if (values === undefined) throw new Error(`The main example has no column ${name}.`)
  return Array.from(values.subarray(0, rows), f)
}
const kilowatts = (name: string) => column(name, x => x / 1000)
const celsius = (name: string) => column(name, x => x - 273.15)

const supply = kilowatts('bus.supply_W')
const floor_frac = 0.2

const panels: Panel[] = [
  {
    title: 'Power, kW',
    height: 170,
    ticks: [0, 50, 100, 150, 200],
    lines: [
      { label: ['solar array', '600 m²'], colour: SUN, values: supply, at: 152, filled: true },
      { label: ['load served'], colour: LOAD, values: kilowatts('bus.served_W'), at: 108 },
    ],
  },
  {
    title: 'Battery charge, %',
    height: 130,
    ticks: [0, 25, 50, 75, 100],
    lines: [
      {
        label: ['battery', '80 kWh'],
        colour: CHARGE,
        values: column('battery.charge_frac', x => 100 * x),
        at: 44,
        filled: true,
      },
      { label: ['floor 20 %'], colour: MUTED, values: supply.map(() => 100 * floor_frac), at: 17, dashed: true },
    ],
  },
  {
    title: 'Temperature, °C',
    height: 150,
    ticks: [20, 40, 60, 80],
    lines: [
      { label: ['chips'], colour: HOT, values: celsius('chips.temp_K'), at: 67 },
      { label: ['radiator', '110 m², two-sided'], colour: COOL, values: celsius('radiator.temp_K'), at: 47 },
    ],
  },
]

const x = (time_s: number) => LEFT + (plotWidth * time_s) / (HOURS * 3600)
const one = (v: number) => String(Math.round(v * 10) / 10)

function text(px: number, py: number, words: string, style: string): string {
  return `<text x="${one(px)}" y="${one(py)}" ${style}>${words}</text>`
}

const small = (colour: string, anchor: string) => `fill="${colour}" font-size="12" text-anchor="${anchor}"`

/** Points that lie on the straight line between their neighbours, to a third of a pixel, are left out. */
function thin(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const kept = [points[0]]
  let from = 0
  for (let k = 1; k < points.length - 1; k++) {
    const [ax, ay] = points[from]
    const [bx, by] = points[k + 1]
    const straight = points
      .slice(from + 1, k + 1)
      .every(([px, py]) => Math.abs(ay + ((by - ay) * (px - ax)) / (bx - ax) - py) < 0.3)
    if (straight) continue
    kept.push(points[k])
    from = k
  }
  return [...kept, points[points.length - 1]]
}

function drawLine(line: Line, y: (v: number) => number): string[] {
  const points = thin(line.values.map((v, k) => [x(k * STEP_s), y(v)] as const))
  const path = `M${points.map(([px, py]) => `${one(px)} ${one(py)}`).join('L')}`
  const drawn: string[] = []
  if (line.filled)
    drawn.push(
      `<path d="${path}L${one(x(HOURS * 3600))} ${one(y(0))}L${LEFT} ${one(y(0))}Z" fill="${line.colour}" opacity="0.13"/>`,
    )
  const dash = line.dashed ? ' stroke-dasharray="5 4" stroke-width="1.2"' : ' stroke-width="1.8"'
  drawn.push(`<path d="${path}" fill="none" stroke="${line.colour}"${dash} stroke-linejoin="round"/>`)
  for (const [k, words] of line.label.entries()) {
    const weight = k === 0 && !line.dashed ? ' font-weight="600"' : ''
    drawn.push(text(WIDTH - RIGHT + 8, y(line.at) + 4 + 14 * k, words, small(line.colour, 'start') + weight))
  }
  return drawn
}

function drawPanel(panel: Panel, top: number): string[] {
  const low = panel.ticks[0]
  const high = panel.ticks[panel.ticks.length - 1]
  const y = (v: number) => top + panel.height * (1 - (v - low) / (high - low))
  const grid = panel.ticks.flatMap(v => [
    `<path d="M${LEFT} ${one(y(v))}H${WIDTH - RIGHT}" stroke="${GRID}"/>`,
    text(LEFT - 8, y(v) + 4, String(v), small(MUTED, 'end')),
  ])
  return [
    text(LEFT, top - 9, panel.title, `fill="${INK}" font-size="13" font-weight="600"`),
    ...grid,
    ...panel.lines.flatMap(l => drawLine(l, y)),
  ]
}

function eclipseSpans({ summary }: Run): { from_s: number; to_s: number }[] {
  const start = Date.parse(summary.start_utc)
  const seconds = (utc: string | null, otherwise_s: number) =>
    utc === null ? otherwise_s : (Date.parse(utc) - start) / 1000
  return summary.eclipses
    .map(e => ({ from_s: seconds(e.penumbra_start_utc, 0), to_s: seconds(e.penumbra_end_utc, HOURS * 3600) }))
    .filter(e => e.from_s < HOURS * 3600)
}

const bottom = TOP + panels.reduce((sum, p) => sum + p.height + GAP, -GAP)
const height = bottom + FOOT
const minutes = (s: number) => `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`

function bands(): string[] {
  return eclipseSpans(run).flatMap(({ from_s, to_s }, k) => {
    const to = Math.min(to_s, HOURS * 3600)
    const band = `<rect x="${one(x(from_s))}" y="${TOP}" width="${one(x(to) - x(from_s))}" height="${bottom - TOP}" fill="${NIGHT}"/>`
    const words = `shadow, ${minutes(to_s - from_s)}`
    return k === 1 ? [band, text(x((from_s + to) / 2), TOP - 9, words, small(MUTED, 'middle'))] : [band]
  })
}

function hours(): string[] {
  const ticks = Array.from({ length: HOURS + 1 }, (_, h) => h)
  return [
    ...ticks.flatMap(h => [
      `<path d="M${one(x(h * 3600))} ${bottom}v5" stroke="${MUTED}"/>`,
      text(x(h * 3600), bottom + 19, `${String(h).padStart(2, '0')}:00`, small(MUTED, 'middle')),
    ]),
    text(LEFT, bottom + 37, `UTC, ${run.summary.start_utc.slice(0, 10)}`, small(MUTED, 'start')),
  ]
}

/** The first time the load is shed, marked where it happens. */
function firstShortage(): string[] {
  const served = kilowatts('bus.served_W')
  const wanted = kilowatts('bus.demand_W')
  const row = served.findIndex((v, k) => v < 0.9 * wanted[k])
  if (row < 0) return []
  const night = eclipseSpans(run).find(e => e.to_s > row * STEP_s)
  const px = x(row * STEP_s)
  const py = TOP + panels[0].height - 44
  const left = x(night?.from_s ?? row * STEP_s)
  return [
    `<path d="M${one(px - 2)} ${py}H${one(left - 4)}" fill="none" stroke="${INK}"/>`,
    text(left - 8, py - 3, 'battery at its floor:', small(INK, 'end')),
    text(left - 8, py + 11, 'load shed', small(INK, 'end')),
  ]
}

let top = TOP
const drawn: string[] = []
for (const p of panels) {
  drawn.push(...drawPanel(p, top))
  top += p.height + GAP
}

const svg = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" role="img" aria-labelledby="title">`,
  '<title id="title">Array power, load, battery charge and temperatures of a 120 kW compute satellite through five eclipses</title>',
  `<rect width="${WIDTH}" height="${height}" rx="10" fill="#ffffff"/>`,
  text(LEFT, 32, '120 kW of compute on a dawn-dusk orbit, June', `fill="${INK}" font-size="18" font-weight="600"`),
  text(
    LEFT,
    52,
    `650 km, LTAN 18 h, ticks of ${STEP_s} s. Cells leave the shadow cold and give more for a few minutes; each orbit returns less than it took.`,
    small(MUTED, 'start'),
  ),
  ...bands(),
  ...drawn,
  ...firstShortage(),
  ...hours(),
  '</svg>',
]

writeFileSync(new URL('../docs/dawn-dusk.svg', import.meta.url), `${svg.join('\n')}\n`)
const { unserved_Wh, demanded_Wh } = run.summary.budget
quoteResult(unserved_Wh / demanded_Wh)
