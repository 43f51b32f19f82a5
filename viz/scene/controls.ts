import type { Value } from '../value.ts'
import { type CameraState, within } from './camera.ts'

const DEG_A_PIXEL = 0.3
const ZOOM_A_NOTCH = 1.15
const KEY_deg = 5

/** Drag, wheel, pinch and keys on the picture move the camera. */
export function makeControls(canvas: HTMLElement, camera: Value<CameraState>): void {
  const turn = (right_deg: number, up_deg: number) =>
    camera.set(
      within({
        ...camera.now,
        azimuth_deg: camera.now.azimuth_deg - right_deg,
        elevation_deg: camera.now.elevation_deg + up_deg,
      }),
    )
  const zoom = (factor: number) => camera.set(within({ ...camera.now, distance_km: camera.now.distance_km * factor }))
  const fingers = new Map<number, { x: number; y: number }>()
  const spread = () => {
    const [a, b] = [...fingers.values()]
    return Math.hypot(a.x - b.x, a.y - b.y)
  }
  canvas.addEventListener('pointerdown', event => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    canvas.setPointerCapture(event.pointerId)
  })
  canvas.addEventListener('pointermove', event => {
    const from = fingers.get(event.pointerId)
    if (from === undefined) return
    const before = fingers.size === 2 ? spread() : 0
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    if (fingers.size === 2) zoom(before / Math.max(1, spread()))
    else turn((event.clientX - from.x) * DEG_A_PIXEL, (event.clientY - from.y) * DEG_A_PIXEL)
  })
  for (const end of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(end, event => fingers.delete(event.pointerId))
  canvas.addEventListener(
    'wheel',
    event => {
      event.preventDefault()
      zoom(ZOOM_A_NOTCH ** (event.deltaY / 100))
    },
    { passive: false },
  )
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => turn(KEY_deg, 0),
    ArrowRight: () => turn(-KEY_deg, 0),
    ArrowUp: () => turn(0, KEY_deg),
    ArrowDown: () => turn(0, -KEY_deg),
    '+': () => zoom(1 / ZOOM_A_NOTCH),
    '=': () => zoom(1 / ZOOM_A_NOTCH),
    '-': () => zoom(ZOOM_A_NOTCH),
  }
  canvas.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys[event.key] === undefined) return
    event.preventDefault()
    keys[event.key]()
  })
}
