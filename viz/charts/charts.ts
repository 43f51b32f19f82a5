import { eclipsesOf } from '../bands.ts'
import { el } from '../element.ts'
import type { Page } from '../page.ts'
import { type Chart, type ChartEvents, makeChart } from './chart.ts'
import { chartsOf, usualColumns } from './choose.ts'
import { watchTheme } from './colours.ts'
import type { Look } from './look.ts'

const SYNC_KEY = 'charts'

/** Charts of the run under one cursor with playback. A click goes there, a stretch drawn is looked at closely. */
export function makeCharts(page: Page, look: Look): HTMLElement {
  const list = el('div', { class: 'charts' })
  let charts: Chart[] = []
  const events: ChartEvents = {
    hover: row => look.hover.set(row),
    seek: row => page.clock.seekRow(row),
    select: range => page.visible.set(range),
  }
  const readAll = () => {
    const row = look.hover.now ?? page.clock.row
    for (const chart of charts) {
      chart.read(row)
      chart.mark(page.clock.time_s)
    }
  }
  const fill = () => {
    const width_px = list.clientWidth
    if (width_px > 0) for (const chart of charts) chart.resize(width_px)
  }
  let due = false
  const rebuild = () => {
    due = false
    for (const chart of charts) chart.destroy()
    const shown = page.shown.now
    const { recording } = shown ?? {}
    charts =
      shown === undefined || recording === undefined
        ? []
        : chartsOf(recording, look.ticked.now ?? usualColumns(recording)).map(plan =>
            makeChart(plan, recording, look.ghost.now?.recording, eclipsesOf(shown), SYNC_KEY, events),
          )
    list.replaceChildren(...charts.map(c => c.element))
    fill()
    for (const chart of charts) chart.show(page.visible.now)
    readAll()
  }
  // Several causes of one moment make one picture; a live run, whose rows come all the time, two pictures a second.
  const rebuildSoon = () => {
    if (due) return
    due = true
    setTimeout(rebuild, page.shown.now?.growing === true ? 500 : 0)
  }
  page.shown.watch(shown => {
    const { rows = 0 } = shown?.recording ?? {}
    if (look.hover.now !== undefined && look.hover.now >= rows) look.hover.set(undefined)
    rebuildSoon()
  })
  look.ghost.watch(rebuildSoon)
  look.ticked.watch(rebuildSoon)
  page.visible.watch(range => {
    for (const chart of charts) chart.show(range)
  })
  look.hover.watch(readAll)
  page.clock.subscribe(readAll)
  watchTheme(rebuildSoon)
  new ResizeObserver(fill).observe(list)
  return list
}
