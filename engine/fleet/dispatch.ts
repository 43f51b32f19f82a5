import { acceleratorOf } from '../catalogue/accelerators.ts'
import { uniformOf, wordOf } from '../physics/numbers/philox.ts'
import type { JobsResult } from '../results/fleet-summary.ts'
import type { Jobs } from '../scenario/jobs.ts'
import type { ScenarioPart } from '../scenario/scenario.ts'
import type { Column, TickView } from '../tick/column.ts'
import { makeLatencies } from './latencies.ts'

/** A job on its way to a satellite or in its hands. */
interface Job {
  readonly arrived_s: number
  /** It can be worked on from here on. */
  readonly ready_s: number
  left_PFLOP: number
}

/**
 * A common queue, dispatched over satellites that run side by side. At the start of every tick each job that has arrived by then goes, in the
 * order of arrival, to a satellite that was in the sunlight, is cool and charged enough and has less in hand than it does in a tick; of these to
 * the one that the policy says, the lower number first. A satellite does what it has in order; `busy` is the share of the tick for which its
 * accelerators are wanted. Jobs end with the tick in which their work is done, and stay where they are when the satellite goes dark.
 *
 * Arrivals are a Poisson process whose gaps follow from the seed and the number of the job.
 */
export function makeDispatcher(jobs: Jobs, seed: number, parts: readonly (readonly ScenarioPart[])[], step_s: number) {
  const lanes = parts.length
  const values = parts.map(list => list.find(p => p.id === jobs.compute.id)?.values as ScenarioPart['values'])
  const most = Float64Array.from(values, v => Number(v.utilisation_frac))
  /** What a satellite does in a tick when nothing holds it back. */
  const perTick_PFLOP = values.map((v, i) => {
    const { peak_TFLOP_s } = acceleratorOf(v.accelerator as never)
    return (Number(v.count) * peak_TFLOP_s.value * Number(v.efficiency_frac) * most[i] * step_s) / 1000
  })
  const busy = new Float64Array(lanes)
  const hands = Array.from({ length: lanes }, () => [] as Job[])
  const held_PFLOP = new Float64Array(lanes)
  const queue: number[] = []
  const latencies = makeLatencies()
  const word = wordOf('jobs')
  let head = 0
  let arrived = 0
  let next_s = gap_s(0)
  let running = 0
  let worked_PFLOP = 0

  function gap_s(number: number): number {
    return (
      (-86400 / jobs.arrivals_per_day) *
      Math.log(uniformOf(seed, number % 2 ** 32, Math.floor(number / 2 ** 32), word, 0))
    )
  }

  function arrive(now_s: number): void {
    while (next_s <= now_s) {
      queue.push(next_s)
      next_s += gap_s(++arrived)
    }
  }

  /** What the last tick did of the jobs in hand. */
  function work(rate_TFLOP_s: Column, now_s: number): void {
    for (let lane = 0; lane < lanes; lane++) {
      let done_PFLOP = (rate_TFLOP_s[lane] * step_s) / 1000
      worked_PFLOP += done_PFLOP
      held_PFLOP[lane] -= done_PFLOP
      const hand = hands[lane]
      while (hand.length > 0 && (done_PFLOP > 0 || hand[0].left_PFLOP <= ROUNDING * jobs.work_PFLOP)) {
        const [job] = hand
        const part_PFLOP = Math.min(done_PFLOP, job.left_PFLOP)
        done_PFLOP -= part_PFLOP
        job.left_PFLOP -= part_PFLOP
        if (job.left_PFLOP > ROUNDING * jobs.work_PFLOP) break
        hand.shift()
        running--
        latencies.add(now_s - job.arrived_s + jobs.delay_s)
      }
      if (hand.length === 0) held_PFLOP[lane] = 0
    }
  }

  function dispatch(columns: ReadonlyMap<string, Column>, now_s: number): void {
    const lit = columns.get('sky.lit_frac') as Column
    const { node } = jobs.compute.values as { node?: string }
    const temp = node === undefined ? undefined : columns.get(`${node}.temp_K`)
    const charge = jobs.battery === undefined ? undefined : columns.get(`${jobs.battery}.charge_frac`)
    const mayTake = (i: number) =>
      lit[i] > 0.5 &&
      held_PFLOP[i] < perTick_PFLOP[i] &&
      (temp?.[i] ?? 0) <= (jobs.max_temp_K ?? Number.POSITIVE_INFINITY) &&
      (charge?.[i] ?? 1) >= (jobs.min_charge_frac ?? 0)
    const score = (i: number) =>
      jobs.policy === 'coolest' ? (temp?.[i] ?? 0) : jobs.policy === 'fullest' ? -(charge?.[i] ?? 0) : 0
    const takers = Array.from({ length: lanes }, (_, i) => i)
      .filter(mayTake)
      .sort((a, b) => score(a) - score(b) || a - b)
    for (const i of takers)
      while (head < queue.length && held_PFLOP[i] < perTick_PFLOP[i]) {
        hands[i].push({ arrived_s: queue[head++], ready_s: now_s + jobs.delay_s, left_PFLOP: jobs.work_PFLOP })
        held_PFLOP[i] += jobs.work_PFLOP
        running++
      }
    if (head > 1000) {
      queue.splice(0, head)
      head = 0
    }
  }

  return {
    /** The parts of a satellite, its accelerators busy as is said here. */
    direct: (own: readonly ScenarioPart[]) => own.map(p => (p.id === jobs.compute.id ? busyAs(p, busy) : p)),
    /** At the end of a tick: counts what was done and fills `busy` for the next. */
    observe({ tick, time_s, columns }: TickView): void {
      if (tick > 0) work(columns.get(`${jobs.compute.id}.rate_TFLOP_s`) as Column, time_s)
      arrive(time_s)
      dispatch(columns, time_s)
      for (let i = 0; i < lanes; i++) {
        const ready_PFLOP = hands[i].reduce((sum, j) => sum + (j.ready_s <= time_s ? j.left_PFLOP : 0), 0)
        busy[i] = perTick_PFLOP[i] > 0 ? most[i] * Math.min(1, ready_PFLOP / perTick_PFLOP[i]) : 0
      }
    },
    result: (): JobsResult => ({
      arrived_count: arrived,
      delivered_count: latencies.count(),
      running_count: running,
      waiting_count: queue.length - head,
      worked_PFLOP,
      latency_s: latencies.percentiles(),
    }),
  }
}

export type Dispatcher = ReturnType<typeof makeDispatcher>

/** Work left that only rounding can explain, as a share of a job's. */
const ROUNDING = 1e-9

function busyAs(p: ScenarioPart, busy: Column): ScenarioPart {
  const build: typeof p.component.build = (part, plant) =>
    p.component.build({ ...part, lanes: name => (name === 'utilisation_frac' ? busy : part.lanes(name)) }, plant)
  return { ...p, component: { ...p.component, build } }
}
