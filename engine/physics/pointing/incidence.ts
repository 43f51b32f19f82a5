/**
 * What a flat surface takes of a beam, as a part of what it takes squarely. Without a table that is the cosine of incidence, 0 from
 * behind (Lambert), which neglects the reflection of cover glass, some per cent of the beam beyond 60 degrees; a measured table carries
 * it: `angles_deg` increasing from 0, `parts` of the square output at each (1 at 0, cosine included). Straight
 * between rows in the angle; beyond the last row it falls to 0 at 90 degrees; 0 from behind.
 */
export function incidenceFromTable(cosIncidence: number, angles_deg: Float64Array, parts: Float64Array): number {
  if (!(cosIncidence > 0)) return 0
  const angle_deg = (Math.acos(Math.min(1, cosIncidence)) * 180) / Math.PI
  const last = angles_deg.length - 1
  if (angle_deg >= angles_deg[last]) {
    const rest_deg = 90 - angles_deg[last]
    return rest_deg > 0 ? (parts[last] * (90 - angle_deg)) / rest_deg : parts[last]
  }
  let k = 0
  while (angles_deg[k + 1] <= angle_deg) k++
  const x = (angle_deg - angles_deg[k]) / (angles_deg[k + 1] - angles_deg[k])
  return parts[k] + x * (parts[k + 1] - parts[k])
}
