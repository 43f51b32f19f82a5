/**
 * Time as the user writes it. UTC with a trailing Z comes in; inside, an instant is a whole number of microseconds since 1970
 * (exact in a double until 2255), and everything else is seconds since the start.
 */

const UTC = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z$/

/** Microseconds since 1970 of `2026-06-21T00:00:00Z` (up to six decimals of a second); undefined when it is not that form. */
export function parseUtc_us(text: string): number | undefined {
  const m = UTC.exec(text)
  if (m === null) return undefined
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map(Number)
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(ms)
  // Date.UTC carries 31 February into March; what does not come back as it was is not a date.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return undefined
  return ms * 1000 + Number((m[7] ?? '').padEnd(6, '0'))
}

/** `2026-06-21T00:00:00.000Z`: to the millisecond, rounded. */
export function formatUtc(utc_us: number): string {
  return new Date(Math.round(utc_us / 1000)).toISOString()
}

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86400,
  day: 86400,
  days: 86400,
}

export type Duration = { readonly seconds: number } | { readonly orbits: number }

/** `1 d`, `90 min`, `3600 s`, `2 h` or `6 orbits`; undefined when it is none of them. */
export function parseDuration(text: string): Duration | undefined {
  const m = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(text.trim())
  if (m === null) return undefined
  const number = Number(m[1])
  if (!(number > 0)) return undefined
  if (m[2] === 'orbit' || m[2] === 'orbits') return { orbits: number }
  const unit_s = SECONDS[m[2]]
  return unit_s === undefined ? undefined : { seconds: number * unit_s }
}
