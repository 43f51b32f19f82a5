import { runBlock } from '../engine/fleet/fast/block.ts'
import { KNOTS, makeKnots } from '../engine/fleet/orbit/knots.ts'
import { makeSgp4Lanes } from '../engine/fleet/orbit/sgp4-lanes.ts'
import { TILE_LANES, type Tile } from '../engine/fleet/tile/tile.ts'
import { EARTH, elementsOf, makeFleetTile, orbitOf, START_us, STEP_s, sunAtTicks } from './fleet-case.ts'
import { load, machine } from './machine.ts'
import { profileFleet } from './profile-fleet.ts'
import { quoteSpeed } from './quote.ts'

/**
 * npm run profile: nanoseconds per satellite and tick by stage, of a tile over a day in the default surroundings; the best of many runs,
 * each stage by itself; and of a whole run with its series and tables. `-- --write` puts it into docs/speed.md.
 */
const TICKS = 1440
const LANES = TILE_LANES
const RUNS = 25
const sun_km = sunAtTicks(TICKS)
/** Processor time, which leaves out when others had the processor; too slow to read for single calls of the kernel. */
const cpu_ms = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const perTick = (ms: number) => (ms * 1e6) / (LANES * TICKS)

const stages = {
  'set-up of SGP4': 0,
  'orbit: SGP4 at the turns, and knots': 0,
  'orbit: positions from knots': 0,
  'shadow and sunlight': 0,
  'Earth: albedo and infrared': 0,
  'the step of all lanes (array, battery, bus, five nodes, ledger)': 0,
  'shadow edges, their light, the first pieces of cut ticks': 0,
  'the further pieces, made': 0,
  'the further pieces, stepped': 0,
  'sums, extremes, residuals': 0,
  'the rest': 0,
}
type Stage = keyof typeof stages

/** What a clock adds to what it times, ms. */
const clockItself_ms = (() => {
  const MANY = 100_000
  let added_ms = 0
  for (let k = 0; k < MANY; k++) {
    const start_ms = performance.now()
    added_ms += performance.now() - start_ms
  }
  return added_ms / MANY
})()

/** The tile with a clock at each call of the kernel. */
function timed(tile: Tile, spent: Record<Stage, number>): Tile {
  const { code } = tile
  const clock =
    <R>(stage: (...args: number[]) => Stage, f: (...args: never[]) => R) =>
    (...args: number[]): R => {
      const start_ms = performance.now()
      const result = f(...(args as never[]))
      spent[stage(...args)] += performance.now() - start_ms - clockItself_ms
      return result
    }
  return {
    ...tile,
    code: {
      ...code,
      move: clock(() => 'orbit: positions from knots', code.move),
      look: clock(() => 'shadow and sunlight', code.look),
      earthshine: clock(() => 'Earth: albedo and infrared', code.earthshine),
      stepAll: clock(() => 'the step of all lanes (array, battery, bus, five nodes, ledger)', code.stepAll),
      step: clock(() => 'the further pieces, stepped', code.step),
      cut: clock(() => 'shadow edges, their light, the first pieces of cut ticks', code.cut),
      goOn: clock(() => 'the further pieces, made', code.goOn),
      close: clock(() => 'sums, extremes, residuals', code.close),
    },
  }
}

const best = { ...stages }
for (const stage of Object.keys(best) as Stage[]) best[stage] = Number.POSITIVE_INFINITY
let whole = Number.POSITIVE_INFINITY
const keep = (stage: Stage, ms: number) => {
  best[stage] = Math.min(best[stage], ms)
}
const tile = makeFleetTile(true)
for (let run = 0; run < RUNS; run++) {
  const spent = { ...stages }
  const start_ms = cpu_ms()
  const orbits = Array.from({ length: LANES }, (_, k) => orbitOf(elementsOf(k)))
  const set_ms = cpu_ms()
  const knots = makeKnots(makeSgp4Lanes(orbits, START_us), TICKS * STEP_s, STEP_s, tile)
  for (let tick = 0; tick <= TICKS; tick++) knots.around(tick * STEP_s, tile.weights)
  const known_ms = cpu_ms()
  const common = { orbits, first: 0, start_us: START_us, step_s: STEP_s, ticks: TICKS, sun_km, earth: EARTH }
  runBlock({ tile, ...common })
  const plain_ms = cpu_ms()
  if (run === 0) continue
  runBlock({ tile: timed(tile, spent), ...common })
  keep('set-up of SGP4', set_ms - start_ms)
  keep('orbit: SGP4 at the turns, and knots', known_ms - set_ms)
  for (const stage of Object.keys(spent) as Stage[]) if (spent[stage] > 0) keep(stage, spent[stage])
  whole = Math.min(whole, set_ms - start_ms + plain_ms - known_ms)
}
const known = Object.values(best).filter(Number.isFinite)
best['the rest'] = Math.max(0, whole - known.reduce((sum, ms) => sum + ms, 0))

const rowOf = (stage: string, ns: number) => `| ${stage} | ${ns.toFixed(1)} |`
const rows = Object.entries(best).map(([stage, ms]) => rowOf(stage, perTick(ms)))
const fleet = profileFleet(cpu_ms)
const text = [
  `${machine()}, ${load()}. ${KNOTS} knots held.`,
  '',
  '| stage | ns |',
  '| --- | --- |',
  ...rows,
  rowOf('all', perTick(whole)),
  '',
  'A whole run of 20,000 satellites that are not all alike (those of fleet-dawn-dusk.yaml), on one thread:',
  '',
  '| stage | ns |',
  '| --- | --- |',
  ...fleet.map(({ stage, ns }) => rowOf(stage, ns)),
  rowOf(
    'all',
    fleet.reduce((sum, { ns }) => sum + ns, 0),
  ),
].join('\n')
console.log(text)
if (process.argv.includes('--write')) quoteSpeed('Where the time goes', text)
