import {
  builtin,
  type Problem,
  type Recording,
  readScenario,
  ScenarioError,
  type Summary,
  simulate,
} from '../engine/index.ts'

/** What the page asks: run this scenario, YAML or JSON text or the object itself. */
export interface Question {
  readonly id: number
  readonly scenario: unknown
  /** Shown in front of every problem. */
  readonly file?: string
  /** Where the scenario came from: the files it names are asked for there. */
  readonly address?: string
}

/** What it hears: the run, or what is wrong, in the engine's own words. */
export type Answer = { readonly id: number } & (
  | {
      readonly kind: 'done'
      readonly scenario: Readonly<Record<string, unknown>>
      readonly recording: Recording
      readonly summary: Summary
    }
  | { readonly kind: 'wrong'; readonly message: string; readonly problems: readonly Problem[] }
)

/** More rows than this no screen shows and no memory need hold: longer runs get a row every so many ticks. */
const MOST_ROWS = 20_000

/** A worker may wait for an answer, and the engine reads synchronously. The place is on the server that served the page. */
function readNamed(address: string, path: string): string {
  const request = new XMLHttpRequest()
  request.open('GET', `${address}?named=${encodeURIComponent(path)}`, false)
  request.send()
  if (request.status !== 200) throw new Error(`${path} cannot be read: ${request.responseText}`)
  return request.responseText
}

function answer({ id, scenario: input, file, address }: Question): Answer {
  try {
    const scenario = readScenario(input, {
      components: builtin,
      ...(file === undefined ? {} : { file }),
      ...(address === undefined ? {} : { readText: (path: string) => readNamed(address, path) }),
    })
    const run = simulate(scenario, { every: Math.ceil(scenario.ticks / MOST_ROWS) })
    const { recording, summary } = run
    return { id, kind: 'done', scenario: scenario.given as Record<string, unknown>, recording, summary }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id, kind: 'wrong', message, problems: error instanceof ScenarioError ? error.problems : [] }
  }
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const reply = answer(data)
  const moved = reply.kind === 'done' ? reply.recording.columns.map(c => c.values.buffer) : []
  postMessage(reply, { transfer: moved })
})
