import { formatUtc } from '../scenario/time.ts'
import { type Recording, timeOfRow_s } from './recording.ts'

const ROWS_A_PIECE = 1000

/** Quoted as RFC 4180 says, where a name needs it. */
const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * A recording, or its rows from `first` to `last`, as CSV in pieces: one header line of names (their last part is the unit), then a line a row,
 * numbers to their last bit.
 */
export function* csvOf(recording: Recording, first = 0, last = recording.rows - 1): Generator<string> {
  const { start_us, columns } = recording
  yield `${['utc', 't_s', ...columns.map(c => field(c.name))].join(',')}\n`
  for (let from = first; from <= last; from += ROWS_A_PIECE) {
    let piece = ''
    for (let row = from; row <= Math.min(from + ROWS_A_PIECE - 1, last); row++) {
      const time_s = timeOfRow_s(recording, row)
      piece += `${formatUtc(start_us + time_s * 1e6)},${time_s}`
      for (const c of columns) piece += `,${c.values[row]}`
      piece += '\n'
    }
    yield piece
  }
}
