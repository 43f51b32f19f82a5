import type { Page } from './page.ts'
import type { SceneHandle } from './scene/scene.ts'
import { RAMP_CSS, rangeOf_K } from './scene/temperature.ts'

/** What the colours mean, and whose shores these are. */
export function mountLegend(page: Page, scene: SceneHandle): void {
  if (scene.canvas === undefined) return
  const box = document.createElement('div')
  box.className = 'legend'
  const ramp = document.createElement('div')
  ramp.className = 'ramp'
  const bar = document.createElement('span')
  bar.style.background = RAMP_CSS
  const low = document.createElement('span')
  const high = document.createElement('span')
  ramp.append(low, bar, high)
  const credit = document.createElement('p')
  credit.textContent = 'Shores: Natural Earth'
  box.append(ramp, credit)
  page.slot('scene').append(box)
  page.shown.watch(shown => {
    box.hidden = shown === undefined
    if (shown === undefined) return
    const { low_K, high_K } = rangeOf_K(shown.recording)
    low.textContent = `${low_K} K`
    high.textContent = `${high_K} K`
  })
  scene.paint.watch(paint => {
    ramp.hidden = paint !== 'temperature'
  })
}
