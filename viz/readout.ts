import { columnOf, formatUtc, type Recording, timeOfRow_s } from '../engine/index.ts'
import type { Page } from './page.ts'

/** What stands over the scene: a name for people, the column, and how its value is written. */
interface Line {
  readonly name: string
  readonly column: string
  readonly write: (value: number) => string
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`
const watts = (value: number) => (Math.abs(value) >= 1000 ? `${(value / 1000).toFixed(2)} kW` : `${value.toFixed(1)} W`)
const latitude = (deg: number) => `${Math.abs(deg).toFixed(2)}° ${deg < 0 ? 'S' : 'N'}`
const longitude = (deg: number) => `${Math.abs(deg).toFixed(2)}° ${deg < 0 ? 'W' : 'E'}`
const kelvin = (temp_K: number) => `${temp_K.toFixed(1)} K`

/** The few numbers that tell where things stand: those of the tick, as recorded. */
function linesOf({ columns }: Recording): Line[] {
  const ending = (end: string) => columns.filter(c => c.name.endsWith(end)).map(c => c.name)
  const named = (column: string, name: string, write: Line['write']) => ({ column, name, write })
  const lines = [
    named('sky.lit_frac', 'sunlight', percent),
    named('orbit.altitude_km', 'height', (km: number) => `${km.toFixed(1)} km`),
    named('orbit.latitude_deg', 'latitude', latitude),
    named('orbit.longitude_deg', 'longitude', longitude),
    ...ending('.supply_W').map(c => named(c, `${ownerOf(c)} supply`, watts)),
    ...ending('.served_W')
      .filter(c => ownerOf(c) === 'bus')
      .map(c => named(c, 'bus served', watts)),
    ...ending('.charge_frac').map(c => named(c, `${ownerOf(c)} charge`, percent)),
    ...ending('.temp_K').map(c => named(c, ownerOf(c), kelvin)),
  ]
  const there = new Set(columns.map(c => c.name))
  return lines.filter(l => there.has(l.column)).slice(0, MOST_LINES)
}

const MOST_LINES = 14
const ownerOf = (column: string) => column.slice(0, column.lastIndexOf('.'))

/** The tick's numbers over the scene. Returns what hides them and shows them again. */
export function mountReadout(page: Page): () => void {
  const list = document.createElement('dl')
  list.className = 'readout'
  list.setAttribute('aria-label', 'Numbers of this tick')
  page.slot('scene').append(list)
  let cells: { readonly cell: HTMLElement; readonly of: (row: number) => string }[] = []
  let written = -1
  page.shown.watch(shown => {
    list.replaceChildren()
    cells = []
    written = -1
    if (shown === undefined) return
    const { recording } = shown
    const add = (name: string, column: string, of: (row: number) => string) => {
      const term = document.createElement('dt')
      term.textContent = name
      const cell = document.createElement('dd')
      cell.dataset.column = column
      list.append(term, cell)
      cells.push({ cell, of })
    }
    const utcOf = (row: number) => formatUtc(recording.start_us + timeOfRow_s(recording, row) * 1e6)
    add('UTC', 'utc', row => utcOf(row).replace('T', ' ').replace('.000Z', '').replace('Z', ''))
    add('row', 'row', row => `${row} of ${page.clock.rows - 1}`)
    for (const { name, column, write } of linesOf(recording)) {
      const values = columnOf(recording, column) as Float64Array
      add(name, column, row => write(values[row]))
    }
  })
  page.onFrame(() => {
    const { row } = page.clock
    if (row === written) return
    written = row
    for (const { cell, of } of cells) cell.textContent = of(row)
  })
  return () => {
    list.hidden = !list.hidden
  }
}
