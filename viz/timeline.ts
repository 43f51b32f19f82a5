import { formatUtc } from '../engine/index.ts'
import { axisTicks } from './axis.ts'
import { BAND_KINDS, type Band, bandsOf } from './bands.ts'
import type { Page, Stretch } from './page.ts'
import { button, ICONS } from './widgets.ts'

const SVG = 'http://www.w3.org/2000/svg'
/** Where each kind stands, of a height of 100, and how high it is. */
const PLACE: Readonly<Record<Band['kind'], readonly [top: number, height: number]>> = {
  penumbra: [0, 60],
  umbra: [0, 60],
  contact: [64, 16],
  violation: [84, 16],
}
const LABEL_px = 90
const ZOOM_A_NOTCH = 1.25

/** The whole run as a band: eclipses, contacts, broken limits and the cursor. Drag or arrows scrub from row to row, the wheel zooms. */
export function mountTimeline(page: Page): void {
  const slot = page.slot('timeline')
  const track = document.createElement('div')
  track.className = 'track'
  track.tabIndex = 0
  track.setAttribute('role', 'slider')
  track.setAttribute('aria-label', 'Time')
  const bands = document.createElementNS(SVG, 'svg')
  bands.setAttribute('preserveAspectRatio', 'none')
  bands.setAttribute('aria-hidden', 'true')
  const axis = document.createElement('div')
  axis.className = 'axis'
  axis.setAttribute('aria-hidden', 'true')
  const cursor = document.createElement('div')
  cursor.className = 'cursor'
  track.append(bands, axis, cursor)
  slot.append(track)
  mountScrubbing(page, track)

  const all = (): Stretch => ({ from_s: 0, to_s: Math.max(page.clock.interval_s, endOf_s(page)) })
  const stretch = () => page.visible.now ?? all()
  const moveCursor = () => {
    const { from_s, to_s } = stretch()
    const place = (page.clock.time_s - from_s) / (to_s - from_s)
    cursor.hidden = place < 0 || place > 1
    cursor.style.left = `${100 * place}%`
    const { recording } = page.shown.now ?? {}
    track.setAttribute('aria-valuemin', '0')
    track.setAttribute('aria-valuemax', String(page.clock.rows - 1))
    track.setAttribute('aria-valuenow', String(page.clock.row))
    if (recording !== undefined)
      track.setAttribute('aria-valuetext', formatUtc(recording.start_us + page.clock.row * recording.interval_s * 1e6))
  }
  const layOut = () => {
    const { from_s, to_s } = stretch()
    bands.setAttribute('viewBox', `${from_s} 0 ${to_s - from_s} 100`)
    const { recording } = page.shown.now ?? {}
    const ticks = axisTicks(recording?.start_us ?? 0, stretch(), Math.max(2, track.clientWidth / LABEL_px))
    axis.replaceChildren(
      ...ticks.map(({ time_s, text }) => {
        const label = document.createElement('span')
        label.textContent = text
        label.style.left = `${(100 * (time_s - from_s)) / (to_s - from_s)}%`
        return label
      }),
    )
    moveCursor()
  }
  page.shown.watch(shown => {
    const drawn = shown === undefined ? [] : bandsOf(shown)
    bands.replaceChildren(...BAND_KINDS.flatMap(kind => drawn.filter(b => b.kind === kind).map(rectangle)))
    layOut()
  })
  page.visible.watch(layOut)
  page.clock.subscribe(moveCursor)
  new ResizeObserver(layOut).observe(track)
}

const endOf_s = ({ clock }: Page) => (clock.rows - 1) * clock.interval_s

function rectangle({ kind, from_s, to_s, about }: Band): SVGElement {
  const [top, height] = PLACE[kind]
  const rect = document.createElementNS(SVG, 'rect')
  rect.setAttribute('class', kind)
  const shape = { x: from_s, width: Math.max(0, to_s - from_s), y: top, height }
  for (const [name, value] of Object.entries(shape)) rect.setAttribute(name, String(value))
  const title = document.createElementNS(SVG, 'title')
  title.textContent = about
  rect.append(title)
  return rect
}

function mountScrubbing(page: Page, track: HTMLElement): void {
  const { clock, visible } = page
  const timeAt = (event: MouseEvent) => {
    const { left, width } = track.getBoundingClientRect()
    const { from_s, to_s } = visible.now ?? { from_s: 0, to_s: endOf_s(page) }
    return from_s + ((event.clientX - left) / width) * (to_s - from_s)
  }
  const scrub = (event: PointerEvent) => clock.seekRow(Math.round(timeAt(event) / clock.interval_s))
  track.addEventListener('pointerdown', event => {
    track.setPointerCapture(event.pointerId)
    scrub(event)
  })
  track.addEventListener('pointermove', event => {
    if (track.hasPointerCapture(event.pointerId)) scrub(event)
  })
  track.addEventListener('dblclick', () => visible.set(undefined))
  track.addEventListener(
    'wheel',
    event => {
      event.preventDefault()
      const at_s = timeAt(event)
      const end_s = endOf_s(page)
      const { from_s, to_s } = visible.now ?? { from_s: 0, to_s: end_s }
      const factor = ZOOM_A_NOTCH ** (event.deltaY / 100)
      const wanted = { from_s: at_s + (from_s - at_s) * factor, to_s: at_s + (to_s - at_s) * factor }
      const next = { from_s: Math.max(0, wanted.from_s), to_s: Math.min(end_s, wanted.to_s) }
      if (next.to_s - next.from_s < 4 * clock.interval_s) return
      visible.set(next.from_s === 0 && next.to_s === end_s ? undefined : next)
    },
    { passive: false },
  )
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => clock.step(-1),
    ArrowRight: () => clock.step(1),
    PageUp: () => clock.step(Math.ceil(clock.rows / 20)),
    PageDown: () => clock.step(-Math.ceil(clock.rows / 20)),
    Home: () => clock.seekRow(0),
    End: () => clock.seekRow(clock.rows - 1),
  }
  track.addEventListener('keydown', event => {
    if (keys[event.key] === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    keys[event.key]()
  })
}

/** Play, pause, step and speed; what keys do too. */
export function mountPlayback(page: Page): void {
  const { clock } = page
  const bar = document.createElement('div')
  bar.className = 'playback'
  const play = button(ICONS.play, 'Play or pause (space)', () => clock.toggle())
  play.dataset.action = 'play'
  const speed = document.createElement('select')
  speed.setAttribute('aria-label', 'Speed')
  speed.title = 'Speed ([ and ])'
  for (const s of SPEEDS) speed.add(new Option(`${s.toLocaleString('en')} ×`, String(s)))
  speed.addEventListener('change', () => clock.setSpeed(Number(speed.value)))
  bar.append(
    button(ICONS.start, 'To the start', () => clock.seekRow(0)),
    button(ICONS.back, 'One row back (,)', () => clock.step(-1)),
    play,
    button(ICONS.on, 'One row on (.)', () => clock.step(1)),
    button(ICONS.end, 'To the end', () => clock.seekRow(clock.rows - 1)),
    speed,
  )
  page.slot('timeline').prepend(bar)
  const follow = () => {
    play.firstElementChild?.firstElementChild?.setAttribute('d', clock.playing ? ICONS.pause : ICONS.play)
    play.setAttribute('aria-pressed', String(clock.playing))
    speed.value = String(clock.speed)
  }
  clock.subscribe(follow)
  follow()
}

export const SPEEDS = [1, 10, 60, 300, 600, 1000, 3000, 10_000] as const
