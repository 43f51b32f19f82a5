/** Thrown by a step that has no answer: which part, which lane and why, in a clause that follows "in tick 12 (2026-...Z)". */
export class StepFailure extends Error {
  readonly owner: string
  readonly lane: number
  constructor(owner: string, lane: number, why: string) {
    super(why)
    this.name = 'StepFailure'
    this.owner = owner
    this.lane = lane
  }
}

/** A step of the run that has no answer, with when and where. */
export class StepError extends Error {
  readonly owner: string
  readonly tick: number
  readonly lane: number
  constructor(failure: StepFailure, tick: number, utc: string) {
    super(`${failure.owner} in tick ${tick} (${utc}), lane ${failure.lane}: ${failure.message}`)
    this.name = 'StepError'
    this.owner = failure.owner
    this.tick = tick
    this.lane = failure.lane
  }
}

/** Runs a tick; a step that fails in it is told with the tick and its end. */
export function namingTick<T>(tick: number, utc: () => string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof StepFailure ? new StepError(error, tick, utc()) : error
  }
}
