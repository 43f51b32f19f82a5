import { duration } from './format.ts'

/** How often the line is written anew. */
const EVERY_ms = 100

export interface Progress {
  readonly update: (done: number) => void
  /** Takes the line away, so that what is printed next stands alone. */
  readonly clear: () => void
}

const SILENT: Progress = { update: () => {}, clear: () => {} }

/** One line on stderr that tells how far a long command is, its rate and the time left. Silent where stderr is no terminal. */
export function showProgress(total: number, what: string): Progress {
  const { stderr } = process
  if (stderr.isTTY !== true || process.env.TERM === 'dumb') return SILENT
  const begin = performance.now()
  let written = Number.NEGATIVE_INFINITY
  let shown = false
  const clear = () => {
    if (shown) stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    clear,
    update(done) {
      const now = performance.now()
      if (done === 0 || now - written < EVERY_ms) return
      written = now
      shown = true
      const rate_s = (1000 * done) / (now - begin)
      const left = duration(Math.round((total - done) / rate_s))
      stderr.write(`\r\u001b[K${done} of ${total} ${what}, ${Number(rate_s.toPrecision(2))} a second, ${left} left`)
    },
  }
}
