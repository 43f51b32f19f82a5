import type { Recording, Run } from '../engine/index.ts'
import { InputError } from './input-error.ts'
import { moduleBeside, startThread } from './thread.ts'

/** What the thread that serves is told. */
export type LiveNews =
  | { readonly kind: 'begin'; readonly about: LiveAbout; readonly progress: Int32Array; readonly rows: Float64Array }
  | { readonly kind: 'end'; readonly end: LiveEnd }

/** What a page needs to know before the first row. */
export interface LiveAbout {
  readonly name: string
  readonly start_us: number
  readonly interval_s: number
  readonly rows: number
  readonly scenario: unknown
  readonly columns: readonly { name: string; unit: string; meaning: string; owner: string }[]
}

/** How a run ended: with its summary, or with what is wrong. */
export type LiveEnd = { readonly summary: Run['summary'] } | { readonly wrong: string }

/** What the thread that serves tells. */
export type LiveReply =
  | { readonly kind: 'serving'; readonly address: string }
  | { readonly kind: 'refused'; readonly why: string }

export interface Live {
  readonly address: string
  /** A row was written. Copies it and returns: whether a page reads it, or how fast, is not the run's business. */
  onRow(recording: Recording, row: number): void
  end(end: LiveEnd): void
}

/**
 * Serves a run while it goes on. The rows lie in memory that a second thread shares and serves from, each page at its own pace; it holds the
 * whole recording once and never grows. Throws InputError when the port cannot be had.
 */
export async function serveLive(folder: string, port: number, scenario: unknown): Promise<Live> {
  const thread = startThread(moduleBeside(import.meta.url, 'live-thread'), { folder, port })
  const reply = await new Promise<LiveReply>((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  if (reply.kind === 'refused') {
    await thread.terminate()
    throw new InputError(reply.why)
  }
  const tell = (news: LiveNews) => thread.postMessage(news)
  const progress = new Int32Array(new SharedArrayBuffer(4))
  let shared: Float64Array = new Float64Array(0)
  return {
    address: reply.address,
    onRow(recording, row) {
      const { columns, name, start_us, interval_s, rows } = recording
      if (row === 0) {
        shared = new Float64Array(new SharedArrayBuffer(8 * rows * columns.length))
        const about = columns.map(({ name, unit, meaning, owner }) => ({ name, unit, meaning, owner }))
        tell({
          kind: 'begin',
          about: { name, start_us, interval_s, rows, scenario, columns: about },
          progress,
          rows: shared,
        })
      }
      const at = row * columns.length
      for (let k = 0; k < columns.length; k++) shared[at + k] = columns[k].values[row]
      Atomics.store(progress, 0, row + 1)
    },
    end: end => tell({ kind: 'end', end }),
  }
}
