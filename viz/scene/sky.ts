import {
  AdditiveBlending,
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  Group,
  LineBasicMaterial,
  LineSegments,
  Sprite,
  SpriteMaterial,
} from 'three'
import { AU_km, SUN_RADIUS_km } from '../../engine/index.ts'
import type { ScenePart } from './view.ts'

/** How far away the sky is drawn: beyond everything else. */
export const SKY_km = 800_000
/** The glow is that many times as wide as the disc. */
const GLOW = 26

/** The Sun, as large as it looks from here, with a glow; and the celestial equator, hours and parallels, round the eye. */
export function makeSky(): ScenePart {
  const disc = sprite(0.96, 0xfffbe8)
  const glow = sprite(0, 0xffd9a0)
  const size_km = (2 * SKY_km * SUN_RADIUS_km) / AU_km
  disc.scale.setScalar(size_km)
  glow.scale.setScalar(size_km * GLOW)
  const grid = celestialGrid()
  const object = new Group()
  object.name = 'sky'
  object.add(grid, glow, disc)
  return {
    object,
    update({ sun, eye_km }) {
      object.position.copy(eye_km)
      disc.position.copy(sun).multiplyScalar(SKY_km)
      glow.position.copy(disc.position)
    },
  }
}

/** A round patch: full to `core` of its radius, fading to nothing at its edge. */
function sprite(core: number, color: number): Sprite {
  const canvas = document.createElement('canvas')
  canvas.width = 256
  canvas.height = 256
  const context = canvas.getContext('2d')
  if (context !== null) {
    const shade = context.createRadialGradient(128, 128, 128 * core, 128, 128, 128)
    for (let k = 0; k <= 16; k++) shade.addColorStop(k / 16, `rgba(255,255,255,${(1 - k / 16) ** (core > 0 ? 1 : 4)})`)
    context.fillStyle = shade
    context.fillRect(0, 0, 256, 256)
  }
  const map = new CanvasTexture(canvas)
  const material = new SpriteMaterial({ map, color, blending: AdditiveBlending, depthWrite: false, transparent: true })
  const made = new Sprite(material)
  made.frustumCulled = false
  return made
}

function celestialGrid(): Group {
  const group = new Group()
  const arcs = (rings: readonly (readonly [number, number])[][], opacity: number) => {
    const points: number[] = []
    for (const ring of rings)
      for (let k = 1; k < ring.length; k++)
        for (const [ra, dec] of [ring[k - 1], ring[k]])
          points.push(Math.cos(ra) * Math.cos(dec), Math.sin(ra) * Math.cos(dec), Math.sin(dec))
    const geometry = new BufferGeometry()
    geometry.setAttribute(
      'position',
      new BufferAttribute(
        Float32Array.from(points, p => p * SKY_km),
        3,
      ),
    )
    const material = new LineBasicMaterial({ color: 0x8fa8d0, opacity, transparent: true, depthWrite: false })
    const made = new LineSegments(geometry, material)
    made.frustumCulled = false
    group.add(made)
  }
  const parallel = (dec_deg: number) =>
    Array.from({ length: 121 }, (_, k) => [(Math.PI * k) / 60, (dec_deg * Math.PI) / 180] as const)
  const hour = (ra_h: number) =>
    Array.from({ length: 61 }, (_, k) => [(Math.PI * ra_h) / 12, (Math.PI * (k - 30)) / 60] as const)
  arcs([-60, -30, 30, 60].map(parallel), 0.1)
  arcs(
    Array.from({ length: 12 }, (_, k) => hour(2 * k)),
    0.1,
  )
  arcs([parallel(0)], 0.22)
  return group
}
