import { describe, expect, it } from 'vitest'
import { areJoltedAlone } from '../../engine/fleet/design/alone.ts'
import type { FastDesign, FastNode } from '../../engine/fleet/design/design.ts'
import { makeTile } from '../../engine/fleet/tile/tile.ts'
import { STEFAN_BOLTZMANN_W_m2K4 } from '../../engine/physics/constants.ts'
import { forestOf } from '../../engine/physics/heat/thermal-forest.ts'

/** A plate of 2 kg/m2 (2000 J/m2K) that radiates on both sides, as the wing of an array does. */
const CAPACITY_J_K = 2000
const EXCHANGE_m2 = 1.7
const K_per_K4s = (STEFAN_BOLTZMANN_W_m2K4 * EXCHANGE_m2) / CAPACITY_J_K
const SUNLIGHT_W_m2 = 1361

const node = (over: Partial<FastNode>): FastNode => ({
  id: 'plate',
  capacity_J_K: CAPACITY_J_K,
  exchange_m2: EXCHANGE_m2,
  conductance_W_K: 0,
  radiative_m2: 0,
  absorbing_m2: 0.7,
  initial_K: 300,
  ...over,
})
const designOf = (nodes: readonly FastNode[], links: readonly (readonly [number, number])[]): FastDesign => {
  const forest = forestOf(nodes.length, links)
  if (forest === undefined) throw new Error('no ring')
  const inOrder = nodes.map((_, place) => nodes[forest.place.indexOf(place)])
  return { forest, nodes: inOrder, arrays: [], loads: [] }
}
const tile = makeTile(designOf([node({})], []), 1)

/** Temperature after steps that make `time_s` together. */
function tempAfter_K(time_s: number, initial_K: number, sunlight_W_m2: number, steps = 1): number {
  tile.load(0, 2)
  tile.table.temp.fill(initial_K)
  tile.table.sunlight.fill(sunlight_W_m2)
  tile.table.duration.fill(time_s / steps)
  for (let k = 0; k < steps; k++) expect(tile.code.stepAll(2), 'refused').toBe(0)
  return tile.table.temp[0]
}

/** In the dark T^-3 grows by 3 k t, to 1e-7: what space sends back is that small beside it. */
const cooled_K = (initial_K: number, time_s: number) => (initial_K ** -3 + 3 * K_per_K4s * time_s) ** (-1 / 3)

const balance_K = ((SUNLIGHT_W_m2 * 0.7) / (STEFAN_BOLTZMANN_W_m2K4 * EXCHANGE_m2)) ** 0.25
/** How long dT/dt = k (B^4 - T^4) takes from one temperature below the balance B to another: its integral, by partial fractions. */
function warming_s(from_K: number, to_K: number): number {
  const at = (x: number) => Math.log((1 + x) / (1 - x)) + 2 * Math.atan(x)
  return (at(to_K / balance_K) - at(from_K / balance_K)) / (4 * K_per_K4s * balance_K ** 3)
}

describe('a node that stands alone', () => {
  it('cools in its first minute of dark as the closed form says, within 0.12 K', () => {
    for (const initial_K of [360, 345, 320, 250]) {
      expect(cooled_K(initial_K, 0) - cooled_K(initial_K, 60)).toBeGreaterThan(5)
      expect(Math.abs(tempAfter_K(60, initial_K, 0) - cooled_K(initial_K, 60)), `${initial_K} K`).toBeLessThan(0.12)
    }
  })

  it('warms in its first minute of light as the closed form says, within 0.1 K', () => {
    for (const initial_K of [150, 190, 250]) {
      const warmed_K = tempAfter_K(60, initial_K, SUNLIGHT_W_m2)
      const rate_K_s = K_per_K4s * (balance_K ** 4 - initial_K ** 4)
      expect(Math.abs(warming_s(initial_K, warmed_K) - 60) * rate_K_s, `${initial_K} K`).toBeLessThan(0.1)
    }
  })

  it('is stepped by a method of third order', () => {
    const error_K = (steps: number) => Math.abs(tempAfter_K(240, 345, 0, steps) - cooled_K(345, 240))
    const orders = [2, 4, 8, 16].map(steps => Math.log2(error_K(steps) / error_K(2 * steps)))
    for (const order of orders) expect(order).toBeGreaterThan(2.9)
  })

  it('comes to its balance in steps of any length', () => {
    for (const step_s of [600, 6000, 1e6, 1e12])
      expect(tempAfter_K(40 * step_s, 0.9 * balance_K, SUNLIGHT_W_m2, 40), `${step_s} s`).toBeCloseTo(balance_K, 5)
  })
})

describe('what the edge of the shadow jolts', () => {
  it('is alone where only nodes without links are lit', () => {
    const dark = node({ absorbing_m2: 0, conductance_W_K: 10 })
    expect(areJoltedAlone(designOf([dark, dark, node({})], [[0, 1]]))).toBe(true)
    expect(areJoltedAlone(designOf([dark, dark, node({})], [[1, 2]]))).toBe(false)
  })
})
