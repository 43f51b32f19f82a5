import type { Look } from '../charts/look.ts'
import { el } from '../element.ts'
import type { Page } from '../page.ts'
import type { SceneHandle } from '../scene/scene.ts'
import { button } from '../widgets.ts'
import { nameOf, save } from './save.ts'
import { visibleRows, type Way, waysOf } from './ways.ts'

/** A button of the toolbar that opens the list of what can be taken away. */
export function makeExport(page: Page, look: Look, scene: SceneHandle): HTMLElement {
  const ways = waysOf(page, look, scene)
  const stretch = el('p', { class: 'dim' })
  const list = el('div', { class: 'ways' })
  const status = el('output', { class: 'dim', 'aria-live': 'polite' })
  const close = el('form', { method: 'dialog' }, el('button', {}, 'Close'))
  const title = el('h2', {}, 'Export')
  const dialog = el('dialog', { class: 'export', 'aria-label': 'Export' }, title, stretch, list, status, close)
  document.body.append(dialog)

  const rowOf = (way: Way) => {
    const go = button(way.word, way.about, async () => {
      const shown = page.shown.now
      if (shown === undefined) return
      go.disabled = true
      status.textContent = 'Making it …'
      try {
        const progress = (text: string) => {
          status.textContent = text
        }
        save(await way.make(shown, progress), nameOf(shown, way.ending))
        status.textContent = `${nameOf(shown, way.ending)} is made.`
      } catch (error) {
        status.textContent = error instanceof Error ? error.message : String(error)
      }
      go.disabled = false
    })
    go.dataset.way = way.word.toLowerCase()
    return [go, el('div', {}, el('span', { class: 'dim' }, way.about), ...way.fields.map(f => f.element))]
  }
  return button('Export …', 'Take away pictures, films, rows, the orbit or the scenario', () => {
    const shown = page.shown.now
    if (shown === undefined) return page.say('Open a scenario or a recording first: there is nothing to export yet.')
    const [first, last] = visibleRows(page, shown)
    const whole = page.visible.now === undefined
    const of = whole ? 'of the whole run' : 'of the stretch that the charts show'
    stretch.textContent = `Film, rows and orbit are ${of}: ${last - first + 1} rows.`
    status.textContent = ''
    list.replaceChildren(...ways.filter(w => w.fits(shown)).flatMap(rowOf))
    dialog.showModal()
  })
}
