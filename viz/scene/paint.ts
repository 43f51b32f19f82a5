import { CanvasTexture, Color, type MeshLambertMaterial, RepeatWrapping, SRGBColorSpace } from 'three'
import { rampColour } from './temperature.ts'

/** What is painted on the satellite. */
export const PAINTS = ['temperature', 'material'] as const
export type Paint = (typeof PAINTS)[number]

/** What of a colour is seen without any light on it. */
const GLOW = 0.3

export const MATERIAL = {
  array: new Color(0x1d3a7a),
  arrayBack: new Color(0x8a8f98),
  radiator: new Color(0xe9edf2),
  insulated: new Color(0x6f6a60),
  body: new Color(0xb08a4a),
}
const NO_TEMPERATURE = new Color(0x8a8f98)

/** Paints by temperature, `place` between cold (0) and hot (1), or with the colour of the material itself. */
export function paintOn(material: MeshLambertMaterial, paint: Paint, place: number | undefined, own: Color): void {
  if (paint === 'material') material.color.copy(own)
  else if (place === undefined) material.color.copy(NO_TEMPERATURE)
  else {
    const [r, g, b] = rampColour(place)
    material.color.setRGB(r / 255, g / 255, b / 255, SRGBColorSpace)
  }
  material.emissive.copy(material.color).multiplyScalar(GLOW)
}

/** Between the lines that are drawn on panels. */
const MESH_m = 1.5

/** Strings of cells on an array, pipes along a radiator: lines that tell the size. */
export function patternOf(kind: 'array' | 'radiator', length_m: number, width_m: number): CanvasTexture {
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 64
  const context = canvas.getContext('2d')
  if (context !== null) {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, 64, 64)
    context.fillStyle = kind === 'array' ? 'rgba(0, 0, 0, 0.42)' : 'rgba(0, 0, 0, 0.18)'
    context.fillRect(0, 0, 64, 4)
    if (kind === 'array') context.fillRect(0, 0, 4, 64)
  }
  const texture = new CanvasTexture(canvas)
  texture.colorSpace = SRGBColorSpace
  texture.wrapS = RepeatWrapping
  texture.wrapT = RepeatWrapping
  texture.anisotropy = 8
  texture.repeat.set(Math.max(1, Math.round(length_m / MESH_m)), Math.max(1, Math.round(width_m / MESH_m)))
  return texture
}
