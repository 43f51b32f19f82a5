/** A column: one number a lane. */
export type Column = Float64Array

/** What a column holds at the end of a tick: the state then, the value then, or the mean over the tick. */
export type Meaning = 'state' | 'instant' | 'mean'

export interface ColumnInfo {
  readonly name: string
  readonly unit: string
  readonly meaning: Meaning
  /** The part that answers for it. */
  readonly owner: string
}

/** A tick as observers see it. `columns` hold states and instants at the end of the tick and means over it. */
export interface TickView {
  /** 0 is the opening: the state at the start, with the flows of the first instant. */
  readonly tick: number
  readonly time_s: number
  readonly columns: ReadonlyMap<string, Column>
  /** No other follows. */
  readonly isLast: boolean
}

export type Observer = (view: TickView) => void
