import { CELL_NAMES, CELL_REFERENCE_K, cellOf } from '../../engine/catalogue/cells.ts'
import { agedCoating, COATINGS, type CoatingName } from '../../engine/catalogue/coatings.ts'
import type { Axis, FastDesign, FastFace, FastNode } from '../../engine/fleet/design.ts'
import { forestOf } from '../../engine/physics/heat/thermal-forest.ts'

/** A number from 0 to 1 by a seed and a counter. */
export function draws(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return ((state ^ (state >>> 15)) >>> 0) / 4294967296
  }
}

export interface RandomSatellite {
  readonly design: FastDesign
  readonly parts: readonly Record<string, unknown>[]
  readonly earth: boolean
  readonly altitude_km: number
  readonly ltan_h: number
  readonly mean_anomaly_deg: number
  readonly start: string
  readonly step_s: number
}

const OPPOSITE: Record<string, Axis> = { '+x': '-x', '-x': '+x', '+y': '-y', '-y': '+y', '+z': '-z', '-z': '+z' }

/**
 * A satellite by a seed, as a scenario's parts and as the fast path takes it: a wing, one to three lumps in a random tree with a radiator, by
 * conduction and by radiation, one or two loads, a battery that may fill and empty, any season and local time.
 */
export function randomSatellite(seed: number): RandomSatellite {
  const draw = draws(seed)
  const from = (low: number, high: number) => low + (high - low) * draw()
  const pick = <T>(list: readonly T[]): T => list[Math.min(list.length - 1, Math.floor(draw() * list.length))]
  const cellName = pick(CELL_NAMES)
  const cell = cellOf(cellName)
  const wing_m2 = from(40, 120)
  const full_W = wing_m2 * 1361 * 0.9 * 0.95 * cell.efficiency_frac.value
  const load_W = from(0.2, 0.9) * full_W
  const radiator_m2 = load_W / 350
  const coatingName = pick(Object.keys(COATINGS) as CoatingName[])
  const coating = agedCoating(coatingName, 0)
  const looks = pick(['+x', '-x', '+y', '-y', '-z'] as const)
  const sides = pick([1, 2])
  const lumps = 1 + Math.floor(draw() * 3)
  const earth = draw() < 0.7

  const parts: Record<string, unknown>[] = [
    { id: 'wing', kind: 'array.flat', cell: cellName, area_m2: wing_m2, face: pick(['sun', '+z']) },
    {
      id: 'radiator',
      kind: 'radiator.flat',
      coating: coatingName,
      area_m2: radiator_m2,
      sides,
      face: looks,
      initial_temp_K: 300,
    },
  ]
  const none = { exchange_m2: 0, conductance_W_K: 0, radiative_m2: 0, absorbing_m2: 0, initial_K: 300 }
  const lit = looks === '-z' && sides === 2 ? radiator_m2 * coating.absorptance_frac : 0
  const given: FastNode[] = [
    {
      ...none,
      id: 'wing',
      capacity_J_K: 2000 * wing_m2,
      exchange_m2: wing_m2 * (cell.emissivity_frac.value + 0.85),
      absorbing_m2: wing_m2 * cell.absorptance_frac.value,
    },
    {
      ...none,
      id: 'radiator',
      capacity_J_K: 5000 * radiator_m2,
      exchange_m2: sides * radiator_m2 * coating.emissivity_frac,
      absorbing_m2: lit,
    },
  ]
  const links: { a: number; b: number; conductance_W_K: number; radiative_m2: number }[] = []
  for (let k = 0; k < lumps; k++) {
    const id = `lump${k}`
    const capacity_J_K = from(1e4, 3e5)
    parts.push({ id, kind: 'node.lumped', capacity_J_K, initial_temp_K: 300 })
    given.push({ ...none, id, capacity_J_K })
    // Each hangs on the radiator or on a lump before it.
    const b = k === 0 ? 1 : 1 + Math.floor(draw() * (k + 1))
    const conductance_W_K = (load_W / 30) * from(0.7, 2)
    const radiative_m2 = draw() < 0.3 ? from(0.5, 3) : 0
    parts.push({ id: `g${k}`, kind: 'link.conductive', from: id, to: given[b].id, conductance_W_K })
    if (radiative_m2 > 0)
      parts.push({ id: `r${k}`, kind: 'link.radiative', from: id, to: given[b].id, exchange_m2: radiative_m2 })
    links.push({ a: k + 2, b, conductance_W_K, radiative_m2 })
  }
  if (draw() < 0.3) {
    const conductance_W_K = from(1, 20)
    parts.push({ id: 'strut', kind: 'link.conductive', from: 'wing', to: 'radiator', conductance_W_K })
    links.push({ a: 0, b: 1, conductance_W_K, radiative_m2: 0 })
  }
  const forest = forestOf(
    given.length,
    links.map(l => [l.a, l.b] as const),
  )
  if (forest === undefined) throw new Error('these links are a tree')
  const nodes: FastNode[] = []
  for (const [k, n] of given.entries()) {
    const above = forest.parent[forest.place[k]]
    const other = above < 0 ? -1 : forest.place.indexOf(above)
    const link = links.find(l => (l.a === k && l.b === other) || (l.b === k && l.a === other))
    nodes[forest.place[k]] = {
      ...n,
      conductance_W_K: link?.conductance_W_K ?? 0,
      radiative_m2: link?.radiative_m2 ?? 0,
    }
  }
  const share = draw() < 0.5 ? 1 : from(0.2, 0.8)
  const loads = [
    { id: 'first', priority: 3, power_W: share * load_W, node: 'lump0' },
    { id: 'second', priority: 5, power_W: (1 - share) * load_W, node: `lump${lumps - 1}` },
  ].filter(l => l.power_W > 0)
  for (const l of loads) parts.push({ ...l, kind: 'load.constant' })
  const capacity_Wh = load_W * from(0.1, 1.5)
  const limit_W = draw() < 0.5 ? 1e15 : load_W * from(0.5, 1.2)
  parts.push({
    id: 'battery',
    kind: 'battery.bucket',
    capacity_Wh,
    initial_charge_frac: 0.7,
    floor_frac: 0.15,
    max_charge_W: limit_W,
    max_discharge_W: limit_W,
    node: 'lump0',
  })
  const place = (id: string) => nodes.findIndex(n => n.id === id)
  const face = (axis: Axis, id: string, albedo_m2: number, infrared_m2: number): FastFace => ({
    looks: axis,
    node: place(id),
    albedo_m2,
    infrared_m2,
  })
  const faces: FastFace[] = [
    { ...face('+z', 'wing', wing_m2 * cell.absorptance_frac.value, wing_m2 * cell.emissivity_frac.value), array: 0 },
    face('-z', 'wing', wing_m2 * 0.5, wing_m2 * 0.85),
    face(looks, 'radiator', radiator_m2 * coating.absorptance_frac, radiator_m2 * coating.emissivity_frac),
    ...(sides === 2
      ? [
          face(
            OPPOSITE[looks],
            'radiator',
            radiator_m2 * coating.absorptance_frac,
            radiator_m2 * coating.emissivity_frac,
          ),
        ]
      : []),
  ]
  return {
    parts,
    earth,
    altitude_km: from(450, 1200),
    ltan_h: draw() < 0.3 ? pick([6, 18]) : from(6, 18),
    mean_anomaly_deg: from(0, 360),
    start: new Date(Date.UTC(2026, 0, 1) + Math.floor(from(0, 365)) * 86_400_000).toISOString().replace('.000', ''),
    step_s: pick([30, 60, 60, 120]),
    design: {
      forest,
      nodes,
      arrays: [
        {
          id: 'wing',
          node: place('wing'),
          peak_m2: wing_m2 * 0.9 * 0.95 * cell.efficiency_frac.value,
          beta_per_K: cell.temp_coefficient_per_K.value,
          reference_K: CELL_REFERENCE_K,
        },
      ],
      loads: loads.map(l => ({ id: l.id, priority: l.priority, node: place(l.node), demand_W: l.power_W })),
      battery: {
        id: 'battery',
        node: place('lump0'),
        capacity_J: capacity_Wh * 3600,
        initial_frac: 0.7,
        floor_frac: 0.15,
        charge_efficiency_frac: 0.97,
        discharge_efficiency_frac: 0.97,
        max_charge_W: limit_W,
        max_discharge_W: limit_W,
      },
      ...(earth ? { faces } : {}),
    },
  }
}
