// The visible share of the Sun's disc: physics/light/disc.ts.

/** More curved limbs have no closed mean: to first order in the curvature 2e-5 is left out at 0.005, in low orbit, four times as much here. */
const FLAT: f64 = 0.01
/** The height bends little where its change at both ends differs by less than this part of their sum: one and a half times. */
const LITTLE: f64 = 0.2
/** Heights are too near to divide by. */
const NARROW: f64 = 1e-6

/** Visible share behind a limb of that height and curvature, 0 to 1. */
function visible(height: f64, curvature: f64): f64 {
  if (height <= -1) return 1
  if (height >= 1) return 0
  if (curvature > 1 && 2 / curvature - height <= 1) return 1 - 1 / (curvature * curvature)
  const apart = 1 - curvature * height
  const chord = (2 * height - curvature * (height * height + 1)) / (2 * apart)
  if (chord >= 1) return 0
  if (chord <= -1) return 1
  const half = Math.sqrt(1 - chord * chord)
  const segment = Math.acos(chord) - chord * half
  const sin = curvature * half, cos = curvature * chord + apart
  const angle = Math.atan2(sin, cos)
  const bulge = angle < 0.02
    ? half * half * (2.0 / 3.0) * angle * (1 + (2.0 / 15.0) * angle * angle)
    : (angle - sin * cos) / (curvature * curvature)
  return min(1.0, max(0.0, (segment - bulge) / Math.PI))
}

/**
 * Integral over the height of the visible share times `level` plus `rise` times the height: of a segment, V = (acos h - h sqrt(1 - h^2)) / pi, and of
 * what the limb's curvature c adds to it, c (1 - h^2)^(3/2) / (3 pi), which together are `visible` to first order in c.
 */
function integral(h: f64, level: f64, rise: f64, curvature: f64): f64 {
  const w2 = max(0.0, 1 - h * h), w = Math.sqrt(w2)
  const angle = h <= -1 ? Math.PI : h >= 1 ? 0 : Math.acos(h)
  const segment = h * angle - w + (w * w2) / 3
  const bulge = (h * (5 - 2 * h * h) * w - 3 * angle) / 24
  const moment = angle * (0.5 * h * h - 0.125) - 0.125 * h * w * (1 + 2 * h * h) - (curvature / 15) * w2 * w2 * w
  return (level * (segment + curvature * bulge) + rise * moment) / Math.PI
}

@inline function within(h: f64): f64 { return min(1.0, max(-1.0, h)) }

/** The height between two moments that are `length` seconds apart is the cubic through both heights, h and k, and their changes, u and v. */
@inline function heightAt(x: f64, length: f64, h: f64, u: f64, k: f64, v: f64): f64 {
  const y = 1 - x
  return h * y * y * (1 + 2 * x) + k * x * x * (1 + 2 * y) + x * y * length * (u * y - v * x)
}
@inline function changeAt(x: f64, length: f64, h: f64, u: f64, k: f64, v: f64): f64 {
  const y = 1 - x
  return (6 * x * y * (k - h)) / length + u * y * (1 - 3 * x) + v * x * (1 - 3 * y)
}

/**
 * Mean visible share from a part `a` to a part `b` of the time between two moments without a contact in between, in the penumbra. Where the height
 * bends little the time that it takes to rise is linear in the height, and the mean is closed; else it is by five points (Gauss).
 */
export function meanVisible(a: f64, b: f64, length: f64, h: f64, u: f64, k: f64, v: f64, curvature: f64): f64 {
  const from = within(heightAt(a, length, h, u, k, v)), to = within(heightAt(b, length, h, u, k, v))
  const s = changeAt(a, length, h, u, k, v), t = changeAt(b, length, h, u, k, v)
  if (s * t > 0 && Math.abs(s - t) < LITTLE * Math.abs(s + t) && curvature < FLAT && Math.abs(to - from) > NARROW) {
    // How long a radius takes, over the mean: 1/s at one end and 1/t at the other.
    const rise = (2 * (s - t)) / ((s + t) * (to - from))
    const level = 1 - 0.5 * rise * (from + to)
    return (integral(to, level, rise, curvature) - integral(from, level, rise, curvature)) / (to - from)
  }
  const middle = 0.5 * (a + b), far = 0.45308992296933193 * (b - a), near = 0.26923465505284155 * (b - a)
  return (
    0.28444444444444444 * visible(heightAt(middle, length, h, u, k, v), curvature) +
    0.11846344252809454 * visible(heightAt(middle - far, length, h, u, k, v), curvature) +
    0.11846344252809454 * visible(heightAt(middle + far, length, h, u, k, v), curvature) +
    0.23931433524968324 * visible(heightAt(middle - near, length, h, u, k, v), curvature) +
    0.23931433524968324 * visible(heightAt(middle + near, length, h, u, k, v), curvature)
  )
}
