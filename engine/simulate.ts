import { buildAttitude } from './environment/attitude.ts'
import { buildEarth } from './environment/earth.ts'
import { buildOrbit, makeTrajectory, type Trajectory } from './environment/orbit.ts'
import { type Contact, makeSky } from './environment/sky.ts'
import { buildTrack } from './environment/track.ts'
import { builtin } from './parts/index.ts'
import { buildThermalNetwork } from './parts/thermal-network.ts'
import { findPeriodic, oneOrbitOf } from './periodic.ts'
import { makePropagator } from './physics/orbit.ts'
import { type EnergyFlows, makeFlowMeter } from './results/flows.ts'
import { checkLimitColumns, checkLimitResults } from './results/limits.ts'
import { makeRecorder, type Recording } from './results/recording.ts'
import { makeSummariser, type Summary } from './results/summary.ts'
import { makeTracer, type Trace } from './results/trace.ts'
import { valuesOf } from './results/values.ts'
import type { ReadText } from './scenario/orbits.ts'
import { readScenario } from './scenario/read.ts'
import type { Scenario } from './scenario/scenario.ts'
import { formatUtc } from './scenario/time.ts'
import { compile, type NamedBuilt, type Program } from './tick/compile.ts'
import type { AnyComponent, Happening, StateDeclaration } from './tick/component.ts'
import { LEDGER_TOLERANCE_frac, LedgerError } from './tick/ledger.ts'
import { buildParts, LanesDifferError } from './tick/plant.ts'
import { type FindJumps, run } from './tick/run.ts'

export interface SimulateOptions {
  /** The kinds of part that may be written; your own beside the engine's: `[...builtin, mine]`. */
  readonly components?: readonly AnyComponent[]
  /** Shown in front of every problem. */
  readonly file?: string
  /** Reads the files that the scenario names. */
  readonly readText?: ReadText
  /** A row of the recording every so many ticks. Default 1. */
  readonly every?: number
  /** Lanes run side by side in one block; the numbers do not depend on it. Default 256. */
  readonly blockLanes?: number
  /** Also follow what a report draws: a trace in at most so many stretches, and energy from part to part. The numbers stay the same bits. */
  readonly chartStretches?: number
  /** Called when a row of a recording is written, row by row from 0: for those who follow a run while it goes on. */
  readonly onRow?: (recording: Recording, row: number, lane: number) => void
}

/** One satellite's run. */
export interface Run {
  readonly scenario: Scenario
  readonly recording: Recording
  readonly summary: Summary
  /** With `chartStretches`: the run in few enough stretches to draw. */
  readonly trace?: Trace
  /** With `chartStretches`: energy from part to part. */
  readonly energyFlows?: EnergyFlows
}

/**
 * Runs a scenario: YAML or JSON text, the object itself, or a Scenario that was read before.
 *
 * Throws ScenarioError for bad input, with every problem; OrbitError when the orbit cannot be followed; StepError when
 * a step has no answer; NotFiniteError when a column stops being a number; LedgerError when energy is lost or made.
 */
export function simulate(scenario: unknown, options: SimulateOptions = {}): Run {
  return simulateLanes([scenario], options)[0]
}

/** Runs many scenarios with the same parts side by side: one lane each, same start, step and duration. */
export function simulateLanes(scenarios: readonly unknown[], options: SimulateOptions = {}): Run[] {
  const components = options.components ?? builtin
  const read = scenarios.map(s => (isScenario(s) ? s : readScenario(s, { ...options, components })))
  const size = options.blockLanes ?? 256
  const runs: Run[] = []
  for (let from = 0; from < read.length; from += size) {
    const block = read.slice(from, from + size)
    const starts = block.map(s => (s.periodicStart ? periodicStart(s) : undefined))
    const noted = block.map((s, k) => (starts[k] === undefined ? s : { ...s, notes: [...s.notes, starts[k].note] }))
    runs.push(...runBlock(noted, options.every ?? 1, lane => starts[lane]?.start, options))
  }
  return runs
}

/** The state that one orbit of a scenario repeats: its neighbours run side by side, a lane each. */
function periodicStart(scenario: Scenario): { start: ReadonlyMap<string, number>; note: string } {
  const { elements } = scenario.orbit as NonNullable<Scenario['orbit']>
  const orbit = oneOrbitOf(scenario, makePropagator(elements).period_s)
  const states = ({ recording: { columns } }: Run, row: number) =>
    new Map(columns.filter(c => c.meaning === 'state').map(c => [c.name, c.values[row]]))
  const run = (starts: readonly ReadonlyMap<string, number>[]) =>
    runBlock(
      starts.map(() => orbit),
      orbit.ticks,
      lane => starts[lane],
    )
  return findPeriodic(states(run([new Map()])[0], 0), starts => run(starts).map(r => states(r, 1)))
}

const isScenario = (s: unknown): s is Scenario =>
  s !== null && typeof s === 'object' && 'start_us' in s && 'source' in s

