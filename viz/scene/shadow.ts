import {
  AdditiveBlending,
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Group,
  Matrix4,
  Mesh,
  ShaderMaterial,
  Vector3,
} from 'three'
import { AU_km, EARTH_FLATTENING, EARTH_RADIUS_km, SUN_RADIUS_km } from '../../engine/index.ts'
import shadowFragment from './shaders/shadow.frag?raw'
import shadowVertex from './shaders/shadow.vert?raw'
import type { ScenePart } from './view.ts'

/** How much of the cones is drawn; the umbra's tip lies 1.4 million km away. */
const LENGTH_km = 26_000
const AROUND = 128
const ALONG = 32

/** The edges of umbra and penumbra behind the Earth: the cones that touch the Sun and the ellipsoid. */
export function makeShadow(): ScenePart {
  const umbra = cone(-1, new Vector3(0.2, 0.34, 0.95), 0.09)
  const penumbra = cone(1, new Vector3(0.95, 0.5, 0.2), 0.05)
  const object = new Group()
  object.name = 'shadow'
  object.add(umbra, penumbra)
  object.matrixAutoUpdate = false
  const axis = new Vector3()
  const turn = new Matrix4()
  const side = new Vector3()
  const up = new Vector3()
  return {
    object,
    update({ sun, focus_km }) {
      // Stretched along the pole the ellipsoid is a sphere; cones are made there, and pressed back.
      axis.set(-sun.x, -sun.y, -sun.z / (1 - EARTH_FLATTENING)).normalize()
      side.set(-axis.y, axis.x, 0).normalize()
      up.crossVectors(axis, side)
      turn.makeBasis(side, up, axis)
      object.matrix
        .makeTranslation(-focus_km.x, -focus_km.y, -focus_km.z)
        .multiply(new Matrix4().makeScale(1, 1, 1 - EARTH_FLATTENING))
        .multiply(turn)
      object.matrixWorldNeedsUpdate = true
    },
  }
}

/** Radius at a distance behind the Earth's centre, km: it shrinks (-1, umbra) or grows (+1, penumbra) by the Sun's disc. */
const radius_km = (sign: 1 | -1, behind_km: number) =>
  EARTH_RADIUS_km + (sign * behind_km * (SUN_RADIUS_km + sign * EARTH_RADIUS_km)) / AU_km

function cone(sign: 1 | -1, colour: Vector3, strength: number): Mesh {
  const positions: number[] = []
  const normals: number[] = []
  const indices: number[] = []
  for (let a = 0; a <= ALONG; a++) {
    const behind_km = (LENGTH_km * a) / ALONG
    for (let k = 0; k <= AROUND; k++) {
      const angle = (2 * Math.PI * k) / AROUND
      const r_km = radius_km(sign, behind_km)
      positions.push(r_km * Math.cos(angle), r_km * Math.sin(angle), behind_km)
      normals.push(Math.cos(angle), Math.sin(angle), 0)
      if (a === ALONG || k === AROUND) continue
      const at = a * (AROUND + 1) + k
      indices.push(at, at + 1, at + AROUND + 1, at + 1, at + AROUND + 2, at + AROUND + 1)
    }
  }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3))
  geometry.setAttribute('normal', new BufferAttribute(new Float32Array(normals), 3))
  geometry.setIndex(indices)
  const mesh = new Mesh(
    geometry,
    new ShaderMaterial({
      uniforms: { colour: { value: colour }, strength: { value: strength }, reach: { value: LENGTH_km } },
      vertexShader: shadowVertex,
      fragmentShader: shadowFragment,
      transparent: true,
      depthWrite: false,
      side: DoubleSide,
      blending: AdditiveBlending,
    }),
  )
  mesh.frustumCulled = false
  return mesh
}
