import type { Page } from './page.ts'
import { UPS } from './scene/camera.ts'
import { PAINTS } from './scene/paint.ts'
import type { SceneHandle } from './scene/scene.ts'
import { SPEEDS } from './timeline.ts'
import { VIEWS } from './views.ts'

/** A key of the whole page. */
interface Key {
  readonly key: string
  readonly shown: string
  readonly about: string
  readonly act: () => void
}

const nextOf = <T>(all: readonly T[], now: T): T => all[(all.indexOf(now) + 1) % all.length]

function keysOf(page: Page, scene: SceneHandle, toggleNumbers: () => void, help: HTMLDialogElement): Key[] {
  const { clock, camera } = page
  const change = (part: Partial<typeof camera.now>) => camera.set({ ...camera.now, ...part })
  const faster = () => clock.setSpeed(SPEEDS.find(s => s > clock.speed) ?? clock.speed)
  const slower = () => clock.setSpeed(SPEEDS.findLast(s => s < clock.speed) ?? clock.speed)
  return [
    { key: ' ', shown: 'space', about: 'play or pause', act: () => clock.toggle() },
    { key: ',', shown: ',', about: 'one row back', act: () => clock.step(-1) },
    { key: '.', shown: '.', about: 'one row on', act: () => clock.step(1) },
    { key: '[', shown: '[', about: 'slower', act: slower },
    { key: ']', shown: ']', about: 'faster', act: faster },
    { key: '1', shown: '1', about: 'the whole orbit', act: () => VIEWS.orbit(page) },
    { key: '2', shown: '2', about: 'the satellite from near', act: () => VIEWS.satellite(page) },
    { key: 'f', shown: 'f', about: 'camera follows, or is held', act: () => change({ follow: !camera.now.follow }) },
    {
      key: 'u',
      shown: 'u',
      about: 'what is up: north, Sun, zenith',
      act: () => change({ up: nextOf(UPS, camera.now.up) }),
    },
    {
      key: 'c',
      shown: 'c',
      about: 'colours: temperature, material',
      act: () => scene.paint.set(nextOf(PAINTS, scene.paint.now)),
    },
    { key: 'n', shown: 'n', about: 'numbers over the scene, or none', act: toggleNumbers },
    { key: '?', shown: '?', about: 'this list', act: () => help.showModal() },
  ]
}

const IN_PLACE = [
  ['arrows', 'on the scene: turn; on the timeline: scrub by rows'],
  ['+ −', 'on the scene: nearer, farther'],
  ['drag, wheel', 'on the scene: turn, zoom; on the timeline: scrub, zoom'],
] as const

/** Keys, and the list of them on `?`. Returns what opens the list. */
export function mountKeys(page: Page, scene: SceneHandle, toggleNumbers: () => void): () => void {
  const help = document.createElement('dialog')
  help.setAttribute('aria-label', 'Keys')
  const keys = keysOf(page, scene, toggleNumbers, help)
  const list = document.createElement('dl')
  for (const [shown, about] of [...keys.map(k => [k.shown, k.about] as const), ...IN_PLACE]) {
    const term = document.createElement('dt')
    const key = document.createElement('kbd')
    key.textContent = shown
    term.append(key)
    const said = document.createElement('dd')
    said.textContent = about
    list.append(term, said)
  }
  const title = document.createElement('h2')
  title.textContent = 'Keys'
  const close = document.createElement('form')
  close.method = 'dialog'
  close.innerHTML = '<button>Close</button>'
  help.append(title, list, close)
  document.body.append(help)
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || isTyping(event.target, event.key)) return
    const key = keys.find(k => k.key === event.key)
    if (key === undefined) return
    event.preventDefault()
    key.act()
  })
  return () => help.showModal()
}

/** Fields take every key; buttons and lists take space. */
function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return true
  return key === ' ' && target.closest('button, a, summary') !== null
}
