import type { ServerResponse } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { InputError } from './input-error.ts'
import type { LiveAbout, LiveEnd, LiveNews, LiveReply } from './live.ts'
import { type Answerer, serve } from './serve.ts'

/** How often the rows are looked at while a page waits for more. */
const LOOK_ms = 30
const CHUNK_bytes = 1 << 18

let begun: Extract<LiveNews, { kind: 'begin' }> | undefined
let ended: LiveEnd | undefined
/** Pages that wait for the beginning or the end. */
const waiting = new Set<() => void>()

parentPort?.on('message', (news: LiveNews) => {
  if (news.kind === 'begin') begun = news
  else ended = news.end
  for (const look of [...waiting]) look()
})

const answer: Answerer = (path, _query, response) => {
  if (path === '/live/about') whenKnown(response, () => begun?.about ?? ended)
  else if (path === '/live/rows') sendRows(response)
  else if (path === '/live/end') whenKnown(response, () => ended)
  else return false
  return true
}

/** Sends something as JSON once it is known. */
function whenKnown(response: ServerResponse, known: () => LiveAbout | LiveEnd | undefined): void {
  const look = () => {
    const value = known()
    if (value === undefined) return
    waiting.delete(look)
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(value))
  }
  waiting.add(look)
  response.on('close', () => waiting.delete(look))
  look()
}

/** Sends rows of doubles as they come, no faster than the page takes them. */
function sendRows(response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/octet-stream')
  let sent = 0
  let timer: NodeJS.Timeout | undefined
  const send = () => {
    if (begun === undefined) return later()
    const { about, progress, rows } = begun
    const width = about.columns.length
    const most = Math.max(1, Math.floor(CHUNK_bytes / (8 * width)))
    for (;;) {
      const last = ended !== undefined
      const upTo = Math.min(Atomics.load(progress, 0), sent + most)
      if (upTo === sent) return last ? void response.end() : later()
      const piece = Buffer.from(rows.slice(sent * width, upTo * width).buffer)
      sent = upTo
      if (!response.write(piece)) return void response.once('drain', send)
    }
  }
  const later = () => {
    timer = setTimeout(send, LOOK_ms)
  }
  response.on('close', () => clearTimeout(timer))
  send()
}

const { folder, port } = workerData as { folder: string; port: number }
const tell = (reply: LiveReply) => parentPort?.postMessage(reply)
try {
  const { address } = await serve(folder, port, answer)
  tell({ kind: 'serving', address })
} catch (error) {
  if (!(error instanceof InputError)) throw error
  tell({ kind: 'refused', why: error.message })
}
