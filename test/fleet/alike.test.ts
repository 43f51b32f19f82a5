import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { EARTH, elementsOf, fiveNodes, START_us, STEP_s, sunAtTicks } from '../../bench/fleet-case.ts'
import { plainParts } from '../../bench/plain-satellite.ts'
import { runBlock } from '../../engine/fleet/fast/block.ts'
import { KNOTS } from '../../engine/fleet/orbit/knots.ts'
import { makeTile, ROW, TALLIES, TILE_LANES } from '../../engine/fleet/tile/tile.ts'
import { type FleetRun, simulateFleet } from '../../engine/index.ts'
import { type Elements, makePropagator } from '../../engine/physics/orbit/orbit.ts'
import { readDesign } from './read-design.ts'

const TICKS = 200

/** Unlike satellites: sun-synchronous ones, one with drag, a higher one, an eccentric one and a Molniya. */
const fleet: readonly Elements[] = Array.from({ length: 12 }, (_, k) => {
  const e = elementsOf(k)
  if (k === 3) return { ...e, bstar: 1e-3 }
  if (k === 5) return { ...e, meanMotion_rev_day: 13.2 }
  if (k === 7) return { ...e, eccentricity: 0.03 }
  if (k === 9) return { ...e, meanMotion_rev_day: 2.006, eccentricity: 0.7, inclination_deg: 63.4 }
  return e
})

const [wing, ...others] = plainParts()
/** The same five nodes on a body that looks down, with a wing that turns about one axis. */
const lookingDown = readDesign({
  name: 'Looking down',
  start: '2026-06-21T00:00:00Z',
  duration: '1 d',
  step_s: STEP_s,
  attitude: { kind: 'nadir' },
  parts: [{ ...wing, face: '+x', drive: 'one-axis', drive_axis: '+y' }, ...others],
})
const DESIGNS = {
  'with +z to the Sun': { design: fiveNodes(true), earth: EARTH },
  'looking down': lookingDown,
} as const

/** Everything that is kept of each satellite, as bits. */
function run(members: readonly number[], which: keyof typeof DESIGNS): Map<number, string> {
  const { design, ...shining } = DESIGNS[which]
  const tile = makeTile(design, KNOTS)
  const contacts = members.map(() => [] as number[])
  const orbits = members.map(k => ({ elements: fleet[k], propagator: makePropagator(fleet[k]) }))
  runBlock({
    tile,
    orbits,
    first: 0,
    start_us: START_us,
    step_s: STEP_s,
    ticks: TICKS,
    sun_km: sunAtTicks(TICKS),
    ...shining,
    onContact: (lane, _kind, time_s) => contacts[lane].push(time_s),
  })
  const { temp, coldest, hottest, charge, lowest, total, position } = tile.table
  return new Map(
    members.map((k, lane) => {
      const kept = [temp, coldest, hottest, charge, lowest, total, position].flatMap(table =>
        Array.from({ length: table.length / ROW }, (_, row) => table[row * ROW + lane]),
      )
      expect(kept.length).toBeGreaterThan(TALLIES)
      return [k, [...kept, ...contacts[lane]].join()] as const
    }),
  )
}

const whiches = Object.keys(DESIGNS) as (keyof typeof DESIGNS)[]

it.each(whiches)('a satellite %s has the same bits whoever flies beside it, in any order', which => {
  const all = fleet.map((_, k) => k)
  const together = run(all, which)
  expect(run([...all].reverse(), which)).toEqual(new Map([...together].reverse()))
  for (const members of [[0], [9, 4], [5, 3, 7], [1, 1, 2, 2, 11]])
    for (const [k, bits] of run(members, which)) expect(bits, `satellite ${k} among ${members}`).toBe(together.get(k))
})

it('a satellite of the fast path has the same row whoever is in the fleet', () => {
  const lines = readFileSync(new URL('../../examples/catalogue.tle', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const scenario = readFileSync(new URL('../../examples/fleet-catalogue.yaml', import.meta.url), 'utf8')
  const short = scenario.replace('duration: 1 d', 'duration: 4 h')
  const all = simulateFleet(short, { readText: () => lines.join('\n') })
  expect(all.summary.groups.map(g => g.path)).toEqual(['fast'])
  expect(all.satellites.rows).toBeGreaterThan(TILE_LANES + 2)

  const noradIds = ({ satellites }: FleetRun) => [
    ...(satellites.columns.find(c => c.name === 'norad_id')?.values ?? []),
  ]
  const rowOf = (run: FleetRun, noradId: number | string) =>
    run.satellites.columns
      .filter(c => c.name !== 'satellite')
      .map(c => `${c.name} ${c.values[noradIds(run).indexOf(noradId)]}`)
  const chosen = [3, TILE_LANES + 1, all.satellites.rows - 1].map(row => noradIds(all)[row])
  const three = chosen.flatMap(id => {
    const at = lines.findIndex(l => Number(l.slice(2, 7)) === id)
    return lines.slice(at, at + 2)
  })
  const few = simulateFleet(short, { readText: () => three.join('\n') })
  expect(few.satellites.rows).toBe(chosen.length)
  for (const id of chosen) expect(rowOf(few, id)).toEqual(rowOf(all, id))
})
