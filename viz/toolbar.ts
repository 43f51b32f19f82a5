import { ENDINGS, openFile } from './open.ts'
import type { Page } from './page.ts'
import { UPS } from './scene/camera.ts'
import { PAINTS } from './scene/paint.ts'
import type { SceneHandle } from './scene/scene.ts'
import { VIEWS } from './views.ts'
import { button, chooser } from './widgets.ts'

export function mountToolbar(page: Page, scene: SceneHandle, showKeys: () => void): void {
  const bar = page.slot('toolbar')
  const title = document.createElement('h1')
  page.shown.watch(shown => {
    title.textContent = shown?.recording.name ?? 'heliosync'
  })
  const { camera } = page
  const up = chooser('Up', UPS, word => camera.set({ ...camera.now, up: word }))
  const follow = button('Follow', 'The camera follows the satellite round (f)', () =>
    camera.set({ ...camera.now, follow: !camera.now.follow }),
  )
  camera.watch(now => {
    up.show(now.up)
    follow.setAttribute('aria-pressed', String(now.follow))
  })
  const paint = chooser('Colours', PAINTS, word => scene.paint.set(word))
  scene.paint.watch(paint.show)
  bar.append(
    title,
    opener(page),
    button('Orbit', 'See the whole orbit (1)', () => VIEWS.orbit(page)),
    button('Satellite', 'See the satellite from near (2)', () => VIEWS.satellite(page)),
    follow,
    up.element,
    paint.element,
    button('?', 'Keys (?)', showKeys),
  )
}

/** A file from the disk: by the button or dropped anywhere on the page. */
function opener(page: Page): HTMLElement {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ENDINGS.map(e => `.${e}`).join(',')
  input.hidden = true
  input.addEventListener('change', () => {
    open(page, input.files)
    input.value = ''
  })
  const made = button('Open …', 'Open a scenario or a recording', () => input.click())
  made.append(input)
  document.addEventListener('dragover', event => event.preventDefault())
  document.addEventListener('drop', event => {
    event.preventDefault()
    open(page, event.dataTransfer?.files ?? null)
  })
  return made
}

async function open(page: Page, files: FileList | null): Promise<void> {
  const file = files?.[0]
  if (file === undefined) return
  const bytes = await file.arrayBuffer().catch(() => undefined)
  if (bytes === undefined) page.say(`${file.name} cannot be read.`, true)
  else await openFile(page, file.name, bytes)
}
