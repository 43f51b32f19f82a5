import type { Each, FastDesign } from './design.ts'
import { KERNEL_BASE64 } from './kernel-code.ts'

/** Satellites that run side by side. Their columns stay in the cache; sums do not depend on it. */
export const TILE_LANES = 64
const WIDTH = TILE_LANES
/** Pairs that go through a step together, in assembly/kernel.ts. */
const CHUNK = 8
const STRIDE = WIDTH * 8

/** Rows of the tally: energies of a tick in joules, and the seconds of sunlight. */
export const TALLY = {
  generated_J: 0,
  demanded_J: 1,
  served_J: 2,
  curtailed_J: 3,
  unserved_J: 4,
  loss_J: 5,
  radiated_J: 6,
  absorbed_J: 7,
  electrical_J: 8,
  thermal_J: 9,
  lit_s: 10,
} as const
export const TALLIES = 11

/** Rows of whole numbers, then tables a node, an array and a load, then single rows: the fields of Tile in assembly/kernel.ts. */
const FIELDS = [
  'nodes',
  'arrays',
  'loads',
  'hasBattery',
  'stride',
  'parent',
  'arrayNode',
  'loadNode',
  'loadGroup',
  'batteryNode',
  'capacity',
  'exchange',
  'conductance',
  'radiative',
  'absorbing',
  'earth',
  'temp',
  'coldest',
  'hottest',
  'peak',
  'beta',
  'reference',
  'light',
  'demand',
  'full',
  'floor',
  'charging',
  'perCharging',
  'discharging',
  'perDischarging',
  'maxCharge',
  'maxDischarge',
  'charge',
  'lowest',
  'sunlight',
  'duration',
  'refused',
  'position',
  'last',
  'before',
  'clearance',
  'near',
  'tally',
  'total',
  'scratch',
] as const // prettier-ignore
type Field = (typeof FIELDS)[number]
const NODE_TABLES = [
  'capacity',
  'exchange',
  'conductance',
  'radiative',
  'absorbing',
  'earth',
  'temp',
  'coldest',
  'hottest',
] as const
const ARRAY_TABLES = ['peak', 'beta', 'reference', 'light'] as const

interface Code {
  look(...args: number[]): number
  move(tile: number, knots: number, weights: number, to: number): void
  step(tile: number, list: number, count: number): number
  clear(tile: number): void
  close(tile: number, to: number): void
  sum(tile: number, to: number, out: number): void
}

/** The columns of a tile in the kernel's memory, and the kernel over them. */
export interface Tile {
  /** A table as one array: row * WIDTH + lane. */
  readonly table: Readonly<Record<Field, Float64Array>>
  readonly knots: Float64Array
  /** Writes the constants and the first state of satellites `first` on, `count` of them; what is left is filled with the last. */
  load(first: number, count: number): void
  readonly code: Code
  readonly address: Readonly<Record<Field, number>>
  readonly pointer: number
  /** Places of all pairs of lanes in a row, bytes, and room for a list of some. */
  readonly allAt: number
  readonly list: Uint32Array
  readonly listAt: number
  readonly weights: Float64Array
  readonly weightsAt: number
  readonly knotsAt: number
  readonly sums: Float64Array
  readonly sumsAt: number
}

export const ROW = WIDTH

