import { formatUtc, type Recording, timeOfRow_s } from '../engine/index.ts'
import type { Write } from './whole-file.ts'

const ROWS_A_CHUNK = 1000

/** One JSON object a line and a row, all with the same keys in the same order. */
export function writeNdjson(recording: Recording, write: Write): void {
  const { start_us, rows, columns } = recording
  const keys = columns.map(c => `,${JSON.stringify(c.name)}:`)
  for (let from = 0; from < rows; from += ROWS_A_CHUNK) {
    let chunk = ''
    for (let row = from; row < Math.min(from + ROWS_A_CHUNK, rows); row++) {
      const time_s = timeOfRow_s(recording, row)
      chunk += `{"utc":"${formatUtc(start_us + time_s * 1e6)}","t_s":${time_s}`
      for (const [k, c] of columns.entries()) chunk += `${keys[k]}${c.values[row]}`
      chunk += '}\n'
    }
    write(chunk)
  }
}
