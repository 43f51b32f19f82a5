import { acceleratorOf } from '../catalogue/accelerators.ts'
import { CELL_REFERENCE_K, cellOf, remainingPower_frac } from '../catalogue/cells.ts'
import { agedCoating } from '../catalogue/coatings.ts'
import { forestOf } from '../physics/thermal-forest.ts'
import type { FleetGroup } from '../scenario/fleet.ts'
import type { Scenario, ScenarioPart } from '../scenario/scenario.ts'
import { type Built, SPACE } from '../tick/component.ts'
import { buildAlike } from '../tick/plant.ts'
import type { Each, FastDesign, FastLoad } from './design.ts'
import { partsOf } from './satellite.ts'

/** A group as the fast path runs it. */
export interface Fit {
  readonly design: FastDesign
  /** Makes the numbers of satellites `first` to `first + count` of the group ready; the design's numbers are asked for these. */
  prepare(first: number, count: number): void
  /** Loads that compute: place among the design's loads, and TFLOP/s when fully served. */
  readonly computing: readonly { readonly load: number; readonly rate_TFLOP_s: Each }[]
}

/** Satellites whose numbers are at hand: their values and what their parts built of them. */
interface Block {
  readonly first: number
  readonly parts: readonly (readonly ScenarioPart[])[]
  readonly built: readonly Built[]
}

/** What a number is made of: the block and the lane in it. */
type Number_ = (block: Block, lane: number) => number

/** Why a group cannot take the fast path, as a clause. */
class Unfit extends Error {}

const unfit = (why: string): never => {
  throw new Unfit(why)
}

/** The design of a group for the fast path, or why it needs the plain one. */
export function fitDesign(scenario: Scenario, group: FleetGroup): Fit | string {
  try {
    return fit(scenario, group)
  } catch (error) {
    if (error instanceof Unfit) return error.message
    throw error
  }
}

function fit(scenario: Scenario, group: FleetGroup): Fit {
  checkSurroundings(scenario)
  const { parts } = group
  for (const p of parts) checkPart(p)
  checkLimits(scenario, parts)
  const place = new Map(parts.map((p, k) => [p.id, k]))
  const makeBlock = (first: number, count: number): Block => {
    const lanes = Array.from({ length: count }, (_, i) => partsOf(group, first + i))
    const built = buildAlike(lanes, undefined, scenario.ticks * scenario.step_s).map(b => b.built)
    return { first, parts: lanes, built }
  }
  let block = makeBlock(0, 1)
  const alike = group.spread.length === 0
  const each = (f: Number_): Each => (alike ? f(block, 0) : satellite => f(block, satellite - block.first))
  const value = (id: string, key: string): Number_ => {
    const k = place.get(id) as number
    return (b, lane) => b.parts[lane][k].values[key] as number
  }
  const network = readNetwork(block.built)
  const { forest } = network
  const at = (id: unknown) => (id === undefined ? -1 : forest.place[network.ids.indexOf(id as string)])
  const arrays = parts.filter(p => p.kind === 'array.flat')
  const loads = parts
    .filter(p => DEMANDS[p.kind] !== undefined)
    .sort((a, b) => Number(a.values.priority) - Number(b.values.priority))
  const [battery] = parts.filter(p => p.kind === 'battery.bucket')
  const of = (id: string, f: (v: Values) => number): Number_ => {
    const k = place.get(id) as number
    return (b, lane) => f(b.parts[lane][k].values)
  }
  return {
    prepare(first, count) {
      if (!alike) block = makeBlock(first, count)
    },
    computing: loads.flatMap((p, load) =>
      p.kind === 'compute.accelerators' ? [{ load, rate_TFLOP_s: each(of(p.id, fullRate_TFLOP_s)) }] : [],
    ),
    design: {
      forest,
      nodes: network.inOrder.map(n => ({
        id: n.id,
        capacity_J_K: each(n.capacity_J_K),
        initial_K: each(n.initial_K),
        exchange_m2: each(n.exchange_m2),
        conductance_W_K: each(n.conductance_W_K),
        radiative_m2: each(n.radiative_m2),
        absorbing_m2: each(absorbing(parts[place.get(n.id) as number], of)),
      })),
      arrays: arrays.map(p => ({
        id: p.id,
        node: at(p.id),
        peak_m2: each(of(p.id, peak_m2)),
        beta_per_K: each(of(p.id, v => cellOf(v.cell as never).temp_coefficient_per_K.value)),
        reference_K: CELL_REFERENCE_K,
      })),
      loads: loads.map(
        (p): FastLoad => ({
          id: p.id,
          priority: Number(p.values.priority),
          node: at(p.values.node),
          demand_W: each(of(p.id, DEMANDS[p.kind])),
        }),
      ),
      ...(battery === undefined
        ? {}
        : {
            battery: {
              id: battery.id,
              node: at(battery.values.node),
              capacity_J: each(of(battery.id, v => Number(v.capacity_Wh) * 3600)),
              initial_frac: each(value(battery.id, 'initial_charge_frac')),
              floor_frac: each(value(battery.id, 'floor_frac')),
              charge_efficiency_frac: each(value(battery.id, 'charge_efficiency_frac')),
              discharge_efficiency_frac: each(value(battery.id, 'discharge_efficiency_frac')),
              max_charge_W: each(value(battery.id, 'max_charge_W')),
              max_discharge_W: each(value(battery.id, 'max_discharge_W')),
            },
          }),
    },
  }
}