/** What is used here of the WebAssembly of every browser and of Node. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
  readonly Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer }
}

let compiled: object | undefined

function compiledKernel(): object {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BASE64), c => c.charCodeAt(0)))
  return compiled
}

/** `knots` is how many knots of a position are held at once. */
export function makeTile(d: FastDesign, knots: number): Tile {
  const { nodes, arrays, loads, battery } = d
  const rows: Partial<Record<Field, number>> = { position: 3, last: 3, tally: TALLIES, total: TALLIES }
  for (const f of NODE_TABLES) rows[f] = nodes.length
  for (const f of ARRAY_TABLES) rows[f] = arrays.length
  rows.demand = loads.length
  const whole: Partial<Record<Field, readonly number[]>> = {
    parent: [...d.forest.parent],
    arrayNode: arrays.map(a => a.node),
    loadNode: loads.map(l => l.node),
    loadGroup: loads.map((l, k) => loads.slice(k).filter(m => m.priority === l.priority).length),
  }
  const single: Partial<Record<Field, number>> = {
    nodes: nodes.length,
    arrays: arrays.length,
    loads: loads.length,
    hasBattery: battery === undefined ? 0 : 1,
    stride: STRIDE,
    batteryNode: battery?.node ?? -1,
  }

  let top = 4096
  const take = (bytes: number) => {
    const at = top
    top += (bytes + 15) & ~15
    return at
  }
  const pointer = take(FIELDS.length * 4)
  const address = {} as Record<Field, number>
  for (const f of FIELDS)
    address[f] =
      single[f] ?? take(whole[f] === undefined ? Math.max(1, rows[f] ?? 1) * STRIDE : Math.max(1, whole[f].length) * 4)
  address.scratch = take((9 * nodes.length + 14 + arrays.length) * CHUNK * 16)
  const allAt = take(2 * WIDTH)
  const listAt = take(2 * WIDTH)
  const weightsAt = take(12 * 8)
  const sumsAt = take(TALLIES * 8)
  const knotsAt = take(knots * 3 * STRIDE)

  const memory = new WebAssembly.Memory({ initial: Math.ceil(top / 65536) })
  const { buffer } = memory
  const code = new WebAssembly.Instance(compiledKernel(), { env: { memory } }).exports as Code
  new Int32Array(buffer, pointer, FIELDS.length).set(FIELDS.map(f => address[f]))
  const table = {} as Record<Field, Float64Array>
  for (const f of FIELDS) {
    const words = whole[f]
    if (words !== undefined) new Int32Array(buffer, address[f], words.length).set(words)
    else if (single[f] === undefined) table[f] = new Float64Array(buffer, address[f], Math.max(1, rows[f] ?? 1) * WIDTH)
  }

  const constants: { to: Float64Array; row: number; of: Each }[] = []
  const put = (field: Field, row: number, of: Each) => constants.push({ to: table[field], row, of })
  nodes.forEach((n, k) => {
    put('capacity', k, n.capacity_J_K)
    put('exchange', k, n.exchange_m2)
    put('conductance', k, n.conductance_W_K)
    put('radiative', k, n.radiative_m2)
    put('absorbing', k, n.absorbing_m2)
    for (const f of ['temp', 'coldest', 'hottest'] as const) put(f, k, n.initial_K)
  })
  arrays.forEach((a, k) => {
    put('peak', k, a.peak_m2)
    put('beta', k, a.beta_per_K)
    put('reference', k, a.reference_K)
  })
  for (const [k, l] of loads.entries()) put('demand', k, l.demand_W)
  if (battery !== undefined) {
    const full = battery.capacity_J
    put('full', 0, full)
    put('floor', 0, times(battery.floor_frac, full))
    put('charging', 0, battery.charge_efficiency_frac)
    put('perCharging', 0, over(battery.charge_efficiency_frac))
    put('discharging', 0, battery.discharge_efficiency_frac)
    put('perDischarging', 0, over(battery.discharge_efficiency_frac))
    put('maxCharge', 0, battery.max_charge_W)
    put('maxDischarge', 0, battery.max_discharge_W)
    for (const f of ['charge', 'lowest'] as const) put(f, 0, times(battery.initial_frac, full))
  }

  for (let pair = 0; 2 * pair < WIDTH; pair++) new Uint32Array(buffer, allAt, WIDTH / 2)[pair] = 16 * pair

  return {
    table,
    code,
    pointer,
    address,
    allAt,
    list: new Uint32Array(buffer, listAt, WIDTH / 2),
    listAt,
    weightsAt,
    weights: new Float64Array(buffer, weightsAt, 12),
    knotsAt,
    knots: new Float64Array(buffer, knotsAt, knots * 3 * WIDTH),
    sumsAt,
    sums: new Float64Array(buffer, sumsAt, TALLIES),
    load(first, count) {
      for (const { to, row, of } of constants) {
        const at = row * WIDTH
        if (typeof of === 'number') to.fill(of, at, at + WIDTH)
        else for (let i = 0; i < WIDTH; i++) to[at + i] = of(first + Math.min(i, count - 1))
      }
      table.total.fill(0)
      table.earth.fill(0)
      table.light.fill(0)
    },
  }
}

const of = (e: Each, satellite: number) => (typeof e === 'number' ? e : e(satellite))
const both = (a: Each, b: Each, f: (a: number, b: number) => number): Each =>
  typeof a === 'number' && typeof b === 'number' ? f(a, b) : satellite => f(of(a, satellite), of(b, satellite))
const times = (a: Each, b: Each) => both(a, b, (x, y) => x * y)
const over = (a: Each) => both(1, a, (x, y) => x / y)
