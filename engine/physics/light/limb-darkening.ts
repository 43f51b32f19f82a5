import { visibleOfDisc } from './disc.ts'

/**
 * Brightness of the Sun's disc over that of its centre, by the cosine of the angle from the vertical: 0.30 + 0.93 mu - 0.23 mu^2 at 550 nm (A. N. Cox
 * ed., Allen's Astrophysical Quantities, 4th ed. 2000, as quoted in Wikipedia's "Limb darkening"; the book was not at hand). Neglected:
 * its change with colour. All sunlight together is a little less dark at the limb.
 */
const EDGE = 0.3
const LINEAR = 0.93
const SQUARE = -0.23

/** Gauss-Legendre, twelve points on [-1, 1]: the positive half. */
const POINTS = [
  0.1252334085114689, 0.3678314989981802, 0.5873179542866175, 0.7699026741943047, 0.9041172563704749,
  0.9815606342467192,
]
const WEIGHTS = [
  0.2491470458134028, 0.2334925365383548, 0.2031674267230659, 0.1600783285433462, 0.1069393259953184,
  0.0471753363865118,
]

/** Cosines of the rings, and what each adds: the drop of brightness across it times the disc inside it. */
const RINGS = [...POINTS.map((x, k) => [x, WEIGHTS[k]]), ...POINTS.map((x, k) => [-x, WEIGHTS[k]])].map(
  ([x, weight]) => {
    const mu = 0.5 * (1 + x)
    return { radius: Math.sqrt(1 - mu * mu), share: 0.5 * weight * (LINEAR + 2 * SQUARE * mu) * (1 - mu * mu) }
  },
)
const WHOLE = EDGE + RINGS.reduce((sum, r) => sum + r.share, 0)

/**
 * Visible share, 0 to 1, of the Sun's light behind a round edge, its disc dark towards the limb; arguments as `visibleOfDisc`.
 *
 * A disc that darkens outwards is a pile of uniform discs, so this is a sum of their visible shares (twelve Gauss points): within 1e-4 of
 * fine strips. Darkening moves the share by up to 0.02 and changes nothing at both contacts.
 */
export function visibleOfDarkenedDisc(height: number, curvature: number): number {
  if (height <= -1) return 1
  if (height >= 1 && curvature <= 1) return 0
  let sum = EDGE * visibleOfDisc(height, curvature)
  for (const { radius, share } of RINGS) sum += share * visibleOfDisc(height / radius, curvature * radius)
  return sum / WHOLE
}
