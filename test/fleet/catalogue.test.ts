import { expect, it } from 'vitest'
import { fiveNodes } from '../../bench/fleet-case.ts'
import { KNOTS, makeKnots } from '../../engine/fleet/orbit/knots.ts'
import { makeSgp4Lanes } from '../../engine/fleet/orbit/sgp4-lanes.ts'
import { makeTile, TILE_LANES } from '../../engine/fleet/tile/tile.ts'
import { CATALOGUE_START_us, catalogue, DAY_s } from './catalogue.ts'

const LOOKS = 24

it('positions of the whole catalogue are within a metre of SGP4 over a day', () => {
  const orbits = catalogue()
  const tile = makeTile(fiveNodes(), KNOTS)
  const weights = new Float64Array(12)
  const point = new Float64Array(3)
  const truth = new Float64Array(6)
  let worst_km = 0
  let direct = 0
  for (let first = 0; first < orbits.length; first += TILE_LANES) {
    const members = orbits.slice(first, first + TILE_LANES)
    const sgp4 = makeSgp4Lanes(members, CATALOGUE_START_us)
    const knots = makeKnots(sgp4, DAY_s, 60, tile)
    direct += knots.direct.length
    for (let look = 0; look < LOOKS; look++) {
      const tick_s = 60 * Math.floor(((look + (first % 7) / 7) * (DAY_s / 60)) / LOOKS) + 60
      knots.around(tick_s, weights)
      for (let lane = 0; lane < members.length; lane++) {
        const time_s = tick_s - ((lane * 17) % 60)
        knots.at(lane, time_s, point)
        // What SGP4 gives up in between, below the ground at perigee, is reported and stays where it was.
        if (!sgp4.state(lane, time_s, truth) || sgp4.lost.some(l => l.lane === lane)) continue
        const off_km = Math.hypot(point[0] - truth[0], point[1] - truth[1], point[2] - truth[2])
        worst_km = Math.max(worst_km, off_km)
      }
    }
  }
  expect(orbits.length).toBeGreaterThan(25_000)
  expect(worst_km).toBeLessThan(1e-3)
  // Those without a smooth path from knot to knot are asked of SGP4 at every tick: a part of what flies.
  expect(direct / orbits.length).toBeLessThan(0.2)
}, 300_000)
