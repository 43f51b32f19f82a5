import type { JobsResult } from '../../results/fleet-summary.ts'
import type { Jobs } from '../../scenario/jobs.ts'
import type { ScenarioPart } from '../../scenario/scenario.ts'
import { fullRate_TFLOP_s } from '../design/fit.ts'
import { makeArrivals } from './arrivals.ts'
import { makeBestFirst } from './best-first.ts'
import type { Coupling } from './coupling.ts'
import { makeHands } from './hands.ts'
import { makeLatencies } from './latencies.ts'

/** Work left that only rounding can explain, as a share of a job's. */
const ROUNDING = 1e-9

/**
 * A common queue, dispatched over satellites that run side by side. At the start of every tick each job that has arrived by then goes, in the
 * order of arrival, to a satellite that was in the sunlight, is cool and charged enough and has less in hand than it does in a tick; of these to
 * the one that the policy says, the lower number first. A satellite does what it has in order; `busy_frac` is the share of the tick for which its
 * accelerators are wanted. Jobs end with the tick in which their work is done, and stay where they are when the satellite goes dark.
 *
 * `computes` are the values of the accelerators of each satellite.
 */
export function makeDispatcher(
  jobs: Jobs,
  seed: number,
  computes: readonly ScenarioPart['values'][],
  step_s: number,
  { states, asked }: Pick<Coupling, 'states' | 'asked'>,
) {
  const lanes = computes.length
  const { lit_frac, temp_K, charge_frac, rate_TFLOP_s, busy_frac } = states
  const most = Float64Array.from(computes, v => Number(v.utilisation_frac))
  /** What a satellite does in a tick when nothing holds it back. */
  const perTick_PFLOP = Float64Array.from(computes, v => (fullRate_TFLOP_s(v) * step_s) / 1000)
  const hands = makeHands(lanes)
  const held_PFLOP = new Float64Array(lanes)
  const arrivals = makeArrivals(jobs.arrivals_per_day, seed)
  const given = makeArrivals(jobs.arrivals_per_day, seed)
  const takers = makeBestFirst(lanes)
  const latencies = makeLatencies()
  const { policy, max_temp_K = Number.POSITIVE_INFINITY, min_charge_frac = 0 } = jobs
  const rounding_PFLOP = ROUNDING * jobs.work_PFLOP
  let worked_PFLOP = 0
  const waiting = () => arrivals.passed() - given.passed()

  /** What the last tick did of the jobs in hand. */
  function work(now_s: number): void {
    const ended = (arrived_s: number) => latencies.add(now_s - arrived_s + jobs.delay_s)
    for (let lane = 0; lane < lanes; lane++) {
      if (hands.isEmpty(lane)) continue
      const done_PFLOP = (rate_TFLOP_s[lane] * step_s) / 1000
      worked_PFLOP += done_PFLOP
      hands.work(lane, done_PFLOP, rounding_PFLOP, ended)
      held_PFLOP[lane] = hands.isEmpty(lane) ? 0 : held_PFLOP[lane] - done_PFLOP
    }
  }

  const mayTake = (lane: number) =>
    lit_frac[lane] > 0.5 &&
    held_PFLOP[lane] < perTick_PFLOP[lane] &&
    temp_K[lane] <= max_temp_K &&
    charge_frac[lane] >= min_charge_frac
  const score = (lane: number) => (policy === 'coolest' ? temp_K[lane] : policy === 'fullest' ? -charge_frac[lane] : 0)

  /** Gives out what waits, as long as there is who may take it. */
  function dispatch(now_s: number): void {
    if (waiting() === 0) return
    takers.clear()
    for (let lane = 0; lane < lanes; lane++) if (mayTake(lane)) takers.add(lane, score(lane))
    while (waiting() > 0) {
      const lane = takers.take()
      if (lane < 0) return
      while (waiting() > 0 && held_PFLOP[lane] < perTick_PFLOP[lane]) {
        hands.take(lane, given.pass(), now_s + jobs.delay_s, jobs.work_PFLOP)
        held_PFLOP[lane] += jobs.work_PFLOP
      }
    }
  }

  function ask(now_s: number): void {
    for (let lane = 0; lane < lanes; lane++)
      busy_frac[lane] = hands.isEmpty(lane)
        ? 0
        : most[lane] * Math.min(1, hands.ready_PFLOP(lane, now_s) / perTick_PFLOP[lane])
  }

  return {
    /** At the end of a tick, and at the start as tick 0: counts what was done and says how busy each is in the next. */
    endOfTick(tick: number, time_s: number): void {
      if (tick > 0) work(time_s)
      while (arrivals.next_s() <= time_s) arrivals.pass()
      dispatch(time_s)
      ask(time_s)
      for (const { place, busy_frac: told } of asked) told[tick] = busy_frac[place]
    },
    result: (): JobsResult => ({
      arrived_count: arrivals.passed(),
      delivered_count: latencies.count(),
      running_count: hands.count(),
      waiting_count: waiting(),
      worked_PFLOP,
      latency_s: latencies.percentiles(),
    }),
  }
}

export type Dispatcher = ReturnType<typeof makeDispatcher>
