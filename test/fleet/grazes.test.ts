import { describe, expect, it } from 'vitest'
import { fiveNodes } from '../../bench/fleet-case.ts'
import { runBlock } from '../../engine/fleet/fast/block.ts'
import { KNOTS, makeKnots } from '../../engine/fleet/orbit/knots.ts'
import { makeSgp4Lanes } from '../../engine/fleet/orbit/sgp4-lanes.ts'
import { makeTile } from '../../engine/fleet/tile/tile.ts'
import { type ContactKind, findContacts, type PositionAt } from '../../engine/physics/light/contacts.ts'
import { makeSun, sunAtTicks } from '../../engine/physics/light/sun-nodes.ts'
import { type Elements, makePropagator, sunSynchronousElements } from '../../engine/physics/orbit/orbit.ts'
import { CATALOGUE_START_us, catalogue } from './catalogue.ts'

interface Seen {
  readonly lane: number
  readonly kind: ContactKind
  readonly time_s: number
}

interface Case {
  readonly start_us: number
  readonly step_s: number
  readonly ticks: number
  readonly satellites: readonly Elements[]
}

/** The contacts that the fast path finds. */
function found(c: Case): Seen[] {
  const seen: Seen[] = []
  const orbits = c.satellites.map(elements => ({ elements, propagator: makePropagator(elements) }))
  const onContact = (lane: number, kind: ContactKind, time_s: number) => seen.push({ lane, kind, time_s })
  runBlock({ ...c, tile: makeTile(fiveNodes(), KNOTS), orbits, first: 0, sun_km: sunAtTicks(c), onContact })
  return inOrder(seen)
}

/** All that findContacts sees in the same positions, tick by tick. */
function present(c: Case): Seen[] {
  const seen: Seen[] = []
  const { step_s, ticks } = c
  const sun_km = sunAtTicks(c)
  const tile = makeTile(fiveNodes(), KNOTS)
  const orbits = c.satellites.map(elements => ({ elements, propagator: makePropagator(elements) }))
  const knots = makeKnots(makeSgp4Lanes(orbits, c.start_us), ticks * step_s, step_s, tile)
  for (let tick = 1; tick <= ticks; tick++) {
    knots.around(tick * step_s, tile.weights)
    // Straight between the ends of the tick, as the fast path has the Sun.
    const sunAt: PositionAt = (time_s, out) => {
      const f = time_s / step_s - (tick - 1)
      for (let a = 0; a < 3; a++) out[a] = sun_km[3 * tick - 3 + a] * (1 - f) + sun_km[3 * tick + a] * f
    }
    for (const lane of orbits.keys())
      findContacts(
        (time_s, out) => knots.at(lane, time_s, out),
        sunAt,
        (tick - 1) * step_s,
        tick * step_s,
        (kind, time_s) => seen.push({ lane, kind, time_s }),
      )
  }
  return inOrder(seen)
}

/** All that findContacts sees where SGP4 has the satellites. */
function bySgp4({ start_us, step_s, ticks, satellites }: Case): Seen[] {
  const seen: Seen[] = []
  const sun = makeSun()
  for (const [lane, elements] of satellites.entries()) {
    const propagator = makePropagator(elements)
    const since_s = (start_us - elements.epoch_us) / 1e6
    findContacts(
      (time_s, out) => propagator.state(since_s + time_s, out),
      (time_s, out) => sun(start_us / 1e6 + time_s, out),
      0,
      ticks * step_s,
      (kind, time_s) => seen.push({ lane, kind, time_s }),
    )
  }
  return inOrder(seen)
}

const inOrder = (seen: Seen[]) => seen.sort((a, b) => a.lane - b.lane || a.time_s - b.time_s)

const day = (month: number, date: number) => Date.UTC(2026, month - 1, date) * 1000

/** Dawn-dusk orbits ever higher: the shadow of June touches the lower ones for minutes, then for seconds, then not at all. */
const grazing = (from_km: number, by_km: number): Case => {
  const start_us = day(6, 21)
  const satellites = Array.from({ length: 128 }, (_, k) =>
    sunSynchronousElements({
      altitude_km: from_km + k * by_km,
      ltan_h: 18,
      epoch_us: start_us,
      meanAnomaly_deg: 37 * k,
    }),
  )
  return { start_us, step_s: 60, ticks: 240, satellites }
}

