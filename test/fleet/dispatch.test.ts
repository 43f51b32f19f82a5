import { describe, expect, it } from 'vitest'
import { makeArrivals } from '../../engine/fleet/jobs/arrivals.ts'
import { makeBestFirst } from '../../engine/fleet/jobs/best-first.ts'
import { makeDispatcher } from '../../engine/fleet/jobs/dispatch.ts'
import { makeHands } from '../../engine/fleet/jobs/hands.ts'
import { laneStatesBytes, makeLaneStates } from '../../engine/fleet/jobs/lane-states.ts'
import type { Jobs } from '../../engine/scenario/jobs.ts'
import { draws } from './draws.ts'

const STEP_s = 60
/** 4 H100 of 989 TFLOP/s, half of it used: what they do in a tick. */
const VALUES = { accelerator: 'h100-sxm', count: 4, efficiency_frac: 0.5, utilisation_frac: 1 }
const TICK_PFLOP = (4 * 989 * 0.5 * STEP_s) / 1000

/** Four satellites with nothing against any of them, and a queue in which jobs wait from the first tick on. */
function four(jobs: Partial<Jobs>) {
  const states = makeLaneStates(4, new ArrayBuffer(laneStatesBytes(4)))
  states.lit_frac.fill(1)
  states.charge_frac.set([0.9, 0.6, 0.8, 0.7])
  states.temp_K.set([320, 310, 300, 310])
  const queue = { arrivals_per_day: 1e7, work_PFLOP: TICK_PFLOP, delay_s: 0, policy: 'coolest', ...jobs } as Jobs
  const dispatcher = makeDispatcher(queue, 1, Array(4).fill(VALUES), STEP_s, { states, asked: [] })
  return { states, dispatcher }
}

describe('who gets a job', () => {
  /** Satellites in the order in which jobs go to them, when one job arrives in a tick on the mean. */
  function order(jobs: Partial<Jobs>, change: (s: ReturnType<typeof four>['states']) => void = () => {}) {
    const { states, dispatcher } = four({ arrivals_per_day: 86400 / STEP_s / 4, ...jobs })
    change(states)
    const seen: number[] = []
    for (let tick = 0; tick < 400 && seen.length < 4; tick++) {
      dispatcher.endOfTick(tick, tick * STEP_s)
      // Nobody does any work, so whoever has a job keeps it.
      for (const [k, busy] of states.busy_frac.entries()) if (busy > 0 && !seen.includes(k)) seen.push(k)
    }
    return seen
  }

  it('the coolest, of equals the first', () => expect(order({})).toEqual([2, 1, 3, 0]))
  it('the one with most charge', () => expect(order({ policy: 'fullest' })).toEqual([0, 2, 3, 1]))
  it('the first', () => expect(order({ policy: 'first' })).toEqual([0, 1, 2, 3]))
  it('none in the dark, too hot or with too little charge', () => {
    expect(order({}, s => s.lit_frac.fill(0.5, 2, 3))).toEqual([1, 3, 0])
    expect(order({ max_temp_K: 310 })).toEqual([2, 1, 3])
    expect(order({ min_charge_frac: 0.75 })).toEqual([2, 0])
  })
})

it('a job is worked on when it is there, and its satellite has no more than it does in a tick', () => {
  const { states, dispatcher } = four({ delay_s: 90, work_PFLOP: 0.45 * TICK_PFLOP })
  const busy = (tick: number) => {
    dispatcher.endOfTick(tick, tick * STEP_s)
    return [...states.busy_frac]
  }
  busy(0)
  // Given at 60 s, there at 150 s: three jobs of 0.45 ticks each, in the hands of each.
  expect(busy(1)).toEqual([0, 0, 0, 0])
  expect(dispatcher.result().running_count).toBe(12)
  expect(busy(2)).toEqual([0, 0, 0, 0])
  expect(busy(3)).toEqual([1, 1, 1, 1])
  states.rate_TFLOP_s.fill((TICK_PFLOP / STEP_s) * 1000)
  busy(4)
  // Two are done, 0.35 ticks are left of the third; two more are on their way.
  expect(dispatcher.result()).toMatchObject({ delivered_count: 8, running_count: 4 + 8 })
  expect(states.busy_frac[0]).toBeCloseTo(0.35, 9)
  expect(dispatcher.result().worked_PFLOP).toBeCloseTo(4 * TICK_PFLOP, 6)
})

it('the best first is the order of a sort, with many that are equal', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const draw = draws(seed)
    const scores = Array.from({ length: 300 }, () => Math.floor(draw() * 40))
    const chosen = scores.map((_, k) => k).filter(() => draw() < 0.7)
    const best = makeBestFirst(scores.length)
    best.clear()
    for (const k of chosen) best.add(k, scores[k])
    const taken = [...chosen, 0].map(() => best.take())
    expect(taken).toEqual([...chosen.sort((a, b) => scores[a] - scores[b] || a - b), -1])
  }
})

it('hands hold what lists would, in a table that is used again', () => {
  const draw = draws(7)
  const hands = makeHands(5)
  const lists = Array.from({ length: 5 }, () => [] as { arrived_s: number; ready_s: number; left: number }[])
  for (let k = 0; k < 20_000; k++) {
    const lane = Math.floor(draw() * 5)
    const list = lists[lane]
    if (draw() < 0.5) {
      hands.take(lane, k, k + 100, 1)
      list.push({ arrived_s: k, ready_s: k + 100, left: 1 })
    } else {
      const done = Math.floor(draw() * 4) / 2
      const ended: number[] = []
      hands.work(lane, done, 1e-9, arrived_s => ended.push(arrived_s))
      const expected: number[] = []
      for (let left = done; list.length > 0; ) {
        const part = Math.min(left, list[0].left)
        left -= part
        list[0].left -= part
        if (list[0].left > 0) break
        expected.push((list.shift() as { arrived_s: number }).arrived_s)
      }
      expect(ended).toEqual(expected)
    }
    expect(hands.isEmpty(lane)).toBe(list.length === 0)
    const ready = list.reduce((sum, j) => sum + (j.ready_s <= k ? j.left : 0), 0)
    expect(hands.ready_PFLOP(lane, k)).toBe(ready)
  }
  expect(hands.count()).toBe(lists.reduce((sum, l) => sum + l.length, 0))
})

it('arrivals are a Poisson process: gaps are exponential, and follow from the seed', () => {
  const [a, b, other] = [makeArrivals(86400, 5), makeArrivals(86400, 5), makeArrivals(86400, 6)]
  const gaps_s: number[] = []
  let last_s = 0
  for (let k = 0; k < 20_000; k++) {
    const at_s = a.pass()
    expect(b.next_s()).toBe(at_s)
    expect(b.pass()).toBe(at_s)
    gaps_s.push(at_s - last_s)
    last_s = at_s
  }
  expect(a.passed()).toBe(20_000)
  expect(other.pass()).not.toBe(gaps_s[0])
  const mean_s = last_s / 20_000
  const variance_s2 = gaps_s.reduce((sum, g) => sum + (g - mean_s) ** 2, 0) / 20_000
  // Mean 1 and variance 1, within five of their standard deviations, 1 and sqrt(8) over sqrt(n).
  expect(Math.abs(mean_s - 1)).toBeLessThan(5 / Math.sqrt(20_000))
  expect(Math.abs(variance_s2 - 1)).toBeLessThan((5 * Math.sqrt(8)) / Math.sqrt(20_000))
})
