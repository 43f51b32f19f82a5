import type { ColumnInfo, TickView } from '../tick/column.ts'

/**
 * A run as a chart draws it: of each column the least and the largest value in each of at most so many equal stretches of ticks, so that no
 * spike is lost however long the run. Stretch 0 is the opening row alone.
 */
export interface Trace {
  readonly ticks_count: number
  /** Ticks in a stretch; the last may hold fewer. */
  readonly stretch_ticks: number
  readonly step_s: number
  readonly columns: readonly TracedColumn[]
}

export interface TracedColumn extends ColumnInfo {
  readonly min: Float64Array
  readonly max: Float64Array
}

export interface TracerOptions {
  readonly info: readonly ColumnInfo[]
  readonly lane: number
  readonly ticks: number
  readonly step_s: number
  /** The most stretches. */
  readonly stretches: number
}

/** Gathers one lane's trace while the run goes on. */
export function makeTracer(o: TracerOptions): { observe(view: TickView): void; trace: Trace } {
  const stretch_ticks = Math.max(1, Math.ceil(o.ticks / o.stretches))
  const length = Math.ceil(o.ticks / stretch_ticks) + 1
  const columns = o.info.map(c => ({
    ...c,
    min: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
    max: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
  }))
  return {
    trace: { ticks_count: o.ticks, stretch_ticks, step_s: o.step_s, columns },
    observe({ tick, columns: now }) {
      const k = Math.ceil(tick / stretch_ticks)
      for (const { name, min, max } of columns) {
        const value = (now.get(name) as Float64Array)[o.lane]
        if (value < min[k]) min[k] = value
        if (value > max[k]) max[k] = value
      }
    },
  }
}
