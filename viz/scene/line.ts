import { Line2 } from 'three/addons/lines/Line2.js'
import { LineGeometry } from 'three/addons/lines/LineGeometry.js'
import { LineMaterial } from 'three/addons/lines/LineMaterial.js'

/** A line of a width in pixels whose points are written anew at every moment. */
export interface WideLine {
  readonly object: Line2
  /** Room for points, x, y, z in turn, from the focus, km. */
  readonly points: Float32Array
  /** Red, green, blue of each point, linear, times its strength. */
  readonly colours: Float32Array
  /** Draws the first `count` points. */
  draw(count: number, width_px: number, height_px: number): void
}

export function makeLine(most: number, width: number, opacity = 1): WideLine {
  const geometry = new LineGeometry()
  const points = new Float32Array(3 * most)
  const colours = new Float32Array(3 * most).fill(1)
  geometry.setPositions(points)
  geometry.setColors(colours)
  const material = new LineMaterial({
    linewidth: width,
    vertexColors: true,
    transparent: true,
    opacity,
    depthWrite: false,
  })
  const object = new Line2(geometry, material)
  object.frustumCulled = false
  const segments = (name: 'instanceStart' | 'instanceColorStart') => {
    const { data } = geometry.attributes[name] as unknown as { data: { array: Float32Array; needsUpdate: boolean } }
    return data
  }
  const places = segments('instanceStart')
  const paints = segments('instanceColorStart')
  /** A segment holds both its ends. */
  const spread = (from: Float32Array, to: { array: Float32Array; needsUpdate: boolean }, count: number) => {
    for (let k = 0; k + 1 < count; k++) for (let c = 0; c < 6; c++) to.array[6 * k + c] = from[3 * k + c]
    to.needsUpdate = true
  }
  return {
    object,
    points,
    colours,
    draw(count, width_px, height_px) {
      spread(points, places, count)
      spread(colours, paints, count)
      geometry.instanceCount = Math.max(0, count - 1)
      material.resolution.set(width_px, height_px)
    },
  }
}
