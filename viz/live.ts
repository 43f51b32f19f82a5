import type { RecordedColumn, Recording, Summary } from '../engine/index.ts'
import type { Page } from './page.ts'

/** What the server tells of a run that goes on (`run --view`). */
interface About {
  readonly name: string
  readonly start_us: number
  readonly interval_s: number
  readonly rows: number
  readonly scenario: Readonly<Record<string, unknown>>
  readonly columns: readonly Omit<RecordedColumn, 'values'>[]
}

type End = { readonly summary: Summary } | { readonly wrong: string }

/** The page is told of new rows no more often. */
const TELL_EVERY_ms = 250

/** Shows a run while it goes on: its rows as they come, its summary at the end. */
export async function openLive(page: Page): Promise<void> {
  page.say('Waiting for the run …')
  const about = await ask<About | End>('live/about')
  if (about === undefined)
    return page.say('No run is served here. Start one with `heliosync run SCENARIO --view`.', true)
  if ('wrong' in about) return page.say(about.wrong, true)
  if ('summary' in about) return
  page.say('')
  const table = makeTable(about)
  const show = (growing: boolean, summary?: Summary) =>
    page.shown.set({ scenario: about.scenario, recording: table.recording(), summary, growing })
  let told_ms = Number.NEGATIVE_INFINITY
  for await (const piece of piecesOf('live/rows')) {
    table.add(piece)
    if (performance.now() - told_ms < TELL_EVERY_ms || table.recording().rows < 2) continue
    show(true)
    if (told_ms < 0) page.clock.play()
    told_ms = performance.now()
  }
  const end = await ask<End>('live/end')
  if (end === undefined) page.say('The run stopped: its program is gone. What came so far is shown.', true)
  else if ('wrong' in end) page.say(end.wrong, true)
  show(false, end !== undefined && 'summary' in end ? end.summary : undefined)
}

async function ask<T>(address: string): Promise<T | undefined> {
  const response = await fetch(address).catch(() => undefined)
  return response?.ok === true ? ((await response.json()) as T) : undefined
}

/** The bytes of an answer as they come; a broken connection ends them. */
async function* piecesOf(address: string): AsyncGenerator<Uint8Array> {
  const response = await fetch(address).catch(() => undefined)
  const reader = response?.body?.getReader()
  if (reader === undefined) return
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
    if (done || value === undefined) return
    yield value
  }
}

/** Rows of doubles, cut anywhere, to columns. */
function makeTable({ name, start_us, interval_s, rows: most, columns }: About) {
  const values = columns.map(() => new Float64Array(most))
  const row = new Uint8Array(8 * columns.length)
  const numbers = new Float64Array(row.buffer)
  let filled = 0
  let rows = 0
  return {
    add(piece: Uint8Array): void {
      for (let at = 0; at < piece.length; ) {
        const part = piece.subarray(at, at + row.length - filled)
        row.set(part, filled)
        filled += part.length
        at += part.length
        if (filled < row.length) continue
        for (const [k, column] of values.entries()) column[rows] = numbers[k]
        rows++
        filled = 0
      }
    },
    recording: (): Recording => ({
      name,
      start_us,
      interval_s,
      rows,
      columns: columns.map((c, k) => ({ ...c, values: values[k].subarray(0, rows) })),
    }),
  }
}
