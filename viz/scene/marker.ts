import { BufferAttribute, BufferGeometry, Group, Points, PointsMaterial, Vector3 } from 'three'
import type { Labels } from './labels.ts'
import { makeLine } from './line.ts'
import type { ScenePart, View } from './view.ts'

/** Below this many pixels the satellite's shape says nothing, and a mark shows where it is. */
const SMALLEST_px = 14
const MARK_px = 9
/** From this size on arrows tell where Sun, Earth and the way ahead lie. */
const ARROWS_FROM_px = 90
const ARROW_OF_RADIUS = 1.15

const ARROWS = [
  { name: 'to the Sun', colour: [1, 0.78, 0.25], direction: (v: View, out: Vector3) => out.copy(v.sun) },
  {
    name: 'to the Earth',
    colour: [0.35, 0.6, 1],
    direction: (v: View, out: Vector3) => out.copy(v.position_km).negate(),
  },
  { name: 'ahead', colour: [0.8, 0.85, 0.9], direction: (v: View, out: Vector3) => out.copy(v.velocity_km_s) },
] as const

/** The satellite's mark from afar, its arrows from near. */
export function makeMarker(radius_km: number, labels: Labels): ScenePart {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(3), 3))
  const material = new PointsMaterial({ size: MARK_px, sizeAttenuation: false, color: 0xffffff })
  const mark = new Points(geometry, material)
  mark.frustumCulled = false
  const arrows = ARROWS.map(a => {
    const line = makeLine(4, 2)
    for (let k = 0; k < 12; k++) line.colours[k] = a.colour[k % 3]
    return { ...a, line }
  })
  const object = new Group()
  object.add(mark, ...arrows.map(a => a.line.object))
  const at = new Vector3()
  const tip = new Vector3()
  const way = new Vector3()
  const side = new Vector3()
  return {
    object,
    update(view) {
      at.subVectors(view.position_km, view.focus_km)
      const distance_km = at.distanceTo(view.eye_km)
      const size_px = (2 * radius_km) / (distance_km * view.pixel)
      mark.position.copy(at)
      mark.visible = size_px < SMALLEST_px
      if (mark.visible) labels.place('satellite', 'satellite', at, view)
      for (const { name, line, direction } of arrows) {
        line.object.visible = size_px > ARROWS_FROM_px
        if (!line.object.visible) continue
        direction(view, way).normalize()
        tip.copy(at).addScaledVector(way, ARROW_OF_RADIUS * radius_km)
        side
          .subVectors(view.eye_km, tip)
          .cross(way)
          .normalize()
          .multiplyScalar(0.05 * radius_km)
        const barb = (sign: number) =>
          tip
            .clone()
            .addScaledVector(way, -0.1 * radius_km)
            .addScaledVector(side, sign)
        for (const [k, p] of [at, tip, barb(1), tip].entries()) p.toArray(line.points, 3 * k)
        line.draw(4, view.width_px, view.height_px)
        labels.place(name, name, tip, view)
      }
    },
  }
}
