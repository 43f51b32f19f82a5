// The cursor and the closer look of the charts. Without it the page is whole, but still.

/**
 * Least and largest value of each stretch of the run, by column; `min` is left out where a stretch is one tick.
 * @typedef {{ unit: string, max: number[], min?: number[] }} Values
 * @typedef {{ start_ms: number, stretch_s: number, end: number, series: Record<string, Values> }} Data
 */

{
  const charts = /** @type {HTMLElement} */ (document.getElementById('charts'))
  /** @type {Data} */
  const data = JSON.parse(document.getElementById('series')?.textContent ?? '')
  const fields = /** @type {HTMLElement[]} */ ([...charts.querySelectorAll('.field')])
  const drawings = [...charts.querySelectorAll('.field svg')]
  const outputs = /** @type {HTMLOutputElement[]} */ ([...charts.querySelectorAll('output')])
  const times = [...charts.querySelectorAll('.times span')]
  const rows = Math.ceil(data.end) + 1

  /** What is shown, in stretches since the start. */
  let from = 0
  let to = data.end
  /** The row under the cursor; below 0 there is none. */
  let row = -1

  const cursors = fields.map(field => child(field, 'cursor'))

  /** @param {HTMLElement} field @param {string} name */
  function child(field, name) {
    const element = document.createElement('div')
    element.className = name
    element.hidden = true
    field.append(element)
    return element
  }

  /** `06-21 03:12:40`. @param {number} stretch */
  const clock = stretch =>
    new Date(data.start_ms + stretch * data.stretch_s * 1000).toISOString().slice(5, 19).replace('T', ' ')

  /** @param {Values} values @param {number} k */
  function text({ unit, max, min }, k) {
    const value = min === undefined || min[k] === max[k] ? `${max[k]}` : `${min[k]} to ${max[k]}`
    return unit === '' ? value : `${value} ${unit}`
  }

  function showWindow() {
    for (const d of drawings) d.setAttribute('viewBox', `${from} 0 ${to - from} 1000`)
    for (const [k, t] of times.entries()) t.textContent = clock(from + (k / (times.length - 1)) * (to - from))
    showCursor()
  }

  function showCursor() {
    const at = Math.min(row, data.end)
    const seen = row >= 0 && at >= from && at <= to
    for (const c of cursors) {
      c.hidden = !seen
      c.style.left = `${(100 * (at - from)) / (to - from)}%`
    }
    for (const o of outputs) {
      const values = data.series[o.dataset.series ?? '']
      o.textContent = seen && values !== undefined ? text(values, row) : ''
    }
    charts.title = seen ? `${clock(at)} UTC` : ''
  }

  /** @param {PointerEvent} event @param {HTMLElement} field */
  const stretchAt = (event, field) => {
    const { left, width } = field.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width))
    return from + share * (to - from)
  }

  for (const field of fields) {
    const chosen = child(field, 'chosen')
    /** @type {number | undefined} */
    let pressed
    field.addEventListener('pointermove', event => {
      const now = stretchAt(event, field)
      row = Math.min(rows - 1, Math.round(now))
      showCursor()
      if (pressed === undefined) return
      chosen.hidden = false
      chosen.style.left = `${(100 * (Math.min(pressed, now) - from)) / (to - from)}%`
      chosen.style.width = `${(100 * Math.abs(now - pressed)) / (to - from)}%`
    })
    field.addEventListener('pointerdown', event => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return
      pressed = stretchAt(event, field)
      field.setPointerCapture(event.pointerId)
    })
    field.addEventListener('pointerup', event => {
      if (pressed === undefined) return
      const now = stretchAt(event, field)
      const [a, b] = [Math.min(pressed, now), Math.max(pressed, now)]
      pressed = undefined
      chosen.hidden = true
      // Less than two rows is a click.
      if (b - a < 2) return
      from = a
      to = b
      showWindow()
    })
    field.addEventListener('pointerleave', () => {
      row = -1
      showCursor()
    })
    field.addEventListener('dblclick', () => {
      from = 0
      to = data.end
      showWindow()
    })
  }

  charts.addEventListener('keydown', event => {
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (move === 0) return
    event.preventDefault()
    row = Math.min(rows - 1, Math.max(0, row + move))
    showCursor()
  })

  showWindow()
}
