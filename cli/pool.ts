import { availableParallelism } from 'node:os'
import type { Transferable, Worker } from 'node:worker_threads'
import { type CarriedError, uncarry } from './carried-error.ts'
import { moduleBeside, startThread } from './thread.ts'

/**
 * What a module of work exports as default: called once a thread with `setup`, it gives back what does one job. Jobs, setup and results
 * are copied between threads; what a result wraps in `new Moved(value, buffers)` is moved, and a SharedArrayBuffer is shared.
 */
export type Work<Setup, Job, Result> = (setup: Setup) => JobDoer<Job, Result> | Promise<JobDoer<Job, Result>>
type JobDoer<Job, Result> = (job: Job) => Result | Moved<Result> | Promise<Result | Moved<Result>>

/** A result, or a job, whose buffers are handed over and not copied. */
export class Moved<T> {
  readonly value: T
  readonly buffers: readonly Transferable[]
  constructor(value: T, buffers: readonly Transferable[]) {
    this.value = value
    this.buffers = buffers
  }
}

export interface PoolOptions {
  /** The module of the work: `moduleBeside(import.meta.url, 'check-one')`. */
  readonly work: string
  /** Given to every thread as it starts. */
  readonly setup?: unknown
  /** Threads; never more than jobs. 0 does the jobs in this thread, without the cost of starting another. Default: one a core. */
  readonly workers?: number
  /** Jobs handed out beyond the result that was taken last, where many results at once would not fit. Default: no bound. */
  readonly ahead?: number
  /** Called after each job, in whatever order they end, with how many are done. */
  readonly onDone?: (done: number) => void
  /**
   * Called at the first Ctrl-C to ask jobs that are begun to end early: their results are still given, then Interrupted is thrown. A second Ctrl-C, or
   * ten seconds, stops them where they are. Left out, the first does.
   */
  readonly endEarly?: () => void
}

const ENDING_ms = 10_000

/** Ctrl-C, and what a batch system or a closed terminal sends: all of them ask to stop. */
export const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ctrl-C while the pool was at work. The threads are gone; results that were taken before stand. */
export class Interrupted extends Error {
  /** True where every job that was begun has ended and given its result. */
  readonly ended: boolean
  constructor(ended: boolean) {
    super('Interrupted.')
    this.name = 'Interrupted'
    this.ended = ended
  }
}

/**
 * Does jobs on all cores and gives their results in the order of the jobs, each as soon as it and those before it are there. The first job
 * that throws ends it with its error. Whoever stops taking results stops the threads.
 */
export async function* inOrder<Job, Result>(
  jobs: Iterable<Job | Moved<Job>>,
  options: PoolOptions,
): AsyncGenerator<Result, void, undefined> {
  const { workers = availableParallelism(), onDone } = options
  if (workers > 0) return yield* onThreads<Job, Result>(jobs, workers, options)
  const { default: work }: WorkModule = await import(options.work)
  const doJob = await work(options.setup)
  let done = 0
  for (const job of jobs) {
    const result = unwrapped(await doJob(unwrapped(job))) as Result
    onDone?.(++done)
    yield result
  }
}

const unwrapped = <T>(given: T | Moved<T>): T => (given instanceof Moved ? given.value : given)

/** What goes to a thread, and what comes back. */
export interface WorkerSetup {
  readonly work: string
  readonly setup: unknown
}
export interface WorkModule {
  readonly default: Work<unknown, unknown, unknown>
}
export interface Task {
  readonly number: number
  readonly job: unknown
}
export type Answer = { readonly number: number } & ({ readonly value: unknown } | { readonly error: CarriedError })

async function* onThreads<Job, Result>(
  jobs: Iterable<Job | Moved<Job>>,
  workers: number,
  { work, setup, ahead = Number.POSITIVE_INFINITY, onDone, endEarly }: PoolOptions,
): AsyncGenerator<Result, void, undefined> {
  const queue = jobs[Symbol.iterator]()
  const answers = new Map<number, Answer>()
  const threads: Worker[] = []
  const idle: Worker[] = []
  let failure: unknown
  let given = 0
  let taken = 0
  let done = 0
  let wake = () => {}
  let ending: NodeJS.Timeout | undefined

  const fail = (reason: unknown) => {
    failure ??= reason
    wake()
  }
  /** False when there is nothing to do now. */
  const giveNext = (threadFor: () => Worker): boolean => {
    if (ending !== undefined || given - taken >= ahead) return false
    const { value, done: empty } = queue.next()
    if (empty === true) return false
    threadFor().postMessage(
      { number: given++, job: unwrapped(value) } satisfies Task,
      value instanceof Moved ? value.buffers : [],
    )
    return true
  }
  const goOn = (thread: Worker) => {
    if (!giveNext(() => thread)) idle.push(thread)
  }
  const start = () => {
    const thread = startThread(moduleBeside(import.meta.url, 'pool-worker'), { work, setup } satisfies WorkerSetup)
    threads.push(thread)
    thread.on('error', fail)
    thread.on('exit', code => fail(new Error(`A thread of the pool ended by itself with code ${code}.`)))
    thread.on('message', (answer: Answer) => {
      answers.set(answer.number, answer)
      onDone?.(++done)
      try {
        goOn(thread)
      } catch (error) {
        fail(error)
      }
      wake()
    })
    return thread
  }
  const stop = () => fail(new Interrupted(false))
  const interrupt = () => {
    if (endEarly === undefined || ending !== undefined) return stop()
    ending = setTimeout(stop, ENDING_ms)
    endEarly()
  }

  for (const signal of STOPS) process.on(signal, interrupt)
  try {
    while (threads.length < workers && giveNext(start));
    while (taken < given) {
      while (!answers.has(taken) && failure === undefined) await new Promise<void>(resolve => (wake = resolve))
      if (failure !== undefined) throw failure
      const answer = answers.get(taken) as Answer
      answers.delete(taken++)
      if ('error' in answer) throw uncarry(answer.error)
      for (const thread of idle.splice(0)) goOn(thread)
      yield answer.value as Result
    }
    if (ending !== undefined) throw new Interrupted(true)
  } finally {
    clearTimeout(ending)
    for (const signal of STOPS) process.off(signal, interrupt)
    for (const thread of threads) thread.removeAllListeners('exit')
    await Promise.all(threads.map(thread => thread.terminate()))
  }
}
