import { assemble, setStart } from './assemble.ts'
import { LONGEST_STEP_s } from './environment/orbit.ts'
import type { Contact } from './environment/sky.ts'
import { builtin } from './parts/index.ts'
import { findPeriodic, oneOrbitOf } from './periodic.ts'
import { makePropagator } from './physics/orbit/orbit.ts'
import { type EnergyFlows, makeFlowMeter } from './results/flows.ts'
import { checkLimitColumns, checkLimitResults } from './results/limits.ts'
import { makeRecorder, type Recording } from './results/recording.ts'
import { makeSummariser, type Summary } from './results/summary.ts'
import { makeTracer, type Trace } from './results/trace.ts'
import { valuesOf } from './results/values.ts'
import type { WatchedWork } from './results/work.ts'
import type { ReadText } from './scenario/orbits.ts'
import { readScenario } from './scenario/read.ts'
import type { Scenario } from './scenario/scenario.ts'
import type { Observer } from './tick/column.ts'
import type { Program } from './tick/compile.ts'
import type { AnyComponent, Happening } from './tick/component.ts'
import { LEDGER_TOLERANCE_frac, LedgerError } from './tick/ledger.ts'
import { run } from './tick/run.ts'

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
  if (read.some(s => s.fleet !== undefined)) throw new FleetError()
  const size = options.blockLanes ?? 256
  const runs: Run[] = []
  for (let from = 0; from < read.length; from += size) {
    const block = read.slice(from, from + size)
    const starts = block.map(s => (s.periodicStart ? periodicStart(s) : undefined))
    const noted = block.map((s, k) => (starts[k] === undefined ? s : { ...s, notes: [...s.notes, starts[k].note] }))
    runs.push(...runLanes(noted, { ...options, every: options.every ?? 1, startOf: lane => starts[lane]?.start }))
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
    runLanes(
      starts.map(() => orbit),
      { every: orbit.ticks, startOf: lane => starts[lane] },
    )
  return findPeriodic(states(run([new Map()])[0], 0), starts => run(starts).map(r => states(r, 1)))
}

/** A fleet where one satellite is wanted. */
export class FleetError extends Error {
  constructor() {
    super('This scenario is a fleet. Run it with simulateFleet, or with `run` on the command line.')
    this.name = 'FleetError'
  }
}

/** Whether it was read before. */
export const isScenario = (s: unknown): s is Scenario =>
  s !== null && typeof s === 'object' && 'start_us' in s && 'source' in s

/** Lanes that run side by side, beyond what each one's own run needs. */
export interface LanesOptions extends Pick<SimulateOptions, 'chartStretches' | 'onRow'> {
  /** A row of the recordings every so many ticks. */
  readonly every: number
  /** False: the recordings have no columns, where only summaries are wanted. */
  readonly recorded?: boolean
  /** The states of a lane that do not begin as its parts say. */
  readonly startOf?: (lane: number) => ReadonlyMap<string, number> | undefined
  /** The last tick, where it may come earlier than the scenarios say; known before it begins. */
  readonly lastTick?: (() => number) | undefined
  /** Looks at every tick of all lanes; made when the columns are known. */
  readonly watch?: (program: Program, work: readonly WatchedWork[]) => Observer
}

/** Runs lanes from the first tick to the last. */
export function runLanes(
  scenarios: readonly Scenario[],
  { every, recorded = true, startOf, chartStretches: stretches, onRow, watch, lastTick }: LanesOptions,
): Run[] {
  const [first] = scenarios
  const contacts: Contact[] = []
  const { program, parts, plant, environment, utcOf } = assemble(scenarios, {
    onContact: c => contacts.push(c),
    traced: stretches !== undefined,
  })
  const happenings: Happening[] = []
  const means = parts.flatMap(p => p.built.means ?? [])
  const batteriesOf = (lane: number) =>
    parts.flatMap(({ owner, built: { life } }) =>
      life === undefined ? [] : [{ battery: owner, column: life.column, life: life.of(lane) }],
    )
  const work = parts.flatMap(p => (p.built.work === undefined ? [] : [{ part: p.owner, ...p.built.work }]))
  const unserved = parts.flatMap(p => p.built.unserved ?? [])
  const findEvents = plant.flatMap(p => p.built.findEvents ?? [])
  const declared = plant.flatMap(p => p.built.states ?? [])
  for (const lane of scenarios.keys()) {
    const start = startOf?.(lane)
    if (start !== undefined) setStart(program.states, declared, lane, start)
  }
  checkLimitColumns(
    scenarios,
    program.info.map(c => c.name),
  )

  const lanes = scenarios.map((scenario, lane) => {
    const shared = { name: scenario.name, lane, ticks: scenario.ticks, step_s: scenario.step_s, info: program.info }
    const recorder = makeRecorder({
      ...shared,
      info: recorded ? program.info : [],
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
        faults: scenario.faults.flatMap(f => f.spells),
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
    lastTick: lastTick ?? (() => first.ticks),
    step_s: first.step_s,
    utcOf,
    observers: [
      ...lanes.flatMap(l =>
        [l.recorder, l.summariser, ...(l.tracer === undefined ? [] : [l.tracer])].map(o => o.observe),
      ),
      ...(watch === undefined ? [] : [watch(program, work)]),
    ],
    ...(stretches === undefined
      ? {}
      : {
          book: span => {
            for (const { meter } of lanes) meter?.book(span)
          },
        }),
    ...(environment === undefined ? {} : { longestStep_s: LONGEST_STEP_s }),
    findJumps: (lane, start_s, end_s, found) => {
      environment?.findJumps(lane, start_s, end_s, found)
      for (const find of findEvents) find(lane, start_s, end_s, found, h => happenings.push(h))
    },
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
