import { buildAttitude } from '../../environment/attitude.ts'
import { buildEarth } from '../../environment/earth.ts'
import { IRRADIANCE, MIDDLE, seeSun, TOWARDS_SUN } from '../../environment/sky.ts'
import { incidence, received, surfaceOf } from '../../environment/surface.ts'
import type { FleetGroup } from '../../scenario/fleet-group.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import type { Column } from '../../tick/column.ts'
import { compile } from '../../tick/compile.ts'
import { type Built, type Span, step } from '../../tick/component.ts'
import { buildAlike } from '../../tick/plant.ts'
import type { NamedBuilt } from '../../tick/wires.ts'
import type { TurningFace } from '../design/design.ts'
import type { Knots } from '../orbit/knots.ts'
import { ROW, type Tile } from '../tile/tile.ts'
import { rowOf } from './work.ts'

/** Bodies whose faces turn to and from the Sun and the Earth. */
export interface Turning {
  readonly faces: readonly TurningFace[]
  /** Attitude, what the Earth sends, and the surfaces, as the plain path has them: built for so many lanes. */
  plant(lanes: number): readonly NamedBuilt[]
}

/** The satellites of a group that begin at `start_us`. */
export function turningBodies(
  { attitude, environment, ticks, step_s }: Scenario,
  { parts }: FleetGroup,
  faces: readonly TurningFace[],
  start_us: number,
): Turning {
  return {
    faces,
    plant: lanes => [
      { owner: 'attitude', built: buildAttitude(attitude) },
      { owner: 'earth', built: buildEarth(environment, start_us / 1e6) },
      // What is drawn of a satellite does not turn its faces.
      ...buildAlike(new Array(lanes).fill(parts), undefined, ticks * step_s)
        .filter(p => faces.some(f => f.part === p.owner))
        .map(({ owner, built }) => ({ owner, built: surfaceOf(owner, built) })),
    ],
  }
}

/** The lanes of a block, as block.ts has them. */
interface Lanes {
  readonly tile: Tile
  readonly first: number
  readonly count: number
  readonly knots: Knots
  readonly step_s: number
  readonly sun_km: Float64Array
}

/** Writes all that shines on faces into the rows of their nodes and arrays. */
export interface Shine {
  /** Of all lanes, before their first pieces of a tick. */
  onAll(tick: number): void
  /** Of those near an edge that have another piece, of so many pairs that are listed. Where only a step was halved, the light of the whole tick stays. */
  onListed(pairs: number): void
}

/**
 * What shines on faces that turn, by the steps of the plain path: attitude, drives, surfaces with their shade and the Earth, compiled as a plant of their own over
 * columns of a number a lane. Positions and velocities are those of the knots in the middle of a piece, the sunlight that of the kernel.
 */
export function makeShine(turning: Turning, lanes: Lanes): Shine {
  const { tile, count, step_s } = lanes
  const { isNear, from_s, to_s, list } = tile.edges
  const plant = compile([{ owner: 'orbit', built: buildBearings(lanes) }, ...turning.plant(count)], count)
  const steps = [...plant.sense, ...plant.rest].map(s => s.run)
  const take = makeTake(turning.faces, plant.columns, lanes)
  const span: Span = { from: 0, to: 0, start_s: 0, end_s: 0, duration_s: 0 }

  /** On neighbours whose pieces begin and end together. */
  function shine(from: number, to: number, start_s: number, end_s: number): void {
    Object.assign(span, { from, to, start_s, end_s, duration_s: end_s - start_s })
    for (const run of steps) run(span)
    for (const { start, end } of plant.states) for (let i = from; i < to; i++) start[i] = end[i]
    take(from, to)
  }
  const onPiece = (lane: number) => shine(lane, lane + 1, from_s(lane), to_s(lane))

  return {
    onAll(tick) {
      for (let lane = 0, to = 0; lane < count; lane = to) {
        to = lane + 1
        if (isNear(lane)) {
          onPiece(lane)
          continue
        }
        while (to < count && !isNear(to)) to++
        shine(lane, to, (tick - 1) * step_s, tick * step_s)
      }
    },
    onListed(pairs) {
      for (let k = 0; k < pairs; k++) {
        const first = list[k] / 8
        for (let lane = first; lane < first + 2; lane++) if (isNear(lane)) onPiece(lane)
      }
    },
  }
}

