import { AXES, type Each, type FastDesign } from '../design/design.ts'
import { derived, rowAt } from '../step/places.ts'
import { PAIR_AT, stepCode } from '../step/step.ts'
import { EARTH_SLAB, EARTH_SLABS } from './earth-table.ts'
import { layEdges, type TileEdges } from './edges.ts'
import { type Answers, type Code, compiled, noAnswers, startKernel } from './kernel.ts'
import {
  CACHE_LINE,
  EARTH_SCRATCH,
  FACE_ROWS,
  HEAD,
  LANE_ROWS,
  SINGLE_ROWS,
  STRIDE,
  TABLES,
  type Table,
  TILE_LANES,
  TURN_LARGE,
  TURN_SERIES,
  WIDTH,
} from './layout.ts'
import { makeNumbers } from './numbers.ts'
import { laySeries, type TileSeries } from './series.ts'

export { TALLIES, TALLY, TILE_LANES } from './layout.ts'

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
    readonly drift_rad: Float64Array
    readonly stride: Int32Array
    readonly stretch: Int32Array
    readonly terms: Int32Array
    readonly large: Float64Array
    readonly series: Float32Array
  }
  readonly edges: TileEdges
  readonly series: TileSeries
  /** What the kernel asks while it cuts a tick, and whom it tells of contacts; whoever runs the tile puts their own. */
  readonly answers: Answers
  readonly code: Code
  readonly pointer: number
  readonly weights: Float64Array
  readonly weightsAt: number
  readonly knotsAt: number
  /** Room for the tables of earth-table.ts; none where the Earth shines on nothing. */
  readonly slabs: Float32Array
}

export const ROW = WIDTH

/** `knots` is how many knots of a position are held at once. */
export const makeTile = (d: FastDesign, knots: number): Tile => tilesOf(d, knots)()

/** Makes tiles of a design, each in memory of its own; where all lies and what code they run is found out once. */
export function tilesOf(d: FastDesign, knots: number): () => Tile {
  const plan = planTile(d, knots)
  return () => tileOf(d, plan)
}

function planTile(d: FastDesign, knots: number) {
  const { nodes, arrays, loads } = d
  // Those of a node follow each other: the first of them begins its sum.
  const faces = [...(d.faces ?? [])].sort((a, b) => a.node - b.node)
  const whole: Readonly<Record<string, readonly number[]>> = {
    faceAxis: faces.map(f => AXES.indexOf(f.looks)),
    faceNode: faces.map(f => f.node),
    faceArray: faces.map(f => f.array ?? -1),
  }
  let top = 4096
  const take = (bytes: number) => {
    const at = top
    top += (bytes + 15) & ~15
    return at
  }
  const pointer = take(HEAD.length * 4)
  const rowsOfTable = (name: Table) =>
    name in LANE_ROWS
      ? LANE_ROWS[name as keyof typeof LANE_ROWS]
      : { node: nodes, array: arrays, load: loads }[SINGLE_ROWS[name as keyof typeof SINGLE_ROWS]].length
  const laneAt = top
  const tableAt = Object.fromEntries(TABLES.map(name => [name, take(rowsOfTable(name) * STRIDE)])) as Record<
    Table,
    number
  >
  const head: Record<string, number> = {
    ...Object.fromEntries(Object.entries(whole).map(([name, words]) => [name, take(4 * words.length)])),
    lane: laneAt,
    earth: tableAt.earth,
    light: tableAt.light,
    special: take(4 * WIDTH),
    faces: faces.length,
    axes: faces.reduce((bits, f) => bits | (1 << (AXES.indexOf(f.looks) >> 1)), 0),
    face: take(faces.length * FACE_ROWS.length * STRIDE),
    slabs: (take(faces.length === 0 ? 0 : EARTH_SLABS * EARTH_SLAB * 4 + CACHE_LINE) + CACHE_LINE - 1) & -CACHE_LINE,
    scratch: take(EARTH_SCRATCH),
  }
  const weightsAt = take(12 * 8)
  const knotsAt = take(knots * 3 * STRIDE)

  const turnsAt = take(8 * 4)
  const turnTables = [
    ...[8, 8, 4, 4, 4, 8 * TURN_LARGE, 4 * TURN_SERIES].map(bytes => take(TILE_LANES * bytes)),
    take((knots + 3) * 40),
  ]
  const edgesOver = layEdges(take, { lane: head.lane, knots: knotsAt, special: head.special })

  // Each node's temperature, and the charge.
  const seriesOver = laySeries(take, nodes.length + 1)

  const numbers = makeNumbers(take)
  const rows = (name: Table) =>
    Array.from({ length: rowsOfTable(name) }, (_, k) => rowAt(PAIR_AT, tableAt[name] + k * STRIDE))
  const [duration, sunlight, refused, charge, lowest] = (
    ['duration', 'sunlight', 'refused', 'charge', 'lowest'] as const
  ).flatMap(rows)
  const shone = d.turning ?? faces
  const earth = rows('earth').map((row, k) => (shone.some(f => f.node === k) ? row : undefined))
  const light = rows('light').map((row, k) => (shone.some(f => f.array === k) ? row : undefined))
  const step = stepCode(d, {
    ...{ duration, sunlight, refused, charge, lowest, earth, light },
    ...{ temp: rows('temp'), coldest: rows('coldest'), hottest: rows('hottest'), demand: rows('demand') },
    ...{ tally: rows('tally'), total: rows('total'), constant: numbers.code },
  })

  return {
    ...{ knots, whole, pointer, rowsOfTable, tableAt, head, weightsAt, knotsAt, turnsAt, turnTables },
    ...{ edgesOver, seriesOver, numbers, faces, top, code: compiled(step) },
  }
}