/** Twelve-hour and day-long orbits, eccentric ones and one beyond the distance at which the Earth is taken for a circle. */
const high: Case = {
  start_us: day(3, 21),
  step_s: 60,
  ticks: 2880,
  satellites: [
    [1.0027, 0.0002, 0.05, 0],
    [1.0027, 0.0002, 8.2, 0],
    [2.0057, 0.01, 55, 0],
    [2.006, 0.7, 63.4, 0],
    [8, 0.3, 30, 10],
    [0.1, 0.85, 20, 0],
  ].map(([meanMotion_rev_day, eccentricity, inclination_deg, raan_deg]) => ({
    ...sunSynchronousElements({ altitude_km: 600, ltan_h: 12, epoch_us: day(3, 21) }),
    ...{ meanMotion_rev_day, eccentricity, inclination_deg, raan_deg },
  })),
}

/** The same contacts in the same order; where one lane's follow soon on each other, at a graze, a time is known less well. */
function expectAlike(told: readonly Seen[], truth: readonly Seen[], within_s: number): void {
  const names = (seen: readonly Seen[]) => seen.map(s => `${s.lane} ${s.kind}`)
  expect(names(told)).toEqual(names(truth))
  const apart_s = (k: number) => Math.min(...[k - 1, k + 1].map(j => betweenContacts_s(truth[j], truth[k])))
  for (const [k, { time_s }] of truth.entries())
    expect(Math.abs(told[k].time_s - time_s), names(truth)[k]).toBeLessThan(
      within_s * Math.max(1, GRAZE_s / apart_s(k)),
    )
}

const GRAZE_s = 50
const betweenContacts_s = (a: Seen | undefined, b: Seen) =>
  a?.lane === b.lane ? Math.abs(a.time_s - b.time_s) : Number.POSITIVE_INFINITY

/** Shadows that last less than 20 s. */
const grazesIn = (seen: readonly Seen[]) =>
  seen.filter(
    (s, k) =>
      k > 0 && `${seen[k - 1].kind}`.replace('start', 'end') === s.kind && betweenContacts_s(seen[k - 1], s) < 20,
  ).length

const coarse = grazing(1150, 4)
const umbra = grazing(1285, 0.04)
const penumbra = grazing(1380, 0.04)

/** Objects of the catalogue, some fifty of them at most. */
const catalogued = (isMeant: (elements: Elements, k: number) => boolean): Case => ({
  start_us: CATALOGUE_START_us,
  step_s: 60,
  ticks: 180,
  satellites: objects.filter(isMeant).slice(0, 50),
})
const objects = catalogue().map(o => o.elements)
const any = catalogued((_, k) => k % 500 === 0)
/** These have no knots; long after their epoch SGP4's velocities do not fit its positions. */
const eccentric = catalogued(({ eccentricity, epoch_us }) => {
  const age_days = (CATALOGUE_START_us - epoch_us) / 86400e6
  return eccentricity > 0.5 && age_days > 30
})

describe('contacts of the fast path are those of findContacts in the same positions, none more and none fewer', () => {
  it.each([
    ['ever higher over the terminator', coarse],
    ['the same in long ticks', { ...coarse, step_s: 900, ticks: 16 }],
    ['where the umbra is just touched', umbra],
    ['where the penumbra is just touched', penumbra],
    ['high orbits', high],
    ['high orbits in long ticks', { ...high, step_s: 600, ticks: 288 }],
    ['one of five hundred in the catalogue', any],
    ['old elements of eccentric orbits', eccentric],
  ] as const)('%s', (_name, c) => {
    const truth = present(c)
    expect(truth.length).toBeGreaterThan(50)
    expectAlike(found(c), truth, 1e-4)
  })
})

describe('contacts of the fast path are those of findContacts in the positions of SGP4', () => {
  it.each([
    ['umbra', umbra],
    ['penumbra', penumbra],
  ] as const)('where the %s is just touched', (_name, c) => {
    const truth = bySgp4(c)
    expect(grazesIn(truth)).toBeGreaterThan(10)
    expectAlike(found(c), truth, 2e-3)
  })
})
