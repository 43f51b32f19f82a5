import './elementary/install.ts'
import {
  type Problem,
  type Recording,
  ScenarioError,
  type Summary,
  simulate,
  simulateSatellite,
} from '../engine/index.ts'
import { askedIn } from './fleet/asked.ts'
import { readFrom } from './read-scenario.ts'
import type { FleetPlace } from './shown.ts'

/** What the page asks: run this scenario, YAML or JSON text or the object itself. */
export interface Question {
  readonly id: number
  readonly scenario: unknown
  /** Shown in front of every problem. */
  readonly file?: string
  /** Where the scenario came from: the files it names are asked for there. */
  readonly address?: string
  /** Of a fleet, the satellite to run, counted from 1. */
  readonly satellite?: number
}

/** What it hears: how far the run is; then the run, or what is wrong, in the engine's own words. */
export type Answer = { readonly id: number } & (
  | { readonly kind: 'under-way'; readonly done_frac: number }
  | {
      readonly kind: 'done'
      readonly scenario: Readonly<Record<string, unknown>>
      readonly recording: Recording
      readonly summary: Summary
      readonly fleet?: FleetPlace
    }
  | { readonly kind: 'wrong'; readonly message: string; readonly problems: readonly Problem[] }
)

/** More rows than this no screen shows and no memory need hold: longer runs get a row every so many ticks. */
const MOST_ROWS = 20_000

function answer({ id, scenario: input, file, address, satellite = 1 }: Question): Answer {
  try {
    const scenario = readFrom(input, file, address)
    const { fleet, ticks } = scenario
    const tell = tellProgress(id)
    const options = {
      every: Math.ceil(ticks / MOST_ROWS),
      onRow: ({ rows }: Recording, row: number) => tell(row / (rows - 1)),
    }
    const given = scenario.given as Record<string, unknown>
    if (fleet === undefined) {
      const { recording, summary } = simulate(scenario, options)
      return { id, kind: 'done', scenario: given, recording, summary }
    }
    const asked = askedIn(scenario, satellite, tell)
    const { recording, summary } = simulateSatellite(scenario, satellite, { ...options, asked })
    const { satellites, jobs } = fleet
    const place: FleetPlace = {
      satellite,
      satellites,
      ...(jobs === undefined ? {} : { busy: asked === undefined ? 'as-if-alone' : 'among-others' }),
    }
    return { id, kind: 'done', scenario: given, recording, summary, fleet: place }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id, kind: 'wrong', message, problems: error instanceof ScenarioError ? error.problems : [] }
  }
}

const PROGRESS_EVERY_ms = 200

function tellProgress(id: number): (done_frac: number) => void {
  let told_ms = performance.now()
  return done_frac => {
    if (performance.now() - told_ms < PROGRESS_EVERY_ms) return
    told_ms = performance.now()
    postMessage({ id, kind: 'under-way', done_frac } satisfies Answer)
  }
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const reply = answer(data)
  const moved = reply.kind === 'done' ? reply.recording.columns.map(c => c.values.buffer) : []
  postMessage(reply, { transfer: moved })
})
