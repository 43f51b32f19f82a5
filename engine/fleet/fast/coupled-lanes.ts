import type { JobsResult } from '../../results/fleet-summary.ts'
import type { Coupling } from '../jobs/coupling.ts'
import type { Dispatcher } from '../jobs/dispatch.ts'
import { KNOTS } from '../orbit/knots.ts'
import { ROW, TALLY, TILE_LANES, type Tile, tilesOf } from '../tile/tile.ts'
import { beginFastLanes, type FastLanes, type FastResult } from './lanes.ts'

/** Satellites that must be in memory at once do not fit. */
export class FleetMemoryError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FleetMemoryError'
  }
}

/** What satellites that share jobs need on the fast path. */
export interface CoupledLanes extends Omit<FastLanes, 'tile' | 'lastTick'> {
  readonly coupling: Coupling
  /** Makes what gives out the jobs, from the start; the first of the threads does it for all. */
  readonly dispatcher: () => Dispatcher
}

export type CoupledResult =
  /** `jobs` from the first of the threads. */
  | { readonly tiles: readonly Omit<FastResult, 'throttled'>[]; readonly jobs: JobsResult | undefined }
  /** The tick in which accelerators came so hot that they would have throttled, which the fast path does not; the series has nothing of this run. */
  | { readonly hotAt: number }

/**
 * Runs a thread's share of the satellites that share jobs, all its tiles in lockstep. All go through a tick; when those of all threads have, the
 * dispatch sees their states and says how busy each is in the next. What becomes of a satellite is the same on any number of threads: each writes
 * what is its own, and one gives out the jobs.
 */
export function runCoupledLanes(o: CoupledLanes, first: number, count: number): CoupledResult {
  const { step_s } = o.scenario
  const { meeting, ending } = o.coupling
  const places = Array.from({ length: Math.ceil(count / TILE_LANES) }, (_, k) => first + k * TILE_LANES)
  const tiles = keepTiles(o, places.length, count)

  /** Up to the end of the last tick, or to the tick that is called off. */
  function follow(lastTick: () => number, times: 1 | -1) {
    const runs = places.map((from, k) =>
      beginCoupledTile(o, tiles[k], from, Math.min(TILE_LANES, first + count - from), times),
    )
    const dispatcher = meeting.isFirst ? o.dispatcher() : undefined
    let tick = 0
    const meet = (off: boolean) =>
      meeting.meet(off, () => {
        dispatcher?.endOfTick(tick, tick * step_s)
        if (times > 0) ending.reached(tick)
      })
    let goesOn = meet(false)
    while (goesOn && tick < lastTick()) {
      tick++
      let isHot = false
      for (const run of runs) isHot = run.advance(tick) || isHot
      goesOn = meet(isHot && times > 0)
    }
    return { runs, dispatcher, tick, goesOn }
  }

  const { runs, dispatcher, tick, goesOn } = follow(ending.lastTick, 1)
  if (goesOn) return { tiles: runs.map(run => run.end()), jobs: dispatcher?.result() }
  follow(() => tick, -1)
  return { hotAt: tick }
}

/** All tiles at once: where one after the other would do with one, they may not fit. */
function keepTiles({ fit }: CoupledLanes, tiles: number, count: number): readonly Tile[] {
  const makeTile = tilesOf(fit.design, KNOTS)
  try {
    return Array.from({ length: tiles }, makeTile)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new FleetMemoryError(
      `There is no memory for ${count} satellites at once. Those that share jobs go side by side, 9 kB each: write fewer, or leave jobs out.`,
    )
  }
}

/** A tile whose satellites are as busy as the dispatch says, and that shows it their states. */
function beginCoupledTile(o: CoupledLanes, tile: Tile, first: number, count: number, times: 1 | -1) {
  const { fit, series, scenario, group } = o
  const { states, ending } = o.coupling
  const { table } = tile
  const run = beginFastLanes({ ...o, tile, lastTick: ending.lastTick }, { first, count, begin: 0 }, undefined, times)
  const numbers = Array.from({ length: count }, (_, i) => group.first - 1 + first + i)
  const [{ node }] = fit.computing
  const hasBattery = fit.design.battery !== undefined
  const mine = (column: Float64Array) => column.subarray(first, first + count)
  const busy_frac = mine(states.busy_frac)
  const lit_frac = mine(states.lit_frac)
  const temp_K = mine(states.temp_K)
  const charge_frac = mine(states.charge_frac)
  const rate_TFLOP_s = mine(states.rate_TFLOP_s)
  const lit_s = table.tally.subarray(TALLY.lit_s * ROW, TALLY.lit_s * ROW + count)
  const temps_K = node < 0 ? temp_K : table.temp.subarray(node * ROW, node * ROW + count)
  const perStep = 1 / scenario.step_s

  /** Shows the states, and tells whether accelerators came so hot that they would have throttled. */
  function show(): boolean {
    const { charge, full } = table
    for (let lane = 0; lane < count; lane++) lit_frac[lane] = lit_s[lane] * perStep
    for (let lane = 0; lane < count; lane++) charge_frac[lane] = hasBattery ? charge[lane] / full[lane] : 1
    temp_K.set(temps_K)
    rate_TFLOP_s.set(run.work.rate_TFLOP_s)
    return run.isHot()
  }

  show()
  for (let lane = 0; lane < count; lane++) lit_frac[lane] = table.clearance[lane] > 0 ? 1 : 0
  return {
    end: run.end,
    /** Takes the tile through a tick and tells the series, or takes that back; true where it came too hot. */
    advance(tick: number): boolean {
      run.work.ask(busy_frac)
      series.lanesAre?.(numbers)
      run.advance(tick)
      return show()
    },
  }
}
