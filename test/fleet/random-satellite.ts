import * as fc from 'fast-check'
import { CELL_NAMES, CELL_REFERENCE_K, cellOf } from '../../engine/catalogue/cells.ts'
import { agedCoating, COATINGS, type CoatingName } from '../../engine/catalogue/coatings.ts'
import type { Axis, FastDesign, FastFace, FastNode } from '../../engine/fleet/design/design.ts'
import { forestOf } from '../../engine/physics/heat/thermal-forest.ts'

export interface RandomSatellite {
  /** As the fast path takes it; left out where that is read from its parts. */
  readonly design?: FastDesign
  readonly parts: readonly Record<string, unknown>[]
  readonly attitude: Record<string, unknown>
  readonly earth: 'mean' | 'none' | 'latitude'
  readonly altitude_km: number
  readonly ltan_h: number
  readonly mean_anomaly_deg: number
  readonly start: string
  readonly step_s: number
}

const OPPOSITE: Record<string, Axis> = { '+x': '-x', '-x': '+x', '+y': '-y', '-y': '+y', '+z': '-z', '-z': '+z' }

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const sometimes = (min: number, max: number) => fc.option(between(min, max), { nil: undefined })

const choices = fc.record({
  cell: fc.constantFrom(...CELL_NAMES),
  wing_m2: between(40, 120),
  wing_face: fc.constantFrom('sun', '+z'),
  /** Of what the wing gives in full light. */
  load_frac: between(0.2, 0.9),
  /** What the first of two loads takes; all of it where there is one. */
  first_frac: sometimes(0.2, 0.8),
  coating: fc.constantFrom(...(Object.keys(COATINGS) as CoatingName[])),
  looks: fc.constantFrom('+x', '-x', '+y', '-y', '-z'),
  sides: fc.constantFrom(1, 2),
  /** Each hangs on the radiator or on a lump before it. */
  lumps: fc.array(
    fc.record({
      capacity_J_K: between(1e4, 3e5),
      on: fc.nat({ max: 2 }),
      conductance: between(0.7, 2),
      radiative_m2: sometimes(0.5, 3),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  strut_W_K: sometimes(1, 20),
  battery_h: between(0.1, 1.5),
  /** Of the load. */
  battery_limit: sometimes(0.5, 1.2),
  earth: fc.boolean(),
  altitude_km: between(450, 1200),
  ltan_h: fc.oneof({ weight: 1, arbitrary: fc.constantFrom(6, 18) }, { weight: 3, arbitrary: between(6, 18) }),
  mean_anomaly_deg: between(0, 360),
  day: fc.nat({ max: 364 }),
  step_s: fc.constantFrom(30, 60, 60, 120),
})
type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never

/**
 * A satellite as a scenario's parts and as the fast path takes it: a wing, one to three lumps in a random tree with a radiator, by conduction and
 * by radiation, one or two loads, a battery that may fill and empty, any season and local time.
 */
export const randomSatellite = fc.noBias(choices.map(satelliteOf))

function satelliteOf(c: Choices): RandomSatellite {
  const { wing_m2, looks, sides, earth } = c
  const cell = cellOf(c.cell)
  const full_W = wing_m2 * 1361 * 0.9 * 0.95 * cell.efficiency_frac.value
  const load_W = c.load_frac * full_W
  const radiator_m2 = load_W / 350
  const coating = agedCoating(c.coating, 0)

  const parts: Record<string, unknown>[] = [
    { id: 'wing', kind: 'array.flat', cell: c.cell, area_m2: wing_m2, face: c.wing_face },
    {
      id: 'radiator',
      kind: 'radiator.flat',
      coating: c.coating,
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
  for (const [k, { capacity_J_K, on, conductance, radiative_m2 = 0 }] of c.lumps.entries()) {
    const id = `lump${k}`
    parts.push({ id, kind: 'node.lumped', capacity_J_K, initial_temp_K: 300 })
    given.push({ ...none, id, capacity_J_K })
    const b = 1 + Math.min(on, k)
    const conductance_W_K = (load_W / 30) * conductance
    parts.push({ id: `g${k}`, kind: 'link.conductive', from: id, to: given[b].id, conductance_W_K })
    if (radiative_m2 > 0)
      parts.push({ id: `r${k}`, kind: 'link.radiative', from: id, to: given[b].id, exchange_m2: radiative_m2 })
    links.push({ a: k + 2, b, conductance_W_K, radiative_m2 })
  }
  if (c.strut_W_K !== undefined) {
    const conductance_W_K = c.strut_W_K
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
  const share = c.first_frac ?? 1
  const loads = [
    { id: 'first', priority: 3, power_W: share * load_W, node: 'lump0' },
    { id: 'second', priority: 5, power_W: (1 - share) * load_W, node: `lump${c.lumps.length - 1}` },
  ].filter(l => l.power_W > 0)
  for (const l of loads) parts.push({ ...l, kind: 'load.constant' })
  const capacity_Wh = load_W * c.battery_h
  const limit_W = c.battery_limit === undefined ? 1e15 : load_W * c.battery_limit
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
    attitude: { kind: 'sun-pointing' },
    earth: earth ? 'mean' : 'none',
    altitude_km: c.altitude_km,
    ltan_h: c.ltan_h,
    mean_anomaly_deg: c.mean_anomaly_deg,
    start: new Date(Date.UTC(2026, 0, 1 + c.day)).toISOString().replace('.000', ''),
    step_s: c.step_s,
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

const AXES = ['+x', '-x', '+y', '-y', '+z', '-z'] as const
const axis = fc.constantFrom(...AXES)
const unit = between(-1, 1)
const quaternion = fc.tuple(unit, unit, unit, between(0.1, 1))

const attitudes = fc.oneof(
  fc.constantFrom({ kind: 'nadir' }, { kind: 'nadir' }, { kind: 'nadir-yaw-steering' }, { kind: 'sun-pointing' }),
  fc.record({ kind: fc.constant('inertial'), quaternion }),
  fc.record({
    kind: fc.constant('spinning'),
    axis: fc.tuple(unit, unit, between(0.1, 1)),
    rate_deg_s: between(-0.06, 0.06),
    quaternion,
  }),
  fc
    .tuple(quaternion, quaternion, quaternion)
    .map(([a, b, c]) => ({ kind: 'table', rows: [a, b, c].map((q, k) => [5400 * k, ...q]) })),
)

const turns = fc.record({
  satellite: choices,
  attitude: attitudes,
  face: fc.oneof(axis, axis, fc.constant('sun' as const)),
  drive: fc.constantFrom('fixed', 'fixed', 'one-axis', 'two-axis'),
  drive_axis: axis,
  measured: fc.boolean(),
  /** Where a box stands that shades a fixed wing, before it and to its side, m. */
  box: fc.option(fc.tuple(between(2, 8), between(-4, 4)), { nil: undefined }),
  load_frac: between(0.02, 0.5),
  latitude: fc.boolean(),
})

/**
 * The same on a body that turns to and from the Sun, by any attitude without a state, with a wing that is fixed or driven, its measured incidence, what shades
 * it, and the Earth by latitude.
 */
export const turningSatellite = fc.noBias(
  turns.map((t): RandomSatellite => {
    const { design: _, ...satellite } = satelliteOf({ ...t.satellite, load_frac: t.load_frac })
    const [wing, ...others] = satellite.parts
    const isDriven = t.drive !== 'fixed' && t.face !== 'sun' && t.face[1] !== t.drive_axis[1]
    const placed = isDriven || t.face === 'sun' || t.box === undefined ? undefined : shadeOf(t.face, t.box, wing)
    const turned = {
      ...wing,
      face: t.face,
      ...(isDriven ? { drive: t.drive, drive_axis: t.drive_axis } : {}),
      ...(t.measured ? { incidence_table: MEASURED } : {}),
      ...placed?.wing,
    }
    return {
      ...satellite,
      parts: [turned, ...others, ...(placed === undefined ? [] : [placed.box])],
      attitude: t.attitude,
      earth: t.latitude ? 'latitude' : satellite.earth,
    }
  }),
)

/** Current over that at normal incidence: the cosine less what glass reflects, as a sheet might have it. */
const MEASURED = [
  [0, 1],
  [30, 0.86],
  [60, 0.48],
  [80, 0.12],
]

function shadeOf(face: Axis, [before_m, beside_m]: readonly [number, number], wing: Record<string, unknown>) {
  const side_m = Math.sqrt(Number(wing.area_m2))
  const letters = ['x', 'y', 'z']
  const sign = face[0] === '+' ? 1 : -1
  const across = letters.filter(l => l !== face[1])
  const position_m = letters.map(l => (l === face[1] ? sign * before_m : l === across[0] ? beside_m : 0))
  return {
    wing: { position_m: [0, 0, 0], size_m: [side_m, side_m] },
    box: { id: 'box', kind: 'structure.box', position_m, size_m: [2, 2, 2] },
  }
}
