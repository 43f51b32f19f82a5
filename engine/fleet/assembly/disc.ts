// The visible share of the Sun's disc: physics/light/disc.ts.

/** More curved limbs have no closed mean: to first order in the curvature 2e-5 is left out at 0.005, in low orbit, four times as much here. */
const FLAT: f64 = 0.01
/** A height that bends by less from its chord is straight within a piece. */
const STRAIGHT: f64 = 2e-3

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
 * Integral over the height of the visible share: a segment, (acos h - h sqrt(1 - h^2)) / pi, and what the limb's curvature c adds to
 * it, c (1 - h^2)^(3/2) / (3 pi), which is `visible` to first order in c.
 */
function integral(h: f64, curvature: f64): f64 {
  const w2 = 1 - h * h
  const w = Math.sqrt(w2)
  const angle = Math.acos(h)
  const segment = h * angle - w + (w * w2) / 3
  const bulge = (h * (5 - 2 * h * h) * w - 3 * angle) / 24
  return (segment + curvature * bulge) / Math.PI
}

// @ts-ignore
@inline function within(h: f64): f64 { return min(1.0, max(-1.0, h)) }

/** The height between two moments that are `length` seconds apart is the cubic through both heights, h and k, and their changes, u and v. */
// @ts-ignore
@inline function heightAt(x: f64, length: f64, h: f64, u: f64, k: f64, v: f64): f64 {
  const y = 1 - x
  return h * y * y * (1 + 2 * x) + k * x * x * (1 + 2 * y) + x * y * length * (u * y - v * x)
}
// @ts-ignore
@inline function changeAt(x: f64, length: f64, h: f64, u: f64, k: f64, v: f64): f64 {
  const y = 1 - x
  return (6 * x * y * (k - h)) / length + u * y * (1 - 3 * x) + v * x * (1 - 3 * y)
}

/**
 * Mean visible share from a part `a` to a part `b` of the time between two moments without a contact in between, in the penumbra: closed where the
 * height goes straight, else by five points (Gauss).
 */
export function meanVisible(a: f64, b: f64, length: f64, h: f64, u: f64, k: f64, v: f64, curvature: f64): f64 {
  const from = within(heightAt(a, length, h, u, k, v)), to = within(heightAt(b, length, h, u, k, v))
  const bend = 0.125 * (b - a) * length * (changeAt(b, length, h, u, k, v) - changeAt(a, length, h, u, k, v))
  if (Math.abs(bend) < STRAIGHT && curvature < FLAT) {
    // Too near to divide by: what is seen there.
    if (Math.abs(to - from) < 1e-6) return visible(from, curvature)
    return (integral(to, curvature) - integral(from, curvature)) / (to - from)
  }
  let mean: f64 = 0.28444444444444444 * visible(heightAt(0.5 * (a + b), length, h, u, k, v), curvature)
  const far = 0.45308992296933193 * (b - a), near = 0.26923465505284155 * (b - a), middle = 0.5 * (a + b)
  mean += 0.11846344252809454 * visible(heightAt(middle - far, length, h, u, k, v), curvature)
  mean += 0.11846344252809454 * visible(heightAt(middle + far, length, h, u, k, v), curvature)
  mean += 0.23931433524968324 * visible(heightAt(middle - near, length, h, u, k, v), curvature)
  mean += 0.23931433524968324 * visible(heightAt(middle + near, length, h, u, k, v), curvature)
  return mean
}