function tileOf({ nodes, loads, battery }: FastDesign, plan: ReturnType<typeof planTile>): Tile {
  const { knots, whole, pointer, rowsOfTable, tableAt, head, weightsAt, knotsAt, turnsAt, turnTables, numbers, faces } =
    plan
  const answers = noAnswers()
  const { buffer, code } = startKernel(plan.top, plan.code, answers)
  const edges = plan.edgesOver(buffer)
  new Int32Array(buffer, pointer, HEAD.length).set(HEAD.map(f => head[f]))
  for (const [name, words] of Object.entries(whole)) new Int32Array(buffer, head[name], words.length).set(words)
  new Int32Array(buffer, turnsAt, 8).set(turnTables)
  const rowsAt = (address: number, rows: number) => new Float64Array(buffer, address, rows * WIDTH)
  const table = Object.fromEntries(TABLES.map(name => [name, rowsAt(tableAt[name], rowsOfTable(name))])) as Record<
    Table,
    Float64Array
  >
  const filled: { to: Float64Array; of: Each }[] = numbers.over(buffer)
  const faceRow = (name: (typeof FACE_ROWS)[number], k: number) =>
    rowsAt(head.face + (k * FACE_ROWS.length + FACE_ROWS.indexOf(name)) * STRIDE, 1)
  const put = (to: Float64Array, of: Each) => filled.push({ to, of })
  const rowOf = (name: Table, k: number) => table[name].subarray(k * WIDTH, (k + 1) * WIDTH)
  for (const [k, n] of nodes.entries())
    for (const f of ['temp', 'coldest', 'hottest'] as const) put(rowOf(f, k), n.initial_K)
  for (const [k, f] of faces.entries()) {
    put(faceRow('albedo', k), f.albedo_m2)
    put(faceRow('infrared', k), f.infrared_m2)
  }
  for (const [k, l] of loads.entries()) put(rowOf('demand', k), l.demand_W)
  if (battery !== undefined) {
    put(table.full, battery.capacity_J)
    const initial_J = derived(battery.initial_frac, battery.capacity_J, (a, b) => a * b)
    for (const f of ['charge', 'lowest'] as const) put(table[f], initial_J)
  }

  return {
    table,
    code,
    pointer,
    turns: {
      at: turnsAt,
      turn_s: new Float64Array(buffer, turnTables[0], TILE_LANES),
      drift_rad: new Float64Array(buffer, turnTables[1], TILE_LANES),
      stride: new Int32Array(buffer, turnTables[2], TILE_LANES),
      stretch: new Int32Array(buffer, turnTables[3], TILE_LANES),
      terms: new Int32Array(buffer, turnTables[4], TILE_LANES),
      large: new Float64Array(buffer, turnTables[5], TILE_LANES * TURN_LARGE),
      series: new Float32Array(buffer, turnTables[6], TILE_LANES * TURN_SERIES),
    },
    edges,
    series: plan.seriesOver(buffer),
    answers,
    weightsAt,
    weights: new Float64Array(buffer, weightsAt, 12),
    slabs: new Float32Array(buffer, head.slabs, faces.length === 0 ? 0 : EARTH_SLABS * EARTH_SLAB),
    knotsAt,
    knots: new Float64Array(buffer, knotsAt, knots * 3 * WIDTH),
    load(first, count) {
      for (const { to, of } of filled)
        if (typeof of === 'number') to.fill(of)
        else for (let i = 0; i < WIDTH; i++) to[i] = of(first + Math.min(i, count - 1))
      edges.courses.fill(0)
      for (const zero of ['earth', 'light', 'total'] as const) table[zero].fill(0)
    },
  }
}
