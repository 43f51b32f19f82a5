import {
  BoxGeometry,
  EdgesGeometry,
  Group,
  type LineBasicMaterial,
  LineSegments,
  Matrix4,
  Mesh,
  MeshLambertMaterial,
  Vector3,
} from 'three'
import { columnOf } from '../../engine/index.ts'
import { MATERIAL, type Paint, paintOn, patternOf } from './paint.ts'
import { type Panel, vectorOf } from './shape.ts'
import type { View } from './view.ts'

const KM = 1e-3
const THICKNESS_m = 0.06

/** A piece of the satellite, in body axes. */
export interface Piece {
  readonly object: Group
  /** The thermal node whose temperature it shows; undefined where it has none. */
  node(view: View): string | undefined
  turn(view: View, sunInBody: Vector3): void
  paint(paint: Paint, place: number | undefined): void
}

/** A body with its edges drawn, at a place in body axes, m. */
export function solid(
  size_m: readonly [number, number, number],
  materials: MeshLambertMaterial | MeshLambertMaterial[],
  edge: LineBasicMaterial,
): Mesh {
  const geometry = new BoxGeometry(size_m[0] * KM, size_m[1] * KM, size_m[2] * KM)
  const mesh = new Mesh(geometry, materials)
  mesh.add(new LineSegments(new EdgesGeometry(geometry), edge))
  return mesh
}

export function holder(at_m: readonly [number, number, number], mesh: Mesh): Group {
  const object = new Group()
  object.add(mesh)
  object.position.set(at_m[0] * KM, at_m[1] * KM, at_m[2] * KM)
  return object
}

/** An array or a radiator: a thin plate that stretches from its root, turned so that its front looks where the recording says. */
export function makePanel(panel: Panel, edge: LineBasicMaterial): Piece {
  const { id, kind, length_m, width_m } = panel
  const front = new MeshLambertMaterial({ map: patternOf(kind, length_m, width_m) })
  front.emissiveMap = front.map
  const rear = new MeshLambertMaterial()
  const back = kind === 'radiator' && panel.sides === 2 ? front : rear
  // The sides of a box: x, -x, y, -y, z (its front), -z.
  const mesh = solid([length_m, width_m, THICKNESS_m], [rear, rear, rear, rear, front, back], edge)
  mesh.position.x = panel.reach_m * KM
  const object = holder(panel.root_m, mesh)
  const normal = new Vector3()
  const along = new Vector3()
  const across = new Vector3()
  const basis = new Matrix4()
  return {
    object,
    node: () => id,
    turn(view, sunInBody) {
      normalOf(panel, view, sunInBody, normal)
      along.set(...panel.outward)
      along.addScaledVector(normal, -normal.dot(along))
      // With the Sun along the wing any way across it is as good.
      if (along.lengthSq() < 1e-9) along.set(normal.y, normal.z, normal.x).cross(normal)
      along.normalize()
      across.crossVectors(normal, along)
      object.quaternion.setFromRotationMatrix(basis.makeBasis(along, across, normal))
    },
    paint(paint, place) {
      paintOn(front, paint, place, kind === 'array' ? MATERIAL.array : MATERIAL.radiator)
      paintOn(rear, paint, place, kind === 'array' ? MATERIAL.arrayBack : MATERIAL.insulated)
    },
  }
}

/** The way a panel looks in body axes: its face, turned about its drive's axis and tilted towards it, as the engine counts the angles. */
function normalOf(panel: Panel, { shown, row }: View, sunInBody: Vector3, out: Vector3): void {
  if (panel.face === 'sun') {
    out.copy(sunInBody)
    return
  }
  out.set(...vectorOf(panel.face))
  if (panel.drive === 'fixed') return
  const angle_rad = (name: string) =>
    ((columnOf(shown.recording, `${panel.id}.${name}_deg`)?.[row] ?? 0) * Math.PI) / 180
  const axis = new Vector3(...vectorOf(panel.drive_axis))
  out.applyAxisAngle(axis, angle_rad('turn'))
  if (panel.drive !== 'two-axis') return
  const tilt_rad = angle_rad('tilt')
  out.multiplyScalar(Math.cos(tilt_rad)).addScaledVector(axis, Math.sin(tilt_rad))
}
