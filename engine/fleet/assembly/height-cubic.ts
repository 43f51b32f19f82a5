import { curvature, height, slope } from './limb'

/** The farther of two looks tells little at so many times the time between them. */
const FARTHEST: f64 = 5
const MOST_STEPS = 8
/** After so small a step of Newton's the next is under a microsecond, near a turn too. */
const SETTLED_s: f64 = 1e-3

// The last two looks at which the height was exact, the newer one last, and how many there were: times, heights, changes in a second.
export let samples = 0
let t0: f64 = 0, h0: f64 = 0, s0: f64 = 0
let t1: f64 = 0, h1: f64 = 0, s1: f64 = 0
/** The limb's curvature at the last of them. */
export let bulge: f64 = 0

/** How the height changes at the time that was foreseen, and whether that is as good as looked at. */
export let foreseenSlope: f64 = 0, isSure = false

export function forget(): void {
  samples = 0
}

/** Keeps what is seen at a time. */
export function remember(time: f64): void {
  if (curvature == 0) return
  samples++
  t0 = t1, h0 = h1, s0 = s1
  t1 = time, h1 = height, s1 = slope
  bulge = curvature
  foreseenSlope = slope
}

/** When the height is at an edge if it goes on as it did in the one look. */
export function slopeAhead(edge: f64): f64 {
  return t1 + (edge - h1) / s1
}

/**
 * When the cubic through both looks is at an edge. It is sure where the distances from both, in seconds, have a product under `trust`: the cubic's
 * error is the square of that times a 24th of the height's fourth derivative, which is less than 2e-7 per s3 of the slope where the height goes
 * one way, 5e-9 per s4 in all (n^4 a over the penumbra's 12 km in the lowest orbit).
 */
export function foresee(edge: f64, trust: f64): f64 {
  const apart = t0 - t1, perApart = 1 / apart
  const chord = (h0 - h1) * perApart
  const c2 = (3 * chord - 2 * s1 - s0) * perApart
  const c3 = (s0 + s1 - 2 * chord) * perApart * perApart
  // From where it is steeper: in a curve that bends one way Newton's steps stay on that side.
  let x: f64 = Math.abs(s0) > Math.abs(s1) ? apart : 0
  let move: f64 = 0
  for (let k = 0; k < MOST_STEPS; k++) {
    foreseenSlope = s1 + x * (2 * c2 + 3 * c3 * x)
    move = (h1 - edge + x * (s1 + x * (c2 + x * c3))) / foreseenSlope
    x -= move
    if (Math.abs(move) < SETTLED_s) break
  }
  const near = Math.abs(x), far = Math.abs(x - apart)
  isSure = Math.abs(move) < SETTLED_s && near * far < trust && min(near, far) < FARTHEST * Math.abs(apart)
  return t1 + x
}
