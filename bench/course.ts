import { runBlock } from '../engine/fleet/fast/block.ts'
import { ROW, TALLY } from '../engine/fleet/tile/tile.ts'
import { columnOf, simulate } from '../engine/index.ts'
import {
  elementsOf,
  fiveNodes,
  makeFleetTile,
  NODES,
  orbitOf,
  PLANES,
  START_us,
  STEP_s,
  sunAtTicks,
} from './fleet-case.ts'
import { type PeerOptions, runPeer } from './peers/numpy.ts'
import { plainParts } from './plain-satellite.ts'

/** What became of the fleet of fleet-case.ts, as every way of computing it can tell; one value a satellite. */
export interface Course {
  /** By minute, node (in the order of NODES) and satellite. */
  readonly temps_K: readonly (readonly (readonly number[])[])[]
  readonly generated_J: readonly number[]
  readonly lit_s: readonly number[]
  readonly charge_J: readonly number[]
}

const MINUTE_s = 60
const { nodes, battery } = fiveNodes()
const CAPACITY_J = Number(battery?.capacity_J)

export function peerCourse(python: string, o: Omit<PeerOptions, 'seen'>): Course {
  const { temps_K, generated_J, lit_s, charges_J } = runPeer(python, { ...o, seen: true })
  return { temps_K, generated_J, lit_s, charge_J: charges_J[charges_J.length - 1] }
}

/** The fast path at its ticks of a minute; at most a tile of satellites. */
export function fastCourse(satellites: number, duration_s: number): Course {
  const tile = makeFleetTile()
  const each = (of: (lane: number) => number) => Array.from({ length: satellites }, (_, lane) => of(lane))
  const places = NODES.map(id => nodes.findIndex(n => n.id === id))
  const temps_K: number[][][] = []
  const ticks = duration_s / STEP_s
  runBlock({
    tile,
    orbits: each(k => k).map(k => orbitOf(elementsOf(k))),
    first: 0,
    start_us: START_us,
    step_s: STEP_s,
    ticks,
    sun_km: sunAtTicks(ticks),
    onTick: () => temps_K.push(places.map(node => each(lane => tile.table.temp[node * ROW + lane]))),
  })
  const total = (row: number) => each(lane => tile.table.total[row * ROW + lane])
  return {
    temps_K,
    generated_J: total(TALLY.generated_J),
    lit_s: total(TALLY.lit_s),
    charge_J: each(lane => tile.table.charge[lane]),
  }
}

/** The plain path, satellite by satellite. */
export function plainCourse(satellites: number, step_s: number, duration_s: number): Course {
  const minutes = duration_s / MINUTE_s
  const temps_K = Array.from({ length: minutes }, () => NODES.map((): number[] => []))
  const generated_J: number[] = []
  const lit_s: number[] = []
  const charge_J: number[] = []
  for (let k = 0; k < satellites; k++) {
    const { summary, recording } = simulate(
      {
        name: `satellite ${k}`,
        start: new Date(START_us / 1000).toISOString(),
        duration: `${duration_s} s`,
        step_s,
        orbit: {
          kind: 'sun-synchronous',
          altitude_km: 600,
          ltan_h: 6 + (k % PLANES) / 4,
          mean_anomaly_deg: elementsOf(k).meanAnomaly_deg,
        },
        environment: { earth_radiation: 'none' },
        parts: plainParts(),
      },
      { every: MINUTE_s / step_s },
    )
    const column = (name: string) => columnOf(recording, name) ?? []
    for (const [n, id] of NODES.entries())
      for (let m = 0; m < minutes; m++) temps_K[m][n].push(column(`${id}.temp_K`)[m + 1])
    generated_J.push(summary.budget.generated_Wh * 3600)
    lit_s.push(Number(summary.sunlit_frac) * duration_s)
    charge_J.push(column('battery.charge_frac')[minutes] * CAPACITY_J)
  }
  return { temps_K, generated_J, lit_s, charge_J }
}

/** How far a course is from another, at the worst satellite and minute. */
export interface CourseError {
  readonly wing_K: number
  readonly wingRms_K: number
  readonly others_K: number
  /** Of each satellite, and of all. */
  readonly generated_frac: number
  readonly fleet_frac: number
  readonly lit_s: number
  readonly charge_frac: number
}

export function courseError(course: Course, reference: Course): CourseError {
  const worst = (a: readonly number[], b: readonly number[], scale: (k: number) => number = () => 1) =>
    a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]) / scale(k)), 0)
  const ofNode = (node: number) =>
    course.temps_K.reduce((most, row, m) => Math.max(most, worst(row[node], reference.temps_K[m][node])), 0)
  const wing = NODES.indexOf('wing')
  const squares = course.temps_K.flatMap((row, m) =>
    row[wing].map((temp_K, k) => (temp_K - reference.temps_K[m][wing][k]) ** 2),
  )
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  return {
    wing_K: ofNode(wing),
    wingRms_K: Math.sqrt(sum(squares) / squares.length),
    others_K: Math.max(...NODES.map((_, n) => (n === wing ? 0 : ofNode(n)))),
    generated_frac: worst(course.generated_J, reference.generated_J, k => reference.generated_J[k]),
    fleet_frac: Math.abs(sum(course.generated_J) / sum(reference.generated_J) - 1),
    lit_s: worst(course.lit_s, reference.lit_s),
    charge_frac: worst(course.charge_J, reference.charge_J, () => CAPACITY_J),
  }
}
