import { makeClock } from './clock.ts'
import { makeEngine } from './engine.ts'
import { openAddress } from './open.ts'
import { type Page, say, slot } from './page.ts'
import { makeShown } from './shown.ts'

const page: Page = { shown: makeShown(), clock: makeClock(), engine: makeEngine(), slot, say }

page.shown.watch(shown => {
  if (shown === undefined) return
  page.clock.cover(shown.recording, shown.growing)
  document.title = `${shown.recording.name} · heliosync`
})

let last_ms = performance.now()
const frame = (now_ms: number) => {
  // After a pause of the whole page (a hidden tab) playback goes on where it was.
  page.clock.advance(Math.min(0.25, (now_ms - last_ms) / 1000))
  last_ms = now_ms
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)

await openAddress(page, new URLSearchParams(location.search))
