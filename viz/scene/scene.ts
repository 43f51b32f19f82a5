import type { Page } from '../page.ts'
import type { Shown } from '../shown.ts'
import type { Value } from '../value.ts'
import { makeValue } from '../value.ts'
import type { CameraState } from './camera.ts'
import { makeControls } from './controls.ts'
import { makeEarth } from './earth.ts'
import { makeLabels } from './labels.ts'
import { makeMarker } from './marker.ts'
import { type Motion, makeMotion } from './motion.ts'
import type { Paint } from './paint.ts'
import { makePath } from './path.ts'
import { makeSatellite } from './satellite.ts'
import { makeShadow } from './shadow.ts'
import { shapeOf } from './shape.ts'
import { makeSky } from './sky.ts'
import { makeStage } from './stage.ts'
import { makeStations } from './stations.ts'
import type { ScenePart, View } from './view.ts'

/** The scene as the rest of the page may use it. */
export interface SceneHandle {
  readonly paint: Value<Paint>
  /** More to draw, such as a fleet. */
  add(part: ScenePart): void
  remove(part: ScenePart): void
  /** The picture as it is now; undefined where there is no WebGL. */
  readonly canvas: HTMLCanvasElement | undefined
  /** Pictures in any size, until they are ended: meanwhile the page's own stands still. Undefined where there is nothing to draw. */
  pictures(width_px: number, height_px: number): Pictures | undefined
  /** Something changed that no value tells: draw again. */
  redraw(): void
}

export interface Pictures {
  /** A copy of the picture at a time. Throws where the graphics card cannot draw that size. */
  at(time_s: number): OffscreenCanvas
  end(): void
}

const NO_WEBGL =
  'This browser cannot draw the scene: it has no WebGL 2, or it is switched off. Timeline, charts and numbers work without it.'
const NO_ORBIT =
  'This run tells no orbit (orbit.*), Sun (sky.sun_*) and attitude (attitude.q*), so there is nothing to draw in space.'

export function mountScene(page: Page): SceneHandle {
  const slot = page.slot('scene')
  const paint = makeValue<Paint>('temperature')
  const stage = makeStage()
  const message = document.createElement('p')
  message.className = 'scene-message'
  message.hidden = true
  slot.append(message)
  const say = (text: string) => {
    message.textContent = text
    message.hidden = text === ''
  }
  if (stage === undefined) {
    say(NO_WEBGL)
    return { paint, add: () => {}, remove: () => {}, canvas: undefined, pictures: () => undefined, redraw: () => {} }
  }
  const { canvas } = stage
  canvas.tabIndex = 0
  // three writes `display` on it, which would outweigh `hidden`.
  canvas.style.display = ''
  canvas.setAttribute('role', 'img')
  slot.prepend(canvas)
  const over = document.createElement('div')
  over.className = 'labels'
  slot.append(over)
  const labels = makeLabels(over)
  makeControls(canvas, page.camera)

  let motion: Motion | undefined
  let shown: Shown | undefined
  let ofRun: ScenePart[] = []
  let due = true
  let lent = false
  const redraw = () => {
    due = true
  }
  for (const part of [makeSky(), makeEarth(), makeShadow(), makePath()]) stage.add(part)

  page.shown.watch(now => {
    const another = now !== undefined && !(shown?.growing === true && now.scenario === shown.scenario)
    shown = now
    motion = now === undefined ? undefined : makeMotion(now.recording)
    canvas.hidden = motion === undefined
    over.hidden = canvas.hidden
    say(now !== undefined && motion === undefined ? NO_ORBIT : '')
    redraw()
    if (now === undefined || motion === undefined || !another) return
    for (const part of ofRun) stage.remove(part)
    const shape = shapeOf(now.scenario)
    ofRun = [
      makeSatellite(shape, () => paint.now),
      makeMarker(shape.radius_m / 1000, labels),
      makeStations(now.scenario, labels),
    ]
    for (const part of ofRun) stage.add(part)
  })
  page.clock.subscribe(redraw)
  page.camera.watch(redraw)
  paint.watch(redraw)
  const fill = () => {
    if (lent) return
    stage.resize(slot.clientWidth, slot.clientHeight)
    redraw()
  }
  new ResizeObserver(fill).observe(slot)

  page.onFrame(() => {
    if (lent || !due || shown === undefined || motion === undefined) return
    due = false
    const view = stage.draw(shown, motion, page.clock.time_s, page.clock.row, page.camera.now)
    labels.sweep()
    describe(canvas, view, page.camera.now)
  })
  const pictures: SceneHandle['pictures'] = (width_px, height_px) => {
    if (shown === undefined || motion === undefined) return undefined
    const [run, moving] = [shown, motion]
    lent = true
    stage.resize(width_px, height_px, 1)
    return {
      at(time_s) {
        const row = Math.min(run.recording.rows - 1, Math.floor(time_s / run.recording.interval_s + 1e-9))
        stage.draw(run, moving, time_s, row, page.camera.now)
        return copyOf(canvas, width_px, height_px)
      },
      end() {
        lent = false
        fill()
      },
    }
  }
  return { paint, add: stage.add, remove: stage.remove, canvas, pictures, redraw }
}

function copyOf(canvas: HTMLCanvasElement, width_px: number, height_px: number): OffscreenCanvas {
  const gl = canvas.getContext('webgl2')
  const [width, height] = [gl?.drawingBufferWidth, gl?.drawingBufferHeight]
  if (width !== width_px || height !== height_px)
    throw new Error(
      `This graphics card draws ${width} x ${height} px at most of ${width_px} x ${height_px}. Write less.`,
    )
  const copy = new OffscreenCanvas(width_px, height_px)
  copy.getContext('2d')?.drawImage(canvas, 0, 0)
  return copy
}

/** What the picture shows, for those who do not see it; and where the eye is, for those who measure it. */
function describe(canvas: HTMLCanvasElement, view: View, camera: CameraState): void {
  const middle = camera.focus === 'earth' ? 'the Earth' : 'the satellite'
  const light = view.lit_frac > 0.5 ? 'in sunlight' : 'in the shadow of the Earth'
  canvas.setAttribute('aria-label', `Scene round ${middle}, ${camera.up} up: the satellite is ${light}.`)
  const eye_km = view.eye_km.clone().add(view.focus_km).toArray()
  canvas.dataset.view = JSON.stringify({ row: view.row, time_s: view.time_s, eye_km, up: view.camera.up.toArray() })
}
