import { describe, expect, it } from 'vitest'
import type { FastDesign } from '../../engine/fleet/design/design.ts'
import { makeTile } from '../../engine/fleet/tile/tile.ts'
import { STEFAN_BOLTZMANN_W_m2K4 } from '../../engine/physics/constants.ts'
import { type Forest, forestOf } from '../../engine/physics/heat/thermal-forest.ts'

/** A plate of 2 kg/m2 (2000 J/m2K) that radiates on both sides, as the wing of an array does. */
const CAPACITY_J_K = 2000
const EXCHANGE_m2 = 1.7
const ABSORBING_m2 = 0.7
const K_per_K4s = (STEFAN_BOLTZMANN_W_m2K4 * EXCHANGE_m2) / CAPACITY_J_K
const SUNLIGHT_W_m2 = 1361

const plate: FastDesign = {
  forest: forestOf(1, []) as Forest,
  nodes: [
    {
      id: 'plate',
      capacity_J_K: CAPACITY_J_K,
      exchange_m2: EXCHANGE_m2,
      conductance_W_K: 0,
      radiative_m2: 0,
      absorbing_m2: ABSORBING_m2,
      initial_K: 300,
    },
  ],
  arrays: [],
  loads: [],
}
const tile = makeTile(plate, 1)

/** Temperature after steps that make `time_s` together; undefined where one is refused. */
function tempAfter_K(time_s: number, initial_K: number, sunlight_W_m2: number, steps = 1): number | undefined {
  tile.load(0, 2)
  tile.table.temp.fill(initial_K)
  tile.table.sunlight.fill(sunlight_W_m2)
  tile.table.duration.fill(time_s / steps)
  for (let k = 0; k < steps; k++) if (tile.code.stepAll(2) !== 0) return undefined
  return tile.table.temp[0]
}

/** In the dark T^-3 grows by 3 k t, to 1e-7: what space sends back is that small beside it. */
const cooled_K = (initial_K: number, time_s: number) => (initial_K ** -3 + 3 * K_per_K4s * time_s) ** (-1 / 3)

const balance_K = ((SUNLIGHT_W_m2 * ABSORBING_m2) / (STEFAN_BOLTZMANN_W_m2K4 * EXCHANGE_m2)) ** 0.25
/** How long dT/dt = k (B^4 - T^4) takes from one temperature below the balance B to another: its integral, by partial fractions. */
function warming_s(from_K: number, to_K: number): number {
  const at = (x: number) => Math.log((1 + x) / (1 - x)) + 2 * Math.atan(x)
  return (at(to_K / balance_K) - at(from_K / balance_K)) / (4 * K_per_K4s * balance_K ** 3)
}

const LENGTHS_s = [5, 15, 30, 45, 60, 90, 120, 300, 600]
/** Steps that are not refused. */
const taken = (initial_K: number, sunlight_W_m2: number) =>
  LENGTHS_s.flatMap(time_s => {
    const temp_K = tempAfter_K(time_s, initial_K, sunlight_W_m2)
    return temp_K === undefined ? [] : [{ time_s, temp_K }]
  })

describe('a node that stands alone', () => {
  it.each([360, 345, 320, 250])('cools from %d K as the closed form says, within 0.15 K a step', initial_K => {
    const steps = taken(initial_K, 0)
    expect(steps.length).toBeGreaterThan(2)
    expect(steps.length, 'the longest are refused').toBeLessThan(LENGTHS_s.length)
    for (const { time_s, temp_K } of steps)
      expect(Math.abs(temp_K - cooled_K(initial_K, time_s)), `${time_s} s`).toBeLessThan(0.15)
  })

  it.each([150, 190, 250])('warms in sunlight from %d K as the closed form says, within 0.1 K a step', initial_K => {
    const steps = taken(initial_K, SUNLIGHT_W_m2)
    expect(steps.length).toBeGreaterThan(2)
    expect(steps.length, 'the longest are refused').toBeLessThan(LENGTHS_s.length)
    const rate_K_s = K_per_K4s * (balance_K ** 4 - initial_K ** 4)
    for (const { time_s, temp_K } of steps)
      expect(Math.abs(warming_s(initial_K, temp_K) - time_s) * rate_K_s, `${time_s} s`).toBeLessThan(0.1)
  })

  it('is stepped by a method of third order', () => {
    const error_K = (steps: number) => Math.abs(Number(tempAfter_K(240, 345, 0, steps)) - cooled_K(345, 240))
    for (const steps of [8, 16, 32]) expect(Math.log2(error_K(steps) / error_K(2 * steps))).toBeGreaterThan(2.9)
  })

  it('comes to its balance in steps of any length', () => {
    for (const step_s of [60, 600, 6000, 1e6, 1e12])
      expect(tempAfter_K(40 * step_s, 0.999 * balance_K, SUNLIGHT_W_m2, 40), `${step_s} s`).toBeCloseTo(balance_K, 5)
  })
})
