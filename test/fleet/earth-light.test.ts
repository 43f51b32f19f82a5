import { expect, it } from 'vitest'
import { fiveNodes } from '../../bench/fleet-case.ts'
import { AXES } from '../../engine/fleet/design/design.ts'
import { KNOTS } from '../../engine/fleet/orbit/knots.ts'
import { fillEarthSlab } from '../../engine/fleet/tile/earth-table.ts'
import { makeTile, ROW, TILE_LANES } from '../../engine/fleet/tile/tile.ts'
import { EARTH_RADIUS_km } from '../../engine/physics/constants.ts'
import { albedoFactorVec } from '../../engine/physics/light/albedo.ts'
import { earthViewFactor } from '../../engine/physics/light/earth-view.ts'
import { draws } from './draws.ts'

type Vec = readonly [number, number, number]
const ROUNDS = 30

/** Body axes of a Sun-pointing satellite, for a Sun anywhere in TEME. */
function axesAt(sun: Vec): readonly Vec[] {
  const level = Math.hypot(sun[0], sun[1])
  const east: Vec = [-sun[1] / level, sun[0] / level, 0]
  const north: Vec = [-sun[2] * east[1], sun[2] * east[0], level]
  const opposite = (v: Vec): Vec => [-v[0], -v[1], -v[2]]
  return [east, north, sun].flatMap(v => [v, opposite(v)])
}

const largest = { view: 0, sunward: 0, edgewise: 0 }
type Kind = keyof typeof largest

/** What the kernel says of satellites at random heights and places beside the closed form and the quadrature: largest and rms difference. */
function errors(lowest_km: number, highest_km: number) {
  const worst = { ...largest }
  const squares = { ...largest }
  const looks = { ...largest }
  const note = (kind: Kind, off: number) => {
    worst[kind] = Math.max(worst[kind], Math.abs(off))
    squares[kind] += off * off
    looks[kind]++
  }
  const draw = draws(lowest_km)
  const direction = (): Vec => {
    const z = 2 * draw() - 1
    const turn = 2 * Math.PI * draw()
    const level = Math.sqrt(1 - z * z)
    return [level * Math.cos(turn), level * Math.sin(turn), z]
  }
  for (const [k, side] of AXES.entries()) {
    // Infrared on one node, what is reflected on another.
    const faces = [0, 1].map(node => ({ looks: side, node, albedo_m2: node, infrared_m2: 1 - node }))
    const tile = makeTile({ ...fiveNodes(), faces }, KNOTS)
    tile.load(0, TILE_LANES)
    const { position, last, earth } = tile.table
    for (let round = 0; round < ROUNDS; round++) {
      const sun = direction()
      const axes = axesAt(sun)
      const n = axes[k]
      for (let lane = 0; lane < TILE_LANES; lane++) {
        const place = direction()
        const radius_km = EARTH_RADIUS_km + lowest_km * (highest_km / lowest_km) ** draw()
        for (let a = 0; a < 3; a++) position[a * ROW + lane] = last[a * ROW + lane] = place[a] * radius_km
      }
      const [x, , y] = axes
      for (let slab = 0; slab >= 0; ) {
        slab = tile.code.earthshine(tile.pointer, TILE_LANES, 1, 1, x[0], x[1], ...y, ...sun)
        if (slab >= 0) fillEarthSlab(tile.slabs, slab)
      }
      for (let lane = 0; lane < TILE_LANES; lane++) {
        const r = [0, 1, 2].map(a => position[a * ROW + lane])
        const radius_km = Math.hypot(...r)
        const tilt = -(r[0] * n[0] + r[1] * n[1] + r[2] * n[2]) / radius_km
        note('view', earth[lane] - earthViewFactor(radius_km - EARTH_RADIUS_km, tilt))
        const albedo = albedoFactorVec(r[0], r[1], r[2], ...n, ...sun)
        note(k < 4 ? 'edgewise' : 'sunward', earth[ROW + lane] - albedo)
      }
    }
  }
  const rms = (kind: Kind) => Math.sqrt(squares[kind] / looks[kind])
  return { ...worst, sunwardRms: rms('sunward'), edgewiseRms: rms('edgewise') }
}

it('in low orbit what the Earth sends to each side is the closed form of the view and the quadrature of albedo', () => {
  const off = errors(200, 2000)
  expect(off.view).toBeLessThan(1e-4)
  expect(off.sunward).toBeLessThan(3e-4)
  expect(off.sunwardRms).toBeLessThan(3e-5)
  expect(off.edgewise).toBeLessThan(5e-4)
  expect(off.edgewiseRms).toBeLessThan(6e-5)
})

it('higher up it is closer still', () => {
  const off = errors(2000, 60_000)
  expect(off.view).toBeLessThan(1e-5)
  expect(Math.max(off.sunward, off.edgewise)).toBeLessThan(1e-4)
})
