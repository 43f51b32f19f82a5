import type { Each, FastDesign } from './design.ts'
import { KERNEL_BASE64 } from './kernel-code.ts'

/** Satellites that run side by side. Their columns stay in the cache; sums do not depend on it. */
export const TILE_LANES = 64
/** One pair of lanes beyond the tile, for the lane that is taken through a tick in pieces. */
export const SPARE = TILE_LANES
const WIDTH = TILE_LANES + 2
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
  'used',
  'sunlight',
  'refused',
  'position',
  'last',
  'clearance',
  'nextCut',
  'special',
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
  step(tile: number, from: number, to: number, step_s: number): number
  clear(tile: number, from: number, to: number): void
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
  /** Keeps the states of all lanes as they are before a tick. */
  save(): void
  /** Makes the spare a copy of a lane with the state that was saved and an empty tally. */
  lift(lane: number): void
  /** Writes the spare's state and tally into a lane. */
  putBack(lane: number): void
  /** Keeps the spare's state and tally. */
  mark(): void
  /** Takes the spare back to the mark. */
  back(): void
  readonly code: Code
  readonly address: Readonly<Record<Field, number>>
  readonly pointer: number
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
  rows.scratch = 8 * nodes.length + 6 + arrays.length
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
  put('used', 0, 1)
  put('nextCut', 0, Number.POSITIVE_INFINITY)

  const states = [table.temp, table.charge, table.used]
  const saved = states.map(column => new Float64Array(column.length))
  const carried = [...states, table.tally]
  const marked = carried.map(column => new Float64Array(column.length / WIDTH))
  const fixed = [...constants.map(({ to, row }) => ({ column: to, row }))]
  for (const column of [table.earth, table.light])
    for (let row = 0; row < column.length / WIDTH; row++) fixed.push({ column, row })

  return {
    table,
    code,
    pointer,
    address,
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
    save() {
      for (let k = 0; k < states.length; k++) saved[k].set(states[k])
    },
    lift(lane) {
      for (const { column, row } of fixed) twice(column, row, column[row * WIDTH + lane])
      for (const [k, column] of states.entries())
        for (let row = 0; row < column.length / WIDTH; row++) twice(column, row, saved[k][row * WIDTH + lane])
      code.clear(pointer, SPARE, SPARE + 2)
    },
    putBack(lane) {
      for (const column of carried)
        for (let at = 0; at < column.length; at += WIDTH) column[at + lane] = column[at + SPARE]
    },
    mark() {
      for (const [k, column] of carried.entries())
        for (let row = 0; row < marked[k].length; row++) marked[k][row] = column[row * WIDTH + SPARE]
    },
    back() {
      for (const [k, column] of carried.entries())
        for (let row = 0; row < marked[k].length; row++) twice(column, row, marked[k][row])
    },
  }
}

/** Writes a value to both lanes of the spare. */
function twice(column: Float64Array, row: number, value: number): void {
  column[row * WIDTH + SPARE] = value
  column[row * WIDTH + SPARE + 1] = value
}

const of = (e: Each, satellite: number) => (typeof e === 'number' ? e : e(satellite))
const both = (a: Each, b: Each, f: (a: number, b: number) => number): Each =>
  typeof a === 'number' && typeof b === 'number' ? f(a, b) : satellite => f(of(a, satellite), of(b, satellite))
const times = (a: Each, b: Each) => both(a, b, (x, y) => x * y)
const over = (a: Each) => both(1, a, (x, y) => x / y)
