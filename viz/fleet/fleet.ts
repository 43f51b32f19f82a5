import { type Camera, Matrix4 } from 'three'
import { el } from '../element.ts'
import type { Page } from '../page.ts'
import type { SceneHandle } from '../scene/scene.ts'
import type { ScenePart, View } from '../scene/view.ts'
import { makeValue } from '../value.ts'
import { chooser } from '../widgets.ts'
import { pick } from './pick.ts'
import { makeFleetPoints, momentOf } from './points.ts'
import { ENDS, rampCss } from './ramps.ts'
import { FLEET_PAINTS, type FleetPaint, type FleetSource } from './source.ts'
import { openFleetSource } from './worker-source.ts'

/** A press that moves farther than this turns the camera and picks nothing. */
const STILL_px = 4

/** Draws the fleet that the satellite on show belongs to, and lets one be picked by a click or by its number. */
export function mountFleet(
  page: Page,
  scene: SceneHandle,
  address: () => string | undefined,
  choose: (satellite: number) => void,
): void {
  const paint = makeValue<FleetPaint>('charge')
  let open: { readonly close: () => void; readonly of: string } | undefined
  let drawn: { readonly source: FleetSource; readonly part: ScenePart } | undefined
  let view: View | undefined
  const bar = makeBar(paint, choose)
  page.slot('scene').append(bar.element)
  paint.watch(scene.redraw)

  const close = () => {
    open?.close()
    if (drawn !== undefined) scene.remove(drawn.part)
    open = undefined
    drawn = undefined
    bar.element.hidden = true
  }
  const start = (scenario: unknown, of: string) => {
    close()
    const { source, close: end } = openFleetSource(scenario, address())
    open = { close: end, of }
    source.then(
      found => {
        if (open?.of !== of) return
        const points = makeFleetPoints(found, () => paint.now)
        const part: ScenePart = {
          object: points.object,
          update(now) {
            view = now
            points.update(now)
            bar.element.dataset.time_s = String(points.drawn_s)
          },
        }
        drawn = { source: found, part }
        scene.add(part)
        // A camera that goes round with one satellite would jump at every pick.
        page.camera.set({ ...page.camera.now, follow: false })
        bar.element.hidden = false
        const more = () => {
          bar.show(found)
          scene.redraw()
        }
        found.watch(more)
        more()
      },
      (error: Error) => page.say(`The fleet cannot be shown: ${error.message}`, true),
    )
  }
  page.shown.watch(shown => {
    if (shown?.fleet === undefined) return close()
    bar.chosen(shown.fleet.satellite)
    const of = JSON.stringify(shown.scenario)
    if (of !== open?.of) start(shown.scenario, of)
  })
  onPress(scene.canvas, (x_px, y_px) => {
    if (drawn === undefined || view === undefined) return
    const { source } = drawn
    const time_s = (view.motion.start_us - source.start_us) / 1e6 + view.time_s
    const { knot, between } = momentOf(source, time_s)
    const [first, second] = [source.states(knot), source.states(knot + 1)]
    if (first === undefined || second === undefined) return
    const found = pick(
      seenOf(view),
      x_px,
      y_px,
      first,
      second,
      between,
      source.knot_s,
      i => source.begins_s[i] <= time_s,
    )
    if (found !== undefined) choose(found + 1)
  })
}

function seenOf({ camera, eye_km, focus_km, width_px, height_px }: View) {
  return {
    eye_km: eye_km.clone().add(focus_km).toArray(),
    projection: clipMatrix(camera).elements,
    focus_km: focus_km.toArray(),
    width_px,
    height_px,
  }
}

const clipMatrix = (camera: Camera) =>
  new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse)

/** Calls back for a press that stays where it began, px from the top left. */
function onPress(canvas: HTMLCanvasElement | undefined, press: (x_px: number, y_px: number) => void): void {
  let from: PointerEvent | undefined
  canvas?.addEventListener('pointerdown', event => {
    from = event
  })
  canvas?.addEventListener('pointerup', event => {
    if (from === undefined || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL_px) return
    const { left, top } = canvas.getBoundingClientRect()
    press(event.clientX - left, event.clientY - top)
  })
}

/** What the colours mean, how far the engine is, and the number of the satellite whose charts are shown. */
function makeBar(paint: ReturnType<typeof makeValue<FleetPaint>>, choose: (satellite: number) => void) {
  const colours = chooser('Fleet by', FLEET_PAINTS, word => paint.set(word))
  const low = el('span')
  const high = el('span')
  const ramp = el('span', { class: 'ramp-bar' })
  const number = el('input', { type: 'number', min: 1, step: 1, 'aria-label': 'Satellite whose charts are shown' })
  const count = el('output')
  const satellite = el('label', {}, 'Satellite ', number)
  const element = el('div', { class: 'fleet' }, colours.element, low, ramp, high, satellite, count)
  element.hidden = true
  number.addEventListener('change', () => {
    if (number.reportValidity() && Number.isInteger(number.valueAsNumber)) choose(number.valueAsNumber)
  })
  paint.watch(now => {
    colours.show(now)
    ramp.style.background = rampCss(now)
    ;[low.textContent, high.textContent] = ENDS[now]
  })
  return {
    element,
    chosen(of: number) {
      number.value = String(of)
    },
    show({ satellites, done_frac, fault }: FleetSource) {
      number.max = String(satellites)
      const whole = satellites.toLocaleString('en')
      const rest = fault ?? `${Math.floor(100 * done_frac)} % run`
      count.textContent = done_frac < 1 ? `of ${whole}; ${rest}` : `of ${whole}`
    },
  }
}
