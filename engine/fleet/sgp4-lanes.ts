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
  readonly count: number
  readonly elements: readonly Elements[]
  readonly period_s: readonly number[]
  readonly lost: readonly Lost[]
  /** Position and velocity; false when the satellite is lost. */
  state(lane: number, time_s: number, out: Float64Array): boolean
  /** All positions at a time: rows of x, y and z, `width` lanes each. Lanes beyond the last satellite follow it; a lost one stays. */
  row(time_s: number, rows: Float64Array, at: number, width: number): void
}

export function makeSgp4Lanes(orbits: readonly FleetOrbit[], start_us: number): Sgp4Lanes {
  const count = orbits.length
  const since_s = orbits.map(b => (start_us - b.elements.epoch_us) / 1e6)
  const lost: Lost[] = []
  const gone = new Uint8Array(count)
  const last = new Float64Array(3 * count).fill(NOWHERE_km)
  const out = new Float64Array(6)

  function state(lane: number, time_s: number, to: Float64Array): boolean {
    if (gone[lane]) return false
    const code = orbits[lane].propagator.state(since_s[lane] + time_s, to)
    if (code === 0) return true
    gone[lane] = 1
    lost.push({ lane, code, time_s })
    return false
  }

  return {
    count,
    elements: orbits.map(o => o.elements),
    period_s: orbits.map(o => o.propagator.period_s),
    lost,
    state,
    row(time_s, rows, at, width) {
      for (let lane = 0; lane < count; lane++) {
        if (state(lane, time_s, out)) for (let a = 0; a < 3; a++) last[3 * lane + a] = out[a]
        for (let a = 0; a < 3; a++) rows[at + a * width + lane] = last[3 * lane + a]
      }
      for (let a = 0; a < 3; a++)
        rows.fill(rows[at + a * width + count - 1], at + a * width + count, at + (a + 1) * width)
    },
  }
}
