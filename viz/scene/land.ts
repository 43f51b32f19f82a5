import encoded from 'virtual:land'

const UNITS_A_DEGREE = 182

/** A closed shore: longitude and latitude in turn, degrees. */
export type Ring = Float32Array

/** The shores of all land, Natural Earth 1:50 m (public domain), as vite.config.ts packed them. */
export function landRings(): Ring[] {
  const bytes = Uint8Array.from(atob(encoded), c => c.charCodeAt(0))
  const numbers = new Int16Array(bytes.buffer)
  const rings: Ring[] = []
  for (let at = 0; at < numbers.length; ) {
    const from = at + 1
    at = from + 2 * numbers[at]
    rings.push(Float32Array.from(numbers.subarray(from, at), n => n / UNITS_A_DEGREE))
  }
  return rings
}

/** Land white on black, longitude across and latitude up, from -180 and 90 deg at the top left. */
export function drawLand(rings: readonly Ring[], width: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = width / 2
  const context = canvas.getContext('2d')
  if (context === null) return canvas
  context.scale(width / 360, width / 360)
  context.translate(180, 90)
  context.scale(1, -1)
  context.fillStyle = '#fff'
  context.beginPath()
  for (const shore of rings.map(unrolled))
    for (const turn_deg of [-360, 0, 360]) {
      context.moveTo(shore[0] + turn_deg, shore[1])
      for (let k = 2; k < shore.length; k += 2) context.lineTo(shore[k] + turn_deg, shore[k + 1])
      context.closePath()
    }
  context.fill('evenodd')
  return canvas
}

/** A shore whose longitudes go on past 180 deg; one that goes round a pole is closed along it. */
function unrolled(ring: Ring): number[] {
  const shore = [ring[0], ring[1]]
  let lon = ring[0]
  for (let k = 2; k < ring.length; k += 2) {
    const step = ring[k] - ring[k - 2]
    lon += step - 360 * Math.round(step / 360)
    shore.push(lon, ring[k + 1])
  }
  if (Math.abs(lon - ring[0]) > 180) {
    const pole = ring[1] < 0 ? -90 : 90
    shore.push(lon, pole, ring[0], pole)
  }
  return shore
}