/** What nodes and cells take of what shines on their faces. */
function makeTake(
  faces: readonly TurningFace[],
  columns: ReadonlyMap<string, Column>,
  { tile, first, count }: Lanes,
): (from: number, to: number) => void {
  const column = (name: string) => columns.get(name) as Column
  const row = (table: Float64Array, k: number) => table.subarray(k * ROW, k * ROW + count)
  const { earth, light } = tile.table
  const heats = [...new Set(faces.map(f => f.node))].map(node => row(earth, node))
  const sides = faces.map(({ part, side, node, array = -1, useful, ...f }) => {
    const { sun_W_m2, albedo_W_m2, infrared_W_m2 } = received(part, side)
    return {
      ...{ sun: column(sun_W_m2), albedo: column(albedo_W_m2), infrared: column(infrared_W_m2) },
      sun_m2: rowOf(f.sun_m2, first, count),
      albedo_m2: rowOf(f.albedo_m2, first, count),
      infrared_m2: rowOf(f.infrared_m2, first, count),
      heat: row(earth, node),
      cells: useful && { useful, cosine: column(incidence(part)), light: row(light, array) },
    }
  })
  return (from, to) => {
    for (const heat of heats) heat.fill(0, from, to)
    for (const { sun, albedo, infrared, sun_m2, albedo_m2, infrared_m2, heat, cells } of sides) {
      for (let i = from; i < to; i++)
        heat[i] += sun[i] * sun_m2[i] + albedo[i] * albedo_m2[i] + infrared[i] * infrared_m2[i]
      if (cells === undefined) continue
      const { useful, cosine, light } = cells
      for (let i = from; i < to; i++) light[i] = sun[i] * useful(cosine[i]) + albedo[i]
    }
  }
}

const VELOCITY = { vx_km_s: 'orbit.vx_km_s', vy_km_s: 'orbit.vy_km_s', vz_km_s: 'orbit.vz_km_s' } as const
const SUNLIGHT = { sunlight_W_m2: 'sky.sunlight_W_m2' } as const

/** Where the lanes and the Sun are in the middle of a step, and their sunlight. */
function buildBearings({ tile, knots, step_s, sun_km }: Lanes): Built {
  const { sunlight } = tile.table
  const state = new Float64Array(6)
  const sun = new Float64Array(3)
  /** Straight between the ends of its tick: in the middle of 300 s that is 5e-10 of the distance too near. */
  function findSun(time_s: number): void {
    const tick = Math.floor(time_s / step_s)
    const share = time_s / step_s - tick
    for (let a = 0; a < 3; a++) sun[a] = (1 - share) * sun_km[3 * tick + a] + share * sun_km[3 * tick + 3 + a]
  }
  const writes = { ...MIDDLE, ...VELOCITY, ...TOWARDS_SUN, ...IRRADIANCE, ...SUNLIGHT }
  return {
    steps: [
      step('sense', { writes }, io => ({ from, to, start_s, end_s }) => {
        const middle_s = 0.5 * (start_s + end_s)
        findSun(middle_s)
        for (let i = from; i < to; i++) {
          knots.at(i, middle_s, state)
          io.mid_x_km[i] = state[0]
          io.mid_y_km[i] = state[1]
          io.mid_z_km[i] = state[2]
          io.vx_km_s[i] = state[3]
          io.vy_km_s[i] = state[4]
          io.vz_km_s[i] = state[5]
          seeSun(io, i, sun)
          io.sunlight_W_m2[i] = sunlight[i]
        }
      }),
    ],
  }
}