/** `startOf` gives the states of a lane that do not begin as its parts say. */
function runBlock(
  scenarios: readonly Scenario[],
  every: number,
  startOf: (lane: number) => ReadonlyMap<string, number> | undefined,
  { chartStretches: stretches, onRow }: Pick<SimulateOptions, 'chartStretches' | 'onRow'> = {},
): Run[] {
  const [first] = scenarios
  checkSameClock(scenarios)
  const utcOf = (time_s: number) => formatUtc(first.start_us + time_s * 1e6)
  const contacts: Contact[] = []
  const environment = buildEnvironment(scenarios, utcOf, c => contacts.push(c))
  const parts = buildParts(
    scenarios.map(s => s.parts),
    environment && { startUtc_s: first.start_us / 1e6, at: environment.trajectory.at },
    first.ticks * first.step_s,
  )
  const happenings: Happening[] = []
  const means = parts.flatMap(p => p.built.means ?? [])
  const batteriesOf = (lane: number) =>
    parts.flatMap(({ owner, built: { life } }) =>
      life === undefined ? [] : [{ battery: owner, column: life.column, life: life.of(lane) }],
    )
  const work = parts.flatMap(p => (p.built.work === undefined ? [] : [{ part: p.owner, ...p.built.work }]))
  const unserved = parts.flatMap(p => p.built.unserved ?? [])
  const findEvents = parts.flatMap(p => p.built.findEvents ?? [])
  const thermal = { owner: 'thermal', built: buildThermalNetwork(parts.map(p => p.built)) }
  const plant = [...(environment?.parts ?? []), ...parts, thermal]
  const program = compile(plant, scenarios.length, stretches !== undefined)
  setStarts(
    program.states,
    parts.flatMap(p => p.built.states ?? []),
    scenarios.length,
    startOf,
  )
  checkLimitColumns(
    scenarios,
    program.info.map(c => c.name),
  )

  const lanes = scenarios.map((scenario, lane) => {
    const shared = { name: scenario.name, lane, ticks: scenario.ticks, step_s: scenario.step_s, info: program.info }
    const recorder = makeRecorder({
      ...shared,
      start_us: scenario.start_us,
      every,
      onRow: onRow && ((recording, row) => onRow(recording, row, lane)),
    })
    const period_s = environment?.trajectory.period_s(lane)
    const { limits, notes } = scenario
    return {
      scenario,
      recorder,
      ...(stretches === undefined
        ? {}
        : { tracer: makeTracer({ ...shared, stretches }), meter: makeFlowMeter(program, plant, lane) }),
      summariser: makeSummariser({
        ...shared,
        limits,
        notes,
        period_s,
        means,
        batteries: batteriesOf(lane),
        work,
        unserved,
        roles: program.roles,
        utcOf,
      }),
    }
  })
  const ledger = run({
    program,
    ticks: first.ticks,
    step_s: first.step_s,
    utcOf,
    observers: lanes.flatMap(l =>
      [l.recorder, l.summariser, ...(l.tracer === undefined ? [] : [l.tracer])].map(o => o.observe),
    ),
    ...(stretches === undefined
      ? {}
      : {
          book: span => {
            for (const { meter } of lanes) meter?.book(span)
          },
        }),
    ...(environment === undefined
      ? {}
      : {
          findJumps: (lane, start_s, end_s, found) => {
            environment.findJumps(lane, start_s, end_s, found)
            for (const find of findEvents) find(lane, start_s, end_s, found, h => happenings.push(h))
          },
        }),
  })
  const broken = ledger.find(l => !(l.residual_frac <= LEDGER_TOLERANCE_frac))
  if (broken !== undefined) throw new LedgerError(broken, utcOf(broken.worst_tick * first.step_s))
  const runs = lanes.map(({ scenario, recorder, summariser, tracer, meter }, lane) => ({
    scenario,
    recording: recorder.recording,
    summary: summariser.summary(
      ledger,
      contacts.filter(c => c.lane === lane),
      happenings.filter(h => h.lane === lane),
    ),
    ...(tracer === undefined || meter === undefined ? {} : { trace: tracer.trace, energyFlows: meter.result() }),
  }))
  for (const { scenario, summary } of runs) checkLimitResults(scenario, valuesOf(summary))
  return runs
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

/** Writes the states that do not begin as their parts say, and those that follow them. */
function setStarts(
  states: Program['states'],
  declared: readonly StateDeclaration[],
  lanes: number,
  startOf: (lane: number) => ReadonlyMap<string, number> | undefined,
): void {
  const find = (name: string) => states.find(s => s.name === name)?.start as Float64Array
  for (let lane = 0; lane < lanes; lane++) {
    const given = startOf(lane)
    if (given === undefined) continue
    for (const { name, start } of states) start[lane] = given.get(name) ?? start[lane]
    for (const { column, follows } of declared)
      if (follows !== undefined) find(column)[lane] = follows.value(lane, find(follows.column)[lane])
  }
}

interface Environment {
  readonly parts: readonly NamedBuilt[]
  readonly trajectory: Trajectory
  readonly findJumps: FindJumps
}

function buildEnvironment(
  scenarios: readonly Scenario[],
  utcOf: (time_s: number) => string,
  onContact: (c: Contact) => void,
): Environment | undefined {
  const [first] = scenarios
  const orbits = scenarios.flatMap(s => (s.orbit === undefined ? [] : [makePropagator(s.orbit.elements)]))
  if (orbits.length === 0) return undefined
  const trajectory = makeTrajectory(orbits, first.start_us, utcOf)
  const sky = makeSky(trajectory, first.start_us / 1e6, first.environment, onContact)
  return {
    trajectory,
    findJumps: sky.findJumps,
    parts: [
      { owner: 'orbit', built: buildOrbit(trajectory, scenarios.length) },
      { owner: 'sky', built: sky.built },
      { owner: 'attitude', built: buildAttitude(first.attitude) },
      { owner: 'earth', built: buildEarth(first.environment, first.start_us / 1e6) },
      { owner: 'orbit', built: buildTrack(first.start_us / 1e6) },
    ],
  }
}
