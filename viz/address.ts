import { type Changes, decodeChange, encodeChange } from './form/change.ts'
import type { Rerun } from './form/rerun.ts'
import type { Page } from './page.ts'
import type { Shown } from './shown.ts'

/** Browsers refuse too many changes of the address in a row. */
const QUIET_ms = 400

/** What the page's address holds beside what is opened. */
export interface AddressState {
  readonly changes: Changes
  readonly time_s: number | undefined
}

/** `?scenario=...&set=wing.area_m2:500&t_s=3600` */
export function readState(query: URLSearchParams): AddressState {
  const t_s = query.get('t_s')
  const time_s = t_s === null || t_s === '' ? Number.NaN : Number(t_s)
  return {
    changes: new Map(query.getAll('set').flatMap(text => [decodeChange(text)].filter(c => c !== undefined))),
    time_s: Number.isFinite(time_s) ? time_s : undefined,
  }
}

/** The address with a state in it; everything else of it stays. */
export function withState(query: URLSearchParams, { changes, time_s }: AddressState): URLSearchParams {
  const next = new URLSearchParams(query)
  next.delete('set')
  next.delete('t_s')
  for (const [name, value] of changes) next.append('set', encodeChange(name, value))
  if (time_s !== undefined && time_s > 0) next.set('t_s', String(time_s))
  return next
}

/** Where the run on show was opened from; undefined once another was dropped on the page. */
export const openedFrom = (query: URLSearchParams) => query.get('scenario') ?? query.get('run') ?? undefined

/** Keeps changes and time in the address of the page, and takes them from there when it opens. */
export function keepInAddress(page: Page, rerun: Rerun): void {
  let wanted: AddressState | undefined = readState(new URLSearchParams(location.search))
  let timer: ReturnType<typeof setTimeout> | undefined
  let opened: Shown | undefined
  rerun.base.watch(base => {
    if (page.shown.now === undefined) return
    if (opened !== undefined) forget()
    opened = page.shown.now
    if (base !== undefined && wanted !== undefined && wanted.changes.size > 0) rerun.replace(wanted.changes)
  })
  page.shown.watch(shown => {
    if (shown === undefined || wanted === undefined) return
    if (wanted.time_s !== undefined) page.clock.seek(wanted.time_s)
    // A scenario with changes comes twice: as it was opened, then as it was changed.
    if (rerun.changes.now.size === 0 || shown.recording !== rerun.base.now?.recording) wanted = undefined
  })
  const write = () => {
    const { search, pathname, hash } = location
    const time_s = page.clock.playing ? undefined : page.clock.time_s
    const query = withState(new URLSearchParams(search), { changes: rerun.changes.now, time_s })
    const next = query.size === 0 ? '' : `?${query}`
    if (next !== search) history.replaceState(history.state, '', `${pathname}${next}${hash}`)
  }
  const writeSoon = () => {
    if (wanted !== undefined || page.clock.playing) return
    clearTimeout(timer)
    timer = setTimeout(write, QUIET_ms)
  }
  rerun.changes.watch(writeSoon)
  page.clock.subscribe(writeSoon)
}

/** The address no longer tells what is on show. */
const forget = () => history.replaceState(history.state, '', location.pathname)
