import type { Problem } from '../engine/index.ts'
import type { Answer, Question } from './engine-worker.ts'
import type { Shown } from './shown.ts'

/** How a run ended: it is there, something is wrong with it, or a newer one took its place. */
export type Outcome =
  | { readonly kind: 'done'; readonly shown: Shown }
  | { readonly kind: 'wrong'; readonly message: string; readonly problems: readonly Problem[] }
  | { readonly kind: 'superseded' }

/** The engine beside the page. */
export interface Engine {
  /** Runs a scenario (text or object) in a worker. A run still under way is given up for it. */
  run(scenario: unknown, from?: From): Promise<Outcome>
}

/** Where a scenario came from: its name, the whole address at which the files that it names are; and who hears how far its run is. */
export interface From {
  readonly file?: string
  readonly address?: string
  /** Of a fleet, the satellite to run, counted from 1. */
  readonly satellite?: number
  readonly onProgress?: (done_frac: number) => void
}

export function makeEngine(): Engine {
  let worker: Worker | undefined
  let giveUp: (() => void) | undefined
  let id = 0
  const start = () => new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' })
  return {
    run(scenario, { file, address, satellite, onProgress } = {}) {
      giveUp?.()
      worker ??= start()
      const mine = worker
      const question: Question = {
        id: ++id,
        scenario,
        ...(file === undefined ? {} : { file }),
        ...(satellite === undefined ? {} : { satellite }),
        ...(address === undefined ? {} : { address }),
      }
      return new Promise(resolve => {
        const finish = (outcome: Outcome) => {
          giveUp = undefined
          resolve(outcome)
        }
        giveUp = () => {
          mine.terminate()
          worker = undefined
          finish({ kind: 'superseded' })
        }
        mine.onmessage = ({ data }: MessageEvent<Answer>) => {
          if (data.id !== question.id) return
          if (data.kind === 'under-way') onProgress?.(data.done_frac)
          else finish(data.kind === 'wrong' ? data : { kind: 'done', shown: shownOf(data) })
        }
        mine.onerror = event => {
          finish({ kind: 'wrong', message: `The engine could not start here: ${event.message}`, problems: [] })
        }
        mine.postMessage(question)
      })
    },
  }
}

const shownOf = ({ scenario, recording, summary, fleet }: Extract<Answer, { kind: 'done' }>): Shown => ({
  scenario,
  recording,
  summary,
  growing: false,
  ...(fleet === undefined ? {} : { fleet }),
})
