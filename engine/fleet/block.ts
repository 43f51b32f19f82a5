import { AU_km, SOLAR_CONSTANT_W_m2 } from '../physics/constants.ts'
import { type ContactKind, findContacts } from '../physics/contacts.ts'
import { litFraction } from '../physics/eclipse.ts'
import { GAUSS_FIVE } from '../physics/gauss.ts'
import { type Cuts, makeCuts } from '../tick/cuts.ts'
import { makeKnots } from './knots.ts'
import { type FleetOrbit, type Lost, makeSgp4Lanes } from './sgp4-lanes.ts'
import { ROW, SPARE, TALLY, type Tile } from './tile.ts'

/** Most that the distance from the shadow can bend, km/s2: gravity and v2/r of the lowest orbit, stretched, rounded up. */
const BEND_km_s2 = 0.02
/** Halving a step this often has found what it can. */
const DEEPEST = 24

export interface BlockOptions {
  readonly tile: Tile
  readonly orbits: readonly FleetOrbit[]
  /** Place of the first satellite of the block in the fleet. */
  readonly first: number
  readonly start_us: number
  readonly step_s: number
  readonly ticks: number
  /** The Sun at the ends of the ticks from 0 on: x, y, z in TEME, km. */
  readonly sun_km: Float64Array
  readonly onContact?: (lane: number, kind: ContactKind, time_s: number) => void
  /** After every tick; the tile's tally and states are those of the tick. */
  readonly onTick?: (tick: number) => void
}

export interface BlockResult {
  /** Largest distance of a sampled position from SGP4's, km. */
  readonly positionError_km: number
  readonly lost: readonly Lost[]
}

/**
 * Takes the satellites of one tile from the first tick to the last. The kernel moves all lanes at once; those with a shadow's edge or a cut in
 * the tick are then taken back and go through it alone, piece by piece, as a single satellite does.
 */
export function runBlock(o: BlockOptions): BlockResult {
  const { tile, step_s, ticks, sun_km } = o
  const { table, code, pointer } = tile
  const count = o.orbits.length
  const pairs = count + (count & 1)
  const sgp4 = makeSgp4Lanes(o.orbits, o.start_us)
  const knots = makeKnots(sgp4, ticks * step_s, tile.knots, ROW)
  const reach_km = 0.125 * BEND_km_s2 * step_s * step_s
  const cuts: Cuts[] = o.orbits.map(makeCuts)
  const marks = new Uint32Array(table.special.buffer, table.special.byteOffset, 2 * ROW)
  const refusals = new Uint32Array(table.refused.buffer, table.refused.byteOffset, 2 * ROW)
  const r = new Float64Array(6)
  const s = new Float64Array(3)
  let lane = 0

  const positionAt = (time_s: number, out: Float64Array) => knots.at(lane, time_s, out)
  const sunAt = (time_s: number, out: Float64Array) => {
    const place = time_s / step_s
    const k = Math.min(Math.max(0, Math.floor(place)), ticks - 1)
    const f = place - k
    for (let a = 0; a < 3; a++) out[a] = sun_km[3 * k + a] * (1 - f) + sun_km[3 * k + 3 + a] * f
  }

  function look(tick: number): number {
    const first = knots.around(tick * step_s, tile.weights)
    const b = 3 * tick
    const a = Math.max(0, b - 3)
    return code.look(
      pointer,
      tile.knotsAt + 3 * first * ROW * 8,
      tile.weightsAt,
      pairs,
      step_s,
      tick * step_s,
      reach_km,
      sun_km[b],
      sun_km[b + 1],
      sun_km[b + 2],
      0.5 * (sun_km[a] + sun_km[b]),
      0.5 * (sun_km[a + 1] + sun_km[b + 1]),
      0.5 * (sun_km[a + 2] + sun_km[b + 2]),
    )
  }

  /** The spare through a piece of a tick; halved where that is too bold for the thermal step. */
  function stepSpare(duration_s: number, depth: number): void {
    tile.mark()
    if (code.step(pointer, SPARE, SPARE + 2, duration_s) === 0) return
    if (depth === DEEPEST) throw new RangeError(`The temperatures of satellite ${o.first + lane} do not settle.`)
    tile.back()
    stepSpare(0.5 * duration_s, depth + 1)
    stepSpare(0.5 * duration_s, depth + 1)
  }

  /** A piece of a tick that may lie in the penumbra, with the mean sunlight in it. */
  function piece(from_s: number, to_s: number): void {
    const middle_s = 0.5 * (from_s + to_s)
    positionAt(middle_s, r)
    sunAt(middle_s, s)
    const square_km2 = (s[0] - r[0]) ** 2 + (s[1] - r[1]) ** 2 + (s[2] - r[2]) ** 2
    let lit_frac = litFraction(r, s)
    if (lit_frac > 0 && lit_frac < 1) {
      lit_frac = 0
      for (const [place, weight] of GAUSS_FIVE) {
        const time_s = from_s + place * (to_s - from_s)
        positionAt(time_s, r)
        sunAt(time_s, s)
        lit_frac += weight * litFraction(r, s)
      }
    }
    table.sunlight.fill((lit_frac * SOLAR_CONSTANT_W_m2 * AU_km * AU_km) / square_km2, SPARE, SPARE + 2)
    table.tally[TALLY.lit_s * ROW + SPARE] += lit_frac * (to_s - from_s)
    stepSpare(to_s - from_s, 0)
  }

  function inPieces(start_s: number, end_s: number): void {
    findContacts(positionAt, sunAt, start_s, end_s, (kind, time_s) => {
      o.onContact?.(lane, kind, time_s)
      cuts[lane].jump(time_s)
    })
    let from_s = start_s
    for (const to_s of [...cuts[lane].take(start_s, end_s), end_s]) {
      piece(from_s, to_s)
      from_s = to_s
    }
    table.nextCut[lane] = cuts[lane].next_s()
  }

  tile.load(o.first, count)
  for (const c of cuts) c.jump(0)
  table.nextCut.fill(0)
  look(0)
  for (let tick = 1; tick <= ticks; tick++) {
    code.clear(pointer, 0, pairs)
    const specials = look(tick)
    tile.save()
    const refused = code.step(pointer, 0, pairs, step_s)
    if (specials + refused > 0)
      for (lane = 0; lane < count; lane++) {
        const special = marks[2 * lane] !== 0
        if (!special && refusals[2 * lane] === 0) continue
        tile.lift(lane)
        if (special) inPieces((tick - 1) * step_s, tick * step_s)
        else stepSpare(step_s, 0)
        tile.putBack(lane)
      }
    code.close(pointer, pairs)
    o.onTick?.(tick)
  }
  return { positionError_km: knots.error_km(), lost: sgp4.lost }
}
