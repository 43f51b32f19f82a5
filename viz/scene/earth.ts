import {
  AdditiveBlending,
  BackSide,
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  Group,
  LinearMipmapLinearFilter,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  RepeatWrapping,
  ShaderMaterial,
  SphereGeometry,
  Vector3,
} from 'three'
import { EARTH_FLATTENING, EARTH_RADIUS_km, geodeticToFixed } from '../../engine/index.ts'
import { drawLand, landRings, type Ring } from './land.ts'
import airFragment from './shaders/air.frag?raw'
import groundFragment from './shaders/ground.frag?raw'
import shellVertex from './shaders/shell.vert?raw'
import type { ScenePart } from './view.ts'

const MAP_WIDTH_px = 4096
/** Where the drawn air ends: what still scatters light that a camera sees (estimate). */
const AIR_km = 90
const LINES_ABOVE_km = 1
const DEG = Math.PI / 180

/** The WGS 84 ellipsoid with its shores, lit by the Sun, in the frame that turns with it. */
export function makeEarth(): ScenePart {
  const rings = landRings()
  const map = new CanvasTexture(drawLand(rings, MAP_WIDTH_px))
  map.wrapS = RepeatWrapping
  map.minFilter = LinearMipmapLinearFilter
  map.anisotropy = 8
  const uniforms = {
    land: { value: map },
    sun: { value: new Vector3(1, 0, 0) },
    eye: { value: new Vector3(1, 0, 0) },
    gmst: { value: 0 },
    polar: { value: 1 - EARTH_FLATTENING },
    ground: { value: EARTH_RADIUS_km },
    height: { value: AIR_km },
  }
  const shell = (height_km: number, fragmentShader: string, more: object) => {
    const mesh = new Mesh(
      new SphereGeometry(1, 256, 128),
      new ShaderMaterial({ uniforms, vertexShader: shellVertex, fragmentShader, ...more }),
    )
    const radius_km = EARTH_RADIUS_km + height_km
    mesh.scale.set(radius_km, radius_km * (1 - EARTH_FLATTENING), radius_km)
    // three's spheres have their axis along y.
    mesh.rotation.x = Math.PI / 2
    return mesh
  }
  const ground = shell(0, groundFragment, {})
  const air = shell(AIR_km, airFragment, {
    side: BackSide,
    transparent: true,
    depthWrite: false,
    blending: AdditiveBlending,
  })
  const object = new Group()
  object.name = 'earth'
  object.add(ground, air, lines(rings, 0x9fb4c8, 0.5), lines(graticule(), 0x7f93a8, 0.12))
  return {
    object,
    update({ focus_km, gmst_rad, sun, eye_km }) {
      object.position.copy(focus_km).negate()
      object.rotation.z = gmst_rad
      uniforms.gmst.value = gmst_rad
      uniforms.sun.value.copy(sun)
      uniforms.eye.value.copy(eye_km).add(focus_km)
    },
  }
}

/** Shores or other lines on the ground, longitude and latitude in turn. */
function lines(rings: readonly Ring[], color: number, opacity: number): LineSegments {
  const at = new Float64Array(3)
  const points: number[] = []
  const add = (ring: Ring, k: number) => {
    geodeticToFixed(ring[k + 1] * DEG, ring[k] * DEG, LINES_ABOVE_km, at)
    points.push(at[0], at[1], at[2])
  }
  for (const ring of rings)
    for (let k = 2; k < ring.length; k += 2) {
      add(ring, k - 2)
      add(ring, k)
    }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(points), 3))
  return new LineSegments(geometry, new LineBasicMaterial({ color, opacity, transparent: true, depthWrite: false }))
}

/** Meridians and parallels every 30 degrees. */
function graticule(): Ring[] {
  const rings: Ring[] = []
  for (let lon = -180; lon < 180; lon += 30)
    rings.push(Float32Array.from({ length: 122 }, (_, k) => (k % 2 === 0 ? lon : -90 + 3 * ((k - 1) / 2))))
  for (let lat = -60; lat <= 60; lat += 30)
    rings.push(Float32Array.from({ length: 242 }, (_, k) => (k % 2 === 0 ? -180 + 3 * (k / 2) : lat)))
  return rings
}
