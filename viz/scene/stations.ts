import { BufferAttribute, BufferGeometry, Group, Points, PointsMaterial, Vector3 } from 'three'
import { columnOf, geodeticToFixed } from '../../engine/index.ts'
import type { Shown } from '../shown.ts'
import type { Labels } from './labels.ts'
import { makeLine } from './line.ts'
import { partsOf } from './shape.ts'
import type { ScenePart, View } from './view.ts'

const STATION_px = 7
const DEG = Math.PI / 180
const CONTACT = [0.31, 0.9, 0.8] as const

/** The ground stations of a scenario, and a line to the satellite from each that sees it. */
export function makeStations(scenario: Shown['scenario'], labels: Labels): ScenePart {
  const object = new Group()
  const stations = partsOf(scenario)
    .filter(p => p.kind === 'ground.station')
    .map(p => {
      const fixed = new Float64Array(3)
      geodeticToFixed(Number(p.latitude_deg) * DEG, Number(p.longitude_deg) * DEG, Number(p.altitude_m) / 1000, fixed)
      const geometry = new BufferGeometry()
      geometry.setAttribute('position', new BufferAttribute(new Float32Array(3), 3))
      const material = new PointsMaterial({ size: STATION_px, sizeAttenuation: false, color: 0x4fd1c5 })
      const mark = new Points(geometry, material)
      const line = makeLine(2, 1.8)
      for (let k = 0; k < 6; k++) line.colours[k] = CONTACT[k % 3]
      object.add(mark, line.object)
      return { id: p.id, fixed, mark, line, mask_deg: Number(p.min_elevation_deg) }
    })
  const at = new Vector3()
  const satellite = new Vector3()
  return {
    object,
    update(view) {
      satellite.subVectors(view.position_km, view.focus_km)
      for (const { id, fixed, mark, line, mask_deg } of stations) {
        const elevation_deg = columnOf(view.shown.recording, `${id}.elevation_deg`)
        at.fromArray(fixed).applyAxisAngle(POLE, view.gmst_rad).sub(view.focus_km)
        mark.position.copy(at)
        line.object.visible = elevation_deg !== undefined && between(elevation_deg, view) > mask_deg
        labels.place(`station ${id}`, line.object.visible ? `${id} · in contact` : id, at, view)
        if (!line.object.visible) continue
        at.toArray(line.points, 0)
        satellite.toArray(line.points, 3)
        line.draw(2, view.width_px, view.height_px)
      }
    },
  }
}

const POLE = new Vector3(0, 0, 1)

/** A column's value between two rows. */
function between(values: Float64Array, { row, time_s, shown }: View): number {
  const next = Math.min(values.length - 1, row + 1)
  const u = Math.min(1, time_s / shown.recording.interval_s - row)
  return values[row] + u * (values[next] - values[row])
}
