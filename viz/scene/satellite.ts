import { Color, Group, LineBasicMaterial, MeshLambertMaterial, Quaternion, Vector3 } from 'three'
import { columnOf, type Recording } from '../../engine/index.ts'
import { MATERIAL, type Paint, paintOn } from './paint.ts'
import { holder, makePanel, type Piece, solid } from './panel.ts'
import type { Box, Shape } from './shape.ts'
import { rangeOf_K } from './temperature.ts'
import type { ScenePart, View } from './view.ts'

const EDGE_LIT = new Color(0xffe3a8)
const EDGE_DARK = new Color(0x5d79c9)

/** The satellite in body axes, to scale, turned as the recording's attitude and drives say; its edges are gold in sunlight and blue in the dark. */
export function makeSatellite(shape: Shape, paintNow: () => Paint): ScenePart {
  const object = new Group()
  object.name = 'satellite'
  const edge = new LineBasicMaterial({ color: EDGE_LIT })
  const drawn = new Set(shape.panels.map(p => p.id))
  const pieces = [...shape.panels.map(p => makePanel(p, edge)), ...shape.boxes.map(b => makeBox(b, edge, drawn))]
  for (const piece of pieces) object.add(piece.object)
  const attitude = new Float64Array(4)
  const sunInBody = new Vector3()
  const back = new Quaternion()
  const placeOf = makePlaces()
  return {
    object,
    update(view) {
      object.position.subVectors(view.position_km, view.focus_km)
      view.motion.attitudeAt(view.time_s, attitude)
      object.quaternion.set(attitude[0], attitude[1], attitude[2], attitude[3])
      sunInBody.copy(view.sun).applyQuaternion(back.copy(object.quaternion).conjugate())
      edge.color.lerpColors(EDGE_DARK, EDGE_LIT, view.lit_frac)
      for (const piece of pieces) {
        piece.turn(view, sunInBody)
        piece.paint(paintNow(), placeOf(view, piece.node(view)))
      }
    },
  }
}

/** Where a node's temperature stands between the coldest and the hottest of the run. */
function makePlaces(): (view: View, node: string | undefined) => number | undefined {
  let of: Recording | undefined
  let range = { low_K: 0, high_K: 1 }
  return ({ shown: { recording }, row }, node) => {
    if (recording !== of) range = rangeOf_K(recording)
    of = recording
    const temp_K = node === undefined ? undefined : columnOf(recording, `${node}.temp_K`)?.[row]
    return temp_K === undefined ? undefined : (temp_K - range.low_K) / (range.high_K - range.low_K)
  }
}

function makeBox(box: Box, edge: LineBasicMaterial, drawn: ReadonlySet<string>): Piece {
  const material = new MeshLambertMaterial()
  return {
    object: holder(box.centre_m, solid(box.size_m, material, edge)),
    node: view => hottestInside(view, drawn),
    turn: () => {},
    paint: (paint, place) => paintOn(material, paint, place, MATERIAL.body),
  }
}

/** Nodes without a shape of their own are inside the body, which shows the hottest of them. */
function hottestInside({ shown, row }: View, drawn: ReadonlySet<string>): string | undefined {
  let hottest: string | undefined
  let most_K = Number.NEGATIVE_INFINITY
  for (const { name, values } of shown.recording.columns) {
    const node = name.slice(0, -'.temp_K'.length)
    if (!name.endsWith('.temp_K') || drawn.has(node) || !(values[row] > most_K)) continue
    hottest = node
    most_K = values[row]
  }
  return hottest
}