type Values = Readonly<Record<string, unknown>>

const busy_W = (v: Values) => {
  const { idle_W, busy_W } = acceleratorOf(v.accelerator as never)
  return Number(v.count) * (idle_W.value + Number(v.utilisation_frac) * (busy_W.value - idle_W.value))
}
const fullRate_TFLOP_s = (v: Values) =>
  Number(v.count) *
  acceleratorOf(v.accelerator as never).peak_TFLOP_s.value *
  Number(v.efficiency_frac) *
  Number(v.utilisation_frac)

/** What each kind of load asks for, always the same. */
const DEMANDS: Readonly<Record<string, (v: Values) => number>> = {
  'load.constant': v => Number(v.power_W),
  'compute.accelerators': busy_W,
}

/** As in parts/array-flat.ts: W for each W/m2 straight on, at the cell's reference temperature. */
function peak_m2(v: Values): number {
  const cell = cellOf(v.cell as never)
  const share = Number(v.packing_frac) * Number(v.collection_frac) * Number(v.health_frac)
  const left_frac = remainingPower_frac(cell, Number(v.age_year), Number(v.fluence_per_cm2))
  return Number(v.area_m2) * share * left_frac * cell.efficiency_frac.value
}

/** Heat for each W/m2 of sunlight: what looks at the Sun absorbs with its front; what is edge-on absorbs none. */
function absorbing(part: ScenarioPart, of: (id: string, f: (v: Values) => number) => Number_): Number_ {
  if (part.kind === 'array.flat')
    return of(part.id, v => Number(v.area_m2) * cellOf(v.cell as never).absorptance_frac.value)
  const lit = part.kind === 'radiator.flat' && sunlitSide(part.values)
  if (!lit) return () => 0
  return of(
    part.id,
    v => Number(v.area_m2) * agedCoating(v.coating as never, Number(v.coating_age_frac)).absorptance_frac,
  )
}

const sunlitSide = ({ face, sides }: Values) => face === 'sun' || face === '+z' || (face === '-z' && sides === 2)

interface NetworkNode {
  readonly id: string
  readonly capacity_J_K: Number_
  readonly initial_K: Number_
  readonly exchange_m2: Number_
  readonly conductance_W_K: Number_
  readonly radiative_m2: Number_
}

