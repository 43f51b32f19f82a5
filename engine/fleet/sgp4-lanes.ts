import type { Elements, Propagator } from '../physics/orbit.ts'

/** Where a satellite is put that SGP4 could not follow from the start, km; its numbers are not used. */
const NOWHERE_km = 7000

/** A satellite's orbit: its elements and the propagator of them. */
export interface FleetOrbit {
  readonly elements: Elements
  readonly propagator: Propagator
}

/** A satellite that SGP4 gave up: its lane, SGP4's error code and the time, seconds since the start. */
export interface Lost {
  readonly lane: number
  readonly code: number
  readonly time_s: number
}

/** SGP4 for the satellites of a tile, on the clock of the scenario. */
export interface Sgp4Lanes {
  readonly orbits: readonly FleetOrbit[]
  readonly lost: readonly Lost[]
  /** Position and velocity, six numbers; false when the satellite is lost, and `out` is left as it is. */
  state(lane: number, time_s: number, out: Float64Array): boolean
  /** Position; a lost satellite stays where it was last. */
  position(lane: number, time_s: number, out: Float64Array): void
}

export function makeSgp4Lanes(orbits: readonly FleetOrbit[], start_us: number): Sgp4Lanes {
  const since_s = orbits.map(b => (start_us - b.elements.epoch_us) / 1e6)
  const lost: Lost[] = []
  const gone = new Uint8Array(orbits.length)
  const last_km = new Float64Array(3 * orbits.length).fill(NOWHERE_km)
  const held = new Float64Array(6)

  function state(lane: number, time_s: number, out: Float64Array): boolean {
    if (gone[lane]) return false
    const code = orbits[lane].propagator.state(since_s[lane] + time_s, held)
    if (code !== 0) {
      gone[lane] = 1
      lost.push({ lane, code, time_s })
      return false
    }
    for (let k = 0; k < 6; k++) out[k] = held[k]
    return true
  }

  return {
    orbits,
    lost,
    state,
    position(lane, time_s, out) {
      if (state(lane, time_s, held)) for (let a = 0; a < 3; a++) last_km[3 * lane + a] = held[a]
      for (let a = 0; a < 3; a++) out[a] = last_km[3 * lane + a]
    },
  }
}
