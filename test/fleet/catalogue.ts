import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { FleetOrbit } from '../../engine/fleet/orbit/sgp4-lanes.ts'
import { elementsFromTle, makePropagator } from '../../engine/physics/orbit/orbit.ts'

export const CATALOGUE_START_us = Date.UTC(2022, 7, 10) * 1000
export const DAY_s = 86400

/** Every object of the catalogue that SGP4 follows at the start and to the end of the day. */
export function catalogue(): FleetOrbit[] {
  const file = new URL('../truth/catalogue-2022-08-10.tle.br', import.meta.url)
  const lines = brotliDecompressSync(readFileSync(file)).toString().split('\n')
  const state = new Float64Array(6)
  const orbits: FleetOrbit[] = []
  for (let k = 0; k + 1 < lines.length; k += 2) {
    const elements = elementsFromTle(lines[k].trimEnd(), lines[k + 1].trimEnd())
    const propagator = makePropagator(elements)
    const since_s = (CATALOGUE_START_us - elements.epoch_us) / 1e6
    // A knot some way beyond the day is asked for too.
    const isFollowed = [-3000, 0, DAY_s, DAY_s + 15_000].every(t => propagator.state(since_s + t, state) === 0)
    if (isFollowed) orbits.push({ elements, propagator })
  }
  return orbits
}
