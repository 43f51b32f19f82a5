import { courseError, fastCourse, peerCourse } from './course.ts'
import { PLANES } from './fleet-case.ts'
import { findPython, type PeerRun, runPeer } from './peers/numpy.ts'

/** A peer beside us: nanoseconds a satellite and minute at the number of satellites that suits it best. */
interface Peer {
  readonly what: string
  readonly ns: number
  readonly ours_ns: number
  readonly satellites: number
}

const HOUR_s = 3600
/** Ticks that divide a minute, each to be tried where the one before is not near enough. */
const SHORTER_s = [5, 4, 3, 2.5, 2, 1.5, 1, 0.5]
const EDGES_s = [60, 30, 20, 15, 10]
/** How many satellites at once: each peer shows the best. */
const SIZES = [4096, 8192, 16_384]
const ROUNDS = 2

/**
 * The fleet by hand in numpy in three ways; none where no Python has numpy and sgp4. `measure` tells what a satellite and minute costs us. How near a
 * way is, is its worst error of the wing at whole minutes in six hours of a satellite of each plane.
 */
export function numpyPeers(measure: () => number): { peers: readonly Peer[]; versions: string } {
  const found = findPython()
  if (found === undefined) return { peers: [], versions: '; no Python here has numpy and sgp4' }
  const python: string = found
  const accuracy = { satellites: PLANES, duration_s: 6 * HOUR_s }
  const limit = peerCourse(python, { ...accuracy, script: 'numpy_edges', step_s: 5 })
  const errorOf = (script: 'numpy_fleet' | 'numpy_edges', step_s: number) =>
    courseError(peerCourse(python, { ...accuracy, script, step_s }), limit).wing_K
  const ours_K = courseError(fastCourse(PLANES, accuracy.duration_s), limit).wing_K
  let told: PeerRun | undefined

  function timed(what: string, script: 'numpy_fleet' | 'numpy_edges', step_s: number, ticks: number, wing_K: number) {
    let best = { ns: Number.POSITIVE_INFINITY, satellites: 0 }
    let ours_ns = Number.POSITIVE_INFINITY
    for (const satellites of SIZES)
      for (let round = 0; round < ROUNDS; round++) {
        ours_ns = Math.min(ours_ns, measure())
        told = runPeer(python, { script, satellites, step_s, duration_s: ticks * step_s })
        const ns = (told.ns * 60) / step_s
        if (ns < best.ns) best = { ns, satellites }
      }
    return { what: `by hand in numpy, ${what}: wing within ${wing_K.toFixed(2)} K`, ...best, ours_ns }
  }

  /** The longest of these ticks with which a way is as near as ours. */
  function asNear(script: 'numpy_fleet' | 'numpy_edges', ticks_s: readonly number[]) {
    let found = { step_s: 0, wing_K: Number.NaN }
    for (const step_s of ticks_s) {
      found = { step_s, wing_K: errorOf(script, step_s) }
      if (found.wing_K <= ours_K) break
    }
    return found
  }

  const looks = asNear('numpy_fleet', SHORTER_s)
  const edges = asNear('numpy_edges', EDGES_s)
  const ours = `ours: ${ours_K.toFixed(2)} K`
  const peers = [
    timed('one look at the light a tick', 'numpy_fleet', 60, 120, errorOf('numpy_fleet', 60)),
    timed(`one look a tick of ${looks.step_s} s (${ours})`, 'numpy_fleet', looks.step_s, 120, looks.wing_K),
    timed('edges found, steps cut and of order 2', 'numpy_edges', 60, 180, errorOf('numpy_edges', 60)),
    timed(`the same in ticks of ${edges.step_s} s (${ours})`, 'numpy_edges', edges.step_s, 180, edges.wing_K),
  ]
  const versions =
    told === undefined
      ? ''
      : `, numpy ${told.numpy}, python-sgp4 ${told.sgp4} (${told.core} core), Python ${told.python}`
  return { peers, versions }
}
