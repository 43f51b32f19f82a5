import { expect, it } from 'vitest'
import { nextPerigee_s } from '../../engine/physics/orbit/perigee.ts'

const TURN_s = 6000

/** How fast the distance of a Kepler orbit changes, to a positive factor, `past_s` after a perigee: sin E, E - e sin E = M (Kepler's equation). */
function climbs(past_s: number, eccentricity: number): number {
  const mean = (2 * Math.PI * past_s) / TURN_s
  let anomaly = mean
  for (let k = 0; k < 200; k++) anomaly = mean + eccentricity * Math.sin(anomaly)
  return Math.sin(anomaly)
}

it.each([0.001, 0.2, 0.7])('the next perigee is found to a second, at an eccentricity of %d', e => {
  for (const past_s of [10, 1000, 2999, 3001, 5990]) {
    const found = nextPerigee_s(t => climbs(past_s + t, e), TURN_s, 0)
    expect(found).toBeGreaterThan(TURN_s - past_s - 1.001)
    expect(found).toBeLessThanOrEqual(TURN_s - past_s)
  }
})

it('there is none where the satellite cannot be followed so far, and where the distance only grows', () => {
  expect(nextPerigee_s(t => (t < 500 ? climbs(1000 + t, 0.1) : undefined), TURN_s, 0)).toBeUndefined()
  expect(nextPerigee_s(() => 1, TURN_s, 0)).toBeUndefined()
})
