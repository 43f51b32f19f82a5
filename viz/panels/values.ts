import type { RecordedColumn, Recording } from '../../engine/index.ts'
import { partOf, quantityOf, usualColumns } from '../charts/choose.ts'
import type { Look } from '../charts/look.ts'
import { el } from '../element.ts'
import { plain } from '../format.ts'
import type { Page } from '../page.ts'

/** Every column with its value and unit at the tick of the cursor; a tick mark takes it into the charts. */
export function makeValues(page: Page, look: Look): HTMLElement {
  const body = el('div', { class: 'values' })
  const element = el('details', { class: 'panel' }, el('summary', {}, 'All values at this tick'), body)
  let cells: { readonly column: RecordedColumn; readonly cell: HTMLElement }[] = []
  let built: Recording | undefined
  const read = () => {
    if (!element.open) return
    if (page.shown.now?.recording !== built) build()
    const row = look.hover.now ?? page.clock.row
    for (const { column, cell } of cells) cell.textContent = plain(column.values[row])
  }
  const build = () => {
    built = page.shown.now?.recording
    cells = []
    const parts = new Map<string, HTMLElement[]>()
    for (const column of built?.columns ?? []) {
      const cell = el('output', { 'data-column': column.name })
      cells.push({ column, cell })
      const part = partOf(column.name)
      parts.set(part, [...(parts.get(part) ?? []), rowOf(column, cell)])
    }
    body.replaceChildren(
      ...[...parts].map(([part, rows]) => el('section', {}, el('h4', {}, part === '' ? 'run' : part), ...rows)),
    )
  }
  const rowOf = (column: RecordedColumn, cell: HTMLElement) => {
    const box = el('input', { type: 'checkbox', title: `Chart ${column.name}` })
    const ticked = look.ticked.now ?? usualColumns(built as Recording)
    box.checked = ticked.has(column.name)
    box.addEventListener('change', () => {
      const next = new Set(look.ticked.now ?? usualColumns(built as Recording))
      if (box.checked) next.add(column.name)
      else next.delete(column.name)
      look.ticked.set(next)
    })
    const unit = column.unit === '1' ? '' : column.unit
    return el('label', { class: 'value' }, box, el('span', {}, quantityOf(column.name)), cell, el('span', {}, unit))
  }
  element.addEventListener('toggle', read)
  page.shown.watch(read)
  look.hover.watch(read)
  page.clock.subscribe(read)
  return element
}
