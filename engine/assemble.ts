import { buildAttitude } from './environment/attitude.ts'
import { buildEarth } from './environment/earth.ts'
import type { NextEclipse } from './environment/forecast.ts'
import { buildOrbit, makeTrajectory, type Trajectory } from './environment/orbit.ts'
import { type Contact, makeSky } from './environment/sky.ts'
import { buildTrack } from './environment/track.ts'
import { buildThermalNetwork } from './parts/thermal-network.ts'
import { makePropagator } from './physics/orbit/orbit.ts'
import type { Scenario } from './scenario/scenario.ts'
import { formatUtc } from './scenario/time.ts'
import { compile, type Program } from './tick/compile.ts'
import type { StateDeclaration } from './tick/component.ts'
import { buildFaults, type FaultSpell, faultColumn } from './tick/fault.ts'
import { buildParts, LanesDifferError } from './tick/plant.ts'
import type { FindJumps } from './tick/run.ts'
import type { NamedBuilt } from './tick/wires.ts'

/** A scenario a lane, built and compiled: everything that a run needs and that does not depend on how far it goes. */
export interface Assembly {
  readonly program: Program
  /** The parts of the scenario as they were built. */
  readonly parts: readonly NamedBuilt[]
  /** These, and what surrounds them. */
  readonly plant: readonly NamedBuilt[]
  readonly environment: Environment | undefined
  readonly utcOf: (time_s: number) => string
}

export interface Environment {
  readonly parts: readonly NamedBuilt[]
  readonly trajectory: Trajectory
  readonly findJumps: FindJumps
  readonly nextEclipse: NextEclipse
}

/** `traced`: also what an energy flow needs (see compile). */
export function assemble(
  scenarios: readonly Scenario[],
  { onContact = () => {}, traced = false }: { onContact?: (c: Contact) => void; traced?: boolean } = {},
): Assembly {
  const [first] = scenarios
  checkSameClock(scenarios)
  const utcOf = (time_s: number) => formatUtc(first.start_us + time_s * 1e6)
  const spells = scenarios.map(s => s.faults.flatMap(f => f.spells))
  const environment = buildEnvironment(scenarios, spells, utcOf, onContact)
  const parts = buildParts(
    scenarios.map(s => s.parts),
    environment && {
      startUtc_s: first.start_us / 1e6,
      at: environment.trajectory.at,
      nextEclipse: environment.nextEclipse,
    },
    first.ticks * first.step_s,
    new Set(spells.flat().map(s => faultColumn(s.part, s.fault))),
  )
  const thermal = { owner: 'thermal', built: buildThermalNetwork(parts.map(p => p.built)) }
  const plant = [...(environment?.parts ?? []), ...buildFaults(spells), ...parts, thermal]
  return { program: compile(plant, scenarios.length, traced), parts, plant, environment, utcOf }
}

/** Lanes share the clock, the attitude and the environment; their orbits and the numbers of their parts may differ. */
function checkSameClock(scenarios: readonly Scenario[]): void {
  const shared = ({ start_us, step_s, ticks, attitude, environment, orbit }: Scenario) => ({
    start: start_us,
    step_s,
    ticks,
    attitude: JSON.stringify([attitude.kind.kind, attitude.values]),
    environment: JSON.stringify(environment),
    orbit: orbit !== undefined,
  })
  const first = shared(scenarios[0])
  for (const [lane, scenario] of scenarios.entries()) {
    const other = shared(scenario)
    const key = (Object.keys(first) as (keyof typeof first)[]).find(k => first[k] !== other[k])
    if (key !== undefined)
      throw new LanesDifferError(
        `Lane ${lane} has another ${key} than lane 0. Lanes run side by side on one clock: run such scenarios one by one.`,
      )
  }
}

function buildEnvironment(
  scenarios: readonly Scenario[],
  spells: readonly (readonly FaultSpell[])[],
  utcOf: (time_s: number) => string,
  onContact: (c: Contact) => void,
): Environment | undefined {
  const [first] = scenarios
  const orbits = scenarios.flatMap(s => (s.orbit === undefined ? [] : [makePropagator(s.orbit.elements)]))
  if (orbits.length === 0) return undefined
  const trajectory = makeTrajectory(orbits, first.start_us, utcOf)
  const startUtc_s = first.start_us / 1e6
  const sky = makeSky(trajectory, startUtc_s, first.environment, onContact)
  return {
    trajectory,
    findJumps: sky.findJumps,
    nextEclipse: sky.nextEclipse,
    parts: [
      { owner: 'orbit', built: buildOrbit(trajectory, scenarios.length) },
      { owner: 'sky', built: sky.built },
      { owner: 'attitude', built: buildAttitude(first.attitude, { faults: spells, trajectory, startUtc_s }) },
      { owner: 'earth', built: buildEarth(first.environment, startUtc_s) },
      { owner: 'orbit', built: buildTrack(startUtc_s) },
    ],
  }
}

/** Writes the states of a lane that do not begin as their parts say, and those that follow them. */
export function setStart(
  states: Program['states'],
  declared: readonly StateDeclaration[],
  lane: number,
  given: ReadonlyMap<string, number>,
): void {
  for (const { name, start } of states) start[lane] = given.get(name) ?? start[lane]
  const find = (name: string) => states.find(s => s.name === name)?.start as Float64Array
  for (const { column, follows } of declared)
    if (follows !== undefined) find(column)[lane] = follows.value(lane, find(follows.column)[lane])
}
