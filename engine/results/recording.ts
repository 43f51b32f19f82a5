import type { ColumnInfo, TickView } from '../tick/column.ts'

/**
 * A run as a table. Row 0 is the state at the start; row k is the state at the end of its interval, with the means over it:
 * states and positions are what they are at `time_s`, powers and `lit_frac` are means since the row before.
 */
export interface Recording {
  readonly name: string
  readonly start_us: number
  /** Seconds between rows. */
  readonly interval_s: number
  readonly rows: number
  readonly columns: readonly RecordedColumn[]
}

export interface RecordedColumn extends ColumnInfo {
  readonly values: Float64Array
}

/** Seconds since the start of a row. */
export const timeOfRow_s = (r: Recording, row: number) => row * r.interval_s

/** A column of a recording; undefined when there is none of that name. */
export const columnOf = (r: Recording, name: string): Float64Array | undefined =>
  r.columns.find(c => c.name === name)?.values

export interface RecorderOptions {
  readonly name: string
  readonly start_us: number
  readonly step_s: number
  readonly ticks: number
  readonly lane: number
  /** A row every so many ticks; a last interval that is not full is left out. */
  readonly every: number
  readonly info: readonly ColumnInfo[]
  /** Called when a row is written. */
  readonly onRow?: ((recording: Recording, row: number) => void) | undefined
}

/** Columns that only carry the middle of a step from one component to another. */
const isInternal = (name: string) => name.includes('.mid_')

/** Gathers one lane's rows while the run goes on. */
export function makeRecorder(o: RecorderOptions): { observe(view: TickView): void; recording: Recording } {
  const rows = Math.floor(o.ticks / o.every) + 1
  const columns = o.info.filter(c => !isInternal(c.name)).map(c => ({ ...c, values: new Float64Array(rows) }))
  const sums = new Float64Array(columns.length)
  const recording = { name: o.name, start_us: o.start_us, interval_s: o.step_s * o.every, rows, columns }
  return {
    recording,
    observe({ tick, columns: now }) {
      const row = Math.ceil(tick / o.every)
      if (row >= rows) return
      const full = tick % o.every === 0
      for (const [k, c] of columns.entries()) {
        const value = (now.get(c.name) as Float64Array)[o.lane]
        if (tick === 0 || c.meaning !== 'mean') {
          if (full) c.values[row] = value
          continue
        }
        sums[k] += value
        if (!full) continue
        c.values[row] = o.every === 1 ? value : sums[k] / o.every
        sums[k] = 0
      }
      if (full) o.onRow?.(recording, row)
    },
  }
}
