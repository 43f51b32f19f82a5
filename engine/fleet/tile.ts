import { LAGRANGE_INVERSE } from '../physics/numbers/lagrange.ts'
import { AXES, type Each, type FastDesign } from './design.ts'
import { EARTH_SLAB, EARTH_SLABS } from './earth-table.ts'
import { type Code, startKernel } from './kernel.ts'
import {
  ARRAY_ROWS,
  CHUNK,
  CROSSING_REAL,
  CROSSING_WHOLE,
  EARTH_ROWS,
  FACE_ROWS,
  HEAD,
  LANE_ROWS,
  NODE_ROWS,
  SINGLE_ROWS,
  STRIDE,
  type Table,
  TILE_LANES,
  TURN_SERIES,
  WIDTH,
} from './tile-layout.ts'

export { TALLIES, TALLY, TILE_LANES } from './tile-layout.ts'

/** The columns of a tile in the kernel's memory, and the kernel over them. */
export interface Tile {
  /** A table as one array: row * WIDTH + lane. */
  readonly table: Readonly<Record<Table, Float64Array>>
  readonly knots: Float64Array
  /** Writes the constants and the first state of satellites `first` on, `count` of them; what is left is filled with the last. */
  load(first: number, count: number): void
  /** What turns.ts keeps of each lane, in the kernel's memory: the fields of Turns in assembly/turns.ts. */
  readonly turns: {
    readonly at: number
    readonly turn_s: Float64Array
    readonly stride: Int32Array
    readonly stretch: Int32Array
    readonly series: Float64Array
  }
  /** Where a crossing is looked for, and the whole numbers and the others of it: Crossing in assembly/crossing.ts. */
  readonly crossing: { readonly at: number; readonly whole: Int32Array; readonly real: Float64Array }
  readonly code: Code
  readonly pointer: number
  /** The lanes that `look` finds to have more than one piece. */
  readonly special: Uint32Array
  /** Places of all pairs of lanes in a row, bytes, and room for a list of some. */
  readonly allAt: number
  readonly list: Uint32Array
  readonly listAt: number
  readonly weights: Float64Array
  readonly weightsAt: number
  readonly knotsAt: number
  /** Room for the tables of earth-table.ts; none where the Earth shines on nothing. */
  readonly slabs: Float64Array
}

export const ROW = WIDTH

