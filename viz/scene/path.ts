import { Group } from 'three'
import { EARTH_RADIUS_km, gmst82_rad } from '../../engine/index.ts'
import { makeLine } from './line.ts'
import type { Motion } from './motion.ts'
import type { ScenePart, View } from './view.ts'

const POINTS = 480
/** Share of the drawn orbit that lies behind the satellite, where the recording allows. */
const BEHIND_frac = 0.75
/** The ground track floats over the ground as far as its chords sag. */
const TRACK_ABOVE_km = 12

const LIT = [1, 0.5, 0.06] as const
const DARK = [0.06, 0.16, 1] as const
/** What the trail fades to. */
const FADED = [0.03, 0.045, 0.08] as const

/** An orbit round the satellite: what it has flown strong, what is to come faint, gold in sunlight and blue in the shadow; and its track on the ground. */
export function makePath(): ScenePart {
  const orbit = makeLine(POINTS + 1, 2.2)
  const track = makeLine(POINTS + 1, 1.4, 0.65)
  const object = new Group()
  object.add(orbit.object, track.object)
  const r = new Float64Array(3)
  const v = new Float64Array(3)
  return {
    object,
    update(view) {
      const { motion, focus_km, time_s } = view
      const times_s = timesAround(motion, time_s)
      for (const [k, t_s] of times_s.entries()) {
        motion.at(t_s, r, v)
        const strength = strengthAt(t_s, view)
        const colour = motion.litAt(t_s) > 0.5 ? LIT : DARK
        // Where the track is now: the ground has turned since.
        const turn = view.gmst_rad - gmst82_rad(motion.start_us / 1e6 + t_s)
        const down = (EARTH_RADIUS_km + TRACK_ABOVE_km) / Math.hypot(r[0], r[1], r[2])
        const cosine = Math.cos(turn) * down
        const sine = Math.sin(turn) * down
        const at = 3 * k
        track.points[at] = cosine * r[0] - sine * r[1] - focus_km.x
        track.points[at + 1] = sine * r[0] + cosine * r[1] - focus_km.y
        track.points[at + 2] = r[2] * down - focus_km.z
        orbit.points[at] = r[0] - focus_km.x
        orbit.points[at + 1] = r[1] - focus_km.y
        orbit.points[at + 2] = r[2] - focus_km.z
        for (let c = 0; c < 3; c++) {
          orbit.colours[at + c] = colour[c] * strength + FADED[c] * (1 - strength)
          track.colours[at + c] = strength + FADED[c] * (1 - strength)
        }
      }
      orbit.draw(times_s.length, view.width_px, view.height_px)
      track.draw(times_s.filter(t_s => t_s <= time_s).length, view.width_px, view.height_px)
    },
  }
}

/** Times over one orbit round a moment, the moment itself among them, within the recording. */
function timesAround({ period_s, end_s }: Motion, time_s: number): Float64Array {
  const length_s = Math.min(period_s, end_s)
  const from_s = Math.max(0, Math.min(end_s - length_s, time_s - BEHIND_frac * length_s))
  const behind = Math.round(((time_s - from_s) / length_s) * POINTS)
  return Float64Array.from({ length: POINTS + 1 }, (_, k) =>
    k <= behind
      ? from_s + (behind === 0 ? 0 : ((time_s - from_s) * k) / behind)
      : time_s + ((from_s + length_s - time_s) * (k - behind)) / (POINTS - behind),
  )
}

/** The trail fades behind the satellite; what is to come is faint. */
function strengthAt(t_s: number, { time_s, motion }: View): number {
  if (t_s > time_s) return 0.3
  return 0.2 + 0.8 * (1 - Math.min(1, (time_s - t_s) / (BEHIND_frac * motion.period_s)))
}
