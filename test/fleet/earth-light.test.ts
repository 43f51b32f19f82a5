import { expect, it } from 'vitest'
import { fiveNodes } from '../../bench/fleet-case.ts'
import { AXES } from '../../engine/fleet/design.ts'
import { fillEarthSlab } from '../../engine/fleet/earth-table.ts'
import { KNOTS } from '../../engine/fleet/knots.ts'
import { makeTile, ROW, TILE_LANES } from '../../engine/fleet/tile.ts'
import { EARTH_RADIUS_km } from '../../engine/physics/constants.ts'
import { albedoFactorVec } from '../../engine/physics/light/albedo.ts'
import { earthViewFactor } from '../../engine/physics/light/earth-view.ts'
import { draws } from './random-satellite.ts'

type Vec = readonly [number, number, number]
const ROUNDS = 100

/** Body axes of a Sun-pointing satellite, for a Sun anywhere in TEME. */
function axesAt(sun: Vec): readonly Vec[] {
  const level = Math.hypot(sun[0], sun[1])
  const east: Vec = [-sun[1] / level, sun[0] / level, 0]
  const north: Vec = [-sun[2] * east[1], sun[2] * east[0], level]
  const opposite = (v: Vec): Vec => [-v[0], -v[1], -v[2]]
  return [east, north, sun].flatMap(v => [v, opposite(v)])
}

/** What the kernel says of satellites at random heights and places beside the closed form and the quadrature: largest and rms difference. */
function errors(lowest_km: number, highest_km: number) {
  const d = fiveNodes()
  const faces = AXES.map(looks => ({ looks, node: 0, albedo_m2: 1, infrared_m2: 1 }))
  const tile = makeTile({ ...d, faces }, KNOTS)
  const { position, last, glow } = tile.table
  const draw = draws(lowest_km)
  const direction = (): Vec => {
    const z = 2 * draw() - 1
    const turn = 2 * Math.PI * draw()
    const level = Math.sqrt(1 - z * z)
    return [level * Math.cos(turn), level * Math.sin(turn), z]
  }
  const kinds = {
    view: { worst: 0, squares: 0 },
    sunward: { worst: 0, squares: 0 },
    edgewise: { worst: 0, squares: 0 },
  }
  for (let round = 0; round < ROUNDS; round++) {
    const sun = direction()
    const axes = axesAt(sun)
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
      for (const [k, n] of axes.entries()) {
        const tilt = -(r[0] * n[0] + r[1] * n[1] + r[2] * n[2]) / radius_km
        const note = (kind: keyof typeof kinds, got: number, truth: number) => {
          const off = Math.abs(got - truth)
          kinds[kind].worst = Math.max(kinds[kind].worst, off)
          kinds[kind].squares += off * off
        }
        note('view', glow[(2 * k + 1) * ROW + lane], earthViewFactor(radius_km - EARTH_RADIUS_km, tilt))
        const albedo = albedoFactorVec(r[0], r[1], r[2], ...n, ...sun)
        note(k < 4 ? 'edgewise' : 'sunward', glow[2 * k * ROW + lane], albedo)
      }
    }
  }
  const rms = (kind: keyof typeof kinds, sides: number) =>
    Math.sqrt(kinds[kind].squares / (ROUNDS * TILE_LANES * sides))
  return {
    view: kinds.view.worst,
    sunward: kinds.sunward.worst,
    sunwardRms: rms('sunward', 2),
    edgewise: kinds.edgewise.worst,
    edgewiseRms: rms('edgewise', 4),
  }
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
