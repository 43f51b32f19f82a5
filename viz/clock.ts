/** Playback: where in a recording the page stands. Knows no DOM; whoever draws calls `advance` with the seconds that passed. */
export interface Clock {
  /** Seconds since the start of the scenario, anywhere between the first row and the last. */
  readonly time_s: number
  /** The last row reached: its numbers are those to show. */
  readonly row: number
  readonly rows: number
  readonly interval_s: number
  readonly playing: boolean
  /** Seconds of the scenario a second. */
  readonly speed: number
  /** What it plays: a recording of so many rows. While it grows, the last row is no end. Stays where it is as far as it can. */
  cover(recording: { readonly interval_s: number; readonly rows: number }, growing?: boolean): void
  /** Plays on; from the start when it stands at the end. */
  play(): void
  pause(): void
  toggle(): void
  setSpeed(speed: number): void
  /** Goes to a time, within the recording. */
  seek(time_s: number): void
  /** Goes to a row, exactly. */
  seekRow(row: number): void
  /** Pauses and goes by whole rows, from the nearest in that direction. */
  step(rows: number): void
  /** `elapsed_s` of the viewer's time went by. */
  advance(elapsed_s: number): void
  /** Calls `listener` after every change. Returns what ends it. */
  subscribe(listener: () => void): () => void
}

const MAX_SPEED = 10_000

export function makeClock(): Clock {
  const listeners = new Set<() => void>()
  let time_s = 0
  let rows = 1
  let interval_s = 1
  let growing = false
  let playing = false
  let speed = 60
  const end_s = () => (rows - 1) * interval_s
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const rowAt = (t_s: number) => {
    // A row's time is a product, so the quotient may fall a bit short of the row.
    const nearest = Math.round(t_s / interval_s)
    const row = nearest * interval_s <= t_s ? nearest : nearest - 1
    return Math.max(0, Math.min(rows - 1, row))
  }
  const clock: Clock = {
    get time_s() {
      return time_s
    },
    get row() {
      return rowAt(time_s)
    },
    get rows() {
      return rows
    },
    get interval_s() {
      return interval_s
    },
    get playing() {
      return playing
    },
    get speed() {
      return speed
    },
    cover(recording, grows = false) {
      rows = recording.rows
      interval_s = recording.interval_s
      growing = grows
      time_s = Math.max(0, Math.min(end_s(), time_s))
      tell()
    },
    play() {
      if (!growing && time_s >= end_s()) time_s = 0
      playing = true
      tell()
    },
    pause() {
      playing = false
      tell()
    },
    toggle() {
      if (playing) clock.pause()
      else clock.play()
    },
    setSpeed(next) {
      if (!(next > 0)) return
      speed = Math.min(next, MAX_SPEED)
      tell()
    },
    seek(t_s) {
      if (Number.isNaN(t_s)) return
      time_s = Math.max(0, Math.min(end_s(), t_s))
      tell()
    },
    seekRow(row) {
      clock.seek(row * interval_s)
    },
    step(by) {
      playing = false
      const between = time_s !== clock.row * interval_s
      clock.seekRow(clock.row + by + (between && by < 0 ? 1 : 0))
    },
    advance(elapsed_s) {
      if (!playing) return
      const next_s = time_s + elapsed_s * speed
      time_s = Math.min(next_s, end_s())
      if (next_s >= end_s() && !growing) playing = false
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return clock
}
