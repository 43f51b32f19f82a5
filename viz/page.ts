import type { Clock } from './clock.ts'
import type { Engine } from './engine.ts'
import type { CameraState } from './scene/camera.ts'
import type { ShownValue } from './shown.ts'
import type { Value } from './value.ts'

/** Places of the layout (index.html) that parts of the page fill. */
const SLOTS = ['toolbar', 'message', 'scene', 'timeline', 'panels', 'form'] as const
export type Slot = (typeof SLOTS)[number]

/** A stretch of time, seconds since the start of the scenario. */
export interface Stretch {
  readonly from_s: number
  readonly to_s: number
}

/** What every part of the page is given. */
export interface Page {
  readonly shown: ShownValue
  readonly clock: Clock
  readonly engine: Engine
  readonly camera: Value<CameraState>
  /** What timeline and charts show of the run; undefined is all of it. */
  readonly visible: Value<Stretch | undefined>
  /** Calls `draw` before every picture that the browser paints. */
  readonly onFrame: (draw: () => void) => void
  readonly slot: (name: Slot) => HTMLElement
  /** One line above everything; `bad` for what is wrong. An empty text takes it away. */
  readonly say: (text: string, bad?: boolean) => void
}

export function slot(name: Slot): HTMLElement {
  const element = document.querySelector<HTMLElement>(`[data-slot="${name}"]`)
  if (element === null) throw new Error(`index.html has no slot ${name}`)
  return element
}

export function say(text: string, bad = false): void {
  const line = slot('message')
  line.textContent = text
  line.hidden = text === ''
  line.classList.toggle('bad', bad)
}
