import type { Summary } from '../engine/index.ts'
import { duration, fixed, instant } from './format.ts'
import type { Paint } from './output.ts'
import { table } from './table.ts'

/** Contact by station: how often, how long, the longest gap-free pass and the highest. Empty without stations in contact. */
export function passLines({ passes, duration_s }: Summary, paint: Paint): string[] {
  const stations = [...new Set(passes.map(p => p.station))]
  if (stations.length === 0) return []
  const rows = stations.map(station => {
    const mine = passes.filter(p => p.station === station)
    const total_s = mine.reduce((sum, p) => sum + p.duration_s, 0)
    const longest = mine.reduce((a, b) => (b.duration_s > a.duration_s ? b : a))
    const highest_deg = mine.reduce((top, p) => Math.max(top, p.max_elevation_deg ?? 0), 0)
    return [
      station,
      String(mine.length),
      duration(Math.round(total_s)),
      `${fixed((100 * total_s) / duration_s, 1)} %`,
      duration(Math.round(longest.duration_s)),
      longest.rise_utc === null ? 'at the start' : instant(longest.rise_utc),
      `${fixed(highest_deg, 1)} deg`,
    ]
  })
  return table(
    [
      { title: 'Station' },
      { title: 'passes', right: true },
      { title: 'in contact', right: true },
      { title: 'of the run', right: true },
      { title: 'longest', right: true },
      { title: 'from UTC' },
      { title: 'highest', right: true },
    ],
    rows,
    paint.bold,
  )
}
