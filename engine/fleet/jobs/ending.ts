/**
 * How far satellites are that share jobs, and where they end, in memory that threads share: who looks on can follow them and have them end early. The end
 * moves while all wait at the end of a tick, and to the end of the next, so that everyone knows the last tick before going through it.
 */
export interface Ending {
  /** The last tick. It comes earlier once at most, and then stays. */
  lastTick(): number
  /** Told when all have gone through a tick; 0 is the start. */
  reached(tick: number): void
  /** Ticks that all have gone through. */
  ticks(): number
  /** Asks for an end after the tick that is under way, or the next. */
  endEarly(): void
}

/** Words of shared memory, of zeros at first: ticks that all have gone through, whether an early end is asked for, and the last tick once it has come earlier. */
const [REACHED, ASKED, LAST] = [0, 1, 2]
export const ENDING_BYTES = 16

/** For satellites that go through `ticks` unless they end early. */
export function makeEnding(ticks: number, memory: ArrayBufferLike, at: number): Ending {
  const words = new Int32Array(memory, at, ENDING_BYTES / 4)
  const lastTick = () => Atomics.load(words, LAST) || ticks
  return {
    lastTick,
    reached(tick) {
      Atomics.store(words, REACHED, tick)
      if (Atomics.load(words, ASKED) !== 0 && tick < ticks) Atomics.compareExchange(words, LAST, 0, tick + 1)
    },
    ticks: () => Atomics.load(words, REACHED),
    endEarly() {
      Atomics.store(words, ASKED, 1)
    },
  }
}
