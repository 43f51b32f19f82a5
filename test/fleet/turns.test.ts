import { expect, it } from 'vitest'
import { fiveNodes } from '../../bench/fleet-case.ts'
import { KNOTS, makeKnots } from '../../engine/fleet/orbit/knots.ts'
import { makeSgp4Lanes } from '../../engine/fleet/orbit/sgp4-lanes.ts'
import { makeTile, TILE_LANES } from '../../engine/fleet/tile/tile.ts'
import {
  type Elements,
  elementsOfShape,
  makePropagator,
  sunSynchronousElements,
} from '../../engine/physics/orbit/orbit.ts'
import { draws } from './draws.ts'

const START_us = Date.UTC(2026, 5, 21) * 1000
const DAY_s = 86400

/** How often SGP4 is asked for a satellite in a run, and how far its positions are from SGP4's at most, m. */
function follow(elements: Elements, duration_s: number) {
  const propagator = makePropagator(elements)
  let calls = 0
  const counted = {
    ...propagator,
    state(sinceEpoch_s: number, out: Float64Array) {
      calls++
      return propagator.state(sinceEpoch_s, out)
    },
  }
  const knots = makeKnots(
    makeSgp4Lanes([{ elements, propagator: counted }], START_us),
    duration_s,
    60,
    makeTile(fiveNodes(), KNOTS),
  )
  const weights = new Float64Array(12)
  const point = new Float64Array(3)
  const truth = new Float64Array(6)
  let worst_m = 0
  for (let time_s = 0; time_s <= duration_s; time_s += 60) {
    knots.around(time_s, weights)
    const between_s = Math.max(0, time_s - ((time_s / 60) % 53))
    knots.at(0, between_s, point)
    propagator.state(between_s, truth)
    worst_m = Math.max(worst_m, 1000 * Math.hypot(point[0] - truth[0], point[1] - truth[1], point[2] - truth[2]))
  }
  return { calls, worst_m }
}

const dawn = (eccentricity: number) =>
  sunSynchronousElements({ altitude_km: 600, ltan_h: 18, epoch_us: START_us, eccentricity, meanAnomaly_deg: 77 })
const inclined = (inclination_deg: number, altitude_km: number, bstar: number) => ({
  ...elementsOfShape({ altitude_km, inclination_deg, raan_deg: 100, epoch_us: START_us, eccentricity: 5e-4 }),
  bstar,
})

it.each<[string, Elements, number, number, number]>([
  ['round and without drag, a day', dawn(1e-4), 1, 40, 0.15],
  ['the same for five days', dawn(1e-4), 5, 200, 0.15],
  ['an eccentricity of 0.002', dawn(0.002), 1, 60, 0.15],
  ['an eccentricity of 0.009 (its perigee is looked for)', dawn(0.009), 1, 120, 0.15],
  ['a plane that turns by 5 degrees a day, with drag', inclined(51.6, 420, 3e-4), 1, 60, 0.4],
  ['a plane near the equator', inclined(5, 1400, 1e-5), 1, 60, 0.4],
  ['while drag brings it down, in twenty days', inclined(51.6, 420, 1.5e-3), 20, 4000, 1],
])('%s: few calls of SGP4, and positions near its own', (_, elements, days, mostCalls, most_m) => {
  const { calls, worst_m } = follow(elements, days * DAY_s)
  expect(calls).toBeLessThan(mostCalls)
  expect(worst_m).toBeLessThan(most_m)
})

it('random near-circular orbits are followed, all within a metre of SGP4', () => {
  const draw = draws(11)
  const orbits = Array.from({ length: TILE_LANES }, () => {
    const shape = {
      altitude_km: 300 + 1700 * draw(),
      inclination_deg: 180 * draw(),
      raan_deg: 360 * draw(),
      epoch_us: START_us - DAY_s * 1e6 * draw(),
      eccentricity: 10 ** (-5 + 3 * draw()),
      argumentOfPericenter_deg: 360 * draw(),
      meanAnomaly_deg: 360 * draw(),
    }
    const elements = { ...elementsOfShape(shape), bstar: draw() < 0.4 ? 0 : 10 ** (-6 + 3 * draw()) }
    return { elements, propagator: makePropagator(elements) }
  })
  const tile = makeTile(fiveNodes(), KNOTS)
  const sgp4 = makeSgp4Lanes(orbits, START_us)
  const knots = makeKnots(sgp4, DAY_s, 60, tile)
  const weights = new Float64Array(12)
  const point = new Float64Array(3)
  const truth = new Float64Array(6)
  let worst_m = 0
  for (let tick = 1; tick <= 1440; tick += 3) {
    knots.around(60 * tick, weights)
    for (let lane = tick % 4; lane < TILE_LANES; lane += 4) {
      const time_s = 60 * tick - ((17 * lane + tick) % 60)
      knots.at(lane, time_s, point)
      expect(sgp4.state(lane, time_s, truth)).toBe(true)
      worst_m = Math.max(worst_m, 1000 * Math.hypot(point[0] - truth[0], point[1] - truth[1], point[2] - truth[2]))
    }
  }
  // One or another that drag brings down quickly is not.
  expect(tile.turns.stride.filter(turns => turns > 1).length).toBeGreaterThan(0.95 * TILE_LANES)
  expect(worst_m).toBeLessThan(1)
})
