import { writeFileSync } from 'node:fs'
import { TILE_LANES } from '../engine/fleet/tile/tile.ts'
import { satrecOf } from '../engine/physics/orbit/orbit.ts'
import { coupledCase } from './coupled.ts'
import { EARTH, elementsOf, makeFleetTile, runFleet, START_us, sunAtTicks } from './fleet-case.ts'
import { growthOf } from './growth.ts'
import { logLog } from './loglog.ts'
import { load, machine } from './machine.ts'
import { interleaved } from './measure.ts'
import { nadirCase } from './nadir.ts'
import { numpyPeers } from './numpy-rows.ts'
import { makeBulk } from './peers/bulk.ts'
import { propagateAll } from './peers/propagate.ts'
import { quoteSpeed } from './quote.ts'
import { twoWorkers } from './two-workers.ts'

/**
 * npm run bench: every promise of speed as a ratio in one run. `-- --write` puts the table into docs/speed.md and the chart beside it (`npm run format` then aligns it);
 * `-- --seconds 20` measures each for longer.
 */
const given = process.argv.indexOf('--seconds')
const SECONDS = given < 0 ? 6 : Number(process.argv[given + 1])
const DAY = 1440
const LANES = TILE_LANES
/** What numpy with python-sgp4's C++ core did where the promise was made, on a machine on which `propagate` took 560 ns. */
const PROMISED_PEER_per_s = 0.48e6

const sun_km = sunAtTicks(DAY)
const tile = makeFleetTile()
const underEarth = makeFleetTile(true)
const satellites = Array.from({ length: LANES }, (_, k) => satrecOf(elementsOf(k)))
const dates = Array.from({ length: DAY / 4 }, (_, k) => new Date(START_us / 1000 + k * 240_000))

const lines: string[] = []
const say = (what: string, measured: string, promised: string) => {
  console.log(`${what.padEnd(78)} ${measured.padStart(38)}   ${promised}`)
  lines.push(`| ${what} | ${measured} | ${promised} |`)
}

const bulk = await makeBulk(satellites, dates)
const ns = interleaved(
  {
    propagate: { run: () => propagateAll(satellites, dates), units: LANES * dates.length },
    tick: { run: () => runFleet(tile, 0, LANES, DAY, sun_km), units: LANES * DAY },
    bulk: { run: bulk.run, units: LANES * dates.length },
    earth: { run: () => runFleet(underEarth, 0, LANES, DAY, sun_km, { earth: EARTH }), units: LANES * DAY },
  },
  SECONDS * 2,
)
bulk.done()
const ratio = (a: number, b: number) => (a / b).toFixed(3)
const of = (a: number) => `${a.toFixed(0)} ns`
say('one bare satellite.js `propagate`', of(ns.propagate), 'the measure')
say('satellite.js BulkPropagator, a position and velocity', `${of(ns.bulk)}, ${ratio(ns.bulk, ns.propagate)}`, '')
say('a satellite and tick, all of it', `${of(ns.tick)}, ${ratio(ns.tick, ns.propagate)}`, 'at most 0.35, aim 0.1')
say(
  'the same under the Earth, albedo and infrared on both sides',
  `${of(ns.earth)}, ${ratio(ns.earth, ns.propagate)}`,
  '',
)

const perMinute = () =>
  interleaved({ tick: { run: () => runFleet(tile, 0, LANES, DAY, sun_km), units: LANES * DAY } }, 0.5).tick
say(
  'beside the numpy script of the promise, 0.48 million satellites and ticks a second',
  `${(1e9 / ns.tick / PROMISED_PEER_per_s).toFixed(1)} times`,
  'at least 20 times',
)
const byHand = numpyPeers(perMinute)
for (const { what, ns, ours_ns, satellites } of byHand.peers)
  say(what, `${of(ns)}, ${(ns / ours_ns).toFixed(1)} times (${satellites.toLocaleString('en')} at once)`, '')

const pair = await twoWorkers(80 * LANES, DAY, 12)
say('two threads over one', `${pair.times.toFixed(2)} times`, 'at least 1.8')
say('the same bits from both', pair.alike ? 'yes' : 'NO', 'yes')

const MANY = 2560
const coupled = interleaved({ alone: coupledCase(MANY, { shared: false }), shared: coupledCase(MANY) }, SECONDS)
const plainly = interleaved({ it: coupledCase(100, { method: 'plain', ticks: 30 }) }, 0.5).it
say(
  `${MANY.toLocaleString('en')} satellites of examples/fleet-jobs.yaml that share jobs, a satellite and tick`,
  `${of(coupled.shared)}, ${ratio(coupled.shared, coupled.alone)} of without jobs`,
  '',
)
say('the same on the plain path, where 100 of them go side by side', of(plainly), '')

const TURNING = 256
const turning = interleaved(
  {
    sun: nadirCase(TURNING, { attitude: 'sun-pointing' }),
    nadir: nadirCase(TURNING),
    plain: nadirCase(64, { method: 'plain', ticks: 240 }),
  },
  SECONDS,
)
say(
  `${TURNING} satellites of examples/fleet-dawn-dusk.yaml that look down, a satellite and tick`,
  `${of(turning.nadir)}, ${(turning.nadir / turning.sun).toFixed(1)} of +z to the Sun`,
  '',
)
say('the same on the plain path', `${of(turning.plain)}, ${(turning.plain / turning.nadir).toFixed(1)} times`, '')

/** Small fleets take milliseconds: many rounds, so that the compiler is done with them. */
const spent_s = (count: number, ticks: number) => {
  const sun = sunAtTicks(ticks)
  return interleaved({ it: { run: () => runFleet(tile, 0, count, ticks, sun), units: 1 } }, 1).it / 1e9
}
const DECADES = [1, 10, 100, 1000]
const SHORT = 96
const bySatellites = DECADES.map(n => [LANES * n, spent_s(LANES * n, SHORT)] as const)
const byTicks = DECADES.map(n => [SHORT * n, spent_s(LANES, SHORT * n)] as const)
const grows = (by: string, points: readonly (readonly [number, number])[], further: string, others: number) => {
  const { exponent, last, marginal } = growthOf(points)
  const [from, to] = [points[0][0], points[points.length - 1][0]].map(n => n.toLocaleString('en'))
  say(
    `cost goes with ${by} (${from} to ${to}) to the power of`,
    `${exponent.toFixed(3)}, last decade ${last.toFixed(3)}`,
    '1 (below: set-up)',
  )
  say(`${further}, decade by decade`, marginal.map(s => of((1e9 * s) / others)).join(', '), '')
}
grows('satellites', bySatellites, `a further satellite, for each of ${SHORT} ticks, set-up and all`, SHORT)
grows('ticks', byTicks, `a further tick, for each of ${LANES} satellites`, LANES)

if (process.argv.includes('--write')) {
  quoteSpeed(
    'Ratios',
    [
      `${machine()}, ${load()}${byHand.versions}.`,
      '',
      '| what | measured | promised |',
      '| --- | --- | --- |',
      ...lines,
    ].join('\n'),
  )
  const chart = logLog('Cost of a fleet', 'satellites (96 ticks) or ticks (128 satellites)', 'seconds', [
    { name: 'by satellites', points: bySatellites },
    { name: 'by ticks', points: byTicks },
  ])
  writeFileSync(new URL('../docs/speed.svg', import.meta.url), chart)
}
