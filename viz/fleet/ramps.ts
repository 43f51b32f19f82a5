import { DataTexture, LinearFilter, RGBAFormat, SRGBColorSpace } from 'three'
import { rampColour } from '../scene/temperature.ts'
import { COLDEST_K, type FleetPaint, HOTTEST_K } from './source.ts'

type Rgb = readonly [number, number, number]

const EMPTY: Rgb = [226, 84, 70]
const HALF: Rgb = [232, 198, 82]
const FULL: Rgb = [96, 206, 140]
const DARK: Rgb = [70, 96, 168]
const LIT: Rgb = [255, 206, 92]
/** Where there is no value, or none yet. */
const UNKNOWN: Rgb = [186, 190, 196]

const mix = (a: Rgb, b: Rgb, u: number): Rgb =>
  [0, 1, 2].map(c => Math.round(a[c] + u * (b[c] - a[c]))) as unknown as Rgb

/** Red, green, blue (sRGB) of a place between 0 and 1. */
const COLOURS: Readonly<Record<FleetPaint, (place: number) => Rgb>> = {
  charge: u => (u < 0.5 ? mix(EMPTY, HALF, 2 * u) : mix(HALF, FULL, 2 * u - 1)),
  temperature: rampColour,
  sunlight: u => mix(DARK, LIT, u),
}

/** What the ends of the colours stand for. */
export const ENDS: Readonly<Record<FleetPaint, readonly [string, string]>> = {
  charge: ['empty', 'full'],
  temperature: [`${COLDEST_K} K`, `${HOTTEST_K} K`],
  sunlight: ['in shadow', 'sunlit'],
}

/** By the byte of a value. */
export function rampTexture(paint: FleetPaint): DataTexture {
  const data = new Uint8Array(4 * 256)
  for (let k = 0; k < 256; k++) data.set([...(k === 0 ? UNKNOWN : COLOURS[paint]((k - 1) / 254)), 255], 4 * k)
  const texture = new DataTexture(data, 256, 1, RGBAFormat)
  texture.colorSpace = SRGBColorSpace
  texture.magFilter = LinearFilter
  texture.minFilter = LinearFilter
  texture.needsUpdate = true
  return texture
}

export const rampCss = (paint: FleetPaint) =>
  `linear-gradient(90deg, ${[0, 0.25, 0.5, 0.75, 1].map(u => `rgb(${COLOURS[paint](u).join(' ')})`).join(', ')})`
