import { Vector3 } from 'three'
import { EARTH_RADIUS_km } from '../../engine/index.ts'
import type { View } from './view.ts'

/** Words in the scene: text of the page, so that it is sharp and can be read aloud. */
export interface Labels {
  /** Writes `text` at a place (km from the focus), once an update; out of sight it is hidden. */
  place(name: string, text: string, at_km: Vector3, view: View): void
  /** Hides those that were not placed since the last call. */
  sweep(): void
}

export function makeLabels(over: HTMLElement): Labels {
  const elements = new Map<string, HTMLElement>()
  const placed = new Set<string>()
  const screen = new Vector3()
  return {
    place(name, text, at_km, view) {
      const element = elements.get(name) ?? add(over, elements, name)
      screen.copy(at_km).project(view.camera)
      if (screen.z > 1 || Math.abs(screen.x) > 1 || Math.abs(screen.y) > 1 || behindEarth(at_km, view)) return
      placed.add(name)
      if (element.textContent !== text) element.textContent = text
      const x = ((screen.x + 1) / 2) * view.width_px
      const y = ((1 - screen.y) / 2) * view.height_px
      element.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`
    },
    sweep() {
      for (const [name, element] of elements) element.hidden = !placed.has(name)
      placed.clear()
    },
  }
}

function add(over: HTMLElement, elements: Map<string, HTMLElement>, name: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'label'
  element.dataset.label = name
  over.append(element)
  elements.set(name, element)
  return element
}

const ray = new Vector3()
const centre = new Vector3()

/** True where the Earth, taken as a sphere a little smaller than it is, stands between the eye and a place. */
function behindEarth(at_km: Vector3, { eye_km, focus_km }: View): boolean {
  ray.subVectors(at_km, eye_km)
  const length_km = ray.length()
  ray.divideScalar(length_km)
  centre.copy(focus_km).negate().sub(eye_km)
  const along_km = centre.dot(ray)
  if (along_km <= 0 || along_km >= length_km) return false
  return centre.lengthSq() - along_km * along_km < (0.995 * EARTH_RADIUS_km) ** 2
}
