import { type Changes, decodeChange, encodeChange } from './form/change.ts'
import type { Rerun } from './form/rerun.ts'
import type { Page } from './page.ts'
import type { CameraState } from './scene/camera.ts'
import { decodeCamera, encodeCamera } from './scene/camera-text.ts'
import type { Shown } from './shown.ts'

/** Browsers refuse too many changes of the address in a row. */
const QUIET_ms = 400

/** What the page's address holds beside what is opened. */
export interface AddressState {
  readonly changes: Changes
  readonly time_s: number | undefined
  /** Of a fleet, the satellite on show. */
  readonly satellite: number | undefined
  readonly camera: CameraState | undefined
}

/** `?scenario=...&set=wing.area_m2:500&t_s=3600&satellite=12` */
export function readState(query: URLSearchParams): AddressState {
  const number = (key: string) => {
    const value = Number(query.get(key) || Number.NaN)
    return Number.isFinite(value) ? value : undefined
  }
  return {
    changes: new Map(query.getAll('set').flatMap(text => [decodeChange(text)].filter(c => c !== undefined))),
    time_s: number('t_s'),
    satellite: number('satellite'),
    camera: decodeCamera(query.get('camera') ?? ''),
  }
}

/** The address with a state in it; everything else of it stays. */
export function withState(
  query: URLSearchParams,
  { changes, time_s, satellite, camera }: AddressState,
): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const key of ['set', 't_s', 'satellite', 'camera']) next.delete(key)
  for (const [name, value] of changes) next.append('set', encodeChange(name, value))
  if (time_s !== undefined && time_s > 0) next.set('t_s', String(time_s))
  if (satellite !== undefined && satellite !== 1) next.set('satellite', String(satellite))
  if (camera !== undefined) next.set('camera', encodeCamera(camera))
  return next
}

/** Where the run on show was opened from; undefined once another was dropped on the page. */
export const openedFrom = (query: URLSearchParams) => query.get('scenario') ?? query.get('run') ?? undefined

/** Keeps changes, time, satellite and camera in the address of the page, and takes them from there when it opens. */
export function keepInAddress(page: Page, rerun: Rerun): void {
  let wanted: AddressState | undefined = readState(new URLSearchParams(location.search))
  let timer: ReturnType<typeof setTimeout> | undefined
  let opened: Shown | undefined
  if (wanted.camera !== undefined) page.camera.set(wanted.camera)
  const first = wanted.camera === undefined ? page.camera.now : undefined
  rerun.base.watch(base => {
    if (page.shown.now === undefined) return
    if (opened !== undefined) forget()
    opened = page.shown.now
    if (base === undefined || wanted === undefined) return
    if (wanted.changes.size > 0) rerun.replace(wanted.changes)
    if (isOther(wanted.satellite, base)) rerun.pick(wanted.satellite as number)
  })
  page.shown.watch(shown => {
    if (shown === undefined || wanted === undefined) return
    if (wanted.time_s !== undefined) page.clock.seek(wanted.time_s)
    // A scenario with changes, or another satellite of a fleet, comes twice: as it was opened, then as it is wanted.
    const later = rerun.changes.now.size > 0 || isOther(wanted.satellite, shown)
    if (!later || shown.recording !== rerun.base.now?.recording) wanted = undefined
  })
  const write = () => {
    const { search, pathname, hash } = location
    const time_s = page.clock.playing ? undefined : page.clock.time_s
    const query = withState(new URLSearchParams(search), {
      changes: rerun.changes.now,
      time_s,
      satellite: page.shown.now?.fleet?.satellite,
      // One that nobody moved is not worth a word.
      camera: page.camera.now === first ? undefined : page.camera.now,
    })
    const next = query.size === 0 ? '' : `?${query}`
    if (next !== search) history.replaceState(history.state, '', `${pathname}${next}${hash}`)
  }
  const writeSoon = () => {
    if (wanted !== undefined || page.clock.playing) return
    clearTimeout(timer)
    timer = setTimeout(write, QUIET_ms)
  }
  rerun.changes.watch(writeSoon)
  page.shown.watch(writeSoon)
  page.clock.subscribe(writeSoon)
  page.camera.watch(writeSoon)
}

const isOther = (satellite: number | undefined, { fleet }: Shown) =>
  satellite !== undefined && fleet !== undefined && fleet.satellite !== satellite

/** The address no longer tells what is on show. */
const forget = () => history.replaceState(history.state, '', location.pathname)
