import {
  BufferGeometry,
  Float32BufferAttribute,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Points,
  ShaderMaterial,
  Uint8BufferAttribute,
  Vector3,
} from 'three'
import fragmentShader from '../scene/shaders/fleet.frag?raw'
import vertexShader from '../scene/shaders/fleet.vert?raw'
import type { ScenePart } from '../scene/view.ts'
import { rampTexture } from './ramps.ts'
import type { FleetPaint, FleetSource } from './source.ts'

const SIZE_px = 2.5

/** Where in knots and rows a moment lies. */
export interface Moment {
  readonly knot: number
  readonly between: number
}

export function momentOf(source: FleetSource, time_s: number): Moment {
  const knot = Math.max(0, Math.floor(time_s / source.knot_s))
  return { knot, between: time_s / source.knot_s - knot }
}

/** A fleet in the scene. */
export interface FleetPoints extends ScenePart {
  /** The moment that its places are of, seconds since the fleet's start; undefined before the first. */
  readonly drawn_s: number | undefined
}

/** A fleet as points that the graphics card moves: what goes to it is two knots and two rows, and only when they change. */
export function makeFleetPoints(source: FleetSource, paint: () => FleetPaint): FleetPoints {
  const { satellites } = source
  const geometry = new BufferGeometry()
  const knots = ['position', 'to'].map((place, k) => {
    const buffer = new InterleavedBuffer(new Float32Array(6 * satellites), 6)
    geometry.setAttribute(place, new InterleavedBufferAttribute(buffer, 3, 0))
    geometry.setAttribute(k === 0 ? 'speed' : 'toSpeed', new InterleavedBufferAttribute(buffer, 3, 3))
    return buffer
  })
  const rows = ['value', 'toValue'].map(name => {
    const attribute = new Uint8BufferAttribute(new Uint8Array(satellites), 1, true)
    geometry.setAttribute(name, attribute)
    return attribute
  })
  geometry.setAttribute('begins', new Float32BufferAttribute(source.begins_s, 1))
  const uniforms = {
    between: { value: 0 },
    mixed: { value: 0 },
    knot: { value: source.knot_s },
    time: { value: 0 },
    focus: { value: new Vector3() },
    size: { value: SIZE_px },
    ramp: { value: rampTexture(paint()) },
  }
  const object = new Points(geometry, new ShaderMaterial({ uniforms, vertexShader, fragmentShader }))
  object.frustumCulled = false
  object.visible = false
  let knotThere = -1
  let rowsThere = ''
  let painted = paint()
  let drawn_s: number | undefined

  /** Until a knot is there, what is drawn stays where it is. */
  function move(time_s: number): void {
    const { knot, between } = momentOf(source, time_s)
    const [first, second] = [source.states(knot), source.states(knot + 1)]
    source.states(knot + 2)
    if (first === undefined || second === undefined) return
    object.visible = true
    uniforms.between.value = between
    uniforms.time.value = time_s
    drawn_s = time_s
    if (knot === knotThere) return
    knotThere = knot
    for (const [k, states] of [first, second].entries()) {
      knots[k].set(states)
      knots[k].needsUpdate = true
    }
  }

  /** A row holds what was at its end. */
  function colour(time_s: number): void {
    const at = Math.max(0, Math.min(source.rows - 1, time_s / source.row_s - 1))
    const row = Math.floor(at)
    uniforms.mixed.value = at - row
    const now = paint()
    const wanted = `${now} ${row} ${source.known}`
    if (wanted === rowsThere) return
    rowsThere = wanted
    for (const [k, attribute] of rows.entries()) {
      attribute.array.set(source.values(now, Math.min(source.rows - 1, row + k)))
      attribute.needsUpdate = true
    }
    if (now === painted) return
    painted = now
    uniforms.ramp.value.dispose()
    uniforms.ramp.value = rampTexture(now)
  }

  return {
    object,
    get drawn_s() {
      return drawn_s
    },
    update(view) {
      const time_s = (view.motion.start_us - source.start_us) / 1e6 + view.time_s
      uniforms.focus.value.copy(view.focus_km)
      move(time_s)
      colour(time_s)
    },
  }
}
