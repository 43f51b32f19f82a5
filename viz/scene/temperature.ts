import { columnOf, type Recording } from '../../engine/index.ts'

/** Cold to hot: sRGB at even steps. Light grows all the way, so that it reads without colour too. */
const STOPS = [
  [28, 32, 96],
  [44, 84, 166],
  [52, 148, 178],
  [122, 190, 132],
  [232, 198, 82],
  [244, 138, 60],
  [255, 236, 214],
] as const

/** Red, green, blue, 0 to 255 (sRGB), of a place between 0 (cold) and 1 (hot). */
export function rampColour(place: number): readonly [number, number, number] {
  const at = Math.max(0, Math.min(1, place)) * (STOPS.length - 1)
  const k = Math.min(STOPS.length - 2, Math.floor(at))
  const mix = (c: 0 | 1 | 2) => Math.round(STOPS[k][c] + (at - k) * (STOPS[k + 1][c] - STOPS[k][c]))
  return [mix(0), mix(1), mix(2)]
}

export const RAMP_CSS = `linear-gradient(90deg, ${STOPS.map(s => `rgb(${s.join(' ')})`).join(', ')})`

/** Coldest and hottest of all temperatures of a run, widened to whole tens of kelvin. */
export function rangeOf_K(recording: Recording): { readonly low_K: number; readonly high_K: number } {
  let low_K = Number.POSITIVE_INFINITY
  let high_K = Number.NEGATIVE_INFINITY
  for (const { name } of recording.columns) {
    if (!name.endsWith('.temp_K')) continue
    for (const temp_K of columnOf(recording, name) ?? []) {
      if (temp_K < low_K) low_K = temp_K
      if (temp_K > high_K) high_K = temp_K
    }
  }
  if (low_K > high_K) return { low_K: 200, high_K: 400 }
  return { low_K: 10 * Math.floor(low_K / 10), high_K: 10 * Math.ceil(high_K / 10 + 1e-9) }
}