/** `knots` is how many knots of a position are held at once. */
export function makeTile(d: FastDesign, knots: number): Tile {
  const { nodes, arrays, loads, battery, faces = [] } = d
  const whole: Readonly<Record<string, readonly number[]>> = {
    parent: [...d.forest.parent],
    radiates: nodes.map(n => (n.exchange_m2 === 0 ? 0 : 1)),
    glows: nodes.map(n => (n.radiative_m2 === 0 ? 0 : 1)),
    arrayNode: arrays.map(a => a.node),
    loadNode: loads.map(l => l.node),
    faceAxis: faces.map(f => AXES.indexOf(f.looks)),
    faceNode: faces.map(f => f.node),
    faceArray: faces.map(f => f.array ?? -1),
    loadGroup: loads.map((l, k) => loads.slice(k).filter(m => m.priority === l.priority).length),
  }
  let top = 4096
  const take = (bytes: number) => {
    const at = top
    top += (bytes + 15) & ~15
    return at
  }
  const pointer = take(HEAD.length * 4)
  const laneRows = Object.values(LANE_ROWS).reduce((sum: number, n) => sum + n, 0)
  const head: Record<string, number> = {
    nodes: nodes.length,
    arrays: arrays.length,
    loads: loads.length,
    hasBattery: battery === undefined ? 0 : 1,
    batteryNode: battery?.node ?? -1,
    ...Object.fromEntries(Object.entries(whole).map(([name, words]) => [name, take(4 * words.length)])),
    lane: take(laneRows * STRIDE),
    node: take(nodes.length * NODE_ROWS.length * STRIDE),
    array: take(arrays.length * ARRAY_ROWS.length * STRIDE),
    temp: take(nodes.length * STRIDE),
    coldest: take(nodes.length * STRIDE),
    hottest: take(nodes.length * STRIDE),
    demand: take(loads.length * STRIDE),
    special: take(4 * WIDTH),
    faces: faces.length,
    axes: faces.reduce((bits, f) => bits | (1 << (AXES.indexOf(f.looks) >> 1)), 0),
    face: take(faces.length * FACE_ROWS.length * STRIDE),
    slabs: take(faces.length === 0 ? 0 : EARTH_SLABS * EARTH_SLAB * 8),
    scratch: take((10 * nodes.length + 14 + arrays.length) * CHUNK * 16 + EARTH_ROWS * STRIDE),
  }
  const allAt = take(2 * WIDTH)
  const listAt = take(2 * WIDTH)
  const weightsAt = take(12 * 8)
  const knotsAt = take(knots * 3 * STRIDE)

  const turnsAt = take(4 * 4)
  const turnTables = [8, 4, 4, 8 * TURN_SERIES].map(bytes => take(TILE_LANES * bytes))
  const scratchAt = [take(12 * 8), take(12 * 8)]

  const crossingAt = take(CROSSING_WHOLE * 4 + CROSSING_REAL * 8)

  const { buffer, code } = startKernel(top)
  new Int32Array(buffer, pointer, HEAD.length).set(HEAD.map(f => head[f]))
  for (const [name, words] of Object.entries(whole)) new Int32Array(buffer, head[name], words.length).set(words)
  new Int32Array(buffer, turnsAt, 4).set(turnTables)
  new Float64Array(buffer, scratchAt[1], LAGRANGE_INVERSE.length).set(LAGRANGE_INVERSE)
  new Int32Array(buffer, crossingAt, CROSSING_WHOLE).set([0, 0, scratchAt[1], scratchAt[0]])
  const rowsAt = (address: number, rows: number) => new Float64Array(buffer, address, rows * WIDTH)
  const table = {} as Record<Table, Float64Array>
  let laneAt = head.lane
  for (const [name, rows] of Object.entries(LANE_ROWS) as [keyof typeof LANE_ROWS, number][]) {
    table[name] = rowsAt(laneAt, rows)
    laneAt += rows * STRIDE
  }
  for (const name of SINGLE_ROWS) table[name] = rowsAt(head[name], name === 'demand' ? loads.length : nodes.length)
  const nodeRow = (name: (typeof NODE_ROWS)[number], k: number) =>
    rowsAt(head.node + (k * NODE_ROWS.length + NODE_ROWS.indexOf(name)) * STRIDE, 1)
  const arrayRow = (name: (typeof ARRAY_ROWS)[number], k: number) =>
    rowsAt(head.array + (k * ARRAY_ROWS.length + ARRAY_ROWS.indexOf(name)) * STRIDE, 1)

  const faceRow = (name: (typeof FACE_ROWS)[number], k: number) =>
    rowsAt(head.face + (k * FACE_ROWS.length + FACE_ROWS.indexOf(name)) * STRIDE, 1)

  const constants: { to: Float64Array; of: Each }[] = []
  const put = (to: Float64Array, of: Each) => constants.push({ to, of })
  const rowOf = (name: Table, k: number) => table[name].subarray(k * WIDTH, (k + 1) * WIDTH)
  nodes.forEach((n, k) => {
    put(nodeRow('capacity', k), n.capacity_J_K)
    put(nodeRow('exchange', k), n.exchange_m2)
    put(nodeRow('conductance', k), n.conductance_W_K)
    put(nodeRow('radiative', k), n.radiative_m2)
    put(nodeRow('absorbing', k), n.absorbing_m2)
    put(nodeRow('earth', k), 0)
    for (const f of ['temp', 'coldest', 'hottest'] as const) put(rowOf(f, k), n.initial_K)
  })
  arrays.forEach((a, k) => {
    put(arrayRow('peak', k), a.peak_m2)
    put(arrayRow('beta', k), a.beta_per_K)
    put(arrayRow('reference', k), a.reference_K)
    put(arrayRow('light', k), 0)
  })
  for (const [k, f] of faces.entries()) {
    put(faceRow('albedo', k), f.albedo_m2)
    put(faceRow('infrared', k), f.infrared_m2)
  }
  put(table.jump, 0)
  for (const [k, l] of loads.entries()) put(rowOf('demand', k), l.demand_W)
  if (battery !== undefined) {
    const full = battery.capacity_J
    put(table.full, full)
    put(table.floor, times(battery.floor_frac, full))
    put(table.charging, battery.charge_efficiency_frac)
    put(table.perCharging, over(battery.charge_efficiency_frac))
    put(table.discharging, battery.discharge_efficiency_frac)
    put(table.perDischarging, over(battery.discharge_efficiency_frac))
    put(table.maxCharge, battery.max_charge_W)
    put(table.maxDischarge, battery.max_discharge_W)
    for (const f of ['charge', 'lowest'] as const) put(table[f], times(battery.initial_frac, full))
  }

  for (let pair = 0; 2 * pair < WIDTH; pair++) new Uint32Array(buffer, allAt, WIDTH / 2)[pair] = 16 * pair

  return {
    table,
    code,
    pointer,
    turns: {
      at: turnsAt,
      turn_s: new Float64Array(buffer, turnTables[0], TILE_LANES),
      stride: new Int32Array(buffer, turnTables[1], TILE_LANES),
      stretch: new Int32Array(buffer, turnTables[2], TILE_LANES),
      series: new Float64Array(buffer, turnTables[3], TILE_LANES * TURN_SERIES),
    },
    crossing: {
      at: crossingAt,
      whole: new Int32Array(buffer, crossingAt, CROSSING_WHOLE),
      real: new Float64Array(buffer, crossingAt + CROSSING_WHOLE * 4, CROSSING_REAL),
    },
    special: new Uint32Array(buffer, head.special, WIDTH),
    allAt,
    list: new Uint32Array(buffer, listAt, WIDTH / 2),
    listAt,
    weightsAt,
    weights: new Float64Array(buffer, weightsAt, 12),
    slabs: new Float64Array(buffer, head.slabs, faces.length === 0 ? 0 : EARTH_SLABS * EARTH_SLAB),
    knotsAt,
    knots: new Float64Array(buffer, knotsAt, knots * 3 * WIDTH),
    load(first, count) {
      for (const { to, of } of constants)
        if (typeof of === 'number') to.fill(of)
        else for (let i = 0; i < WIDTH; i++) to[i] = of(first + Math.min(i, count - 1))
      table.total.fill(0)
    },
  }
}

const of = (e: Each, satellite: number) => (typeof e === 'number' ? e : e(satellite))
const both = (a: Each, b: Each, f: (a: number, b: number) => number): Each =>
  typeof a === 'number' && typeof b === 'number' ? f(a, b) : satellite => f(of(a, satellite), of(b, satellite))
const times = (a: Each, b: Each) => both(a, b, (x, y) => x * y)
const over = (a: Each) => both(1, a, (x, y) => x / y)
