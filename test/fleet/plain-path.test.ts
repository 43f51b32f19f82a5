import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runBlock } from '../../engine/fleet/fast/block.ts'
import { KNOTS } from '../../engine/fleet/orbit/knots.ts'
import { makeTile, ROW, TALLY } from '../../engine/fleet/tile/tile.ts'
import { columnOf, simulate } from '../../engine/index.ts'
import { type ContactKind, findContacts } from '../../engine/physics/light/contacts.ts'
import { EARTH_ALBEDO_MEAN, EARTH_INFRARED_MEAN_W_m2 } from '../../engine/physics/light/earth-radiation.ts'
import { makeSun, sunAtTicks } from '../../engine/physics/light/sun-nodes.ts'
import { type Elements, makePropagator, sunSynchronousElements } from '../../engine/physics/orbit/orbit.ts'
import { type RandomSatellite, randomSatellite, turningSatellite } from './random-satellite.ts'
import { readDesign } from './read-design.ts'

const HOURS = 6

interface Seen {
  readonly kind: ContactKind
  readonly time_s: number
}

const common = (s: RandomSatellite) => ({
  name: 'random',
  start: s.start,
  duration: `${HOURS} h`,
  step_s: s.step_s,
  attitude: s.attitude,
  environment: { earth_radiation: s.earth },
  parts: s.parts,
})

const plain = (s: RandomSatellite) =>
  simulate({
    ...common(s),
    orbit: {
      kind: 'sun-synchronous',
      altitude_km: s.altitude_km,
      ltan_h: s.ltan_h,
      mean_anomaly_deg: s.mean_anomaly_deg,
    },
  })

function fast(s: RandomSatellite) {
  const start_us = Date.parse(s.start) * 1000
  const ticks = (HOURS * 3600) / s.step_s
  const sun_km = sunAtTicks({ start_us, step_s: s.step_s, ticks })
  const elements = sunSynchronousElements({
    altitude_km: s.altitude_km,
    ltan_h: s.ltan_h,
    meanAnomaly_deg: s.mean_anomaly_deg,
    epoch_us: start_us,
  })
  const { design, ...turning } = s.design === undefined ? readDesign(common(s)) : { design: s.design }
  const tile = makeTile(design, KNOTS)
  const contacts: Seen[] = []
  const temps = design.nodes.map(n => [Number(n.initial_K)])
  const result = runBlock({
    tile,
    orbits: [{ elements, propagator: makePropagator(elements) }],
    first: 0,
    start_us,
    step_s: s.step_s,
    ticks,
    sun_km,
    ...turning,
    ...(s.earth === 'mean'
      ? { earth: { albedo_frac: EARTH_ALBEDO_MEAN, infrared_W_m2: EARTH_INFRARED_MEAN_W_m2 } }
      : {}),
    onContact: (_lane, kind, time_s) => contacts.push({ kind, time_s }),
    onTick: () => {
      for (const [k, t] of temps.entries()) t.push(tile.table.temp[k * ROW])
    },
  })
  return { design, tile, contacts, temps, result, start_us, elements }
}

/** Every contact by SGP4 itself. */
function contactsOf(elements: Elements, start_us: number): Seen[] {
  const propagator = makePropagator(elements)
  const sun = makeSun()
  const state = new Float64Array(6)
  const seen: Seen[] = []
  findContacts(
    (time_s, out) => {
      propagator.state((start_us - elements.epoch_us) / 1e6 + time_s, state)
      for (let a = 0; a < 3; a++) out[a] = state[a]
    },
    (time_s, out) => sun(start_us / 1e6 + time_s, out),
    0,
    HOURS * 3600,
    (kind, time_s) => seen.push({ kind, time_s }),
  )
  return seen
}

/** Holds what the fast path makes of a satellite to what the plain one makes of it. */
function expectAlike(s: RandomSatellite): void {
  const { design, tile, contacts, temps, result, start_us, elements } = fast(s)
  const { summary, recording } = plain(s)
  const { budget } = summary
  const total = (k: number) => tile.table.total[k * ROW] / 3600
  // The plain path does not cut a step where the battery runs empty: what its loads heat is off by a part of a step's heat. Of what is served then neither is as near.
  const short = budget.unserved_Wh > 0
  const near = (fast_Wh: number, plain_Wh: number, of_Wh: number, what: string) =>
    expect(Math.abs(fast_Wh - plain_Wh) / of_Wh, what).toBeLessThan(short ? 5e-4 : 2e-4)
  const load_W = budget.demanded_Wh / HOURS
  expect(result.positionError_km).toBeLessThan(1e-3)
  // A wing that is turned away gives next to nothing.
  const most = (of_Wh: number) => Math.max(of_Wh, budget.demanded_Wh)
  near(total(TALLY.generated_J), budget.generated_Wh, most(budget.generated_Wh), 'generated')
  near(total(TALLY.served_J), budget.served_Wh, budget.demanded_Wh, 'served')
  near(total(TALLY.curtailed_J), budget.curtailed_Wh, most(budget.generated_Wh), 'curtailed')
  near(total(TALLY.unserved_J), budget.unserved_Wh, budget.demanded_Wh, 'unserved')
  near(total(TALLY.loss_J), budget.loss_Wh, budget.demanded_Wh, 'loss')
  near(total(TALLY.absorbed_J), Number(budget.absorbed_Wh), most(Number(budget.absorbed_Wh)), 'absorbed')
  near(total(TALLY.radiated_J), Number(budget.radiated_Wh), most(Number(budget.radiated_Wh)), 'radiated')
  const lit_s = tile.table.total[TALLY.lit_s * ROW]
  expect(Math.abs(lit_s - Number(summary.sunlit_frac) * HOURS * 3600)).toBeLessThan(0.05)
  const told = contactsOf(elements, start_us)
  expect(contacts.map(c => c.kind)).toEqual(told.map(c => c.kind))
  // A metre is 0.2 ms, more at a graze.
  for (const [k, c] of told.entries()) expect(Math.abs(contacts[k].time_s - c.time_s)).toBeLessThan(2e-3)
  for (const [k, n] of design.nodes.entries()) {
    const plain_K = columnOf(recording, `${n.id}.temp_K`) as Float64Array
    const worst_K = temps[k].reduce((most, t, tick) => Math.max(most, Math.abs(t - plain_K[tick])), 0)
    const stepHeat_K = short && n.id !== 'wing' ? (load_W * s.step_s) / Number(n.capacity_J_K) : 0
    expect(worst_K, n.id).toBeLessThan((short ? 1 : 0.3) + 0.1 * stepHeat_K)
  }
  const throughput_J = 1e-9 * budget.demanded_Wh * 3600
  expect(tile.table.total[TALLY.electrical_J * ROW]).toBeLessThan(throughput_J)
  expect(tile.table.total[TALLY.thermal_J * ROW]).toBeLessThan(throughput_J)
}

/** The same satellites every time; a failing one is made as small as a minute allows. */
const RUNS = { seed: 1, numRuns: 48, interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true }

describe('a random satellite', () => {
  it('has on the fast path what it has on the plain one', () => {
    fc.assert(fc.property(randomSatellite, expectAlike), RUNS)
  }, 120_000)

  // At 120 s the plain path is itself up to 1e-3 off its own short ticks, where the Sun comes out from behind a face or a box in the middle of one: of 250 such
  // satellites one was 9e-4 apart on the two paths, and there the fast one was within 2e-4 of short ticks. At 60 s all were within 4e-4 on a short bus, else within 3e-5.
  it('has the same where its faces turn', () => {
    fc.assert(fc.property(turningSatellite, expectAlike), RUNS)
  }, 120_000)
})
