import { formatUtc, type Recording, timeOfRow_s } from '../engine/index.ts'
import type { Write } from './whole-file.ts'

const ROWS_A_CHUNK = 1000

/** Quoted as RFC 4180 says, where a name needs it. */
const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Plain CSV: one header line of names (their last part is the unit), then a line a row, numbers to their last bit. */
export function writeCsv(recording: Recording, write: Write): void {
  const { start_us, rows, columns } = recording
  write(`${['utc', 't_s', ...columns.map(c => field(c.name))].join(',')}\n`)
  for (let from = 0; from < rows; from += ROWS_A_CHUNK) {
    let chunk = ''
    for (let row = from; row < Math.min(from + ROWS_A_CHUNK, rows); row++) {
      const time_s = timeOfRow_s(recording, row)
      chunk += `${formatUtc(start_us + time_s * 1e6)},${time_s}`
      for (const c of columns) chunk += `,${c.values[row]}`
      chunk += '\n'
    }
    write(chunk)
  }
}
