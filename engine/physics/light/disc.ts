/**
 * Visible fraction, 0 to 1, of a uniform disc of radius 1 behind a round body. The body's edge nearest the disc's centre stands at
 * `height` (-1: it touches from below; 0: it passes through the centre; 1: it has covered a smaller disc), and `curvature` is 1 over the body's radius,
 * both in radii of the disc; 0 is a straight edge, above 1 the body is the smaller one.
 *
 * A circular segment of the disc, less the segment by which the body bulges over their common chord. Closed form.
 */
export function visibleOfDisc(height: number, curvature: number): number {
  if (height <= -1) return 1
  if (height >= 1) return 0
  if (curvature > 1 && 2 / curvature - height <= 1) return 1 - 1 / (curvature * curvature)
  const apart = 1 - curvature * height
  const chord = (2 * height - curvature * (height * height + 1)) / (2 * apart)
  if (chord >= 1) return 0
  if (chord <= -1) return 1
  const half = Math.sqrt(1 - chord * chord)
  const segment = Math.acos(chord) - chord * half
  const sin = curvature * half
  const cos = curvature * chord + apart
  const angle_rad = Math.atan2(sin, cos)
  // The segment of a nearly straight edge is the difference of nearly equal numbers: its series instead.
  const bulge =
    angle_rad < 0.02
      ? half * half * (2 / 3) * angle_rad * (1 + (2 / 15) * angle_rad * angle_rad)
      : (angle_rad - sin * cos) / (curvature * curvature)
  const visible = (segment - bulge) / Math.PI
  return Math.min(1, Math.max(0, visible))
}
