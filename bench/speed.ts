import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { TILE_LANES } from '../engine/fleet/tile.ts'
import { satrecOf } from '../engine/physics/orbit/orbit.ts'
import { EARTH, elementsOf, makeFleetTile, runFleet, START_us, sunAtTicks } from './fleet-case.ts'
import { logLog } from './loglog.ts'
import { load, machine } from './machine.ts'
import { interleaved } from './measure.ts'
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

const sun_km = sunAtTicks(DAY)
const tile = makeFleetTile()
const underEarth = makeFleetTile(true)
const satellites = Array.from({ length: LANES }, (_, k) => satrecOf(elementsOf(k)))
const dates = Array.from({ length: DAY / 4 }, (_, k) => new Date(START_us / 1000 + k * 240_000))

const lines: string[] = []
const say = (what: string, measured: string, promised: string) => {
  console.log(`${what.padEnd(74)} ${measured.padStart(22)}   ${promised}`)
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

for (const python of [process.env.PYTHON ?? 'python3', '/usr/bin/python3']) {
  const file = new URL('./peers/numpy_fleet.py', import.meta.url).pathname
  const runs = Array.from({ length: 3 }, () => {
    const peer = spawnSync(python, [file, '2048', '120'], { encoding: 'utf8' })
    const ours = interleaved({ tick: { run: () => runFleet(tile, 0, LANES, DAY, sun_km), units: LANES * DAY } }, 0.5)
    return { peer, ours: ours.tick }
  })
  if (runs[0].peer.status !== 0) continue
  const told = runs.map(r => JSON.parse(r.peer.stdout) as Record<string, number | string>)
  const theirs = Math.min(...told.map(t => Number(t.ns)))
  const best = Math.min(...runs.map(r => r.ours))
  const [{ numpy, sgp4, core, python: version }] = told
  say(
    `the same by hand in numpy ${numpy} with python-sgp4 ${sgp4} (${core} core), Python ${version}`,
    `${of(theirs)}, ${(theirs / best).toFixed(1)} times`,
    'at least 20 times',
  )
  break
}

const pair = await twoWorkers(80 * LANES, 360, 6)
say('two threads over one', `${pair.times.toFixed(2)} times`, 'at least 1.8')
say('the same bits from both', pair.alike ? 'yes' : 'NO', 'yes')

const spent_s = (count: number, ticks: number) => {
  const sun = sunAtTicks(ticks)
  const units = 1
  return interleaved({ it: { run: () => runFleet(tile, 0, count, ticks, sun), units } }, 0).it / 1e9
}
const bySatellites = [128, 1280, 12_800, 64_000].map(n => [n, spent_s(n, 96)] as const)
const byTicks = [96, 960, 9600, 96_000].map(n => [n, spent_s(LANES, n)] as const)
const growth = (points: readonly (readonly [number, number])[]) => {
  const [a, b] = [points[0], points[points.length - 1]]
  return (Math.log(b[1] / a[1]) / Math.log(b[0] / a[0])).toFixed(3)
}
say('cost goes with satellites (128 to 64,000) to the power of', growth(bySatellites), '1')
say('cost goes with ticks (96 to 96,000) to the power of', growth(byTicks), '1 (below: set-up)')

if (process.argv.includes('--write')) {
  quoteSpeed(
    'Ratios',
    [`${machine()}, ${load()}.`, '', '| what | measured | promised |', '| --- | --- | --- |', ...lines].join('\n'),
  )
  const chart = logLog('Cost of a fleet', 'satellites (96 ticks) or ticks (128 satellites)', 'seconds', [
    { name: 'by satellites', points: bySatellites },
    { name: 'by ticks', points: byTicks },
  ])
  writeFileSync(new URL('../docs/speed.svg', import.meta.url), chart)
}
