import { CELL_REFERENCE_K, cellOf } from '../engine/catalogue/cells.ts'
import { agedCoating } from '../engine/catalogue/coatings.ts'
import type { FastDesign, FastFace, FastNode } from '../engine/fleet/design/design.ts'
import { type BlockOptions, runBlock } from '../engine/fleet/fast/block.ts'
import { KNOTS } from '../engine/fleet/orbit/knots.ts'
import type { FleetOrbit } from '../engine/fleet/orbit/sgp4-lanes.ts'
import { makeTile, TILE_LANES, type Tile } from '../engine/fleet/tile/tile.ts'
import { forestOf } from '../engine/physics/heat/thermal-forest.ts'
import { EARTH_ALBEDO_MEAN, EARTH_INFRARED_MEAN_W_m2 } from '../engine/physics/light/earth-radiation.ts'
import { sunAtTicks as sunAt } from '../engine/physics/light/sun-nodes.ts'
import { type Elements, makePropagator, sunSynchronousElements } from '../engine/physics/orbit/orbit.ts'

/** The fleet that speed is measured on: sun-synchronous satellites of five thermal nodes in June, local times from 6 h to 18 h. */
export const START_us = Date.UTC(2026, 5, 21) * 1000
export const STEP_s = 60

/** The thermal nodes, those of the chain in its order. */
export const NODES = ['chips', 'bay', 'spreader', 'radiator', 'wing'] as const

/** Chips, bay and heat spreader in a chain to the radiator; the wing by itself. A load of three quarters of what the wing gives. */
export function fiveNodes(faces = false): FastDesign {
  const forest = forestOf(5, [
    [0, 1],
    [1, 2],
    [2, 3],
  ])
  if (forest === undefined) throw new Error('a chain is a tree')
  const coating = agedCoating('white-z93', 0)
  const cell = cellOf('hjt-silicon')
  const wing_m2 = 100
  const radiator_m2 = 40
  const plain = { exchange_m2: 0, conductance_W_K: 0, radiative_m2: 0, absorbing_m2: 0, initial_K: 300 }
  const wing = {
    ...plain,
    id: 'wing',
    capacity_J_K: 2000 * wing_m2,
    exchange_m2: wing_m2 * (cell.emissivity_frac.value + 0.85),
    absorbing_m2: wing_m2 * cell.absorptance_frac.value,
  }
  const chain: FastNode[] = [
    { ...plain, id: 'chips', capacity_J_K: 20_000, conductance_W_K: 1500 },
    { ...plain, id: 'bay', capacity_J_K: 200_000, conductance_W_K: 1500 },
    { ...plain, id: 'spreader', capacity_J_K: 60_000, conductance_W_K: 1500 },
    {
      ...plain,
      id: 'radiator',
      capacity_J_K: 5000 * radiator_m2,
      exchange_m2: 2 * radiator_m2 * coating.emissivity_frac,
    },
  ]
  // forestOf puts the root last: the chain hangs on its first node, so it is built from the other end.
  const nodes: FastNode[] = []
  for (const [k, n] of [...chain, wing].entries()) {
    const above = forest.parent[forest.place[k]]
    const other = above < 0 ? -1 : forest.place.indexOf(above)
    nodes[forest.place[k]] = { ...n, conductance_W_K: other < 0 ? 0 : chain[Math.min(k, other)].conductance_W_K }
  }
  return {
    forest,
    nodes,
    arrays: [
      {
        id: 'wing',
        node: forest.place[4],
        peak_m2: wing_m2 * 0.9 * 0.95 * cell.efficiency_frac.value,
        beta_per_K: cell.temp_coefficient_per_K.value,
        reference_K: CELL_REFERENCE_K,
      },
    ],
    loads: [{ id: 'compute', priority: 5, node: forest.place[0], demand_W: 14_000 }],
    battery: {
      id: 'battery',
      node: forest.place[1],
      capacity_J: 15_000 * 3600,
      initial_frac: 0.8,
      floor_frac: 0.2,
      charge_efficiency_frac: 0.97,
      discharge_efficiency_frac: 0.97,
      max_charge_W: 1e15,
      max_discharge_W: 1e15,
    },
    ...(faces ? { faces: sides(forest.place[4], forest.place[3]) } : {}),
  }

  /** Both sides of the wing, at the Sun and away from it, and of the radiator, edge-on. */
  function sides(wingNode: number, radiatorNode: number): FastFace[] {
    const wingSide = { node: wingNode, albedo_m2: wing.absorbing_m2, infrared_m2: wing_m2 * cell.emissivity_frac.value }
    const radiatorSide = {
      node: radiatorNode,
      albedo_m2: radiator_m2 * coating.absorptance_frac,
      infrared_m2: radiator_m2 * coating.emissivity_frac,
    }
    return [
      { looks: '+z', array: 0, ...wingSide },
      { looks: '-z', node: wingNode, albedo_m2: wing_m2 * 0.5, infrared_m2: wing_m2 * 0.85 },
      { looks: '+x', ...radiatorSide },
      { looks: '-x', ...radiatorSide },
    ]
  }
}

/** Planes, one every quarter of an hour of local time from 6 h on. */
export const PLANES = 49

/** Satellite k of the fleet: plane by plane, phases spread by the golden section. */
export function elementsOf(k: number): Elements {
  const plane = k % PLANES
  const key =
    elementsByPlane[plane] ?? sunSynchronousElements({ altitude_km: 600, ltan_h: 6 + plane / 4, epoch_us: START_us })
  elementsByPlane[plane] = key
  return { ...key, meanAnomaly_deg: (k * 137.50776405) % 360 }
}
const elementsByPlane: Elements[] = []

export const orbitOf = (elements: Elements): FleetOrbit => ({ elements, propagator: makePropagator(elements) })

/** The Sun at the ends of the ticks. */
export const sunAtTicks = (ticks: number) => sunAt({ start_us: START_us, step_s: STEP_s, ticks })

/** The default surroundings: the Earth reflects and radiates its mean. */
export const EARTH = { albedo_frac: EARTH_ALBEDO_MEAN, infrared_W_m2: EARTH_INFRARED_MEAN_W_m2 }

/** Runs satellites `from` to `to` tile by tile, propagators set up and thrown away. `done` sees each tile at its end. */
export function runFleet(
  tile: Tile,
  from: number,
  to: number,
  ticks: number,
  sun_km: Float64Array,
  more: Partial<BlockOptions> = {},
  done?: (first: number, count: number) => void,
): void {
  for (let first = from; first < to; first += TILE_LANES) {
    const orbits: FleetOrbit[] = []
    for (let k = first; k < Math.min(to, first + TILE_LANES); k++) orbits.push(orbitOf(elementsOf(k)))
    runBlock({ tile, orbits, first, start_us: START_us, step_s: STEP_s, ticks, sun_km, ...more })
    done?.(first, orbits.length)
  }
}

export const makeFleetTile = (faces = false) => makeTile(fiveNodes(faces), KNOTS)
