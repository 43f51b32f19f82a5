import { once } from 'node:events'
import { startThread } from '../cli/thread.ts'

/** A thread that runs parts of the fleet of fleet-case.ts. */
interface Lane {
  run(from: number, to: number): Promise<Float64Array>
  end(): Promise<number>
}

async function startLane(ticks: number): Promise<Lane> {
  const worker = startThread(new URL('./fleet-worker.ts', import.meta.url).href, { ticks })
  // `once` fails with the thread's error, too.
  const answer = async (): Promise<unknown> => (await once(worker, 'message'))[0]
  await answer()
  return {
    run(from, to) {
      worker.postMessage([from, to])
      return answer() as Promise<Float64Array>
    },
    end: () => worker.terminate(),
  }
}

/** How much faster two threads are than one on the same satellites, at the best of some rounds, and whether they give the same bits. */
export async function twoWorkers(
  satellites: number,
  ticks: number,
  rounds: number,
): Promise<{ times: number; alike: boolean }> {
  const lanes = await Promise.all([startLane(ticks), startLane(ticks)])
  let one_ms = Number.POSITIVE_INFINITY
  let two_ms = Number.POSITIVE_INFINITY
  let alike = true
  for (let round = 0; round < rounds; round++) {
    const start_ms = performance.now()
    const whole = await lanes[0].run(0, satellites)
    const between_ms = performance.now()
    const halves = await Promise.all([lanes[0].run(0, satellites / 2), lanes[1].run(satellites / 2, satellites)])
    const end_ms = performance.now()
    one_ms = Math.min(one_ms, between_ms - start_ms)
    two_ms = Math.min(two_ms, end_ms - between_ms)
    alike &&= Buffer.concat(halves.map(bytesOf)).equals(bytesOf(whole))
  }
  await Promise.all(lanes.map(l => l.end()))
  return { times: one_ms / two_ms, alike }
}

const bytesOf = (a: Float64Array) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)