/** Nodes and links as the parts built them, so that both paths have the same network. */
function readNetwork(built: readonly Built[]) {
  const nodes = built.flatMap((b, part) => (b.nodes ?? []).map((node, k) => ({ ...node, part, k })))
  const ids = nodes.map(n => n.id)
  for (const n of nodes) if (n.held) unfit(`${n.id} holds its temperature`)
  const conductive = built.flatMap((b, part) =>
    (b.links ?? []).map((l, k) => {
      if (typeof l.conductance_W_K === 'string') unfit(`the conductance between ${l.from} and ${l.to} varies`)
      const value: Number_ = (block, lane) => (block.built[part].links?.[k].conductance_W_K as Float64Array)[lane]
      return { ends: [ids.indexOf(l.from), ids.indexOf(l.to)] as const, value }
    }),
  )
  const radiation = built.flatMap((b, part) =>
    (b.radiation ?? []).map((r, k) => {
      if (typeof r.exchange_m2 === 'string') unfit(`${r.from} radiates by a fin whose efficiency varies`)
      const value: Number_ = (block, lane) => (block.built[part].radiation?.[k].exchange_m2 as Float64Array)[lane]
      return { from: ids.indexOf(r.from), to: r.to === SPACE ? -1 : ids.indexOf(r.to), value }
    }),
  )
  const radiative = radiation.filter(r => r.to >= 0).map(r => ({ ends: [r.from, r.to] as const, value: r.value }))
  const pairs = new Set(
    [...conductive, ...radiative].map(l => Math.min(...l.ends) * nodes.length + Math.max(...l.ends)),
  )
  const forest =
    forestOf(
      nodes.length,
      [...pairs].map(p => [Math.floor(p / nodes.length), p % nodes.length]),
    ) ?? unfit('its thermal links close a ring')
  const total = (values: readonly Number_[]): Number_ =>
    values.length === 1 ? values[0] : (block, lane) => values.reduce((sum, f) => sum + f(block, lane), 0)
  const inOrder: NetworkNode[] = []
  nodes.forEach((n, i) => {
    const above = forest.parent[forest.place[i]]
    const parent = above < 0 ? -1 : forest.place.indexOf(above)
    const between = (links: readonly { ends: readonly [number, number]; value: Number_ }[]) =>
      total(links.filter(l => l.ends.includes(i) && l.ends.includes(parent)).map(l => l.value))
    inOrder[forest.place[i]] = {
      id: n.id,
      capacity_J_K: (b, lane) => (b.built[n.part].nodes?.[n.k].capacity_J_K as Float64Array)[lane],
      initial_K: (b, lane) => (b.built[n.part].nodes?.[n.k].initial_K as Float64Array)[lane],
      exchange_m2: total(radiation.filter(r => r.from === i && r.to < 0).map(r => r.value)),
      conductance_W_K: between(conductive),
      radiative_m2: between(radiative),
    }
  })
  return { forest, ids, inOrder }
}

function checkSurroundings({ attitude, environment, periodicStart }: Scenario): void {
  if (attitude.kind.kind !== 'sun-pointing') unfit(`its attitude is ${attitude.kind.kind}`)
  if (environment.earth_radiation !== 'none') unfit('the Earth shines on it (earth_radiation)')
  if (environment.limb_darkening) unfit('limb_darkening is on')
  if (environment.moon_shadow) unfit('moon_shadow is on')
  if (periodicStart) unfit('it begins in a state that repeats')
}

/** What a part may be on the fast path, by kind. */
const PARTS: Readonly<Record<string, (p: ScenarioPart) => void>> = {
  'bus.dc': () => {},
  'node.lumped': () => {},
  'link.conductive': () => {},
  'link.radiative': () => {},
  'load.constant': () => {},
  'array.flat': ({ id, values: v }) => {
    if (v.drive !== 'fixed') unfit(`${id} is driven`)
    if (v.face !== 'sun' && v.face !== '+z') unfit(`${id} does not look at the Sun`)
    if (v.incidence_table !== undefined) unfit(`${id} has an incidence_table`)
    checkUnshaded(id, v)
  },
  'radiator.flat': ({ id, values: v }) => checkUnshaded(id, v),
  'battery.bucket': ({ id, values: v }) => {
    if (v.self_discharge_per_day !== 0) unfit(`${id} leaks (self_discharge_per_day)`)
    if (v.cycle_life_count !== undefined) unfit(`the wear of ${id} is followed (cycle_life_count)`)
  },
  'compute.accelerators': ({ id, values: v }) => {
    if (v.governor !== 'constant' || v.max_temp_K !== undefined || v.battery !== undefined)
      unfit(`${id} is governed by Sun, temperature or charge`)
  },
}

function checkUnshaded(id: string, v: Values): void {
  if (v.position_m !== undefined || v.size_m !== undefined) unfit(`${id} has a place where it can be shaded`)
}

function checkPart(p: ScenarioPart): void {
  const check = PARTS[p.kind]
  if (check === undefined) return unfit(`it has a ${p.kind}`)
  check(p)
}

/** The fast path keeps the lowest charge and every node's coldest and hottest. */
function checkLimits(scenario: Scenario, parts: readonly ScenarioPart[]): void {
  const many = (kind: string) => parts.filter(p => p.kind === kind).length > 1
  if (many('battery.bucket')) unfit('it has more than one battery')
  if (many('bus.dc')) unfit('it has more than one bus')
  for (const l of scenario.limits) {
    const [part, what] = [l.column.slice(0, l.column.indexOf('.')), l.column.slice(l.column.indexOf('.') + 1)]
    const plain = Object.keys(l).every(k => ['column', 'min', 'max', 'why'].includes(k))
    const kept = what === 'temp_K' || (what === 'charge_frac' && l.max === undefined)
    if (parts.some(p => p.id === part) && !(plain && kept)) unfit(`a limit watches ${l.column}`)
  }
}
