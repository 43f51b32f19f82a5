// npm run season: minutes of shadow a day over a year for dawn-dusk orbits of several heights, drawn to docs/eclipse-season.svg.

import { writeFileSync } from 'node:fs'
import { findShadows } from '../engine/physics/light/shadows.ts'
import { makeSun } from '../engine/physics/light/sun-nodes.ts'
import { makePropagator, sunSynchronousElements } from '../engine/physics/orbit/orbit.ts'

const YEAR = 2026
const DAYS = 365
const DAY_s = 86400
const LTAN_h = 18
const HEIGHTS_km = [500, 600, 700, 800, 1000, 1200, 1300, 1400, 1500]

const INK = '#1f2937'
const MUTED = '#6b7280'
const GRID = '#e5e7eb'

/** Minutes of shadow on each day of the year, an equivalent of full darkness; a shadow counts on the day of its middle. */
function minutesByDay(altitude_km: number): number[] {
  const start_s = Date.UTC(YEAR, 0, 1) / 1000
  const orbit = makePropagator(sunSynchronousElements({ altitude_km, ltan_h: LTAN_h, epoch_us: start_s * 1e6 }))
  const sun = makeSun()
  const state = new Float64Array(6)
  const positionAt = (t_s: number, out: Float64Array) => {
    if (orbit.state(t_s, state) !== 0) throw new Error(`SGP4 fails at ${t_s} s`)
    for (let k = 0; k < 3; k++) out[k] = state[k]
  }
  const minutes = new Array<number>(DAYS).fill(0)
  for (const s of findShadows(positionAt, (t_s, out) => sun(start_s + t_s, out), 0, DAYS * DAY_s))
    minutes[Math.floor((0.5 * (s.start_s + s.end_s)) / DAY_s)] += s.dark_s / 60
  return minutes
}

/** The mean of a week about each day: a day has 14 shadows or 15, which is no season. */
const weekly = (values: readonly number[]) =>
  values.map((_v, day) => {
    const week = values.slice(Math.max(0, day - 3), day + 4)
    return week.reduce((sum, v) => sum + v, 0) / week.length
  })

const curves = HEIGHTS_km.map(altitude_km => {
  const minutes = minutesByDay(altitude_km)
  return { altitude_km, minutes, smooth: weekly(minutes), dark: minutes.filter(m => m > 0).length }
})

const WIDTH = 960
const HEIGHT = 470
const LEFT = 58
const RIGHT = 30
const TOP = 92
const BOTTOM = 46
const highest = 60 * Math.ceil(Math.max(...curves.flatMap(c => c.smooth)) / 60)
const x = (day: number) => LEFT + ((WIDTH - LEFT - RIGHT) * day) / DAYS
const y = (minutes: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - minutes / highest)
const one = (v: number) => String(Math.round(v * 10) / 10)
const text = (px: number, py: number, words: string, style: string) =>
  `<text x="${one(px)}" y="${one(py)}" ${style}>${words}</text>`
const small = (colour: string, anchor: string) => `fill="${colour}" font-size="12" text-anchor="${anchor}"`
/** Low orbits dark blue, high ones amber. */
const colour = (k: number) => `hsl(${Math.round(225 - (190 * k) / (HEIGHTS_km.length - 1))} 70% 42%)`

function axes(): string[] {
  const hours = Array.from({ length: highest / 60 + 1 }, (_, h) => 60 * h)
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  return [
    ...hours.flatMap(m => [
      `<path d="M${LEFT} ${one(y(m))}H${WIDTH - RIGHT}" stroke="${GRID}"/>`,
      text(LEFT - 8, y(m) + 4, String(m), small(MUTED, 'end')),
    ]),
    ...months.flatMap((name, k) => {
      const from = (Date.UTC(YEAR, k, 1) - Date.UTC(YEAR, 0, 1)) / 86400e3
      const to = (Date.UTC(YEAR, k + 1, 1) - Date.UTC(YEAR, 0, 1)) / 86400e3
      return [
        `<path d="M${one(x(from))} ${HEIGHT - BOTTOM}v5" stroke="${MUTED}"/>`,
        text(x((from + to) / 2), HEIGHT - BOTTOM + 19, name, small(MUTED, 'middle')),
      ]
    }),
  ]
}

function drawn(): string[] {
  return curves.flatMap((c, k) => {
    if (c.dark === 0) return []
    const first = c.smooth.findIndex(m => m > 0)
    const last = c.smooth.findLastIndex(m => m > 0)
    const points = c.smooth
      .slice(Math.max(0, first - 1), last + 2)
      .map((m, i) => `${one(x(Math.max(0, first - 1) + i + 0.5))} ${one(y(m))}`)
    const top = c.smooth.indexOf(Math.max(...c.smooth))
    return [
      `<path d="M${points.join('L')}" fill="none" stroke="${colour(k)}" stroke-width="1.9" stroke-linejoin="round"/>`,
      text(
        x(top + 0.5),
        y(c.smooth[top]) - 6,
        `${c.altitude_km} km`,
        `${small(colour(k), 'middle')} font-weight="600"`,
      ),
    ]
  })
}

const always = curves.filter(c => c.dark === 0).map(c => c.altitude_km)
const svg = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" role="img">`,
  `<title>Minutes of shadow a day over ${YEAR} for dawn-dusk orbits of ${HEIGHTS_km[0]} to ${HEIGHTS_km.at(-1)} km</title>`,
  `<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="#fff"/>`,
  text(LEFT, 34, 'Is it always sunny? Not below about 1400 km.', `fill="${INK}" font-size="18" font-weight="600"`),
  text(
    LEFT,
    56,
    `Minutes of shadow a day, ${YEAR}, sun-synchronous with the node at ${LTAN_h}:00 (mean of seven days). Never in shadow: ${always.join(' and ')} km.`,
    small(MUTED, 'start'),
  ),
  ...axes(),
  ...drawn(),
  '</svg>',
]
writeFileSync(new URL('../docs/eclipse-season.svg', import.meta.url), `${svg.join('\n')}\n`)
for (const c of curves)
  console.log(
    `${String(c.altitude_km).padStart(5)} km  ${String(c.dark).padStart(3)} days with shadow, at most ${Math.max(
      ...c.minutes,
    )
      .toFixed(1)
      .padStart(5)} min a day`,
  )
