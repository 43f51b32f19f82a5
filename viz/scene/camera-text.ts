import { type CameraState, UPS, within } from './camera.ts'

/** `earth,follow,north,35,18,24000`: a camera as the page's address writes it; angles to a tenth of a degree, the distance to a part in a thousand. */
export function encodeCamera({ focus, follow, up, azimuth_deg, elevation_deg, distance_km }: CameraState): string {
  const angles = [azimuth_deg, elevation_deg].map(a => Number(a.toFixed(1)))
  return [focus, follow ? 'follow' : 'stay', up, ...angles, Number(distance_km.toPrecision(4))].join(',')
}

/** Undefined where it is no camera. */
export function decodeCamera(text: string): CameraState | undefined {
  const [focus, follow, word, ...numbers] = text.split(',')
  const [azimuth_deg, elevation_deg, distance_km] = numbers.map(Number)
  const up = UPS.find(u => u === word)
  if ((focus !== 'earth' && focus !== 'satellite') || up === undefined || !(distance_km > 0)) return undefined
  if (!Number.isFinite(azimuth_deg + elevation_deg + distance_km)) return undefined
  return within({ focus, follow: follow === 'follow', up, azimuth_deg, elevation_deg, distance_km })
}
