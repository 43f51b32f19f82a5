import { AU_km, SOLAR_CONSTANT_W_m2 } from '../../physics/constants.ts'
import { CONTACT_KINDS, type ContactKind } from '../../physics/light/contacts.ts'
import { StepFailure } from '../../tick/failure.ts'
import { makeKnots } from '../orbit/knots.ts'
import { type FleetOrbit, type Lost, makeSgp4Lanes } from '../orbit/sgp4-lanes.ts'
import { fillEarthSlab } from '../tile/earth-table.ts'
import { ROW, type Tile } from '../tile/tile.ts'
import { makeShine, type Turning } from './turning-faces.ts'

/** Most that the distance from the shadow can bend, km/s2: gravity and v2/r of the lowest orbit, stretched, rounded up. */
const BEND_km_s2 = 0.02

export interface BlockOptions {
  readonly tile: Tile
  readonly orbits: readonly FleetOrbit[]
  /** Place of the first satellite of the block in its group. */
  readonly first: number
  /** What a satellite is called where something is wrong with it; left out, by its place. */
  readonly nameOf?: (lane: number) => string
  readonly start_us: number
  readonly step_s: number
  readonly ticks: number
  /** The Sun at the ends of the ticks from 0 on: x, y, z in TEME, km. */
  readonly sun_km: Float64Array
  /** What the Earth reflects and radiates; left out, nothing. The design's faces tell on what. */
  readonly earth?: { readonly albedo_frac: number; readonly infrared_W_m2: number }
  /** Where the design's faces turn: what tells all that shines on them. */
  readonly turning?: Turning
  readonly onContact?: (lane: number, kind: ContactKind, time_s: number) => void
}

/** The satellites of a tile at a tick that has ended; the tile's tally and states are those of that tick. */
export interface Block {
  /** Takes all of them through tick `tick`, which is one more than that of the call before; the first is 1. Throws StepFailure where a satellite has no next state. */
  advance(tick: number): void
  /** After the last tick. */
  end(): BlockResult
}

export interface BlockResult {
  /** Largest distance of a sampled position from SGP4's, km. */
  readonly positionError_km: number
  readonly lost: readonly Lost[]
}

/** Takes the satellites of one tile from the first tick to the last. */
export function runBlock(o: BlockOptions & { readonly onTick?: (tick: number) => void }): BlockResult {
  const block = beginBlock(o)
  for (let tick = 1; tick <= o.ticks; tick++) {
    block.advance(tick)
    o.onTick?.(tick)
  }
  return block.end()
}

/**
 * Puts satellites into a tile, at their start. In a tick all lanes go through the first piece of a tick at once; for most it is the
 * whole tick. Those with a shadow's edge in it, or a step that is too long, have more pieces, each its own, and go on, again side by side, until none has any left.
 */
export function beginBlock(o: BlockOptions): Block {
  const { tile, step_s, ticks, sun_km } = o
  const { table, code, pointer } = tile
  const count = o.orbits.length
  const name = o.nameOf ?? (lane => `satellite ${o.first + lane}`)
  const pairs = count + (count & 1)
  const sgp4 = makeSgp4Lanes(o.orbits, o.start_us)
  const knots = makeKnots(sgp4, ticks * step_s, step_s, tile)
  const reach_km = 0.125 * BEND_km_s2 * step_s * step_s
  const point = new Float64Array(3)
  tile.edges.tellContacts(o.onContact !== undefined)
  tile.answers.contact = (lane, kind, time_s) => o.onContact?.(lane, CONTACT_KINDS[kind], time_s)
  const sun = new Float64Array(3)

  function look(tick: number): number {
    const first = knots.around(tick * step_s, tile.weights)
    code.move(pointer, tile.knotsAt + 3 * first * ROW * 8, tile.weightsAt, pairs)
    for (const lane of knots.direct) {
      sgp4.position(lane, tick * step_s, point)
      for (let a = 0; a < 3; a++) table.position[a * ROW + lane] = point[a]
    }
    const b = 3 * tick
    const a = Math.max(0, b - 3)
    return code.look(
      pointer,
      pairs,
      step_s,
      reach_km,
      sun_km[b],
      sun_km[b + 1],
      sun_km[b + 2],
      0.5 * (sun_km[a] + sun_km[b]),
      0.5 * (sun_km[a + 1] + sun_km[b + 1]),
      0.5 * (sun_km[a + 2] + sun_km[b + 2]),
    )
  }

  /** Body axes of a Sun-pointing satellite: z at the Sun, y towards north (environment/attitude.ts). */
  function shineUpwards(tick: number): void {
    if (o.earth === undefined || tile.slabs.length === 0) return
    for (let a = 0; a < 3; a++) sun[a] = 0.5 * (sun_km[3 * tick - 3 + a] + sun_km[3 * tick + a])
    const distance_km = Math.sqrt(sun[0] * sun[0] + sun[1] * sun[1] + sun[2] * sun[2])
    const { albedo_frac, infrared_W_m2 } = o.earth
    const reflected_W_m2 = albedo_frac * SOLAR_CONSTANT_W_m2 * (AU_km / distance_km) ** 2
    const x = sun[0] / distance_km
    const y = sun[1] / distance_km
    const z = sun[2] / distance_km
    const level = Math.sqrt(x * x + y * y)
    const eastX = -y / level
    const eastY = x / level
    const northX = -z * eastY
    const northY = z * eastX
    for (;;) {
      const slab = code.earthshine(
        pointer,
        pairs,
        reflected_W_m2,
        infrared_W_m2,
        eastX,
        eastY,
        northX,
        northY,
        level,
        x,
        y,
        z,
      )
      if (slab < 0) return
      fillEarthSlab(tile.slabs, slab)
    }
  }

  const shine = o.turning && makeShine(o.turning, { ...o, knots, count })

  /** Each lane through its pieces of the tick: all through their first at once, then those that have more, until none has any left. */
  function goThrough(tick: number, specials: number): void {
    const b = 3 * tick
    const a = b - 3
    const room = code.cut(
      tile.edges.at,
      specials,
      count,
      knots.base(),
      (tick - 1) * step_s,
      tick * step_s,
      reach_km,
      sun_km[a],
      sun_km[a + 1],
      sun_km[a + 2],
      sun_km[b],
      sun_km[b + 1],
      sun_km[b + 2],
    )
    if (room !== 0) throw new StepFailure('the shadow', 0, 'too many contacts; give shorter ticks')
    shine?.onAll(tick)
    let refused = code.stepAll(count)
    for (;;) {
      const left = code.goOn(tile.edges.at, refused)
      if (left === 0) return
      if (left < 0) throw new StepFailure(name(-1 - left), -1 - left, 'its temperatures do not settle')
      shine?.onListed(left)
      refused = code.step(tile.edges.listAt, left)
    }
  }

  tile.load(o.first, count)
  look(0)
  return {
    advance(tick) {
      const specials = look(tick)
      shineUpwards(tick)
      goThrough(tick, specials)
      code.close(count)
    },
    end: () => ({ positionError_km: knots.error_km(), lost: sgp4.lost }),
  }
}
