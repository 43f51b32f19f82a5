import { sunTeme_km } from './sun.ts'

/** Between two nodes, s. Their places are fixed on the clock of UTC, so that the Sun at an instant does not depend on what was asked before. */
const NODE_s = 21600

/**
 * The Sun of `sunTeme_km` at a fiftieth of its cost: the cubic through the four nearest of its positions six hours apart (Lagrange), which is
 * within 0.001 arcsec and 1e-9 AU of the series. Each caller keeps its own.
 */
export function makeSun(): (utc_s: number, out: Float64Array) => void {
  const nodes = new Float64Array(12)
  const one = new Float64Array(3)
  let held = Number.NaN
  return (utc_s, out) => {
    const place = utc_s / NODE_s
    const node = Math.floor(place)
    if (node !== held) {
      for (let k = 0; k < 4; k++) {
        sunTeme_km((node - 1 + k) * NODE_s, one)
        nodes.set(one, 3 * k)
      }
      held = node
    }
    const x = place - node
    const a = (-x * (x - 1) * (x - 2)) / 6
    const b = ((x + 1) * (x - 1) * (x - 2)) / 2
    const c = (-(x + 1) * x * (x - 2)) / 2
    const d = ((x + 1) * x * (x - 1)) / 6
    for (let k = 0; k < 3; k++) out[k] = a * nodes[k] + b * nodes[3 + k] + c * nodes[6 + k] + d * nodes[9 + k]
  }
}

/** The Sun at the ends of all ticks, the start first: x, y and z of each, TEME, km. */
export function sunAtTicks(o: {
  readonly start_us: number
  readonly step_s: number
  readonly ticks: number
}): Float64Array {
  const sun_km = new Float64Array(3 * (o.ticks + 1))
  const sun = makeSun()
  for (let k = 0; k <= o.ticks; k++) sun(o.start_us / 1e6 + k * o.step_s, sun_km.subarray(3 * k))
  return sun_km
}
