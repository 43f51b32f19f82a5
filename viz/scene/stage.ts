import {
  AmbientLight,
  Color,
  DirectionalLight,
  type Mesh,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three'
import { gmst82_rad } from '../../engine/index.ts'
import type { Shown } from '../shown.ts'
import { type CameraState, eyeOf, FARTHEST_km, FIELD_deg, NEAREST_km } from './camera.ts'
import type { Motion } from './motion.ts'
import { SKY_km } from './sky.ts'
import type { ScenePart, View } from './view.ts'

/** Light of the Sun, of the Earth below, and of nothing, on the satellite. */
const SUNLIGHT = 2.4
const EARTHLIGHT = 0.45
const STARLIGHT = 0.22

/** The drawn world: parts that are told of every moment, under one camera. */
export interface Stage {
  readonly canvas: HTMLCanvasElement
  readonly add: (part: ScenePart) => void
  readonly remove: (part: ScenePart) => void
  /** Draws a moment of a run as a camera sees it. */
  draw(shown: Shown, motion: Motion, time_s: number, row: number, camera: CameraState): View
  /** `ratio`: pixels of the picture for each of the page; as the screen has them where it is left out. */
  resize(width_px: number, height_px: number, ratio?: number): void
}

/** Undefined where the browser has no WebGL 2. */
export function makeStage(): Stage | undefined {
  const renderer = makeRenderer()
  if (renderer === undefined) return undefined
  const scene = new Scene()
  scene.background = new Color(0x03050a)
  const camera = new PerspectiveCamera(FIELD_deg, 1, NEAREST_km / 20, 2.5 * SKY_km + FARTHEST_km)
  const sunlight = new DirectionalLight(0xfff4e0)
  const earthlight = new DirectionalLight(0x9dc3ff)
  scene.add(sunlight, earthlight, new AmbientLight(0xffffff, STARLIGHT))
  const parts = new Set<ScenePart>()
  let width_px = 1
  let height_px = 1
  const moment = makeMoment()
  return {
    canvas: renderer.domElement,
    add(part) {
      parts.add(part)
      scene.add(part.object)
    },
    remove(part) {
      parts.delete(part)
      scene.remove(part.object)
      part.object.traverse(thing => {
        const { geometry, material } = thing as Partial<Mesh>
        geometry?.dispose()
        for (const m of [material ?? []].flat()) m.dispose()
      })
    },
    draw(shown, motion, time_s, row, state) {
      const m = moment(motion, time_s)
      const { offset_km, up } = eyeOf(state, m.position_km, m.velocity_km_s, m.sun)
      const focus_km = state.focus === 'satellite' ? m.position_km.clone() : new Vector3()
      camera.position.copy(offset_km)
      camera.up.copy(up)
      camera.lookAt(0, 0, 0)
      camera.updateMatrixWorld()
      sunlight.position.copy(m.sun)
      sunlight.intensity = SUNLIGHT * m.lit_frac
      earthlight.position.copy(m.position_km).negate().normalize()
      earthlight.intensity = EARTHLIGHT * Math.max(0.04, m.sun.dot(m.position_km) / m.position_km.length())
      const pixel = (2 * Math.tan((FIELD_deg * Math.PI) / 360)) / height_px
      const view = {
        ...m,
        time_s,
        row,
        shown,
        motion,
        focus_km,
        camera,
        eye_km: camera.position,
        pixel,
        width_px,
        height_px,
      }
      for (const part of parts) part.update(view)
      renderer.render(scene, camera)
      return view
    },
    resize(width, height, ratio = Math.min(2, devicePixelRatio)) {
      width_px = Math.max(1, width)
      height_px = Math.max(1, height)
      camera.aspect = width_px / height_px
      camera.updateProjectionMatrix()
      renderer.setPixelRatio(ratio)
      renderer.setSize(width_px, height_px)
    },
  }
}

function makeRenderer(): WebGLRenderer | undefined {
  // Asked first: three tells of a failure on the console too.
  const trial = document.createElement('canvas').getContext('webgl2')
  if (trial === null) return undefined
  // Where the processor draws, smooth edges would double the time of a picture.
  const antialias = !/swiftshader|llvmpipe|software/i.test(rendererOf(trial))
  trial.getExtension('WEBGL_lose_context')?.loseContext()
  return new WebGLRenderer({ antialias, logarithmicDepthBuffer: true, preserveDrawingBuffer: true })
}

function rendererOf(context: WebGL2RenderingContext): string {
  const about = context.getExtension('WEBGL_debug_renderer_info')
  return String(context.getParameter(about === null ? context.RENDERER : about.UNMASKED_RENDERER_WEBGL))
}

/** The state of things at a time, as vectors. */
function makeMoment() {
  const position = new Float64Array(3)
  const velocity = new Float64Array(3)
  const sun = new Float64Array(3)
  return (motion: Motion, time_s: number) => {
    motion.at(time_s, position, velocity)
    motion.sunAt(time_s, sun)
    return {
      position_km: new Vector3().fromArray(position),
      velocity_km_s: new Vector3().fromArray(velocity),
      sun: new Vector3().fromArray(sun),
      lit_frac: motion.litAt(time_s),
      gmst_rad: gmst82_rad(motion.start_us / 1e6 + time_s),
    }
  }
}
