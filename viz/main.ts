import { makeClock } from './clock.ts'
import { makeEngine } from './engine.ts'
import { mountKeys } from './keys.ts'
import { mountLegend } from './legend.ts'
import { openAddress } from './open.ts'
import { type Page, say, slot } from './page.ts'
import { mountPanels } from './panels.ts'
import { mountReadout } from './readout.ts'
import type { CameraState } from './scene/camera.ts'
import { mountScene } from './scene/scene.ts'
import { makeShown } from './shown.ts'
import { mountPlayback, mountTimeline } from './timeline.ts'
import { mountToolbar } from './toolbar.ts'
import { makeValue } from './value.ts'
import { VIEWS } from './views.ts'

const FIRST_CAMERA: CameraState = {
  focus: 'earth',
  follow: true,
  up: 'north',
  azimuth_deg: 35,
  elevation_deg: 18,
  distance_km: 24_000,
}

const draws: (() => void)[] = []
const page: Page = {
  shown: makeShown(),
  clock: makeClock(),
  engine: makeEngine(),
  camera: makeValue(FIRST_CAMERA),
  visible: makeValue(undefined),
  onFrame: draw => draws.push(draw),
  slot,
  say,
}

page.shown.watch(shown => {
  if (shown === undefined) return
  page.clock.cover(shown.recording, shown.growing)
  document.title = `${shown.recording.name} · heliosync`
})
const scene = mountScene(page)
const toggleNumbers = mountReadout(page)
mountLegend(page, scene)
mountTimeline(page)
mountPlayback(page)
mountToolbar(page, scene, mountKeys(page, scene, toggleNumbers))
mountPanels(page, scene)
// The first run is looked at from its sunny side; afterwards the eye stays where its owner put it.
const leave = page.shown.watch(shown => {
  if (shown !== undefined) VIEWS.orbit(page)
  if (shown !== undefined) queueMicrotask(() => leave())
})

let last_ms = performance.now()
const frame = (now_ms: number) => {
  // After a pause of the whole page (a hidden tab) playback goes on where it was.
  page.clock.advance(Math.min(0.25, (now_ms - last_ms) / 1000))
  last_ms = now_ms
  for (const draw of draws) draw()
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)

await openAddress(page, new URLSearchParams(location.search))
