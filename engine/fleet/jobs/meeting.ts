/** Where threads that run satellites side by side meet at the end of every tick. */
export interface Meeting {
  /** Of the threads that meet, the first does what is done once for all. */
  readonly isFirst: boolean
  /** At the end of a tick: waits for all others; the first then does `once`, and all go on. Where one calls it off, it is not done, and all get false. */
  meet(off: boolean, once: () => void): boolean
}

/** Words of shared memory: how many have arrived, the round after which they went on, and that which one has called off. */
const [ARRIVED, ENDED, OFF] = [0, 1, 2]
export const MEETING_BYTES = 16

/** For thread `party` of `parties`, whose shared memory has zeros at `at`. One that waits does not use the processor. */
export function makeMeeting(parties: number, party: number, memory: ArrayBufferLike, at: number): Meeting {
  const words = new Int32Array(memory, at, MEETING_BYTES / 4)
  let round = 0
  const waitFor = (word: number, wanted: number) => {
    for (let now = Atomics.load(words, word); now !== wanted; now = Atomics.load(words, word))
      Atomics.wait(words, word, now)
  }
  return {
    isFirst: party === 0,
    meet(off, once) {
      round++
      if (off) Atomics.store(words, OFF, round)
      Atomics.add(words, ARRIVED, 1)
      if (party > 0) {
        Atomics.notify(words, ARRIVED)
        waitFor(ENDED, round)
      } else {
        waitFor(ARRIVED, parties)
        Atomics.store(words, ARRIVED, 0)
        if (Atomics.load(words, OFF) !== round) once()
        Atomics.store(words, ENDED, round)
        Atomics.notify(words, ENDED)
      }
      return Atomics.load(words, OFF) !== round
    },
  }
}

/** A thread that meets nobody. */
export const ALONE: Meeting = {
  isFirst: true,
  meet(off, once) {
    if (!off) once()
    return !off
  },
}
