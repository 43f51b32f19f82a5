import type { Happening } from '../tick/component.ts'

/** A pass over a ground station, UTC to the millisecond; null where the run begins or ends within it. */
export interface PassTimes {
  readonly station: string
  readonly rise_utc: string | null
  readonly culmination_utc: string | null
  readonly set_utc: string | null
  /** At culmination; null where that is outside the run. */
  readonly max_elevation_deg: number | null
  /** Seconds of it inside the run. */
  readonly duration_s: number
}

interface OpenPass {
  rise_s: number | null
  top: { time_s: number; elevation_deg: number } | null
}

/** Groups rises, culminations and sets, in their order of time, into passes. */
export function groupPasses(
  happenings: readonly Happening[],
  utcOf: (time_s: number) => string,
  duration_s: number,
): PassTimes[] {
  const passes: { start_s: number; pass: PassTimes }[] = []
  const open = new Map<string, OpenPass>()
  const close = (station: string, { rise_s, top }: OpenPass, set_s: number | null) => {
    const start_s = rise_s ?? 0
    passes.push({
      start_s,
      pass: {
        station,
        rise_utc: rise_s === null ? null : utcOf(rise_s),
        culmination_utc: top === null ? null : utcOf(top.time_s),
        set_utc: set_s === null ? null : utcOf(set_s),
        max_elevation_deg: top?.elevation_deg ?? null,
        duration_s: (set_s ?? duration_s) - start_s,
      },
    })
    open.delete(station)
  }
  for (const { part, kind, time_s, value } of happenings) {
    if (kind === 'rise') open.set(part, { rise_s: time_s, top: null })
    else if (kind === 'culmination') {
      const pass = open.get(part) ?? { rise_s: null, top: null }
      pass.top = { time_s, elevation_deg: value }
      open.set(part, pass)
    } else if (kind === 'set') close(part, open.get(part) ?? { rise_s: null, top: null }, time_s)
  }
  for (const [station, pass] of [...open]) close(station, pass, null)
  return passes.sort((a, b) => a.start_s - b.start_s).map(p => p.pass)
}
