import { columnOf, formatUtc } from '../../engine/index.ts'
import { el } from '../element.ts'
import { instant } from '../format.ts'
import type { Page } from '../page.ts'
import { button } from '../widgets.ts'
import type { Look } from './look.ts'

/** Which stretch the charts show and at which tick they are read, with what a pointer does also under keys. */
export function makeZoom(page: Page, look: Look): HTMLElement {
  const tick = el('output', { class: 'tick', 'aria-live': 'off' })
  const zoom = (factor: number) => {
    const { recording } = page.shown.now ?? {}
    if (recording === undefined) return
    const end_s = (recording.rows - 1) * recording.interval_s
    const { from_s, to_s } = page.visible.now ?? { from_s: 0, to_s: end_s }
    const width_s = Math.max(4 * recording.interval_s, (to_s - from_s) * factor)
    if (width_s >= end_s) return page.visible.set(undefined)
    const start_s = Math.max(0, Math.min(end_s - width_s, page.clock.time_s - width_s / 2))
    page.visible.set({ from_s: start_s, to_s: start_s + width_s })
  }
  const write = () => {
    const { recording, summary } = page.shown.now ?? {}
    if (recording === undefined) return
    const row = look.hover.now ?? page.clock.row
    const time_s = row * recording.interval_s
    const lit = columnOf(recording, 'sky.lit_frac')?.[row]
    const sky = lit === undefined ? '' : lit === 1 ? ' · sunlit' : lit === 0 ? ' · shadow' : ' · penumbra'
    tick.textContent = `${instant(formatUtc(recording.start_us + time_s * 1e6))} UTC · tick ${Math.round(time_s / (summary?.step_s ?? recording.interval_s))}${sky}`
  }
  page.shown.watch(write)
  look.hover.watch(write)
  page.clock.subscribe(write)
  return el(
    'div',
    { class: 'zoom' },
    tick,
    button('−', 'Show a longer stretch', () => zoom(2)),
    button('+', 'Show a shorter stretch around the mark of playback', () => zoom(0.5)),
    button('All', 'Show the whole run', () => page.visible.set(undefined)),
  )
}
